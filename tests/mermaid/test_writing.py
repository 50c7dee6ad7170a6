"""Writing Mermaid journeys: what is written is read back, and written again it is the same text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.base.text import one_line
from auditor.mermaid.diagram import Diagram
from auditor.mermaid.reading import parse
from auditor.mermaid.signs import ANYONE
from auditor.mermaid.writing import diagrams, document, mermaid
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


def drawn(text: str) -> list[str]:
    """Return the tasks of a diagram, as Mermaid draws them."""
    return re.findall(r"^ {6}(?!%%)(.*: [1-5](?:: .*)?)$", text, re.MULTILINE)


def test_each_persona_has_a_diagram_of_at_most_twelve_touchpoints() -> None:
    planned: Planned = [(f"S{n}", [(f"T{n}{place}", {1: 1, 2: -1}) for place in range(4)]) for n in range(4)]
    texts = diagrams(a_map(planned, ["Newcomer", "Regular"]))
    assert [len(drawn(text)) for text in texts] == [8, 8, 8, 8]
    assert [text.splitlines()[2].strip() for text in texts] == [
        *("title Shop · Newcomer · 1/2", "title Shop · Newcomer · 2/2"),
        *("title Shop · Regular · 1/2", "title Shop · Regular · 2/2"),
    ]
    assert drawn(texts[3]) == [f"T{n}{place}: 2: Regular" for n in (2, 3) for place in range(4)]


def test_one_diagram_that_is_not_too_wide_stays_as_it_is() -> None:
    planned: Planned = [("S", [(f"T{place}", {1: 1}) for place in range(12)]), ("E", [("U", {})])]
    one = a_map(planned, ["Kim", "Bo"])
    assert diagrams(one) == [mermaid(one, one.personas[0])] and "%% part" not in diagrams(one)[0]
    nobody = a_map([("S", [("T", {})])], ["Kim"])
    assert diagrams(nobody) == [mermaid(nobody)]


def test_a_stage_that_is_too_wide_goes_on_in_the_next_diagram() -> None:
    texts = diagrams(
        a_map([("S", [(f"T{place}", {1: 1}) for place in range(14)]), ("S", [("U", {1: 0})])], ["Kim"])
    )
    assert [len(drawn(text)) for text in texts] == [7, 8]
    assert "%% the section goes on" in texts[1] and "%% the section goes on" not in texts[0]
    read = parse("\n".join(f"```mermaid\n{text}```" for text in texts))
    assert [(one.name, len(one.tasks)) for one in read.sections] == [("S", 14), ("S", 1)]


WIDE = st.lists(st.tuples(NAMES, st.lists(st.tuples(NAMES, FEELINGS), max_size=30)), min_size=1, max_size=4)


@given(WIDE, PERSONAS, NAMES, st.lists(NAMES, max_size=3).map("\n".join))
def test_diagrams_are_narrow_and_read_back_as_one_journey(
    planned: Planned, personas: list[str], name: str, about: str
) -> None:
    known = a_map([*planned, ("End", [("Last", {1: 0})])], personas, name, about)
    texts = diagrams(known)
    assert all(0 < len(drawn(text)) <= 12 for text in texts)
    felt = {persona for point in known.points for persona in point.feelings}
    assert len(texts) >= len(felt)
    read = parse(document(known, texts))
    assert read.title == one_line(name) and read.left_out == 0
    assert [(one.name, [task.name for task in one.tasks]) for one in read.sections] == [
        (stage.name, [touchpoint.name for touchpoint in stage.touchpoints]) for stage in known.journey.stages
    ]
    for point, task in zip(known.points, read.tasks, strict=True):
        assert sorted(task.feelings.values()) == sorted(one.now or 0 for one in point.feelings.values())
    assert diagrams(again(read)) == texts


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda texts: texts[1:], "part 1 of 2 is missing"),
        (lambda texts: [texts[0], *texts[2:]], "part 2 of 2 is missing"),
        (lambda texts: texts[:3], "part 2 of 2 is missing"),
        (lambda texts: [texts[1], texts[0], *texts[2:]], "part 1 of 2 is missing"),
        (lambda texts: [*texts[:3], texts[3].replace("T15", "Other")], "that of Bo differs from the first"),
    ],
)
def test_what_is_no_whole_journey_is_refused(spoil: Callable[[list[str]], list[str]], told: str) -> None:
    planned: Planned = [("S", [(f"T{place}", {1: 1, 2: -1}) for place in range(16)])]
    known = a_map(planned, ["Kim", "Bo"])
    with pytest.raises(RefusedError, match=told):
        parse(document(known, spoil(diagrams(known))))
