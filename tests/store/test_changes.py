"""What a change is published with: which touchpoints and which journeys it is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.base.vocabulary import Verdict
from auditor.views.history import Changes
from auditor.workspace import Workspace
from tests.walks import Walked, answer_at, visit_at


@pytest.fixture
def other(workspace: Workspace, walked: Walked) -> int:
    """Another journey than the one walked, with an action in it; its number."""
    journey = workspace.journeys.copy(walked.journey)
    point = first_point(workspace, journey)
    workspace.actions.add(point, "Elsewhere", 2, 3)
    return journey


def first_point(workspace: Workspace, journey_id: int) -> int:
    """Return the number of the first touchpoint of a journey."""
    journey = workspace.reads.journeys.get(journey_id)
    assert journey is not None
    return journey.touchpoints[0].id


def heard_of(workspace: Workspace, change: Callable[[], object]) -> Changes:
    """Make a change and return what is published of it."""
    heard: list[Changes] = []
    workspace.on_change(heard.append)
    change()
    return heard[-1]


def where(changes: Changes) -> tuple[set[int], set[int] | None]:
    """Return the touchpoints and the journeys of a change."""
    return set(changes.touchpoints), None if changes.journeys is None else set(changes.journeys)


def test_an_answer_is_of_its_touchpoint_and_journey(workspace: Workspace, walked: Walked) -> None:
    answer, visit = answer_at(workspace, walked.audit, 6), visit_at(workspace, walked.audit, 6)
    changes = heard_of(workspace, lambda: workspace.audits.answer(answer.id, Verdict.FAIL))
    assert where(changes) == ({visit.touchpoint_id}, {walked.journey})
    undone = heard_of(workspace, workspace.undoing.undo)
    assert where(undone) == where(changes)


def test_actions_of_two_journeys_are_of_both(workspace: Workspace, walked: Walked, other: int) -> None:
    points = {first_point(workspace, walked.journey), first_point(workspace, other)}
    made = [workspace.actions.add(point, "Both", 1, 1) for point in sorted(points)]
    for change in (
        lambda: workspace.actions.comment(made, "said"),
        lambda: workspace.actions.due(made, "2030-01-01"),
    ):
        changes = heard_of(workspace, change)
        assert where(changes) == (points, {walked.journey, other})


def test_what_is_of_no_touchpoint_is_of_its_journey(workspace: Workspace, walked: Walked, other: int) -> None:
    changes = heard_of(workspace, lambda: workspace.journeys.edit(other, name="Renamed"))
    assert where(changes) == (set(), {other})
    assert changes.within(other) and not changes.within(walked.journey)


def test_people_may_show_in_any_journey(workspace: Workspace, walked: Walked) -> None:
    changes = heard_of(workspace, lambda: workspace.people.add("Somebody new"))
    assert changes.journeys is None and changes.within(walked.journey)
