"""Findings become proposed actions, each once, and stay in line with what is found."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.base.vocabulary import Status, Verdict
from auditor.views.actions import ActionLine
from auditor.views.audits import Found
from auditor.workspace import Workspace
from tests.walks import Walked, actions, answer_at, audit_of, give_verdicts, run_sql, visit_at


def _found(workspace: Workspace, audit: int) -> list[Found]:
    return workspace.reads.audits.findings(audit)


def _only(workspace: Workspace, *statuses: Status) -> ActionLine:
    (line,) = actions(workspace, *statuses)
    return line


@pytest.fixture
def failing(workspace: Workspace, web_shop: int) -> Walked:
    """A finished audit with one failed check, and so one proposed action."""
    audit = workspace.audits.start(web_shop, "Kim")
    workspace.audits.answer(answer_at(workspace, audit, 0).id, Verdict.FAIL)
    assert workspace.audits.finish(audit) == 1
    return Walked(web_shop, audit)


def _audit_again(workspace: Workspace, journey: int, verdict: Verdict, finish: bool = True) -> int:
    audit = workspace.audits.start(journey, "Kim")
    workspace.audits.answer(answer_at(workspace, audit, 0).id, verdict)
    if finish:
        workspace.audits.finish(audit)
    return audit


def test_findings_are_failed_and_partly_met_checks_and_sour_feelings(
    workspace: Workspace, walked: Walked
) -> None:
    audit = audit_of(workspace, walked.audit)
    expected: list[tuple[str, str, Verdict | None]] = []
    for visit in audit.visits:
        expected += [
            (visit.touchpoint, answer.check.key, answer.verdict)
            for answer in visit.answers
            if answer.verdict in (Verdict.FAIL, Verdict.PARTLY)
        ]
        if visit.feeling is not None and visit.feeling < 0:
            expected.append((visit.touchpoint, str(visit.feeling), None))
    found = [
        (one.touchpoint, one.check.key if one.check else str(one.feeling), one.verdict)
        for one in _found(workspace, walked.audit)
    ]
    assert found == expected and len(found) > 10
    assert all(one.action_id is None for one in _found(workspace, walked.audit)), "nothing is proposed yet"


def test_finishing_proposes_one_action_for_each_remedy(workspace: Workspace, walked: Walked) -> None:
    found = _found(workspace, walked.audit)
    remedies = {one.check.named if one.check else one.touchpoint for one in found}
    assert workspace.audits.finish(walked.audit) == len(remedies), "a check not met twice has one remedy"
    proposed = {line.id: line for line in actions(workspace)}
    linked = _found(workspace, walked.audit)
    assert {one.action_id for one in linked} == proposed.keys() and len(proposed) == len(remedies)
    for finding in linked:
        assert finding.action_id is not None and finding.action_status is Status.PROPOSED
        line = proposed[finding.action_id]
        assert (line.owner, line.due) == ("", None)
        assert line.touchpoint in {one.touchpoint for one in linked if one.action_id == line.id}
        if finding.check:
            assert line.title == finding.check.remedy["en"]
            assert (line.effort, line.impact) == (finding.check.remedy_effort, finding.check.remedy_impact)
        else:
            assert finding.touchpoint in line.title
            assert (line.effort, line.impact) in {(2, 3), (2, 4), (2, 5)}


def test_an_action_knows_what_it_answers(workspace: Workspace, failing: Walked) -> None:
    workspace.audits.comment(answer_at(workspace, failing.audit, 0).id, "Seen")
    action = workspace.reads.actions.get(_only(workspace).id)
    asked = answer_at(workspace, failing.audit, 0)
    assert action is not None
    (finding,) = action.findings
    assert (finding.check, finding.verdict, finding.note) == (asked.check, Verdict.FAIL, "Seen")
    assert (finding.audit_id, finding.answered) == (failing.audit, asked.answered)


def test_finishing_again_proposes_nothing_more(workspace: Workspace, walked: Walked) -> None:
    made = workspace.audits.finish(walked.audit)
    assert workspace.audits.finish(walked.audit) == 0
    workspace.audits.reopen(walked.audit)
    assert workspace.audits.finish(walked.audit) == 0
    assert len(actions(workspace)) == made


def test_a_second_audit_never_doubles_the_list(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    before = actions(workspace)
    workspace.actions.accept([before[0].id, before[1].id])
    second = workspace.audits.start(walked.journey, "Ann")
    give_verdicts(workspace, second, touchpoints=4)
    assert workspace.audits.finish(second) == 0
    assert {line.id for line in actions(workspace)} == {line.id for line in before}
    joined = {finding.action_id for finding in _found(workspace, second)}
    assert joined == {line.id for line in before}, "the findings of the second join the actions of the first"


def test_what_was_dropped_stays_dropped(workspace: Workspace, failing: Walked) -> None:
    line = _only(workspace)
    workspace.actions.drop([line.id], "Not worth it")
    again = _audit_again(workspace, failing.journey, Verdict.FAIL)
    assert _only(workspace).status is Status.DROPPED
    (finding,) = _found(workspace, again)
    assert (finding.action_id, finding.action_status) == (line.id, Status.DROPPED)


@pytest.mark.parametrize("status", [Status.DONE, Status.VERIFIED])
def test_what_was_done_and_fails_in_a_later_audit_is_proposed_anew(
    workspace: Workspace, failing: Walked, status: Status
) -> None:
    line = _only(workspace)
    closed = workspace.reads.audits.lines()[0].started.isoformat()
    run_sql(workspace, "UPDATE action SET status = :status, closed_at = :at", status=str(status), at=closed)
    again = _audit_again(workspace, failing.journey, Verdict.PARTLY)
    new = _only(workspace, Status.PROPOSED)
    assert new.id != line.id and new.title == line.title
    (finding,) = _found(workspace, again)
    assert finding.action_id == new.id
    assert _only(workspace, status).id == line.id
    _audit_again(workspace, failing.journey, Verdict.FAIL)
    assert len(actions(workspace)) == 2, "and only once"


def test_what_was_done_during_the_audit_is_not_proposed_again(workspace: Workspace, failing: Walked) -> None:
    again = _audit_again(workspace, failing.journey, Verdict.FAIL, finish=False)
    closed = audit_of(workspace, again).visits[0].answers[0].answered
    assert closed is not None
    run_sql(workspace, "UPDATE action SET status = 'done', closed_at = :at", at=closed.isoformat())
    assert workspace.audits.finish(again) == 0
    assert _only(workspace).status is Status.DONE


def test_a_proposal_no_longer_found_is_dropped_saying_so(workspace: Workspace, failing: Walked) -> None:
    again = _audit_again(workspace, failing.journey, Verdict.PASS)
    line = _only(workspace)
    assert line.status is Status.DROPPED
    action = workspace.reads.actions.get(line.id)
    assert action is not None and str(again) in action.reason
    assert workspace.reads.actions.ranking().total == 0


def test_one_happy_persona_does_not_settle_what_is_sour_to_another(
    workspace: Workspace, web_shop: int
) -> None:
    sour, happy = (workspace.journeys.add_persona(web_shop, name) for name in ("Ann", "Bo"))
    for persona, feeling in ((sour, -2), (happy, 2)):
        audit = workspace.audits.start(web_shop, "Kim", persona)
        workspace.audits.feel(visit_at(workspace, audit, 0).id, feeling)
        workspace.audits.finish(audit)
    assert _only(workspace).status is Status.PROPOSED
    again = workspace.audits.start(web_shop, "Kim", sour)
    workspace.audits.feel(visit_at(workspace, again, 0).id, 1)
    workspace.audits.finish(again)
    assert _only(workspace, Status.DROPPED), "both are content now"


def test_what_is_planned_stays_though_it_is_no_longer_found(workspace: Workspace, failing: Walked) -> None:
    workspace.actions.accept([_only(workspace).id])
    _audit_again(workspace, failing.journey, Verdict.PASS)
    assert _only(workspace).status is Status.PLANNED


def test_what_was_not_looked_at_again_stays_proposed(workspace: Workspace, failing: Walked) -> None:
    again = workspace.audits.start(failing.journey, "Kim")
    workspace.audits.feel(visit_at(workspace, again, 5).id, 0)
    assert workspace.audits.finish(again) == 0
    assert _only(workspace).status is Status.PROPOSED


def test_a_proposal_that_is_found_once_more_is_taken_up_again(workspace: Workspace, failing: Walked) -> None:
    line = _only(workspace)
    workspace.actions.edit(line.id, effort=5, due="2030-01-31")
    _audit_again(workspace, failing.journey, Verdict.PASS)
    assert _only(workspace).status is Status.DROPPED
    again = _audit_again(workspace, failing.journey, Verdict.FAIL)
    taken = _only(workspace)
    assert (taken.id, taken.status, taken.effort, taken.due) == (
        line.id,
        Status.PROPOSED,
        5,
        date(2030, 1, 31),
    )
    action = workspace.reads.actions.get(taken.id)
    assert action is not None and action.reason == ""
    (finding,) = action.findings
    assert (finding.audit_id, [look.audit_id for look in finding.later]) == (failing.audit, [again])


def test_a_proposal_accepted_after_it_was_settled_is_joined(workspace: Workspace, failing: Walked) -> None:
    line = _only(workspace)
    _audit_again(workspace, failing.journey, Verdict.PASS)
    workspace.actions.accept([line.id])
    again = _audit_again(workspace, failing.journey, Verdict.FAIL)
    assert _only(workspace).status is Status.PLANNED
    assert _found(workspace, again)[0].action_id == line.id


def test_an_answer_changed_in_a_finished_audit_changes_its_proposals(
    workspace: Workspace, failing: Walked
) -> None:
    asked = answer_at(workspace, failing.audit, 0)
    line = _only(workspace)
    workspace.audits.answer(asked.id, Verdict.PASS)
    assert _only(workspace).status is Status.DROPPED
    workspace.audits.answer(asked.id, Verdict.FAIL)
    assert (_only(workspace).id, _only(workspace).status) == (line.id, Status.PROPOSED)
    other = answer_at(workspace, failing.audit, 0, check=1)
    workspace.audits.answer(other.id, Verdict.PARTLY)
    assert len(actions(workspace, Status.PROPOSED)) == 2
    workspace.audits.feel(visit_at(workspace, failing.audit, 2).id, -2)
    assert len(actions(workspace, Status.PROPOSED)) == 3
    workspace.audits.feel(visit_at(workspace, failing.audit, 2).id, 2)
    assert len(actions(workspace, Status.PROPOSED)) == 2
    for _change in range(5):
        workspace.undoing.undo()
    assert actions(workspace) == [line]


def test_undoing_finish_takes_the_proposals_away(workspace: Workspace, walked: Walked) -> None:
    made = workspace.audits.finish(walked.audit)
    listed = actions(workspace)
    workspace.undoing.undo()
    assert actions(workspace) == []
    assert audit_of(workspace, walked.audit).finished is None
    assert all(finding.action_id is None for finding in _found(workspace, walked.audit))
    workspace.undoing.redo()
    assert actions(workspace) == listed and len(listed) == made
    workspace.undoing.undo()
    assert workspace.audits.finish(walked.audit) == made
    assert len(actions(workspace)) == made


def test_nothing_is_proposed_where_nobody_sees_it(workspace: Workspace, walked: Walked) -> None:
    first = visit_at(workspace, walked.audit, 0)
    workspace.stages.delete(first.stage_id)
    found = len(_found(workspace, walked.audit))
    assert workspace.audits.finish(walked.audit) == found
    assert len(actions(workspace)) == found
    assert run_sql(workspace, "SELECT count(*) FROM action") == [(found,)]


def test_an_action_added_for_a_finding_is_not_proposed_again(workspace: Workspace, web_shop: int) -> None:
    audit = workspace.audits.start(web_shop, "Kim")
    asked = answer_at(workspace, audit, 0)
    visit = visit_at(workspace, audit, 0)
    workspace.audits.answer(asked.id, Verdict.FAIL)
    workspace.audits.feel(visit.id, -1)
    workspace.actions.add(
        visit.touchpoint_id,
        "Mend both",
        1,
        5,
        answers=[(asked.check.checklist, asked.check.key), ("", "")],
    )
    assert workspace.audits.finish(audit) == 0
    (line,) = actions(workspace)
    assert {finding.action_id for finding in _found(workspace, audit)} == {line.id}
