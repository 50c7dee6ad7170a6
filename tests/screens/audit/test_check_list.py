"""The touchpoint seen whole: what is there, its checks with their verdicts, those not asked greyed with why, its feeling."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from msgspec.structs import replace
from textual.containers import Horizontal
from textual.pilot import Pilot
from textual.widget import Widget

from auditor.base.vocabulary import Emotion, Origin, Verdict
from auditor.views.audits import Answer, Presence, Visit
from auditor.views.checks import Check, Gate
from auditor.walking.course import Course, Step
from screens.audit.check_list import CheckList, rows_of
from screens.frame.place import Place
from screens.widgets.line_list import LineList
from tests.screens.audit.made_up import a_visit, audit_of_visits
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, strips

VIDEO = Gate("video", {"en": "Is there a video?"})
MENU = Check("menus", "menu", 2, 1, 1, {"en": "Is the menu short?"}, {}, {}, {}, {"en": "Menus"}, shared=True)
LOGO = Check("menus", "logo", 2, 1, 1, {"en": "Does the logo lead home?"}, {}, {}, {}, {"en": "Menus"})
SOUND = Check("film", "sound", 2, 1, 1, {"en": "Can it be muted?"}, {}, {}, {}, {"en": "Film"}, gate=VIDEO)


HOME = a_visit(
    1,
    Answer(11, 1, MENU, Verdict.FAIL, "", None),
    touchpoint="Home page",
    feeling=2,
    emotion=Emotion.JOY,
)
ITEM = a_visit(
    2,
    Answer(21, 2, MENU, Verdict.FAIL, "", None, origin=Origin.SHARED),
    Answer(22, 2, LOGO, Verdict.PASS, "", None),
    Answer(23, 2, SOUND, None, "", None),
    touchpoint="Product page",
)


def with_video(is_there: bool) -> Visit:
    """Return the product page with what is said of a video on it."""
    sound = ITEM.answers[2]
    if not is_there:
        sound = replace(sound, verdict=Verdict.NOT_APPLICABLE, origin=Origin.GATE)
    return replace(ITEM, there=(Presence(2, VIDEO.key, is_there),), answers=(*ITEM.answers[:2], sound))


def at(visit: Visit, answer_id: int | None = None, *, gates: bool = False) -> Course:
    """Return a walk of the home page and that touchpoint, standing there."""
    course = Course(audit_of_visits(HOME, ITEM if visit is HOME else visit))
    course.go_to(Step(visit.id, answer_id, gates))
    return course


def told(course: Course) -> list[str]:
    """Return the lines as sign, text and the word besides."""
    return [
        f"# {row.text}" if row.step is None else f"{row.sign} {row.text} {row.more}".strip()
        for row in rows_of(course)
    ]


def test_what_is_there_comes_first_then_each_checklist_and_last_the_feeling() -> None:
    assert told(at(ITEM)) == [
        "# What is there?",
        "· Is there a video?",
        "# Menus",
        "✗ Is the menu short? as at Home page",
        "✓ Does the logo lead home?",
        "# Film",
        "· Can it be muted?",
        "# The feeling",
        "· not answered yet",
    ]


def test_a_feeling_is_told_with_its_word() -> None:
    assert told(Course(audit_of_visits(HOME)))[-1] == ":-)) very happy joy"


def test_without_gates_nothing_is_said_of_what_is_there() -> None:
    assert told(Course(audit_of_visits(HOME)))[0] == "# Menus"


def test_what_is_not_there_is_greyed_and_says_so() -> None:
    course = at(with_video(is_there=False))
    assert "– Is there a video? no" in told(course) and "– Can it be muted? not there" in told(course)
    assert {row.text for row in rows_of(course) if not row.is_asked} == {
        "Is the menu short?",
        "Can it be muted?",
    }


def test_what_is_there_leaves_its_checks_to_be_asked() -> None:
    course = at(with_video(is_there=True))
    assert "✓ Is there a video? yes" in told(course) and "· Can it be muted?" in told(course)


def test_a_verdict_of_its_own_says_nothing_of_where_others_were_given() -> None:
    differs = replace(ITEM.answers[0], verdict=Verdict.PASS, origin=Origin.OWN)
    course = at(replace(ITEM, answers=(differs, *ITEM.answers[1:])))
    assert "✓ Is the menu short?" in told(course)
    assert all(row.is_asked for row in rows_of(course))


def test_every_step_of_the_touchpoint_has_a_line() -> None:
    course = at(ITEM)
    steps = [row.step for row in rows_of(course) if row.step is not None]
    assert steps == [step for step in course.steps if step.visit_id == ITEM.id]


def test_an_audit_without_touchpoints_has_no_lines() -> None:
    assert told(Course(audit_of_visits())) == []


class Beside(Place):
    """The list beside nothing, where there is room for it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]
    CSS = "Beside.-narrow CheckList { display: none; }"

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.course = course
        self.checks = CheckList()

    def contents(self) -> Iterable[Widget]:
        yield Horizontal(self.checks)

    def show(self) -> None:
        self.checks.show_checks(self.course, VIDEO.key if self.course.is_at_gates else None)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        step = self.checks.step_at(message.line)
        assert step is not None
        self.course.go_to(step)
        self.show()


