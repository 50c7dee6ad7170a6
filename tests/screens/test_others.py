"""Others change the same database while the app is open: it shows, and nobody's change is written over unseen."""

from __future__ import annotations

from contextlib import closing
from typing import cast

import pytest
from textual.pilot import Pilot

from auditor.base.i18n import in_language
from auditor.base.vocabulary import Verdict
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.app import AuditorApp
from screens.audit.walk import WalkPlace
from screens.dialogs.form import FormDialog
from screens.dialogs.whose import WhoseDialog
from screens.forms.journey_forms import ask_journey
from screens.frame.host import Host
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from screens.widgets.one_line import OneLine
from screens.widgets.texts import LongText
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, place_of, press, running, shown
from tests.screens.web_shop import nth
from tests.walks import audit_of

WALK = ("walk", 1)


def by_bo(workspace: Workspace) -> Workspace:
    """Return the same database as another program of somebody else has it open."""
    return Workspace(workspace.location, Config(workspace.config.folder / "bo", "Bo"))


async def test_what_others_change_shows_by_itself(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace) as pilot:
        place_of(pilot, HomePlace)
        other.journeys.new("Bo’s own journey")
        await until(pilot, lambda: "Bo’s own journey" in shown(pilot))
    other.close()


async def test_an_answer_of_somebody_else_shows_in_the_walk_and_the_cursor_stays(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace, WALK) as pilot:
        await press(pilot, "right")
        assert nth(2) in shown(pilot)
        second = audit_of(workspace, 1).visits[0].answers[1]
        other.audits.answer(second.id, Verdict.FAIL)
        await until(pilot, lambda: "✗ fail" in shown(pilot))
        assert nth(2) in shown(pilot)
    other.close()


async def overtaken(pilot: Pilot[None], other: Workspace) -> None:
    """Answer a check that somebody else has answered before the app could hear of it, and be asked whose stands."""
    place = place_of(pilot, WalkPlace)
    course = place.course
    assert course is not None and course.answer is not None
    question = in_language(course.answer.check.text)[:30]
    stop_hearing(pilot)
    other.audits.answer(course.answer.id, Verdict.FAIL)
    await press(pilot, "y")
    await until(pilot, lambda: "Bo has changed verdict meanwhile" in shown(pilot))
    assert question in shown(pilot)


def stop_hearing(pilot: Pilot[None]) -> None:
    """Let the app hear of nobody else any more, so that what it shows is of before."""
    app = cast("AuditorApp", pilot.app)
    assert app._stop_watching is not None
    app._stop_watching()


def verdict_of_first(workspace: Workspace) -> Verdict | None:
    """Return what the first check is answered."""
    return audit_of(workspace, 1).visits[0].answers[0].verdict


async def test_the_second_of_two_who_answer_the_same_may_put_theirs_in_its_place(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace, WALK) as pilot:
        await overtaken(pilot, other)
        await press(pilot, "m")
        await until(pilot, lambda: verdict_of_first(workspace) is Verdict.PASS)
        assert nth(2) in shown(pilot)
    other.close()


async def test_or_leaves_theirs_and_sees_it(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace, WALK) as pilot:
        await overtaken(pilot, other)
        await press(pilot, "t")
        await until(pilot, lambda: nth(2) in shown(pilot))
        await press(pilot, "left")
        await until(pilot, lambda: "✗ fail" in shown(pilot))
        assert verdict_of_first(workspace) is Verdict.FAIL
    other.close()


async def test_or_decides_later_at_the_check_which_is_as_it_was(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace, WALK) as pilot:
        await overtaken(pilot, other)
        await press(pilot, "escape")
        await until(pilot, lambda: nth(1) in shown(pilot) and "not saved" in shown(pilot))
        assert verdict_of_first(workspace) is Verdict.FAIL
        await until(pilot, lambda: "✗ fail" in shown(pilot))
        await press(pilot, "y")
        await until(pilot, lambda: verdict_of_first(workspace) is Verdict.PASS)
    other.close()


async def test_keys_typed_ahead_choose_nothing(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace, WALK) as pilot:
        await overtaken(pilot, other)
        await press(pilot, "y", "p", "n", "1", "enter", "space", "down")
        assert isinstance(pilot.app.screen, WhoseDialog)
        assert verdict_of_first(workspace) is Verdict.FAIL
    other.close()


@pytest.mark.parametrize(("key", "name"), [("m", "My shop"), ("t", "Her shop")])
async def test_a_form_in_which_somebody_changed_the_same_asks_whose_stands_and_saves_the_rest(
    opened: Opener, key: str, name: str
) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace) as pilot:
        await open_place(pilot, JourneyPlace(1))
        journey = workspace.reads.journeys.get(1)
        assert journey is not None
        ask_journey(cast("Host", pilot.app), journey)
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        form = pilot.app.screen
        name_field, about_field = form.query(OneLine).first(), form.query(LongText).first()
        name_field.value = "My shop"
        about_field.text = "More of it"
        other.journeys.edit(1, name="Her shop")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhoseDialog))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is form)
        assert (name_field.value, about_field.text) == ("My shop", "More of it")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhoseDialog))
        await press(pilot, key)
        await until(pilot, lambda: isinstance(pilot.app.screen, JourneyPlace))
        found = workspace.reads.journeys.get(1)
        assert found is not None and (found.name, found.about) == (name, "More of it")
    other.close()


async def test_text_that_is_typed_stays_when_others_change_something(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace) as pilot:
        await open_place(pilot, JourneyPlace(1))
        await press(pilot, "a", "t", *"Fair")
        other.journeys.edit(1, name="Another name")
        await until(pilot, lambda: "Another name" in shown(pilot))
        assert "Fair" in shown(pilot)
    other.close()


async def test_who_else_walks_the_audit_is_seen_with_where_they_stand_and_told_once(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    visits = audit_of(workspace, 1).visits
    assert other.reads.journeys.lines()
    with closing(other.watch()):
        async with running(workspace, WALK, size=(120, 40)) as pilot:
            await until(pilot, lambda: [one.visit_id for one in other.walkers] == [visits[0].id])
            other.walk(1, visits[1].id)
            await until(pilot, lambda: f"Bo at {visits[1].touchpoint} · all saved" in shown(pilot))
            await until(pilot, lambda: "Bo is walking this audit too" in shown(pilot))
            app_of(pilot).clear_notifications()
            other.walk(1, visits[2].id)
            await until(pilot, lambda: f"Bo at {visits[2].touchpoint}" in shown(pilot))
            assert "Bo is walking" not in shown(pilot)
            await press(pilot, "]")
            await until(pilot, lambda: [one.visit_id for one in other.walkers] == [visits[1].id])
            other.walk(2, 1)
            await until(pilot, lambda: "Bo at" not in shown(pilot))
            await press(pilot, "escape")
            await until(pilot, lambda: other.walkers == frozenset())
    other.close()
