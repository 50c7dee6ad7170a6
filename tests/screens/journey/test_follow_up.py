"""The follow-up: two audits side by side, trends, and the last answers beside each check of a new walk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.base.vocabulary import Change, Verdict
from screens.audit.check_card import CheckCard
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.frame.place import Place
from screens.journey.follow_up import FollowUpPlace
from screens.journey.journey import JourneyPlace
from screens.map.journey_map import MapPlace
from screens.map.touchpoint_card import TouchpointCard
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, place_of, press, running, said, shown
from tests.walks import audit_of, tell_what_is_there


@pytest.mark.parametrize("make", [JourneyPlace, MapPlace])
async def test_the_follow_up_opens_with_the_newest_audit_and_the_one_before(
    opened: Opener, make: Callable[[int], Place]
) -> None:
    async with running(opened("sample"), size=(120, 40)) as pilot:
        await open_place(pilot, make(1))
        await press(pilot, "g", "u")
        follow = place_of(pilot, FollowUpPlace)
        await until(pilot, lambda: "regressed" in shown(pilot))
        assert "fixed" in shown(pilot) and "chance" in shown(pilot)
        assert "still fine " not in shown(pilot).split("chance")[1]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TouchpointCard))
        assert follow.pair is None


async def test_the_list_is_narrowed_to_one_kind_of_change_after_the_other(opened: Opener) -> None:
    async with running(opened("sample"), size=(120, 40)) as pilot:
        place = await open_place(pilot, FollowUpPlace(1))
        await press(pilot, "z")
        assert place.kind is Change.FIXED
        lines = shown(pilot).split("chance")[1]
        assert "▲ fixed" in lines and "▼ regressed" not in lines
        await press(pilot, "z")
        assert "▼ regressed" in shown(pilot).split("chance")[1]


async def test_any_two_audits_are_picked(opened: Opener) -> None:
    async with running(opened("sample"), size=(120, 40)) as pilot:
        place = await open_place(pilot, FollowUpPlace(1))
        await press(pilot, ".", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is place)
        assert place.pair is not None and len(set(place.pair)) == 2


async def test_trends_are_small_lines_with_the_newest_figure(opened: Opener) -> None:
    async with running(opened("sample"), size=(120, 40)) as pilot:
        await open_place(pilot, FollowUpPlace(1))
        await press(pilot, "v")
        seen = shown(pilot)
        assert "The whole journey" in seen and "Checkout" in seen and "▇" in seen and "%" in seen
        assert "f kind" not in seen and "p pick" not in seen
        await press(pilot, "V")
        assert "trends › First-time customer" in shown(pilot)
        await press(pilot, "v")
        assert "chance" in shown(pilot)


async def test_without_two_audits_it_says_how_to_begin(opened: Opener) -> None:
    async with running(opened("shop")) as pilot:
        await open_place(pilot, FollowUpPlace(1))
        assert "no two audits" in shown(pilot)
        await press(pilot, "v")
        assert "No audit of this journey has been finished yet" in shown(pilot)


async def test_a_new_walk_shows_the_last_answer_beside_each_check_and_takes_none_over(opened: Opener) -> None:
    workspace = opened("shop")
    first = audit_of(workspace, 1).visits[0]
    workspace.audits.answer(first.answers[0].id, Verdict.FAIL, "no result at all")
    workspace.audits.feel(first.id, -1)
    workspace.audits.finish(1)
    number = workspace.audits.start(1, "Kim")
    tell_what_is_there(workspace, number)
    async with running(workspace, ("walk", number), size=(120, 40)) as pilot:
        await until(pilot, lambda: "Last time: fail" in said(pilot, CheckCard))
        assert "no result at all" in said(pilot, CheckCard)
        place = place_of(pilot, WalkPlace)
        assert place.course is not None and place.course.answer is not None
        assert place.course.answer.verdict is None
        await press(pilot, "down")
        assert "Last time" not in said(pilot, CheckCard)
    assert app_of(pilot).failure is None


async def test_home_and_journey_say_when_to_look_again(opened: Opener) -> None:
    workspace = opened("sample")
    workspace.journeys.edit(1, review="1 day")
    async with running(workspace) as pilot:
        await until(pilot, lambda: "late" in shown(pilot) and "review" in shown(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        assert "late · " in shown(pilot)
        await press(pilot, ".", "j")
        await until(pilot, lambda: "Look again every" in shown(pilot))


async def test_a_touchpoint_says_when_it_was_last_looked_at(opened: Opener) -> None:
    async with running(opened("sample")) as pilot:
        await open_place(pilot, TouchpointCard(1, 1))
        assert "last looked at " in shown(pilot)