def lines(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the list as they are drawn."""
    region = place_of(pilot, Beside).checks.region
    drawn = [
        strip.crop(region.x, region.right).text.rstrip() for strip in strips(pilot)[region.y : region.bottom]
    ]
    return [line for line in drawn if line]


def marked(pilot: Pilot[None]) -> list[str]:
    return [line for line in lines(pilot) if line.startswith("▶")]


@pytest.mark.parametrize(
    ("course", "line"),
    [
        (at(ITEM, 21), "▶✗ Is the menu short?"),
        (at(ITEM, 23), "▶· Can it be muted?"),
        (at(ITEM), "▶· not answered yet"),
        (at(ITEM, gates=True), "▶· Is there a video?"),
    ],
)
async def test_the_line_where_the_walker_stands_is_marked(opened: Opener, course: Course, line: str) -> None:
    async with running(opened("blank")) as pilot:
        await open_place(pilot, Beside(course))
        await until(pilot, lambda: lines(pilot))
        assert [each[: len(line)] for each in marked(pilot)] == [line]


async def test_a_line_that_is_opened_leads_to_its_step_and_headings_are_passed_over(opened: Opener) -> None:
    course = at(ITEM, 22)
    async with running(opened("blank")) as pilot:
        place = await open_place(pilot, Beside(course))
        place.checks.focus()
        await press(pilot, "down", "enter")
        assert course.step == Step(2, 23) and "Can it be muted?" in marked(pilot)[0]
        await press(pilot, "home", "enter")
        assert course.step == Step(2, None, gates=True) and "Is there a video?" in marked(pilot)[0]
        await press(pilot, "end", "enter")
        assert course.step == Step(2, None) and "not answered yet" in marked(pilot)[0]


async def test_after_any_change_the_lines_are_those_of_a_list_made_anew(opened: Opener) -> None:
    async with running(opened("blank")) as pilot:
        first = await open_place(pilot, Beside(at(ITEM, 21)))
        for course in (
            at(ITEM, 22),
            at(with_video(is_there=False), 22),
            at(with_video(is_there=True), 23),
            at(replace(ITEM, feeling=-1)),
            at(HOME, 11),
            at(ITEM, gates=True),
        ):
            first.course = course
            first.show()
            await until(pilot, lambda: True)
            after = lines(pilot)
            await open_place(pilot, Beside(course))
            assert lines(pilot) == after and len(after) > 3
            pilot.app.pop_screen()
            await until(pilot, lambda: pilot.app.screen is first)


async def test_names_are_shown_as_they_are_written(opened: Opener) -> None:
    home = replace(HOME, touchpoint="[b]Home[/b]")
    course = Course(audit_of_visits(home, ITEM))
    course.go_to(Step(2, 22))
    async with running(opened("blank")) as pilot:
        await open_place(pilot, Beside(course))
        assert any("as at [b]Home[/b]" in line for line in lines(pilot))


async def test_the_line_where_the_walker_stands_is_in_view_however_long_the_list(opened: Opener) -> None:
    many = tuple(
        Answer(100 + n, 3, replace(LOGO, key=f"k{n}", text={"en": f"Check {n}?"}), None, "", None)
        for n in range(60)
    )
    course = at(a_visit(3, *many, touchpoint="Long"), 100)
    async with running(opened("blank")) as pilot:
        place = await open_place(pilot, Beside(course))
        for answer_id in (155, 101, 130):
            course.go_to(Step(3, answer_id))
            place.show()
            await until(pilot, lambda: marked(pilot))
            assert f" Check {answer_id - 100}?" in marked(pilot)[0]


async def test_where_there_is_no_room_the_list_is_empty_and_fills_when_there_is(opened: Opener) -> None:
    course = at(ITEM, 22)
    async with running(opened("blank"), size=(60, 20)) as pilot:
        place = await open_place(pilot, Beside(course))
        assert place.checks.count == 0
        course.go_to(Step(2, 23))
        place.show()
        await pilot.resize_terminal(100, 20)
        await until(pilot, lambda: marked(pilot))
        assert "Can it be muted?" in marked(pilot)[0] and len(lines(pilot)) == 9
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: place.checks.count == 0)
        await pilot.resize_terminal(100, 20)
        await until(pilot, lambda: marked(pilot))
        assert "Can it be muted?" in marked(pilot)[0]
