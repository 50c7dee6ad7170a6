"""Re-checks: short audits that look again at what actions were to mend, and carry the rest over."""

from __future__ import annotations

import pytest
from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import AuditKind, Effect, NoteKind, Status, Verdict
from auditor.views.actions import ActionLine
from auditor.views.audits import Audit
from auditor.workspace import Workspace
from tests.walks import actions, answer_at, audit_of, run_sql, visit_at


class Done(Struct, frozen=True):
    """An action that is done: the second check of the second touchpoint failed in a finished audit."""

    journey: int
    audit: int
    action: ActionLine

    @property
    def touchpoint(self) -> int:
        return self.action.touchpoint_id


@pytest.fixture
def done(workspace: Workspace, web_shop: int) -> Done:
    audit = workspace.audits.start(web_shop, "Kim")
    for place in (1, 2):
        for answer in visit_at(workspace, audit, place).answers:
            workspace.audits.answer(answer.id, Verdict.PASS)
        workspace.audits.feel(visit_at(workspace, audit, place).id, 0)
    workspace.audits.answer(answer_at(workspace, audit, 1, 1).id, Verdict.FAIL, "Nowhere to be found")
    workspace.audits.finish(audit)
    (line,) = actions(workspace)
    workspace.actions.accept([line.id])
    workspace.actions.done([line.id])
    return Done(web_shop, audit, line)


def _start(workspace: Workspace, done: Done) -> Audit:
    (number,) = workspace.audits.start_recheck([done.action.id], "Ann")
    return audit_of(workspace, number)


def _need(workspace: Workspace, done: Done) -> float:
    found = workspace.reads.journeys.touchpoint(done.touchpoint)
    assert found is not None
    return found[0].need


def test_a_recheck_asks_only_what_was_to_be_mended(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    assert (audit.kind, audit.auditor, audit.finished) == (AuditKind.RECHECK, "Ann", None)
    (visit,) = audit.visits
    (asked,) = visit.answers
    before = answer_at(workspace, done.audit, 1, 1)
    assert visit.touchpoint_id == done.touchpoint
    assert (asked.check, asked.verdict, asked.note) == (before.check, None, "")
    line = workspace.reads.audits.line(audit.id)
    assert line is not None and line.kind is AuditKind.RECHECK
    assert (line.asked, line.answered, line.visits, line.felt) == (1, 0, 1, 0)


def test_it_is_made_for_the_persona_that_had_the_finding(workspace: Workspace, done: Done) -> None:
    other = workspace.journeys.add_persona(done.journey, "Bo")
    fine = workspace.audits.start(done.journey, "Kim", other)
    audit = _start(workspace, done)
    assert audit.persona_id == audit_of(workspace, done.audit).persona_id
    workspace.audits.delete(audit.id)
    chosen = workspace.audits.start_recheck([done.action.id], "Ann", other)
    assert [audit_of(workspace, number).persona_id for number in chosen] == [other]
    assert audit_of(workspace, fine).persona_id == other


def test_two_personas_with_the_finding_make_two_audits(workspace: Workspace, done: Done) -> None:
    workspace.actions.reopen([done.action.id])
    other = workspace.journeys.add_persona(done.journey, "Bo")
    second = workspace.audits.start(done.journey, "Kim", other)
    workspace.audits.answer(answer_at(workspace, second, 1, 1).id, Verdict.PARTLY)
    workspace.audits.finish(second)
    workspace.actions.done([done.action.id])
    made = workspace.audits.start_recheck([done.action.id], "Ann")
    personas = [audit_of(workspace, number).persona_id for number in made]
    assert personas == sorted({audit_of(workspace, done.audit).persona_id, other})


def test_other_answers_are_carried_over_so_that_the_need_rests_on_all(
    workspace: Workspace, done: Done
) -> None:
    need = _need(workspace, done)
    audit = _start(workspace, done)
    assert _need(workspace, done) == need, "an unanswered re-check says nothing yet"
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.PASS)
    assert _need(workspace, done) == need, "one that is not finished is a draft"
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.FAIL)
    workspace.audits.finish(audit.id)
    assert _need(workspace, done) == pytest.approx(need), "all is as it was"
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.PASS)
    (ground,) = workspace.reads.actions.grounds(done.touchpoint)
    whole = workspace.reads.audits.get(done.audit)
    assert whole is not None
    weight = sum(answer.check.severity for answer in whole.visits[1].answers)
    assert (ground.audit_id, ground.weight_asked, ground.weight_failed) == (audit.id, weight, 0)
    assert (ground.feeling, ground.felt_in) == (0, done.audit), (
        "the feeling before stands until it is felt anew"
    )
    workspace.audits.feel(audit.visits[0].id, 2)
    (ground,) = workspace.reads.actions.grounds(done.touchpoint)
    assert (ground.feeling, ground.felt_in) == (2, None)
    assert _need(workspace, done) == 0
    assert workspace.upkeep.check() == []


