"""Whether what is done worked: looked at again by one key, shown before and after, settled by one key."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.pilot import Pilot

from auditor.base.vocabulary import AuditKind, Effect, Status, Verdict
from auditor.views.actions import ActionFilter
from auditor.views.audits import Audit
from auditor.views.proofs import Proof
from auditor.workspace import Workspace
from screens.actions.actions import ActionsPlace
from screens.actions.estimates import EstimatesPlace
from screens.actions.proof import ProofPlace
from screens.audit.walk import WalkPlace
from screens.dialogs.choose import ChooseDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.explain import ExplainDialog
from screens.dialogs.form import FormDialog
from screens.findings.found import FoundPlace
from screens.forms.audit_start import start_or_resume
from screens.routes import Selection
from tests.screens.conftest import Opener
from tests.screens.helpers import until
from tests.screens.shown import app_of, open_place, place_of, press, running, said, shown

DONE = Selection(ActionFilter((Status.DONE, Status.VERIFIED, Status.IN_PROGRESS)))


@pytest.fixture
def done(opened: Opener) -> Workspace:
    """A web shop with a finished audit and one action done, for a check that fails and is asked at one touchpoint."""
    workspace = opened("listed")
    asked = Counter(answer.check.key for visit in _newest(workspace).visits for answer in visit.answers)
    for line in workspace.reads.actions.ranking().all():
        action = workspace.reads.actions.get(line.id)
        found = action.findings if action else ()
        if [(one.verdict, one.check and asked[one.check.key]) for one in found] == [(Verdict.FAIL, 1)]:
            workspace.actions.accept([line.id])
            workspace.actions.done([line.id])
            return workspace
    raise AssertionError("no check fails")


def _proof(workspace: Workspace) -> Proof:
    (line,) = workspace.reads.actions.ranking(DONE.filter).all()
    proof = workspace.reads.proofs.of(line.id)
    assert proof is not None
    return proof


def _newest(workspace: Workspace) -> Audit:
    audit = workspace.reads.audits.get(workspace.reads.audits.lines()[0].id)
    assert audit is not None
    return audit


async def _look_again(pilot: Pilot[None], verdict: str) -> None:
    """From the list of what is done: look again, answer the one check, feel as before, and so finish."""
    workspace = place_of(pilot, ActionsPlace).workspace
    before = next(shift for shift in _proof(workspace).to_look_at if shift.mends)
    await press(pilot, "g", "w")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
    assert before.check is not None and before.check.text["en"][:30] in said(pilot, ".box")
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
    feeling = _feeling_before(workspace, before.touchpoint_id)
    await press(pilot, verdict, str(feeling + 3))
    await until(pilot, lambda: isinstance(pilot.app.screen, ProofPlace))


def _feeling_before(workspace: Workspace, touchpoint: int) -> int:
    audit = workspace.reads.audits.get(1)
    assert audit is not None
    (feeling,) = [visit.feeling for visit in audit.visits if visit.touchpoint_id == touchpoint]
    assert feeling is not None
    return feeling


async def test_what_worked_is_verified_by_keys_alone(done: Workspace) -> None:
    async with running(done) as pilot:
        await open_place(pilot, ActionsPlace(DONE))
        await _look_again(pilot, "y")
        audit = _newest(done)
        assert (audit.kind, [len(visit.answers) for visit in audit.visits]) == (AuditKind.RECHECK, [1])
        assert audit.finished is not None
        seen = shown(pilot)
        assert "Effective: what it was to mend got better, and nothing worse." in seen
        assert "✗ fail → ✓ pass" in seen and "▲ better" in seen
        await press(pilot, "f")
        await until(pilot, lambda: _proof(done).action.status is Status.VERIFIED)
        assert _proof(done).action.effect is Effect.EFFECTIVE
        await until(pilot, lambda: "settled: effective" in shown(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: _proof(done).action.status is Status.DONE)


async def test_what_had_no_effect_goes_on(done: Workspace) -> None:
    async with running(done) as pilot:
        await open_place(pilot, ActionsPlace(DONE))
        await _look_again(pilot, "n")
        assert "No effect: what it was to mend is as it was before." in shown(pilot)
        await press(pilot, "R")
        await until(pilot, lambda: _proof(done).action.status is Status.IN_PROGRESS)
        assert _proof(done).action.effect is Effect.NONE


async def test_a_recheck_left_on_the_way_is_gone_on_with(done: Workspace) -> None:
    async with running(done) as pilot:
        await open_place(pilot, ActionsPlace(DONE))
        await press(pilot, "g", "w", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert "re-check" in said(pilot, "TitleLine")
        await press(pilot, "y", "escape", "g", "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        assert place_of(pilot, WalkPlace).audit_id == _newest(done).id
        assert len(done.reads.audits.lines()) == 2


async def test_what_is_not_done_is_not_looked_at_again(done: Workspace) -> None:
    async with running(done) as pilot:
        place = await open_place(pilot, ActionsPlace(Selection.of(1)))
        assert place.check_action("prove", ()) is False
        await press(pilot, "g", "w")
        assert pilot.app.screen is place


async def test_the_explanation_tells_whether_it_worked(done: Workspace) -> None:
    async with running(done) as pilot:
        await open_place(pilot, ActionsPlace(DONE))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        assert "What it was to mend has not been looked at again yet." in said(pilot, "#why")


async def test_a_whole_audit_leads_to_what_it_proved(done: Workspace) -> None:
    place = _proof(done).action.touchpoint_id
    audit = done.audits.start(1, "Kim")
    whole = done.reads.audits.get(audit)
    assert whole is not None
    for visit in whole.visits:
        if visit.touchpoint_id == place:
            for answer in visit.answers:
                done.audits.answer(answer.id, Verdict.PASS)
    done.audits.finish(audit)
    async with running(done) as pilot:
        await open_place(pilot, FoundPlace(audit))
        await press(pilot, "g", "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProofPlace))
        assert "Effective" in shown(pilot)
        await press(pilot, "escape")
        await open_place(pilot, FoundPlace(1))
        assert place_of(pilot, FoundPlace).check_action("prove", ()) is False


async def test_figures_are_recorded_and_refused_in_the_form(done: Workspace) -> None:
    async with running(done) as pilot:
        await open_place(pilot, ProofPlace((_proof(done).action.id,)))
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, *"120/2400", "tab", *"many", "tab", "tab", "tab", *"Shop", "enter")
        await until(pilot, lambda: "is no figure" in shown(pilot))
        assert _proof(done).figures == ()
        await press(pilot, "shift+tab", "shift+tab", "shift+tab", *["backspace"] * 4, *"180/2400", "enter")
        await until(pilot, lambda: bool(_proof(done).figures))
        await until(pilot, lambda: "95 %" in shown(pilot))
        assert _proof(done).effect is Effect.EFFECTIVE


async def test_two_personas_are_looked_at_one_after_the_other_and_named(done: Workspace) -> None:
    action = _proof(done).action
    check = next(one.check for one in _proof(done).to_look_at if one.check)
    done.actions.reopen([action.id])
    audit = done.audits.start(1, "Kim", done.journeys.add_persona(1, "Bo"))
    whole = done.reads.audits.get(audit)
    assert whole is not None
    for visit in whole.visits:
        if visit.touchpoint_id == action.touchpoint_id:
            for answer in visit.answers:
                failed = answer.check.key == check.key
                done.audits.answer(answer.id, Verdict.FAIL if failed else Verdict.PASS)
            done.audits.feel(visit.id, 0)
    done.audits.finish(audit)
    done.actions.done([action.id])
    async with running(done) as pilot:
        await open_place(pilot, ActionsPlace(DONE))
        await press(pilot, "g", "w", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "y", "3")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProofPlace))
        assert "? still to look at" in shown(pilot)
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WalkPlace))
        await press(pilot, "y", "3")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProofPlace))
        assert "Bo: " in shown(pilot) and "still to" not in shown(pilot)


async def test_estimates_are_compared(done: Workspace) -> None:
    async with running(done) as pilot:
        await open_place(pilot, ActionsPlace(DONE))
        await press(pilot, ".", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, EstimatesPlace))
        assert "nothing to compare" in shown(pilot)
        await press(pilot, "escape")
        await _look_again(pilot, "n")
        done.proofs.verify([_proof(done).action.id])
        await press(pilot, ".", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, EstimatesPlace))
        assert "On average the impact was overestimated" in shown(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProofPlace))


async def test_walking_asks_when_only_a_recheck_is_open(done: Workspace) -> None:
    action = _proof(done).action.id
    done.audits.start_recheck([action], "Kim")
    async with running(done) as pilot:
        start_or_resume(app_of(pilot), 1)
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        assert "Kim · re-check" in shown(pilot), shown(pilot)
