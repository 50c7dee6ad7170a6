"""Audits over time: side by side, trends, the last answers beside each check, and when to look again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from auditor.analysis.need import need_of
from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Change, Effect, Status, Unlike, Verdict
from auditor.workspace import Workspace
from tests.nouns.rounds import say
from tests.walks import Walked, actions, answer_at, audit_of, visit_at

P, H, F = Verdict.PASS, Verdict.PARTLY, Verdict.FAIL
START = datetime(2026, 1, 5, 12, tzinfo=UTC)


def _audit(
    workspace: Workspace,
    journey: int,
    weeks: int,
    verdicts: list[Verdict | None],
    feeling: int,
    persona: int | None = None,
) -> int:
    """Make an audit so many weeks after the first, with verdicts and the feeling at the first touchpoint."""
    with workspace.dated(lambda: START + timedelta(weeks=weeks)):
        audit = workspace.audits.start(
            journey, "Kim", persona or workspace.reads.journeys.personas(journey)[0].id
        )
        say(workspace, audit, 0, verdicts)
        workspace.audits.feel(visit_at(workspace, audit, 0).id, feeling)
        workspace.audits.finish(audit)
    return audit


def test_two_audits_lie_side_by_side(workspace: Workspace, web_shop: int) -> None:
    first = _audit(workspace, web_shop, 0, [F, P, H, P, F, None], -1)
    second = _audit(workspace, web_shop, 4, [P, H, F, P, None, P], 2)
    found = workspace.reads.follow.compare(second, first)
    assert (found.older.id, found.newer.id) == (first, second)
    assert [line.change for line in found.lines] == [
        Change.FIXED,
        Change.REGRESSED,
        Change.STILL_FAILING,
        Change.STILL_FINE,
        Change.NOT_TESTED,
        Change.NEW,
    ]
    assert all(count == 1 for count in found.counts.values())
    assert found.p_value == 1
    assert [one.difference for one in found.feelings] == [3]
    assert [one.name for one in found.touchpoints] == [visit_at(workspace, first, 0).touchpoint]
    assert found.stages[0].counts[Change.FIXED] == 1
    assert not any(line.reworded for line in found.lines)


def test_the_finished_audit_before_is_of_the_same_persona_and_none_in_progress(
    workspace: Workspace, web_shop: int
) -> None:
    other = workspace.journeys.add_persona(web_shop, "Somebody else")
    newest = _audit(workspace, web_shop, 8, [F], 0)
    first = _audit(workspace, web_shop, 0, [F], 0)
    _audit(workspace, web_shop, 2, [F], 0, other)
    with workspace.dated(lambda: START + timedelta(weeks=4)):
        draft = workspace.audits.start(web_shop, "Kim", workspace.reads.journeys.personas(web_shop)[0].id)
    before, finished = workspace.reads.follow.before(newest), workspace.reads.follow.finished_before(newest)
    assert before is not None and before.id == draft
    assert finished is not None and finished.id == first
    assert workspace.reads.follow.finished_before(first) is None


def test_an_action_closed_in_between_explains_what_was_fixed(workspace: Workspace, web_shop: int) -> None:
    first = _audit(workspace, web_shop, 0, [F, F], -1)
    fixed, other, feeling = sorted(actions(workspace, Status.PROPOSED), key=lambda line: line.id)
    workspace.actions.accept([fixed.id])
    with workspace.dated(lambda: START + timedelta(weeks=2)):
        workspace.actions.done([fixed.id, feeling.id])
    second = _audit(workspace, web_shop, 4, [P, P], 1)
    found = workspace.reads.follow.compare(first, second)
    assert [[one.id for one in line.actions] for line in found.lines] == [[fixed.id], []]
    assert [one.id for one in found.feelings[0].actions] == [feeling.id]
    assert other.id not in {one.id for line in found.lines for one in line.actions}


def test_what_was_mended_and_fails_again_has_regressed(workspace: Workspace, web_shop: int) -> None:
    """Partly met, passed in a re-check, verified; then it fails in the next whole audit."""
    first = _audit(workspace, web_shop, 0, [H, F], -1)
    action = min(actions(workspace, Status.PROPOSED), key=lambda line: line.id)
    workspace.actions.accept([action.id])
    with workspace.dated(lambda: START + timedelta(weeks=1)):
        workspace.actions.done([action.id])
    with workspace.dated(lambda: START + timedelta(weeks=2)):
        (again,) = workspace.audits.start_recheck([action.id], "Kim")
        workspace.audits.answer(answer_at(workspace, again, 0, 0).id, P)
        workspace.audits.feel(visit_at(workspace, again, 0).id, 1)
        workspace.audits.finish(again)
        assert workspace.proofs.verify([action.id]) == [Effect.EFFECTIVE]
    second = _audit(workspace, web_shop, 4, [F, F], -2)
    found = workspace.reads.follow.compare(first, second)
    assert [line.change for line in found.lines] == [Change.REGRESSED, Change.STILL_FAILING]
    line = found.lines[0]
    assert (line.first, line.before, line.after, line.rechecked_in) == (H, P, F, again)
    (felt,) = found.feelings
    assert (felt.first, felt.before, felt.after, felt.difference) == (-1, 1, -2, -3)
    assert found.unlike == ()


def test_findings_show_the_need_of_their_own_audit_beside_the_one_now(
    workspace: Workspace, web_shop: int
) -> None:
    first = _audit(workspace, web_shop, 0, [F], -2)
    _audit(workspace, web_shop, 4, [P], 2)
    point = visit_at(workspace, first, 0)
    found = workspace.reads.audits.findings(first)
    assert [one.feeling for one in found] == [None, -2]
    assert {one.need for one in found} == {need_of(point)} == {min(1, point.importance / 5)}
    assert {one.need_now for one in found} == {0}


def test_a_recheck_not_finished_by_then_does_not_count(workspace: Workspace, web_shop: int) -> None:
    first = _audit(workspace, web_shop, 0, [F], -1)
    action = min(actions(workspace, Status.PROPOSED), key=lambda line: line.id)
    workspace.actions.accept([action.id])
    with workspace.dated(lambda: START + timedelta(weeks=1)):
        workspace.actions.done([action.id])
        (again,) = workspace.audits.start_recheck([action.id], "Kim")
        workspace.audits.answer(answer_at(workspace, again, 0, 0).id, P)
    second = _audit(workspace, web_shop, 4, [F], -1)
    assert [line.change for line in workspace.reads.follow.compare(first, second).lines] == [
        Change.STILL_FAILING
    ]


def test_different_audits_say_in_what_they_differ(workspace: Workspace, web_shop: int) -> None:
    first = _audit(workspace, web_shop, 0, [F], -1)
    other = _audit(workspace, web_shop, 4, [P], 2, workspace.journeys.add_persona(web_shop, "Bo"))
    assert workspace.reads.follow.compare(first, other).unlike == (Unlike.PERSONA,)
    with workspace.dated(lambda: START + timedelta(weeks=5)):
        persona = workspace.reads.journeys.personas(web_shop)[0].id
        third = workspace.audits.start(web_shop, "Anna", persona)
        say(workspace, third, 0, [F])
        workspace.audits.finish(third)
    assert workspace.reads.follow.compare(first, third).unlike == (Unlike.AUDITOR,)
    with workspace.dated(lambda: START + timedelta(weeks=6)):
        action = min(actions(workspace, Status.PROPOSED), key=lambda line: line.id)
        workspace.actions.accept([action.id])
        workspace.actions.done([action.id])
    with workspace.dated(lambda: START + timedelta(weeks=7)):
        again = workspace.audits.start_recheck([action.id], "Kim", persona)[0]
    assert workspace.reads.follow.compare(first, again).unlike == (Unlike.DEPTH,)


def test_what_can_not_be_compared_is_refused(workspace: Workspace, walked: Walked) -> None:
    other = workspace.journeys.new("Other")
    with pytest.raises(RefusedError, match="different journeys"):
        workspace.reads.follow.compare(walked.audit, workspace.audits.start(other, "Kim"))
    with pytest.raises(RefusedError, match="one audit"):
        workspace.reads.follow.compare(walked.audit, walked.audit)
    with pytest.raises(NotFoundError):
        workspace.reads.follow.compare(walked.audit, 999)


def test_an_audit_starts_with_the_last_answers_beside_each_check(workspace: Workspace, web_shop: int) -> None:
    first = _audit(workspace, web_shop, 0, [F, P], -1)
    second = _audit(workspace, web_shop, 4, [P], 2)
    third = workspace.audits.start(web_shop, "Kim")
    last = workspace.reads.follow.last_answers(third)
    checks = [answer_at(workspace, third, 0, place).check for place in range(3)]
    point = visit_at(workspace, third, 0).touchpoint_id
    beside = [last.get((point, check.checklist, check.key)) for check in checks]
    assert [(one.audit_id, one.verdict) for one in beside if one] == [(second, P), (first, P)]
    assert beside[0] is not None and beside[0].note == "seen by Kim"
    assert last[point, "", ""].feeling == 2
    assert all(
        answer.verdict is None for visit in audit_of(workspace, third).visits for answer in visit.answers
    )
    assert workspace.reads.follow.last_answers(first) == {}
    before = workspace.reads.follow.before(third)
    assert before is not None and before.id == second


def test_the_last_answer_is_that_of_the_recheck_and_of_no_draft(workspace: Workspace, web_shop: int) -> None:
    first = _audit(workspace, web_shop, 0, [F, F], -1)
    action = min(actions(workspace, Status.PROPOSED), key=lambda line: line.id)
    workspace.actions.accept([action.id])
    with workspace.dated(lambda: START + timedelta(weeks=1)):
        workspace.actions.done([action.id])
    with workspace.dated(lambda: START + timedelta(weeks=2)):
        (again,) = workspace.audits.start_recheck([action.id], "Kim")
        workspace.audits.answer(answer_at(workspace, again, 0, 0).id, P)
        workspace.audits.finish(again)
    persona = workspace.reads.journeys.personas(web_shop)[0].id
    with workspace.dated(lambda: START + timedelta(weeks=3)):
        say(workspace, workspace.audits.start(web_shop, "Bo", persona), 0, [H, P])
    third = workspace.audits.start(web_shop, "Kim", persona)
    last = workspace.reads.follow.last_answers(third)
    point = visit_at(workspace, third, 0)
    said = [last[point.touchpoint_id, one.check.checklist, one.check.key] for one in point.answers[:2]]
    assert [(one.audit_id, one.verdict) for one in said] == [(again, P), (first, F)]


def test_trends_run_over_the_audits_as_a_whole_per_stage_and_per_checklist(
    workspace: Workspace, web_shop: int
) -> None:
    _audit(workspace, web_shop, 0, [F, F, P, P], -1)
    _audit(workspace, web_shop, 4, [P, P, P, P], 1)
    say(workspace, workspace.audits.start(web_shop, "Kim"), 0, [F])
    trend = workspace.reads.follow.trend(web_shop)
    assert [line.id for line in trend.audits] == [1, 2]
    whole = trend.lines[0]
    assert whole.kind == "all"
    assert [share and share.passing for share in whole.shares] == [0.5, 1.0]
    assert [share and share.feeling for share in whole.shares] == [-1, 1]
    assert {line.kind for line in trend.lines} == {"all", "stage", "checklist"}
    assert sum(line.kind == "stage" for line in trend.lines) == 1


def test_a_recheck_is_a_point_of_the_trend_as_it_stood_after_it(workspace: Workspace, web_shop: int) -> None:
    """Two of four failed; one of them passes in the re-check, and fails again in the next audit."""
    _audit(workspace, web_shop, 0, [F, F, P, P], -1)
    action = min(actions(workspace, Status.PROPOSED), key=lambda line: line.id)
    workspace.actions.accept([action.id])
    with workspace.dated(lambda: START + timedelta(weeks=1)):
        workspace.actions.done([action.id])
        (again,) = workspace.audits.start_recheck([action.id], "Kim")
    before = workspace.reads.follow.trend(web_shop)
    assert [line.id for line in before.audits] == [1], "not before it is finished"
    with workspace.dated(lambda: START + timedelta(weeks=2)):
        workspace.audits.answer(answer_at(workspace, again, 0, 0).id, P)
        workspace.audits.feel(visit_at(workspace, again, 0).id, 1)
        workspace.audits.finish(again)
    _audit(workspace, web_shop, 4, [F, F, P, P], 0)
    trend = workspace.reads.follow.trend(web_shop)
    assert [line.id for line in trend.audits] == [1, again, 3]
    assert [share and share.passing for share in trend.lines[0].shares] == [0.5, 0.75, 0.5]
    assert [share and share.feeling for share in trend.lines[0].shares] == [-1, 1, 0]


def test_the_trend_of_one_persona_is_never_drawn_on_to_another(workspace: Workspace, web_shop: int) -> None:
    other = workspace.journeys.add_persona(web_shop, "Bo")
    _audit(workspace, web_shop, 0, [F], -1)
    _audit(workspace, web_shop, 4, [P], 2, other)
    _audit(workspace, web_shop, 8, [P], 1)
    trends = workspace.reads.follow.trends(web_shop)
    assert [[line.id for line in trend.audits] for trend in trends] == [[1, 3], [2]]
    assert [[share and share.feeling for share in trend.lines[0].shares] for trend in trends] == [
        [-1, 1],
        [2],
    ]
    assert [{line.persona for line in trend.audits} for trend in trends][1] == {"Bo"}


def test_an_action_shows_the_finding_it_came_from_before_what_others_felt_since(
    workspace: Workspace, web_shop: int
) -> None:
    first = _audit(workspace, web_shop, 0, [F], -1)
    feeling = max(actions(workspace, Status.PROPOSED), key=lambda line: line.id)
    workspace.actions.accept([feeling.id])
    other = _audit(workspace, web_shop, 4, [], 2, workspace.journeys.add_persona(web_shop, "Bo"))
    action = workspace.reads.actions.get(feeling.id)
    assert action is not None
    (found,) = action.findings
    assert (found.feeling, found.audit_id) == (-1, first) and found.persona not in ("", "Bo")
    assert [(one.feeling, one.audit_id, one.persona) for one in found.later] == [(2, other, "Bo")]
    third = _audit(workspace, web_shop, 8, [P], 1)
    action = workspace.reads.actions.get(feeling.id)
    assert action is not None and action.findings[0].audit_id == first
    assert [one.audit_id for one in action.findings[0].later] == [other, third]


def test_a_journey_says_when_it_is_to_be_looked_at_again(workspace: Workspace, web_shop: int) -> None:
    follow = workspace.reads.follow
    today = (START + timedelta(weeks=7)).date()
    (usual,) = follow.due_reviews(today)
    assert (usual.review_days, usual.last, usual.due) == (180, None, None), (
        "half a year unless it is set otherwise"
    )
    workspace.journeys.edit(web_shop, review="6 weeks")
    assert workspace.reads.journeys.lines()[0].review_days == 42
    never = follow.reviews()[web_shop]
    assert never.due is None and never.is_due(today)
    _audit(workspace, web_shop, 0, [P], 1)
    (review,) = follow.due_reviews(today)
    assert review.due == date(2026, 2, 16) and review.days_over(today) == 7
    assert follow.due_reviews(date(2026, 2, 15)) == []
    workspace.audits.start(web_shop, "Kim")
    assert follow.due_reviews(today) == [review], "only an audit that is finished counts"
    workspace.undoing.undo()
    looked = follow.last_looked(web_shop)
    assert looked == {visit_at(workspace, 1, 0).touchpoint_id: START}
    workspace.undoing.undo()
    copy = workspace.journeys.copy(web_shop)
    assert follow.reviews()[copy].review_days == 42
    workspace.journeys.edit(web_shop, review="never")
    assert web_shop not in follow.reviews()
