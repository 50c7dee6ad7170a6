"""Writing Mermaid journeys: what is written is read back, and written again it is the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.text import one_line
from auditor.mermaid.reading import Diagram, parse
from auditor.mermaid.signs import ANYONE
from auditor.mermaid.writing import mermaid
from auditor.views.maps import JourneyMap
from tests.maps import Planned, a_map


def again(diagram: Diagram) -> JourneyMap:
    """Return the map of a journey made of a diagram."""
    number = {actor: place for place, actor in enumerate(diagram.actors, 1)}
    planned = [
        (
            section.name,
            [(task.name, {number[a]: score for a, score in task.feelings.items()}) for task in section.tasks],
        )
        for section in diagram.sections
    ]
    return a_map(planned, [actor or ANYONE for actor in diagram.actors], diagram.title, diagram.about)


def test_each_feeling_has_a_line_with_those_who_feel_so() -> None:
    planned = [("Buy", [("Pay", {1: -2, 2: 1, 3: -2}), ("Wait", {})]), ("Own", [("Wear", {2: 2})])]
    assert mermaid(a_map(planned, ["Kim", "Bo", "Al"])) == (
        "journey\n"
        "    title Shop\n"
        "    section Buy\n"
        "      Pay: 1: Kim, Al\n"
        "      Pay: 4: Bo\n"
        "      %% touchpoint without a feeling: Wait\n"
        "    section Own\n"
        "      Wear: 5: Bo\n"
    )


def test_one_persona_alone() -> None:
    journey_map = a_map([("Buy", [("Pay", {1: -2, 2: 1})])], ["Kim", "Bo"])
    assert "Pay: 4: Bo\n" in mermaid(journey_map, journey_map.personas[1])
    assert "Kim" not in mermaid(journey_map, journey_map.personas[1])


@pytest.mark.parametrize(
    "name",
    [
        *("a: b", "a; b", "#1", "50%% off", "%% gone", "%%%", "<b>bold</b>", "a<br>b", "Journey home"),
        *("title page", "Section one", "accTitle", "accDescr {", "accDescr", "a, b", "---", "#58;", "&amp;"),
        *("touchpoint without a feeling: x", "{a}", "%%{init}%%", "Åse “é” 🙂 مرحبا", "title", "section"),
    ],
)
def test_any_name_is_read_back(name: str) -> None:
    diagram = parse(mermaid(a_map([(name, [(name, {1: 2})])], [name], name, name)))
    assert (diagram.title, diagram.about, diagram.actors) == (name, name, [name])
    assert [(section.name, [task.name for task in section.tasks]) for section in diagram.sections] == [
        (name, [name])
    ]


def test_personas_of_the_same_name_stay_apart() -> None:
    text = mermaid(a_map([("S", [("T", {1: 1, 2: 2, 3: 0})])], ["Kim", "Kim", "Kim 2"]))
    diagram = parse(text)
    assert len(diagram.actors) == 3
    assert mermaid(again(diagram)) == text


_PIECES = ("a", "B", " ", ":", ";", "#", ",", "%", "%%", "<br>", "{", "}", "title ", "journey", "#58;", "å")
NAMES = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map("".join).map(one_line).filter(bool)
FEELINGS = st.dictionaries(st.integers(1, 4), st.integers(-2, 2), max_size=4)
TOUCHPOINTS = st.lists(st.tuples(st.one_of(st.sampled_from(("T", "U")), NAMES), FEELINGS), max_size=5)
STAGES = st.lists(st.tuples(NAMES, TOUCHPOINTS), min_size=1, max_size=4)
PERSONAS = st.lists(st.one_of(st.sampled_from(("Kim", "Kim 2", ANYONE)), NAMES), min_size=4, max_size=4)


@given(STAGES, PERSONAS, NAMES, st.lists(NAMES, max_size=3).map("\n".join))
def test_written_read_and_written_again_is_the_same(
    planned: Planned, personas: list[str], name: str, about: str
) -> None:
    text = mermaid(a_map([*planned, ("End", [("Last", {1: 0})])], personas, name, about))
    assert mermaid(again(parse(text))) == text
