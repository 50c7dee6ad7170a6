"""The verdict on actions that are done, and figures from before and after them."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Better, Effect, EvidenceKind, Seen, Status, Verdict
from auditor.cli.frame.ways_out import WAYS
from auditor.views.actions import ActionLine
from auditor.views.proofs import ComparedFigure, Proof
from auditor.workspace import Workspace
from tests.walks import actions, answer_at, audit_of, run_sql, visit_at


@pytest.fixture
def done(workspace: Workspace, web_shop: int) -> ActionLine:
    """An action that is done; a finished audit found its check failing."""
    audit = workspace.audits.start(web_shop, "Kim")
    workspace.audits.answer(answer_at(workspace, audit, 1).id, Verdict.FAIL)
    workspace.audits.feel(visit_at(workspace, audit, 1).id, 0)
    workspace.audits.finish(audit)
    (line,) = actions(workspace)
    workspace.actions.accept([line.id])
    workspace.actions.done([line.id])
    return line


def _look_again(
    workspace: Workspace, action: int, verdict: Verdict | None, feeling: int | None = None
) -> int:
    (number,) = workspace.audits.start_recheck([action], "Ann")
    (visit,) = audit_of(workspace, number).visits
    if verdict is not None:
        workspace.audits.answer(visit.answers[0].id, verdict)
    if feeling is not None:
        workspace.audits.feel(visit.id, feeling)
    workspace.audits.finish(number)
    return number


def _proof(workspace: Workspace, action: int) -> Proof:
    proof = workspace.reads.proofs.of(action)
    assert proof is not None
    return proof


def _status(workspace: Workspace, action: int) -> tuple[Status, Effect | None, int | None]:
    found = _proof(workspace, action).action
    return found.status, found.effect, found.proof_id


def test_a_done_action_waits_for_proof(workspace: Workspace, done: ActionLine) -> None:
    (waiting,) = workspace.reads.proofs.waiting()
    assert waiting.recheck_id is None and waiting.proof.effect is None
    check, feeling = waiting.proof.to_look_at
    assert (check.mends, feeling.mends) == (True, False)
    assert check.check is not None and waiting.proof.missing == (check,)
    assert len(workspace.reads.proofs.waiting()) == 1
    assert workspace.reads.proofs.waiting(done.journey_id + 1) == []


def test_what_nobody_has_looked_at_again_is_not_verified(workspace: Workspace, done: ActionLine) -> None:
    with pytest.raises(RefusedError, match="not been looked at again") as refused:
        workspace.proofs.verify([done.id])
    assert f"again: “auditor audit recheck {done.id}”" in refused.value.worded(WAYS)
    workspace.actions.reopen([done.id])
    with pytest.raises(RefusedError, match="is in progress: only what is done"):
        workspace.proofs.verify([done.id])


def test_an_effective_action_is_verified_and_keeps_when_it_was_done(
    workspace: Workspace, done: ActionLine
) -> None:
    closed = _proof(workspace, done.id).action.done
    audit = _look_again(workspace, done.id, Verdict.PASS, 1)
    proof = _proof(workspace, done.id)
    assert (proof.effect, proof.audit_id, proof.better, proof.worse) == (
        Effect.EFFECTIVE,
        audit,
        proof.shifts[0].drop,
        0,
    )
    assert (proof.need_before or 0) > (proof.need_after or 0)
    assert workspace.proofs.verify([done.id]) == [Effect.EFFECTIVE]
    assert _status(workspace, done.id) == (Status.VERIFIED, Effect.EFFECTIVE, audit)
    assert _proof(workspace, done.id).action.done == closed
    assert workspace.reads.proofs.waiting() == []


def test_without_effect_it_stays_done_and_waits_no_more(workspace: Workspace, done: ActionLine) -> None:
    audit = _look_again(workspace, done.id, Verdict.FAIL, 0)
    assert workspace.proofs.verify([done.id]) == [Effect.NONE]
    assert _status(workspace, done.id) == (Status.DONE, Effect.NONE, audit)
    assert workspace.reads.proofs.waiting() == []


def test_without_effect_it_can_go_on_and_what_was_proposed_for_it_is_dropped(
    workspace: Workspace, done: ActionLine
) -> None:
    again = workspace.audits.start(done.journey_id, "Kim")
    workspace.audits.answer(answer_at(workspace, again, 1).id, Verdict.FAIL)
    workspace.audits.answer(answer_at(workspace, again, 1, 1).id, Verdict.FAIL)
    assert workspace.audits.finish(again) == 2, (
        "a whole audit proposes what it finds after an action was done"
    )
    assert workspace.proofs.verify([done.id], again=True) == [Effect.NONE]
    assert _status(workspace, done.id) == (Status.IN_PROGRESS, Effect.NONE, again)
    (kept,) = actions(workspace, Status.PROPOSED)
    (dropped,) = actions(workspace, Status.DROPPED)
    assert dropped.title == done.title and kept.title != done.title


def test_what_got_worse_says_so(workspace: Workspace, done: ActionLine) -> None:
    _look_again(workspace, done.id, Verdict.FAIL, -1)
    assert workspace.proofs.verify([done.id]) == [Effect.WORSE]
    assert _status(workspace, done.id)[0] is Status.DONE


def test_done_anew_it_waits_for_proof_anew(workspace: Workspace, done: ActionLine) -> None:
    _look_again(workspace, done.id, Verdict.FAIL, 0)
    workspace.proofs.verify([done.id], again=True)
    workspace.actions.done([done.id])
    assert _status(workspace, done.id) == (Status.DONE, None, None)
    assert _proof(workspace, done.id).effect is None, "the earlier look was before it was done anew"
    _look_again(workspace, done.id, Verdict.PASS)
    assert workspace.proofs.verify([done.id]) == [Effect.EFFECTIVE]


def test_a_whole_audit_proves_as_well(workspace: Workspace, done: ActionLine) -> None:
    whole = workspace.audits.start(done.journey_id, "Kim")
    workspace.audits.answer(answer_at(workspace, whole, 1).id, Verdict.PASS)
    workspace.audits.finish(whole)
    assert workspace.proofs.verify([done.id]) == [Effect.EFFECTIVE]
    assert [proof.action.id for proof in workspace.reads.proofs.by_audit(whole)] == [done.id]


def test_the_verdict_can_be_given_by_hand(workspace: Workspace, done: ActionLine) -> None:
    with pytest.raises(RefusedError, match="To settle it by hand, say both"):
        workspace.proofs.verify([done.id], Effect.EFFECTIVE)
    with pytest.raises(RefusedError, match="To settle it by hand, say both"):
        workspace.proofs.verify([done.id], anyway=True)
    workspace.proofs.verify([done.id], Effect.EFFECTIVE, anyway=True)
    assert _status(workspace, done.id) == (Status.VERIFIED, Effect.EFFECTIVE, None)


def test_a_recheck_tells_what_it_proved(workspace: Workspace, done: ActionLine) -> None:
    audit = _look_again(workspace, done.id, Verdict.PASS)
    (proof,) = workspace.reads.proofs.by_audit(audit)
    assert (proof.action.id, proof.effect) == (done.id, Effect.EFFECTIVE)


def test_a_recheck_that_is_not_finished_is_named(workspace: Workspace, done: ActionLine) -> None:
    (begun,) = workspace.audits.start_recheck([done.id], "Kim")
    with pytest.raises(RefusedError, match="not finished") as refused:
        workspace.proofs.verify([done.id])
    assert f"not finished: “auditor audit walk {begun}”" in refused.value.worded(WAYS)


def test_several_are_settled_at_once_or_none(workspace: Workspace, done: ActionLine) -> None:
    own = workspace.actions.add(done.touchpoint_id, "Own", 1, 3)
    workspace.actions.done([own])
    _look_again(workspace, done.id, Verdict.PASS)
    with pytest.raises(RefusedError, match="“Own” has not been looked at again"):
        workspace.proofs.verify([done.id, own])
    assert _status(workspace, done.id)[0] is Status.DONE
    with pytest.raises(NotFoundError):
        workspace.proofs.verify([999])


def test_undo_takes_the_verdict_back(workspace: Workspace, done: ActionLine) -> None:
    _look_again(workspace, done.id, Verdict.PASS)
    workspace.proofs.verify([done.id])
    workspace.undoing.undo()
    assert _status(workspace, done.id) == (Status.DONE, None, None)


def test_a_proof_is_gone_with_its_audit(workspace: Workspace, done: ActionLine) -> None:
    audit = _look_again(workspace, done.id, Verdict.PASS)
    workspace.audits.delete(audit)
    assert _proof(workspace, done.id).effect is None


def test_figures_are_evidence_at_the_touchpoint_and_prove_an_action(
    workspace: Workspace, done: ActionLine
) -> None:
    number = workspace.proofs.record(
        done.id,
        ComparedFigure(5.0, 2400),
        ComparedFigure(8.0, 2400),
        source="Shop",
        collected="2026-03-02",
        unit="%",
    )
    proof = _proof(workspace, done.id)
    (figures,) = proof.figures
    assert (figures.id, figures.before, figures.after) == (
        number,
        ComparedFigure(5.0, 2400),
        ComparedFigure(8.0, 2400),
    )
    assert (figures.kind, figures.collected, figures.better) == (
        EvidenceKind.ANALYTICS,
        date(2026, 3, 2),
        Better.HIGHER,
    ), "nobody said that it was an A/B test"
    assert run_sql(workspace, "SELECT touchpoint_id, action_id, people FROM evidence") == [
        (done.touchpoint_id, done.id, 2400)
    ]
    with pytest.raises(RefusedError, match=r"nobody has looked at [A-Z]{3}-1 since it was done"):
        workspace.proofs.verify([done.id])
    workspace.findings.see_by_hand([1], Seen.GONE)
    assert workspace.proofs.verify([done.id]) == [Effect.EFFECTIVE]
    assert _status(workspace, done.id) == (Status.VERIFIED, Effect.EFFECTIVE, None)


def test_figures_that_can_not_tell_settle_nothing(workspace: Workspace, done: ActionLine) -> None:
    """One of five against two of five."""
    workspace.proofs.record(
        done.id, ComparedFigure(20, 5), ComparedFigure(40, 5), source="Shop", collected="2026-03-02", unit="%"
    )
    assert _proof(workspace, done.id).effect is Effect.CANT_TELL
    with pytest.raises(RefusedError, match="can’t tell yet"):
        workspace.proofs.verify([done.id])
    assert _status(workspace, done.id) == (Status.DONE, None, None)
    assert [one.proof.action.id for one in workspace.reads.proofs.waiting()] == [done.id]


def test_a_share_over_a_hundred_is_refused(workspace: Workspace, done: ActionLine) -> None:
    with pytest.raises(RefusedError):
        workspace.proofs.record(
            done.id,
            ComparedFigure(5.0, 2400),
            ComparedFigure(800.0, 2400),
            source="Shop",
            collected="2026-03-02",
            unit="%",
        )


def test_expected_impact_is_compared_with_what_was_seen(workspace: Workspace, done: ActionLine) -> None:
    assert workspace.reads.proofs.estimates() == []
    _look_again(workspace, done.id, Verdict.PASS)
    assert workspace.reads.proofs.estimates() == [], "not before somebody has settled it"
    workspace.proofs.verify([done.id])
    (estimate,) = workspace.reads.proofs.estimates(done.journey_id)
    severity = _proof(workspace, done.id).shifts[0].drop
    assert severity is not None
    assert (estimate.expected, estimate.realised) == (done.impact, 1 + severity)
    assert estimate.over == done.impact - 1 - severity
    assert estimate.effect is Effect.EFFECTIVE
    assert workspace.reads.proofs.estimates(done.journey_id + 1) == []


def test_what_comes_after_the_verdict_is_not_put_down_to_the_action(
    workspace: Workspace, done: ActionLine
) -> None:
    _look_again(workspace, done.id, Verdict.PASS, 0)
    workspace.proofs.verify([done.id])
    before = workspace.reads.proofs.estimates()
    _look_again(workspace, done.id, Verdict.PARTLY, 2)
    assert workspace.reads.proofs.estimates() == before
    (newest,) = {shift.after.audit_id for shift in _proof(workspace, done.id).shifts if shift.after}
    assert newest > 2, "the proof itself is always the newest"
