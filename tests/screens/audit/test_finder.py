"""Finding a touchpoint or a check of a walk by any of its words, and going there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from auditor.base.vocabulary import Origin, Verdict
from auditor.views.audits import Answer
from auditor.views.checks import Check
from auditor.walking.course import Course, Step
from screens.audit.finder import FindDialog, ask_find
from tests.screens.audit.made_up import a_visit, audit_of_visits
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, press, running, said, shown

GUEST = Check(
    checklist="checkout",
    key="guest",
    severity=4,
    remedy_effort=1,
    remedy_impact=1,
    text={"en": "Can one buy without an account?"},
    why={"en": "Many leave a filled basket there."},
    look={"en": "Open a private window."},
    remedy={},
    list_title={"en": "Paying"},
)
MENU = replace(
    GUEST, checklist="menus", key="menu", text={"en": "Is the menu short?"}, why={}, look={}, shared=True
)
LONG = replace(
    MENU,
    key="long",
    text={"en": "Does each picture of an item show it from so many sides that nobody has to guess the rest?"},
    shared=False,
)


HOME = a_visit(
    1, Answer(11, 1, MENU, Verdict.FAIL, "", None), touchpoint="Startsida för kök", stage="Looking"
)
ITEM = a_visit(
    2,
    Answer(21, 2, MENU, Verdict.FAIL, "", None, origin=Origin.SHARED),
    Answer(22, 2, LONG, None, "", None),
    touchpoint="Product page",
    stage="Looking",
)
TILL = a_visit(
    3, Answer(31, 3, GUEST, Verdict.PARTLY, "", None), touchpoint="Checkout [b]", stage="Buying", stage_id=2
)


@pytest.fixture
def course() -> Course:
    """A walk of three touchpoints, standing at the second."""
    found = Course(audit_of_visits(HOME, ITEM, TILL))
    found.go_to(Step(2, 22))
    return found


async def ask(pilot: Pilot[None], course: Course, *typed: str) -> None:
    """Ask what to find, and type."""
    ask_find(app_of(pilot), course, lambda: None)
    await until(pilot, lambda: isinstance(pilot.app.screen, FindDialog))
    await press(pilot, *typed)


def results(pilot: Pilot[None]) -> str:
    """Return what the list of the dialog says."""
    return said(pilot, "FindDialog LineList")


async def test_at_first_the_touchpoints_are_listed_and_one_stands_at_ones_own(
    opened: Opener, course: Course
) -> None:
    async with running(opened("blank")) as pilot:
        await ask(pilot, course)
        assert results(pilot).split("› ")[1:] == [
            "Startsida för kök Looking ",
            "Product page Looking ",
            "Checkout [b] Buying",
        ]
        assert "Looking › Product page" in shown(pilot)
        await press(pilot, "down", "enter")
        assert course.step == Step(3, None)


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("account", Step(3, 31)),
        ("basket filled", Step(3, 31)),
        ("private", Step(3, 31)),
        ("paying window", Step(3, 31)),
        ("buying account", Step(3, 31)),
        ("acount", Step(3, 31)),
        ("pictre", Step(2, 22)),
        ("kok menu", Step(1, 11)),
        ("chekout", Step(3, None)),
        ("start", Step(1, None)),
    ],
)
async def test_any_word_leads_to_what_it_is_said_of(
    opened: Opener, course: Course, typed: str, step: Step
) -> None:
    async with running(opened("blank")) as pilot:
        await ask(pilot, course, *typed, "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FindDialog))
        assert course.step == step


async def test_a_check_is_shown_with_its_verdict_and_its_touchpoint(opened: Opener, course: Course) -> None:
    async with running(opened("blank")) as pilot:
        await ask(pilot, course, *"account")
        assert results(pilot) == "~ Can one buy without an account? Checkout [b]"
        assert "Can one buy without an account? · partly" in shown(pilot)


async def test_of_the_same_check_at_many_touchpoints_that_at_ones_own_stands_first(
    opened: Opener, course: Course
) -> None:
    async with running(opened("blank")) as pilot:
        await ask(pilot, course, *"short menu")
        assert results(pilot).index("Product page") < results(pilot).index("Startsida")
        assert "fail · as at Startsida för kök" in shown(pilot)
        await press(pilot, "down", "enter")
        assert course.step == Step(1, 11)


async def test_a_question_longer_than_its_line_is_read_in_full_below(opened: Opener, course: Course) -> None:
    async with running(opened("blank")) as pilot:
        await ask(pilot, course, *"picture")
        assert "guess the rest" not in results(pilot)
        assert f"{LONG.text['en']} · not answered yet" in said(pilot, "FindDialog #detail")
        assert "enter choose" in shown(pilot)


async def test_where_nothing_is_found_enter_stays_and_another_word_finds(
    opened: Opener, course: Course
) -> None:
    async with running(opened("blank")) as pilot:
        await ask(pilot, course, *"qqq", "enter")
        assert "Nothing has all of these words." in shown(pilot)
        await press(pilot, *["backspace"] * 3, *"menu", "enter")
        assert course.step == Step(2, 21)


async def test_to_leave_it_leaves_one_where_one_was(opened: Opener, course: Course) -> None:
    async with running(opened("blank")) as pilot:
        await ask(pilot, course, *"account", "escape")
        assert course.step == Step(2, 22)


async def test_keys_typed_ahead_go_where_they_would_step_by_step(opened: Opener, course: Course) -> None:
    async with running(opened("blank")) as pilot:
        ask_find(app_of(pilot), course, lambda: None)
        await press(pilot, *"menu short", "down", "enter")
        assert course.step == Step(1, 11)


async def test_an_audit_without_touchpoints_finds_nothing(opened: Opener, course: Course) -> None:
    empty = Course(replace(course.audit, visits=()))
    async with running(opened("blank")) as pilot:
        await ask(pilot, empty, "a", "enter", "escape")
        assert not isinstance(pilot.app.screen, FindDialog) and empty.step is None
