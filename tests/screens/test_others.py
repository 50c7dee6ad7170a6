"""Others change the same database while the app is open: it shows, and nobody's change is written over unseen."""

from __future__ import annotations

from auditor.base.vocabulary import Verdict
from auditor.settings.config import Config
from auditor.workspace import Workspace
from screens.audit.walk import WalkPlace
from screens.home.home import HomePlace
from screens.journey.journey import JourneyPlace
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import open_place, place_of, press, running, shown
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


async def test_the_second_of_two_who_answer_the_same_is_told_and_chooses(opened: Opener) -> None:
    workspace = opened("shop")
    other = by_bo(workspace)
    async with running(workspace, WALK) as pilot:
        first = audit_of(workspace, 1).visits[0].answers[0]
        seen = place_of(pilot, WalkPlace)
        other.audits.answer(first.id, Verdict.FAIL)
        # Given before the app has heard of it, whatever the time of the watch.
        course = seen.course
        assert course is not None
        if course.answer is not None and course.answer.verdict is None:
            await press(pilot, "y")
            await until(pilot, lambda: "Bo" in shown(pilot))
            assert audit_of(workspace, 1).visits[0].answers[0].verdict is Verdict.FAIL
        await until(pilot, lambda: nth(1) in shown(pilot))
        await until(pilot, lambda: course.answer is not None and course.answer.verdict is Verdict.FAIL)
        await press(pilot, "y")
        await until(pilot, lambda: audit_of(workspace, 1).visits[0].answers[0].verdict is Verdict.PASS)
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
