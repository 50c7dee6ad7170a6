"""Keys typed faster than the screen follows: none is lost, none overtakes another, none lands elsewhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from textual import events
from textual.widgets import Input, TextArea

from screens.actions.actions import ActionsPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.explain import ExplainDialog
from screens.dialogs.write import WriteDialog
from screens.frame.keyboard import MOVES
from screens.home.home import HomePlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.places import every_place_in_turn
from tests.screens.shown import app_of, open_place, press, running, shown, type_ahead
from tests.screens.web_shop import nth

WALK = ("walk", 1)
LETTERS = "ynpx quick typists hit n and y 12345 times"


async def test_text_typed_while_its_dialog_still_opens_arrives_whole(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        type_ahead(pilot, ["c", *LETTERS])
        await until(pilot, lambda: not app_of(pilot).is_typing)
        assert isinstance(pilot.app.screen, WriteDialog)
        assert pilot.app.screen.query_one(TextArea).text == LETTERS


async def test_keeping_never_overtakes_the_letters_before_it(opened: Opener) -> None:
    workspace = opened("shop")
    async with running(workspace, WALK) as pilot:
        type_ahead(pilot, ["c", *LETTERS, "ctrl+s", "n", "y"])
        await until(pilot, lambda: not app_of(pilot).is_typing)
        assert isinstance(pilot.app.screen, WalkPlace)
    audit = workspace.reads.audits.get(1)
    assert audit is not None
    first, second = audit.visits[0].answers[:2]
    assert (first.note, first.verdict, second.verdict) == (LETTERS, "fail", "pass")


async def test_what_is_typed_while_another_program_holds_the_database_waits_its_turn(opened: Opener) -> None:
    workspace = opened("shop")
    assert workspace.location.path is not None
    async with running(workspace, WALK) as pilot:
        with closing(sqlite3.connect(workspace.location.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            type_ahead(pilot, ["n", "c", *LETTERS, "ctrl+s", "y"])
            await pilot.pause()
            assert app_of(pilot).is_typing
            other.execute("ROLLBACK")
        await until(pilot, lambda: not app_of(pilot).is_typing)
    audit = workspace.reads.audits.get(1)
    assert audit is not None
    first, second, third = audit.visits[0].answers[:3]
    assert (first.verdict, second.note, second.verdict, third.verdict) == ("fail", LETTERS, "pass", None)


async def test_letters_typed_for_a_list_choose_what_they_name(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        type_ahead(pilot, ["slash", *"newsletter", "enter", "5"])
        await until(pilot, lambda: not app_of(pilot).is_typing)
        audit = app_of(pilot).workspace.reads.audits.get(1)
        assert audit is not None
        assert {visit.touchpoint: visit.feeling for visit in audit.visits if visit.feeling is not None} == {
            "Newsletter and member offers": 2
        }


async def test_a_whole_way_typed_ahead_arrives_where_it_would_step_by_step(opened: Opener) -> None:
    """From home by a template to a new journey, to a new audit, to what is there and the first answers."""
    workspace = opened("blank")
    async with running(workspace) as pilot:
        type_ahead(pilot, ["a", *"web shop", "enter", "end", *" two", "enter", "w", "3", *"yy", "y", "n"])
        await until(pilot, lambda: nth(3) in shown(pilot))
    assert [line.name for line in workspace.reads.journeys.lines()] == ["Web shop two"]
    audit = workspace.reads.audits.get(1)
    assert audit is not None
    assert [answer.verdict for answer in audit.visits[0].answers[:3]] == ["pass", "fail", None]


async def test_an_impatient_second_press_starts_no_second_audit(opened: Opener) -> None:
    workspace = opened("shop")
    workspace.audits.delete(1)
    async with running(workspace) as pilot:
        type_ahead(pilot, ["w", "w", "w", "enter"])
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "y")
    assert len(workspace.reads.audits.lines()) == 1


@pytest.mark.every(4)
async def test_keys_that_are_not_waited_for_only_move(opened: Opener) -> None:
    workspace = opened("sample")
    async with running(workspace) as pilot:
        async for place in every_place_in_turn(pilot, workspace):
            focused = pilot.app.focused
            before = workspace.reads.history.lines(1)
            for key in sorted(MOVES):
                await press(pilot, key)
                assert (pilot.app.screen, pilot.app.focused) == (place, focused), key
            assert workspace.reads.history.lines(1) == before


async def test_a_key_held_down_moves_once_each_time(opened: Opener) -> None:
    async with running(opened("listed")) as pilot:
        place = await open_place(pilot, ActionsPlace())
        type_ahead(pilot, ["down"] * 30 + ["up"] * 5 + ["enter"])
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        assert place.lines.cursor == 25


async def test_what_is_pasted_comes_in_its_turn(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        pilot.app.post_message(events.Key("slash", "/"))
        pilot.app.post_message(events.Paste("check"))
        type_ahead(pilot, "out")
        await until(pilot, lambda: not app_of(pilot).is_typing)
        assert isinstance(pilot.app.screen, ChooseDialog)
        assert pilot.app.screen.query_one(Input).value == "checkout"


@pytest.mark.parametrize(("key", "kept"), [("c", "one\ntwo [31m three"), ("e", "one two [31m three")])
async def test_typing_goes_on_after_what_was_pasted(opened: Opener, key: str, kept: str) -> None:
    async with running(opened("listed")) as pilot:
        place = await open_place(pilot, WalkPlace(1) if key == "c" else ActionsPlace())
        while isinstance(place, WalkPlace) and (place.course is None or place.course.answer is None):
            await press(pilot, "down")
        await press(pilot, key)
        field = pilot.app.screen.query("TextArea, Input").first()
        assert isinstance(field, TextArea | Input)
        await press(pilot, "ctrl+u")
        pilot.app.post_message(events.Paste("one\r\ntwo"))
        if key == "e":
            # One line fits there, so it is asked what becomes of the two.
            await press(pilot, "1")
        pilot.app.post_message(events.Paste(" \x1b[31m"))
        await press(pilot, *" three")
        assert (field.text if isinstance(field, TextArea) else field.value) == kept


async def test_dialogs_opened_and_left_fifty_times_leave_the_keys_working(opened: Opener) -> None:
    async with running(opened("shop"), WALK) as pilot:
        type_ahead(pilot, ["c", "escape", "slash", "escape", "m", "question_mark", "escape"] * 15)
        await until(pilot, lambda: not app_of(pilot).is_typing)
        await press(pilot, "y", "escape")
        assert isinstance(pilot.app.screen, HomePlace)


@pytest.mark.parametrize("key", ["f5", "ctrl+x", "ß", "tab"])
async def test_keys_that_mean_nothing_hold_up_nothing(opened: Opener, key: str) -> None:
    async with running(opened("shop"), WALK) as pilot:
        await press(pilot, key, "y")
        audit = app_of(pilot).workspace.reads.audits.get(1)
        assert audit is not None and audit.visits[0].answers[0].verdict == "pass"
