"""Several changes kept at once or not at all, and changes that bear another moment than the present."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from auditor.base.errors import NotFoundError
from auditor.workspace import Workspace

LONG_AGO = datetime(2026, 1, 7, 9, 30, tzinfo=UTC)


def test_changes_made_together_have_each_their_own_history_and_undo(workspace: Workspace) -> None:
    with workspace.together():
        journey = workspace.journeys.new("Ours")
        stage = workspace.stages.add(journey, "Waiting")
        workspace.stages.add_touchpoint(stage, "Queue")
    assert [line.code for line in workspace.reads.history.lines(9)] == [
        "touchpoint-new",
        "stage-new",
        "journey-new",
    ]
    workspace.undoing.undo()
    shown = workspace.reads.journeys.get(journey)
    assert shown is not None
    assert shown.stages[-1].name == "Waiting"
    assert shown.touchpoints == ()


def test_nothing_is_kept_or_told_when_one_of_them_fails(workspace: Workspace) -> None:
    journey = workspace.journeys.new("Ours")
    told: list[str] = []
    workspace.on_change(lambda changes: told.append(changes.code))
    with pytest.raises(NotFoundError), workspace.together():
        workspace.stages.add(journey, "Waiting")
        workspace.stages.add(journey + 99, "Nowhere")
    assert told == []
    shown = workspace.reads.journeys.get(journey)
    assert shown is not None
    assert "Waiting" not in [stage.name for stage in shown.stages]
    workspace.stages.add(journey, "Afterwards")
    assert told == ["stage-new"]


def test_a_change_refused_within_leaves_no_trace_among_the_others(workspace: Workspace) -> None:
    journey = workspace.journeys.new("Ours")
    with workspace.together():
        with pytest.raises(NotFoundError):
            workspace.stages.add(journey + 99, "Nowhere")
        workspace.stages.add(journey, "Waiting")
    shown = workspace.reads.journeys.get(journey)
    assert shown is not None
    assert shown.stages[-1].name == "Waiting"
    assert len(workspace.reads.history.lines(9)) == 2


def test_they_are_told_after_all_of_them_can_be_read(workspace: Workspace) -> None:
    seen: list[int] = []
    workspace.on_change(lambda _changes: seen.append(len(workspace.reads.journeys.lines())))
    with workspace.together():
        workspace.journeys.new("One")
        workspace.journeys.new("Two")
    assert seen == [2, 2]


def test_a_dated_change_bears_its_moment_and_the_next_one_the_present(workspace: Workspace) -> None:
    with workspace.dated(lambda: LONG_AGO):
        journey = workspace.journeys.new("Ours")
        audit = workspace.audits.start(journey, "Kim")
    before = datetime.now(UTC) - timedelta(seconds=1)
    workspace.journeys.edit(journey, about="Now")
    newest, *older = workspace.reads.history.lines(9)
    assert {line.at for line in older} == {LONG_AGO}
    assert newest.at >= before
    line = workspace.reads.audits.line(audit)
    assert line is not None
    assert line.started == LONG_AGO
