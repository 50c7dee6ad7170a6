"""A walk is looked at without making anything: its audit begins with the first that is said in it."""

from __future__ import annotations

from textual.pilot import Pilot

from auditor.base.vocabulary import Verdict
from auditor.workspace import Workspace
from screens.audit.suggested import SuggestedPlace
from screens.audit.walk import WalkPlace
from screens.home.home import HomePlace
from tests.screens.audit.test_suggested import measure
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import place_of, press, running, shown
from tests.walks import audit_of


async def into_a_new_walk(pilot: Pilot[None]) -> WalkPlace:
    """Start an audit from home, at the depth proposed."""
    await press(pilot, "w", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace) and "not begun yet" in shown(pilot))
    return place_of(pilot, WalkPlace)


def given(workspace: Workspace, audit: int) -> list[Verdict]:
    """Return the verdicts that are on disk."""
    answers = (answer for visit in audit_of(workspace, audit).visits for answer in visit.answers)
    return [answer.verdict for answer in answers if answer.verdict is not None]


async def test_looking_makes_nothing_and_finishing_nothing_is_told(opened: Opener) -> None:
    workspace = opened("listed")
    before = workspace.reads.audits.lines(), workspace.reads.history.lines()
    async with running(workspace) as pilot:
        place = await into_a_new_walk(pilot)
        assert place.course is not None
        place.course.go_to_answer(place.course.audit.visits[0].answers[0].id)
        place.draw()
        await until(pilot, lambda: "ast time" in shown(pilot))
        await press(pilot, "]", "space", "f")
        await until(pilot, lambda: "begins with your first answer" in shown(pilot))
        await press(pilot, "c", "escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomePlace))
        assert (workspace.reads.audits.lines(), workspace.reads.history.lines()) == before


async def test_the_first_answers_typed_at_once_begin_one_audit(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await into_a_new_walk(pilot)
        assert place.course is not None
        visits = place.course.audit.visits
        plain = [visit.answers[:3] for visit in visits if not any(a.check.gate for a in visit.answers[:3])]
        place.course.go_to_answer(next(answers[0].id for answers in plain if len(answers) == 3))
        await press(pilot, "y", "n", "p")
        await until(pilot, lambda: "saved " in shown(pilot).splitlines()[0])
        (line, _finished) = workspace.reads.audits.lines()
        assert line.id == place.audit_id and line.answered == 3
        assert given(workspace, line.id) == [Verdict.PASS, Verdict.FAIL, Verdict.PARTLY]


async def test_undo_takes_the_beginning_back_and_the_walk_goes_on(opened: Opener) -> None:
    workspace = opened("listed")
    async with running(workspace) as pilot:
        place = await into_a_new_walk(pilot)
        await press(pilot, "]", "3")
        await until(pilot, lambda: len(workspace.reads.audits.lines()) == 2)
        await press(pilot, "u", "u")
        await until(pilot, lambda: len(workspace.reads.audits.lines()) == 1)
        await until(pilot, lambda: pilot.app.screen is place and "not begun yet" in shown(pilot))
        await press(pilot, "4")
        await until(pilot, lambda: [line.felt for line in workspace.reads.audits.lines()][:1] == [1])


async def test_what_is_suggested_begins_it_and_the_walk_knows(opened: Opener) -> None:
    workspace = opened("shop")
    measure(workspace)
    workspace.audits.delete(1)
    async with running(workspace) as pilot:
        place = await into_a_new_walk(pilot)
        await press(pilot, "g", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SuggestedPlace) and " wait" in shown(pilot))
        assert workspace.reads.audits.lines() == []
        await press(pilot, ".", "y")
        await until(pilot, lambda: workspace.reads.audits.lines())
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is place)
        assert place.audit_id == workspace.reads.audits.lines()[0].id and given(workspace, place.audit_id)
        assert "not begun yet" not in shown(pilot)
