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


def test_each_touchpoint_is_one_task_and_what_each_feels_stands_beside_it() -> None:
    planned = [("Buy", [("Pay", {1: -2, 2: 1, 3: -2}), ("Wait", {})]), ("Own", [("Wear", {2: 2})])]
    assert mermaid(a_map(planned, ["Kim", "Bo", "Al"])) == (
        "journey\n"
        "    title Shop\n"
        "    section Buy\n"
        "      Pay: 2: Kim, Bo, Al\n"
        "      %% felt by each: 1 Kim, 4 Bo, 1 Al\n"
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


def test_many_touchpoints_and_personas_make_no_wider_diagram() -> None:
    planned: Planned = [(f"S{n}", [(f"T{n}{place}", {1: 1, 2: -1}) for place in range(4)]) for n in range(4)]
    text = mermaid(a_map(planned, ["Newcomer", "Regular"]))
    drawn = [line for line in text.splitlines() if line.startswith("      ") and "%%" not in line]
    assert len(drawn) == 16 and drawn[0] == "      T00: 3: Newcomer, Regular"
    assert all(task.feelings == {"Newcomer": 1, "Regular": -1} for task in parse(text).tasks)


@pytest.mark.parametrize(("scores", "shown"), [((-2, -1), 1), ((1, 2), 4), ((-1, 0), 2), ((2, 2, -2), 4)])
def test_the_mean_goes_to_the_sour_side(scores: tuple[int, ...], shown: int) -> None:
    text = mermaid(a_map([("S", [("T", dict(enumerate(scores, 1)))])], ["A", "B", "C"]))
    assert f"T: {shown}: A, B" in text


def test_touchpoints_of_one_name_side_by_side_stay_two() -> None:
    text = mermaid(a_map([("S", [("T", {1: 1}), ("T", {2: -1}), ("T", {1: 0, 2: 1})])], ["Kim", "Bo"]))
    assert [task.feelings for task in parse(text).tasks] == [{"Kim": 1}, {"Bo": -1}, {"Kim": 0, "Bo": 1}]


def test_a_line_that_was_changed_by_hand_counts_more_than_the_comment_below_it() -> None:
    text = mermaid(a_map([("S", [("T", {1: 1, 2: -1})])], ["Kim", "Bo"]))
    assert parse(text.replace("T: 3:", "T: 5:")).tasks[0].feelings == {"Kim": 2, "Bo": 2}
    assert parse(text.replace("T: 3: Kim, Bo", "T: 3: Kim")).tasks[0].feelings == {"Kim": 0}


@given(STAGES, PERSONAS, NAMES, st.lists(NAMES, max_size=3).map("\n".join))
def test_written_read_and_written_again_is_the_same(
    planned: Planned, personas: list[str], name: str, about: str
) -> None:
    text = mermaid(a_map([*planned, ("End", [("Last", {1: 0})])], personas, name, about))
    assert mermaid(again(parse(text))) == text
