"""Actions mend findings: one for what has the same remedy, nothing lost when it is done, verified when each is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.vocabulary import Effect, Seen, Status, Verdict
from auditor.cli.frame.ways_out import WAYS
from auditor.views.actions import Action, ActionFilter, ActionLine
from auditor.views.finding_drafts import FindingDraft
from auditor.views.findings import Finding
from auditor.workspace import Workspace
from tests.walks import actions, audit_of, run_sql

PLACES = ("One", "Two", "Three")
F, P = Verdict.FAIL, Verdict.PASS


@pytest.fixture
def journey(workspace: Workspace) -> int:
    """A journey of three touchpoints on sites of their own, each asked the same; the second matters most."""
    number = workspace.journeys.new("Shop")
    stage = workspace.stages.add(number, "Buy")
    for name, importance in zip(PLACES, (2, 5, 2), strict=True):
        address = f"https://{name.lower()}.example"
        workspace.stages.add_touchpoint(
            stage, name, importance=importance, checklists=["content"], address=address
        )
    workspace.journeys.add_persona(number, "Ann")
    return number


Audit = Callable[..., int]


@pytest.fixture
def audited(workspace: Workspace, journey: int) -> Audit:
    """Finish an audit in which the first check got a verdict at some touchpoints; give its number."""

    def made(*verdicts: Verdict | None) -> int:
        number = workspace.audits.start(journey, "Kim")
        for visit, verdict in zip(audit_of(workspace, number).visits, verdicts, strict=False):
            if verdict is not None:
                workspace.audits.answer(visit.answers[0].id, verdict)
        workspace.audits.finish(number)
        return number

    return made


def _action(workspace: Workspace, number: int) -> Action:
    action = workspace.reads.actions.get(number)
    assert action is not None
    return action


def _places(workspace: Workspace, number: int) -> list[str]:
    return [one.touchpoint for one in _action(workspace, number).mends]


def _finding(workspace: Workspace, journey: int, touchpoint: str) -> Finding:
    return next(one for one in workspace.reads.findings.of_journey(journey) if one.touchpoint == touchpoint)


def _only(workspace: Workspace, *statuses: Status) -> ActionLine:
    (line,) = actions(workspace, *statuses)
    return line


def test_a_check_that_fails_at_several_touchpoints_is_one_action(
    workspace: Workspace, audited: Audit
) -> None:
    audited(F, F, Verdict.PARTLY)
    line = _only(workspace)
    assert (line.touchpoint, line.touchpoints) == ("Two", 3), "where it is needed most"
    assert _places(workspace, line.id) == list(PLACES)
    assert workspace.reads.actions.ranking().page(0, 1) == [line] == [_action(workspace, line.id).line]
    (handed,) = workspace.reads.handing.actions()
    assert handed.mends == _action(workspace, line.id).mends


def test_an_action_is_found_wherever_it_mends_something(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audited(F, None, F)
    line = _only(workspace)
    for name, found in (("One", [line.id]), ("Two", []), ("Three", [line.id])):
        assert workspace.reads.actions.ranking(ActionFilter(touchpoints=(name,))).ids() == found
    workspace.actions.accept([line.id])
    journey_map = workspace.reads.maps.get(journey)
    assert journey_map is not None
    assert [(one.open_actions, one.accepted_actions) for one in journey_map.points] == [
        (1, 1),
        (0, 0),
        (1, 1),
    ]


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.PLANNED, Status.IN_PROGRESS])
def test_where_it_fails_too_later_joins_the_action_that_is_open(
    workspace: Workspace, audited: Audit, status: Status
) -> None:
    audited(F)
    line = _only(workspace)
    if status is not Status.PROPOSED:
        workspace.actions.accept([line.id])
    if status is Status.IN_PROGRESS:
        workspace.actions.start([line.id])
    audited(None, None, F)
    assert (_only(workspace).id, _only(workspace).status) == (line.id, status)
    assert _places(workspace, line.id) == ["One", "Three"]


@pytest.mark.parametrize("closed", [Status.DROPPED, Status.DONE])
def test_a_closed_action_is_not_joined(workspace: Workspace, audited: Audit, closed: Status) -> None:
    audited(F)
    line = _only(workspace)
    if closed is Status.DROPPED:
        workspace.actions.drop([line.id])
    else:
        workspace.actions.done([line.id])
    audited(None, F)
    assert _only(workspace, closed).id == line.id and _places(workspace, line.id) == ["One"]
    assert _places(workspace, _only(workspace, Status.PROPOSED).id) == ["Two"]


def test_a_proposal_lets_go_of_what_is_gone_and_stands_where_something_is_left(
    workspace: Workspace, audited: Audit
) -> None:
    audited(F, F)
    line = _only(workspace)
    audited(None, P)
    left = _only(workspace)
    assert (left.id, left.status, left.touchpoint, left.touchpoints) == (line.id, Status.PROPOSED, "One", 1)
    audited(F, F)
    assert _places(workspace, _only(workspace).id) == ["One", "Two"], "found once more, it is taken up"
    audited(P, P)
    assert _only(workspace).status is Status.DROPPED


def test_several_findings_of_a_check_at_one_touchpoint_are_one_action(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audit = audited(F)
    line = _only(workspace)
    answer = audit_of(workspace, audit).visits[0].answers[0].id
    second = workspace.findings.add(answer, FindingDraft(what="The second"))
    again = audited(F)
    assert _only(workspace).id == line.id
    assert [one.what for one in _action(workspace, line.id).mends] == ["", "The second"]
    visit = audit_of(workspace, again).visits[0].id
    workspace.findings.see([second], visit, Seen.GONE)
    workspace.audits.finish(again)
    assert [one.what for one in _action(workspace, line.id).mends] == [""], "the check fails in the other way"
    first = _finding(workspace, journey, "One").id
    workspace.findings.waive([first])
    workspace.audits.finish(again)
    assert _only(workspace).status is Status.DROPPED, "what was waived is no finding"


def test_what_is_not_mended_when_it_is_done_has_an_action_of_its_own(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audited(F, F, F)
    line = _only(workspace)
    two = _finding(workspace, journey, "Two")
    (made,) = workspace.actions.done([line.id], [two.id])
    assert _places(workspace, line.id) == ["One", "Three"] and _places(workspace, made) == ["Two"]
    new = _action(workspace, made).line
    assert (new.title, new.effort, new.impact, new.status) == (
        line.title,
        line.effort,
        line.impact,
        Status.PROPOSED,
    )
    workspace.undoing.undo()
    assert _only(workspace) == line and _places(workspace, line.id) == list(PLACES), "taken back in one step"
    workspace.undoing.redo()
    audited(None, F)
    assert len(actions(workspace)) == 2, "it is not proposed twice"


def test_what_says_that_nothing_was_mended_is_refused_and_changes_nothing(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audited(F)
    line = _only(workspace)
    one = _finding(workspace, journey, "One")
    with pytest.raises(RefusedError, match="leave it open"):
        workspace.actions.done([line.id], [one.id])
    other = workspace.actions.add(one.touchpoint_id, "Other", 1, 1)
    with pytest.raises(NotFoundError, match=f"mends {one.name}"):
        workspace.actions.done([other], [one.id])
    assert {each.status for each in actions(workspace)} == {Status.PROPOSED, Status.PLANNED}


def test_an_action_is_verified_only_when_each_finding_is_gone(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audited(F, F)
    line = _only(workspace)
    workspace.actions.done([line.id])
    audited(P)
    one, two = (_finding(workspace, journey, name) for name in ("One", "Two"))
    with pytest.raises(RefusedError, match=f"looked at {two.name} since") as refused:
        workspace.proofs.verify([line.id])
    told = refused.value.worded(WAYS)
    assert f"recheck {line.id}" in told and f"seen {two.name} gone" in told
    audited(None, F)
    with pytest.raises(RefusedError, match=f"{two.name} is still there"):
        workspace.proofs.verify([line.id])
    workspace.findings.see_by_hand([two.id], Seen.GONE)
    assert workspace.proofs.verify([line.id]) == [Effect.EFFECTIVE]
    assert _action(workspace, line.id).line.status is Status.VERIFIED
    audited(F, P)
    again = _finding(workspace, journey, "One")
    assert (again.id, again.name) == (one.id, one.name), "it came back as what it was"
    (anew,) = (each for each in actions(workspace, Status.PROPOSED) if _places(workspace, each.id) == ["One"])
    assert anew.id != line.id


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_is_not_gone_is_taken_away_or_settled_by_hand(
    workspace: Workspace, journey: int, audited: Audit, by_hand: bool
) -> None:
    audited(F, F)
    line = _only(workspace)
    workspace.actions.done([line.id])
    audited(P, F)
    if by_hand:
        workspace.proofs.verify([line.id], Effect.EFFECTIVE, anyway=True)
    else:
        workspace.actions.unlink(line.id, mends=[_finding(workspace, journey, "Two").id])
        workspace.proofs.verify([line.id])
    assert _action(workspace, line.id).line.status is Status.VERIFIED


def test_a_link_of_an_older_database_is_to_all_that_is_found_there(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audit = audited(F)
    line = _only(workspace)
    run_sql(workspace, "UPDATE link SET finding_id = NULL")
    answer = audit_of(workspace, audit).visits[0].answers[0].id
    second = workspace.findings.add(answer, FindingDraft(what="The second"))
    first = _finding(workspace, journey, "One").id
    assert [one.id for one in _action(workspace, line.id).mends] == [first, second]
    workspace.actions.unlink(line.id, mends=[first])
    assert [one.id for one in _action(workspace, line.id).mends] == [second]
    with pytest.raises(NotFoundError):
        workspace.actions.unlink(line.id, mends=[first])
    workspace.actions.link(line.id, mends=[first])
    other = workspace.actions.add(line.touchpoint_id, "Other", 1, 1, mends=[first])
    workspace.actions.merge([line.id], other)
    assert [one.id for one in _action(workspace, other).mends] == [first, second]
    assert _action(workspace, line.id).mends == ()


def test_an_action_mends_findings_of_its_own_journey_only(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audited(F)
    elsewhere = workspace.journeys.new("Other")
    point = workspace.stages.add_touchpoint(workspace.stages.add(elsewhere, "Stage"), "Point")
    with pytest.raises(RefusedError, match="its own journey"):
        workspace.actions.add(point, "Mend", 1, 1, mends=[_finding(workspace, journey, "One").id])


def test_the_proposals_follow_what_is_said_of_findings_after_their_audit(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audit = audited(F)
    line = _only(workspace)
    one = _finding(workspace, journey, "One")
    visit = audit_of(workspace, audit).visits[0]
    workspace.findings.waive([one.id])
    assert _only(workspace).status is Status.DROPPED
    assert workspace.findings.name(visit.answers[0].id) == one.id, "what was waived is not named twice"
    workspace.findings.take_up([one.id])
    assert (_only(workspace).id, _only(workspace).status) == (line.id, Status.PROPOSED)
    workspace.findings.see_by_hand([one.id], Seen.GONE)
    assert _only(workspace).status is Status.DROPPED
    workspace.undoing.undo()
    assert _only(workspace).status is Status.PROPOSED
    second = workspace.findings.add(visit.answers[0].id, FindingDraft(what="The second"))
    assert [each.id for each in _action(workspace, line.id).mends] == [one.id, second]
    workspace.findings.see([one.id], visit.id, Seen.GONE)
    assert [each.id for each in _action(workspace, line.id).mends] == [second]
    assert workspace.findings.name(visit.answers[0].id) == second, "the first is gone"
    workspace.findings.see([second], visit.id, Seen.GONE)
    (new,) = _action(workspace, line.id).mends
    assert new.id not in (one.id, second), "the check is not met, so that something else is wrong"
    assert workspace.upkeep.check() == []


def test_a_remark_is_mended_when_it_is_told_to_be_gone(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audit = audited(P)
    visit = audit_of(workspace, audit).visits[0]
    remark = workspace.findings.add(visit.answers[0].id, FindingDraft(what="Could be larger"))
    action = workspace.actions.add(visit.touchpoint_id, "Larger", 1, 1, mends=[remark])
    run_sql(workspace, "UPDATE action SET status = 'proposed'")
    audited(P)
    assert (_only(workspace).id, _only(workspace).status) == (action, Status.PROPOSED)
    workspace.findings.see_by_hand([remark], Seen.GONE)
    assert _only(workspace).status is Status.DROPPED


def test_what_was_gone_before_counts_as_mended_when_the_rest_is_left(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audited(F, F)
    line = _only(workspace)
    workspace.actions.accept([line.id])
    audited(P, F)
    (made,) = workspace.actions.done([line.id], [_finding(workspace, journey, "Two").id])
    assert _places(workspace, made) == ["Two"]


def test_a_proposal_stays_while_another_persona_meets_what_it_mends(
    workspace: Workspace, journey: int, audited: Audit
) -> None:
    audited(F)
    ann, bo = 1, workspace.journeys.add_persona(journey, "Bo")
    for persona, status in ((bo, Status.PROPOSED), (ann, Status.DROPPED)):
        number = workspace.audits.start(journey, "Kim", persona)
        workspace.audits.answer(audit_of(workspace, number).visits[0].answers[0].id, P)
        workspace.audits.finish(number)
        assert _only(workspace, status).touchpoint == "One"