def test_the_summary_counts_what_was_carried_over(workspace: Workspace, done: Done) -> None:
    def line() -> tuple[int, ...]:
        (found,) = [
            one
            for one in workspace.reads.audits.summary(done.journey)
            if one.touchpoint_id == done.touchpoint
        ]
        return found.asked, found.answered, found.passed, found.failed, int(found.feeling or 0)

    workspace.audits.feel(visit_at(workspace, done.audit, 1).id, 1)
    asked, answered, passed, failed, feeling = line()
    assert (failed, feeling) == (1, 1)
    audit = _start(workspace, done)
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.PASS)
    assert line() == (asked, answered, passed, failed, feeling), "it is a draft until it is finished"
    workspace.audits.finish(audit.id)
    assert line() == (asked, answered, passed + 1, 0, feeling)


def test_what_is_carried_over_is_no_finding_and_no_proposal_again(workspace: Workspace, done: Done) -> None:
    workspace.audits.reopen(done.audit)
    workspace.audits.answer(answer_at(workspace, done.audit, 1, 0).id, Verdict.FAIL)
    workspace.audits.finish(done.audit)
    (other,) = actions(workspace, Status.PROPOSED)
    workspace.actions.done([other.id])
    audit = _start(workspace, done)
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.FAIL)
    assert workspace.audits.finish(audit.id) == 0, "the verdict on the action comes first"
    (finding,) = workspace.reads.audits.findings(audit.id)
    assert finding.check == audit.visits[0].answers[0].check
    assert actions(workspace, Status.PROPOSED) == []


def test_a_feeling_turned_sour_is_proposed_from_a_recheck(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    workspace.audits.feel(audit.visits[0].id, -2)
    assert workspace.audits.finish(audit.id) == 1


def test_what_failed_newest_includes_what_was_carried_over(workspace: Workspace, done: Done) -> None:
    workspace.audits.reopen(done.audit)
    workspace.audits.answer(answer_at(workspace, done.audit, 1, 0).id, Verdict.FAIL)
    audit = _start(workspace, done)
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.PASS)
    failed = workspace.reads.audits.newest_failed(done.touchpoint)
    assert [one.check for one in failed] == [answer_at(workspace, done.audit, 1, 0).check]


