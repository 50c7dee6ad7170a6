"""Pain points noted at touchpoints are findings, and become actions like any other."""

from __future__ import annotations

import pytest

from auditor.base.vocabulary import NoteKind, Status, Verdict
from auditor.views.actions import ActionLine
from auditor.views.audits import Found
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, actions, answer_at, visit_at


@pytest.fixture
def started(workspace: Workspace, web_shop: int) -> Walked:
    """An audit in which nothing is amiss so far, but for what is noted."""
    audit = workspace.audits.start(web_shop, "Kim")
    workspace.audits.feel(visit_at(workspace, audit, 2).id, 0)
    return Walked(web_shop, audit)


def _point(workspace: Workspace, audit: int, place: int = 0) -> int:
    return visit_at(workspace, audit, place).touchpoint_id


def _pains(workspace: Workspace, audit: int) -> list[Found]:
    found = workspace.reads.audits.findings(audit)
    return [finding for finding in found if finding.note_id is not None]


def _only(workspace: Workspace) -> ActionLine:
    (line,) = actions(workspace)
    return line


def _audit_again(workspace: Workspace, journey: int) -> int:
    audit = workspace.audits.start(journey, "Kim")
    workspace.audits.feel(visit_at(workspace, audit, 2).id, 0)
    workspace.audits.finish(audit)
    return audit


def test_pain_points_alone_of_all_notes_are_findings(workspace: Workspace, started: Walked) -> None:
    point = _point(workspace, started.audit)
    for kind in NoteKind:
        workspace.noting.add(point, kind, f"A {kind}")
    (finding,) = _pains(workspace, started.audit)
    assert (finding.touchpoint_id, finding.note) == (point, "A pain-point")
    assert (finding.check, finding.feeling, finding.action_id) == (None, None, None)


def test_finishing_proposes_one_action_for_each_pain_point(workspace: Workspace, started: Walked) -> None:
    first, second = (_point(workspace, started.audit, place) for place in (0, 1))
    notes = {
        workspace.noting.add(first, NoteKind.PAIN_POINT, "Slow to load"): ("Slow to load", first),
        workspace.noting.add(first, NoteKind.PAIN_POINT, "No prices"): ("No prices", first),
        workspace.noting.add(second, NoteKind.PAIN_POINT, "No prices"): ("No prices", second),
    }
    assert workspace.audits.finish(started.audit) == 3
    proposed = {line.id: line for line in actions(workspace)}
    assert len(proposed) == 3
    for finding in _pains(workspace, started.audit):
        assert finding.note_id is not None and finding.action_id is not None
        line = proposed.pop(finding.action_id)
        text, point = notes[finding.note_id]
        assert (line.title, line.touchpoint_id, line.status) == (f"Mend: {text}", point, Status.PROPOSED)
    assert proposed == {}


def test_a_second_audit_never_doubles_a_pain_points_action(workspace: Workspace, started: Walked) -> None:
    workspace.noting.add(_point(workspace, started.audit), NoteKind.PAIN_POINT, "Slow")
    workspace.audits.finish(started.audit)
    line = _only(workspace)
    for status in (Status.PROPOSED, Status.PLANNED):
        assert _only(workspace).status is status
        again = _audit_again(workspace, started.journey)
        assert _only(workspace).id == line.id
        assert [finding.action_id for finding in _pains(workspace, again)] == [line.id]
        workspace.actions.accept([line.id])


def test_a_pain_point_at_a_touchpoint_with_other_findings_is_one_of_them(
    workspace: Workspace, started: Walked
) -> None:
    visit = visit_at(workspace, started.audit, 0)
    workspace.audits.answer(answer_at(workspace, started.audit, 0).id, Verdict.FAIL)
    workspace.audits.feel(visit.id, -2)
    workspace.noting.add(visit.touchpoint_id, NoteKind.PAIN_POINT, "Slow")
    assert workspace.audits.finish(started.audit) == 3
    found = workspace.reads.audits.findings(started.audit)
    assert len({finding.action_id for finding in found}) == 3
    workspace.audits.feel(visit.id, 2)
    statuses = {line.title: line.status for line in actions(workspace)}
    assert sorted(statuses.values()) == [Status.DROPPED, Status.PROPOSED, Status.PROPOSED]
    assert statuses["Mend: Slow"] is Status.PROPOSED


