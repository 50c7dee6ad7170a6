"""What other programs are given of actions, on both engines: all of each, and the same again until something changes."""

from __future__ import annotations

from datetime import UTC, datetime

from auditor.base.vocabulary import Sort, Status
from auditor.exporting.calendar import calendar
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace
from tests.walks import Walked, run_sql


def test_actions_come_whole_and_in_order(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    listed = workspace.reads.actions.ranking().all()
    handed = list(workspace.reads.handing.actions())
    assert [one.line for one in handed] == listed and len(listed) > 5
    uids = dict(run_sql(workspace, "SELECT id, uid FROM action"))
    for one in handed:
        whole = workspace.reads.actions.get(one.line.id)
        assert whole is not None and one.uid == uids[one.line.id]
        assert (one.findings, one.note, one.created) == (whole.findings, whole.note, whole.created)
        assert one.findings


def test_only_what_is_asked_for_goes_out(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    chosen = [line.id for line in workspace.reads.actions.ranking().all()[2:4]]
    wanted = ActionFilter(ids=frozenset(chosen), sort=Sort.TITLE)
    assert {one.line.id for one in workspace.reads.handing.actions(wanted)} == set(chosen)
    workspace.actions.drop(chosen, "Too dear")
    handed = workspace.reads.handing.actions(ActionFilter((Status.DROPPED,)))
    assert {(one.line.id, one.reason) for one in handed} == {(number, "Too dear") for number in chosen}


def test_the_moment_is_that_of_the_last_change(workspace: Workspace, walked: Walked) -> None:
    first = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    with workspace.dated(lambda: first):
        workspace.audits.finish(walked.audit)
    before = list(workspace.reads.handing.actions())
    assert {one.changed for one in before} == {first}
    assert list(calendar(before)) == list(calendar(workspace.reads.handing.actions()))
    number = before[0].line.id
    later = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    with workspace.dated(lambda: later):
        workspace.actions.edit(number, owner="Åsa")
    changed = {one.line.id: one.changed for one in workspace.reads.handing.actions()}
    assert changed.pop(number) == later and set(changed.values()) == {first}


def test_nothing_goes_out_of_an_empty_database(workspace: Workspace) -> None:
    assert list(workspace.reads.handing.actions()) == []