def test_a_recheck_in_which_nothing_was_looked_at_is_not_finished(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    with pytest.raises(RefusedError, match=f"Nothing was looked at in re-check {audit.id}"):
        workspace.audits.finish(audit.id)
    assert audit_of(workspace, audit.id).finished is None
    workspace.audits.feel(audit.visits[0].id, 1)
    assert workspace.audits.finish(audit.id) == 0


def test_pain_points_that_were_there_before_are_no_findings_of_a_recheck(
    workspace: Workspace, done: Done
) -> None:
    workspace.noting.add(done.touchpoint, NoteKind.PAIN_POINT, "Known for long")
    audit = _start(workspace, done)
    workspace.audits.feel(audit.visits[0].id, 2)
    assert workspace.audits.finish(audit.id) == 0
    assert workspace.reads.audits.findings(audit.id) == []
    workspace.noting.add(done.touchpoint, NoteKind.PAIN_POINT, "Seen while looking again")
    assert [one.note for one in workspace.reads.audits.findings(audit.id)] == ["Seen while looking again"]
    workspace.audits.reopen(audit.id)
    assert workspace.audits.finish(audit.id) == 1


def test_no_other_check_is_ever_added(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    workspace.stages.edit_touchpoint(done.touchpoint, checklists=["feedback", "content"])
    workspace.audits.feel(audit.visits[0].id, 0)
    workspace.audits.finish(audit.id)
    workspace.audits.reopen(audit.id)
    workspace.audits.delete(audit.id)
    workspace.undoing.undo()
    again = audit_of(workspace, audit.id)
    assert [len(visit.answers) for visit in again.visits] == [1]
    stage = visit_at(workspace, done.audit, 1).stage_id
    workspace.stages.add_touchpoint(stage, "New", checklists=["feedback"])
    assert len(audit_of(workspace, audit.id).visits) == 1


def test_it_is_taken_up_where_it_was_left(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    assert workspace.reads.audits.last_answered(audit.id) is None, "nothing is answered in it"
    asked = audit.visits[0].answers[0].id
    workspace.audits.answer(asked, Verdict.PASS)
    assert workspace.reads.audits.last_answered(audit.id) == asked


def test_carried_answers_cannot_be_changed(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    ((carried, *_),) = run_sql(
        workspace,
        "SELECT min(a.id) FROM answer a JOIN visit v ON v.id = a.visit_id WHERE v.audit_id = :audit AND a.carried",
        audit=audit.id,
    )
    with pytest.raises(RefusedError, match="taken over"):
        workspace.audits.answer(carried, Verdict.FAIL)


def test_a_second_recheck_carries_over_from_the_first(workspace: Workspace, done: Done) -> None:
    first = _start(workspace, done)
    workspace.audits.answer(first.visits[0].answers[0].id, Verdict.FAIL)
    workspace.audits.finish(first.id)
    need = _need(workspace, done)
    second = _start(workspace, done)
    workspace.audits.answer(second.visits[0].answers[0].id, Verdict.FAIL)
    assert _need(workspace, done) == pytest.approx(need)
    assert workspace.upkeep.check() == []


def test_a_recheck_that_goes_on_is_not_started_twice(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    assert workspace.reads.proofs.open_recheck(done.action.id) == audit.id
    with pytest.raises(RefusedError, match=f"Re-check {audit.id} .* not finished"):
        workspace.audits.start_recheck([done.action.id], "Kim")
    workspace.audits.answer(audit.visits[0].answers[0].id, Verdict.PASS)
    workspace.audits.finish(audit.id)
    assert workspace.reads.proofs.open_recheck(done.action.id) is None
    assert workspace.audits.start_recheck([done.action.id], "Kim")


def test_only_what_is_done_is_looked_at_again(workspace: Workspace, done: Done) -> None:
    workspace.actions.reopen([done.action.id])
    with pytest.raises(RefusedError, match="not done yet"):
        workspace.audits.start_recheck([done.action.id], "Kim")


def test_an_action_that_answers_nothing_is_looked_at_by_the_feeling(workspace: Workspace, done: Done) -> None:
    own = workspace.actions.add(done.touchpoint, "Own", 1, 3)
    workspace.actions.done([own])
    (number,) = workspace.audits.start_recheck([own], "Kim")
    (visit,) = audit_of(workspace, number).visits
    assert visit.answers == () and visit.feeling is None
    workspace.audits.feel(visit.id, 2)
    workspace.audits.finish(number)
    proof = workspace.reads.proofs.of(own)
    assert proof is not None and proof.effect is Effect.EFFECTIVE


def test_several_actions_are_looked_at_in_one_walk(workspace: Workspace, done: Done) -> None:
    point = visit_at(workspace, done.audit, 2).touchpoint_id
    own = workspace.actions.add(point, "Own", 1, 3)
    workspace.actions.done([own])
    (number,) = workspace.audits.start_recheck([own, done.action.id], "Kim")
    visits = audit_of(workspace, number).visits
    assert [visit.touchpoint_id for visit in visits] == [done.touchpoint, point]
    assert [len(visit.answers) for visit in visits] == [1, 0]


def test_a_recheck_is_no_walk_of_the_journey(workspace: Workspace, done: Done) -> None:
    (before,) = workspace.reads.journeys.lines()
    _start(workspace, done)
    (after,) = workspace.reads.journeys.lines()
    assert (
        (after.open_audit, after.last_audit)
        == (before.open_audit, before.last_audit)
        == (None, before.last_audit)
    )


def test_undo_takes_a_recheck_away_and_redo_brings_it_back(workspace: Workspace, done: Done) -> None:
    audit = _start(workspace, done)
    workspace.undoing.undo()
    assert workspace.reads.audits.get(audit.id) is None
    workspace.undoing.redo()
    assert audit_of(workspace, audit.id).visits == audit.visits
    assert workspace.upkeep.check() == []
