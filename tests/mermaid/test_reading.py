"""Reading Mermaid journeys: everything Mermaid accepts, and the rest refused with its line."""

from __future__ import annotations

import pytest

from auditor.base.errors import RefusedError
from auditor.mermaid.diagram import Diagram
from auditor.mermaid.reading import SIZE_LIMIT, TOUCHPOINTS_LIMIT, parse

Told = list[tuple[str, list[tuple[str, dict[str | None, int]]]]]


def told(diagram: Diagram) -> Told:
    """Return a diagram as plain lists."""
    return [
        (section.name, [(task.name, task.feelings) for task in section.tasks]) for section in diagram.sections
    ]


def test_a_day_with_sections_tasks_and_actors() -> None:
    diagram = parse(
        """
        journey
        title An evening at home
        section Cooking
          Chop onions: 1: Kim
          Eat: 5: Kim, Bo
        section Afterwards
          Wash up:2:Bo
          Sit down  :  3
          Sleep: 4:
        """
    )
    assert diagram.title == "An evening at home"
    assert diagram.actors == ["Kim", "Bo", None]
    assert told(diagram) == [
        ("Cooking", [("Chop onions", {"Kim": -2}), ("Eat", {"Kim": 2, "Bo": 2})]),
        ("Afterwards", [("Wash up", {"Bo": -1}), ("Sit down", {None: 0}), ("Sleep", {None: 1})]),
    ]


def test_what_describes_the_diagram() -> None:
    diagram = parse("journey\naccTitle: Told aloud\naccDescr: All in one line; # with signs\nA: 3")
    assert (diagram.title, diagram.about) == ("Told aloud", "All in one line; # with signs")
    lines = "journey\naccDescr {\n   First line,\n\n   second line\n}title After it\nA: 3"
    diagram = parse(lines)
    assert (diagram.title, diagram.about) == ("After it", "First line,\nsecond line")


def test_front_matter_directives_and_comments_are_no_tasks() -> None:
    diagram = parse(
        "---\ntitle: \"From the front\"\nconfig:\n  journey:\n    titleColor: '#123'\n---\n\n"
        '%%{init: {"theme": "dark",\n "a": 1}}%%\n%% a remark: 5: Nobody\n'
        "journey\n  # another\n  %% section Not this\n  A: 4: Kim # not an actor\n"
    )
    assert diagram.title == "From the front"
    assert told(diagram) == [("", [("A", {"Kim": 1})])]


def test_lines_are_counted_through_what_is_left_out() -> None:
    with pytest.raises(RefusedError, match="Line 9"):
        parse("---\ntitle: x\n---\n%%{init: {\n}}%%\njourney\n\n%% note\nA: 9: Kim")


def test_a_diagram_within_markdown_is_read_and_its_lines_counted_there() -> None:
    drawn = "```mermaid\njourney\n    title Tea\n    Pour: 5: Kim\n```\n"
    before = "# Report\n\n- journey: 3\n\n```mermaid\nflowchart LR\n A --> B\n```\n\n"
    for text in (
        drawn,
        f"{before}{drawn}\n| a | b |\n",
        before + drawn.replace("```", "~~~~").replace("\n", "\r\n"),
    ):
        diagram = parse(text)
        assert (diagram.title, told(diagram)) == ("Tea", [("", [("Pour", {"Kim": 2})])])
    with pytest.raises(RefusedError, match="Line 13"):
        parse(before + drawn.replace("Pour: 5", "Pour: 9"))


def test_windows_line_ends_and_a_mark_at_the_beginning() -> None:
    assert told(parse("\ufeffjourney\r\nsection S\r\nA: 1: Kim\r\n")) == [("S", [("A", {"Kim": -2})])]


def test_entities_and_breaks_in_names() -> None:
    diagram = parse("journey\nsection One<br>two<br />three\nA#58; b #59; #35;1 #quot;c#quot;: 3: B#44; C")
    assert told(diagram) == [("One two three", [('A: b ; #1 "c"', {"B, C": 0})])]


def test_several_lines_tell_what_each_feels_at_one_touchpoint() -> None:
    assert told(parse("journey\nA: 1: Kim\nA: 5: Bo\nB: 2: Kim\nA: 3: Kim")) == [
        ("", [("A", {"Kim": -2, "Bo": 2}), ("B", {"Kim": -1}), ("A", {"Kim": 0})])
    ]
    assert len(parse("journey\nA: 1: Kim\nA: 5: Kim").tasks) == 2
    assert len(parse("journey\nA: 1: Kim\nsection S\nA: 5: Bo").tasks) == 2


@pytest.mark.parametrize("score", ["0", "6", "-1", "23", "2.5", "", "Hello", "1e0", "٣", "five"])
def test_a_score_is_a_whole_number_from_1_to_5(score: str) -> None:
    with pytest.raises(RefusedError, match=r"Line 3: .*1 .*5"):
        parse(f"journey\nA: 3: Kim\nB: {score}: Kim")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("journey\nA: 3\njust words\n", 3),
        ("journey\n: 3: Kim", 2),
        ("journey\nA: 3: Kim; Bo", 2),
        ("journey\nA: 3\njourney again: 3", 3),
        ("journey\nsection\nA: 3", 2),
        ("journey\nA: 3\naccDescr { no end: 3", 3),
        ("flowchart LR\nA --> B", 1),
        ("\n\nsection S\nA: 3", 3),
        (f"journey\n{'n' * 201}: 3", 2),
        (f"journey\nA: 3: {'n' * 201}", 2),
        ("journey\n#10;: 3", 2),
        ("journey\n" + "A: 3\n" * (TOUCHPOINTS_LIMIT + 1), TOUCHPOINTS_LIMIT + 2),
        ("journey\n" + "".join(f"A: 3: P{n}\n" for n in range(51)), 52),
    ],
)
def test_what_mermaid_would_not_draw_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(RefusedError) as refused:
        parse(text)
    assert str(refused.value).startswith(f"Line {line}: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "%% only a remark", "journey", "journey\ntitle T\nsection S"])
def test_a_text_without_tasks_is_refused_kindly(text: str) -> None:
    with pytest.raises(RefusedError, match=r"journey|tasks"):
        parse(text)


def test_a_large_text_is_refused_and_a_hostile_one_ends_soon() -> None:
    with pytest.raises(RefusedError, match="larger"):
        parse("journey\n" + "å" * (SIZE_LIMIT // 2))
    for hostile in ("%%{" * 300_000, "<" + " " * 900_000, "accDescr {:3\n" * 70_000, "---\n" * 200_000):
        with pytest.raises(RefusedError):
            parse("journey\n" + hostile)