def test_a_dropped_pain_points_action_stays_dropped(workspace: Workspace, started: Walked) -> None:
    workspace.noting.add(_point(workspace, started.audit), NoteKind.PAIN_POINT, "Slow")
    workspace.audits.finish(started.audit)
    workspace.actions.drop([_only(workspace).id], "We live with it")
    _audit_again(workspace, started.journey)
    assert _only(workspace).status is Status.DROPPED


@pytest.mark.parametrize("away", ["deleted", "an opportunity now"])
def test_a_pain_point_that_is_gone_settles_its_proposal(
    workspace: Workspace, started: Walked, away: str
) -> None:
    number = workspace.noting.add(_point(workspace, started.audit), NoteKind.PAIN_POINT, "Slow")
    workspace.audits.finish(started.audit)
    if away == "deleted":
        workspace.noting.delete(number)
    else:
        workspace.noting.edit(number, kind=NoteKind.OPPORTUNITY)
    assert _pains(workspace, started.audit) == []
    again = _audit_again(workspace, started.journey)
    action = workspace.reads.actions.get(_only(workspace).id)
    assert action is not None
    assert (action.line.status, action.reason) == (
        Status.DROPPED,
        f"No longer found in audit {again}",
    )


def test_an_accepted_action_outlives_its_pain_point(workspace: Workspace, started: Walked) -> None:
    number = workspace.noting.add(_point(workspace, started.audit), NoteKind.PAIN_POINT, "Slow")
    workspace.audits.finish(started.audit)
    workspace.actions.accept([_only(workspace).id])
    workspace.noting.delete(number)
    _audit_again(workspace, started.journey)
    assert _only(workspace).status is Status.PLANNED


def test_a_pain_point_that_comes_back_takes_its_proposal_up_again(
    workspace: Workspace, started: Walked
) -> None:
    number = workspace.noting.add(_point(workspace, started.audit), NoteKind.PAIN_POINT, "Slow")
    workspace.audits.finish(started.audit)
    line = _only(workspace)
    workspace.noting.edit(number, kind=NoteKind.QUESTION)
    _audit_again(workspace, started.journey)
    assert _only(workspace).status is Status.DROPPED
    workspace.noting.edit(number, kind=NoteKind.PAIN_POINT)
    _audit_again(workspace, started.journey)
    assert (_only(workspace).id, _only(workspace).status) == (line.id, Status.PROPOSED)


def test_finishing_and_what_it_proposed_is_one_step_of_undo(workspace: Workspace, started: Walked) -> None:
    workspace.noting.add(_point(workspace, started.audit), NoteKind.PAIN_POINT, "Slow")
    workspace.audits.finish(started.audit)
    line = _only(workspace)
    workspace.undoing.undo()
    assert actions(workspace) == []
    assert [finding.action_id for finding in _pains(workspace, started.audit)] == [None]
    workspace.undoing.redo()
    assert _only(workspace) == line
    assert workspace.audits.finish(started.audit) == 0


def test_a_pain_point_taken_back_by_its_author_settles_what_another_made_of_it(
    open_as: Opener, web_shop: int
) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    audit = ann.audits.start(web_shop, "Ann")
    ann.audits.feel(visit_at(ann, audit, 2).id, 0)
    kim.noting.add(_point(kim, audit), NoteKind.PAIN_POINT, "Slow")
    ann.audits.finish(audit)
    kim.undoing.undo()
    assert _pains(kim, audit) == []
    _audit_again(ann, web_shop)
    assert _only(ann).status is Status.DROPPED
    assert ann.upkeep.check() == []


def test_where_no_audit_walks_nothing_is_proposed(workspace: Workspace, started: Walked) -> None:
    last = visit_at(workspace, started.audit, -1).touchpoint_id
    workspace.noting.add(last, NoteKind.PAIN_POINT, "Slow")
    workspace.stages.delete_touchpoint(last)
    assert workspace.audits.finish(started.audit) == 0
    assert actions(workspace) == []
