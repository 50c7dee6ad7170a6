"""Actions: added, changed, accepted and dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from auditor.errors import NotFoundError, RefusedError
from auditor.views import Action
from auditor.vocabulary import Status
from auditor.workspace import Workspace
from tests.walks import Walked, actions, visit_at


@pytest.fixture
def place(workspace: Workspace, walked: Walked) -> int:
    """The number of a touchpoint."""
    return visit_at(workspace, walked.audit, 0).touchpoint_id


def _get(workspace: Workspace, number: int) -> Action:
    action = workspace.reads.actions.get(number)
    assert action is not None
    return action


def test_an_action_that_is_added_is_planned(workspace: Workspace, place: int) -> None:
    number = workspace.actions.add(
        place, " Print  the menu ", 2, 5, note="In\nlarge type", owner="Åsa", due="2026-12-24"
    )
    action = _get(workspace, number)
    assert action.line.title == "Print the menu"
    assert (action.line.effort, action.line.impact, action.line.status) == (2, 5, Status.PLANNED)
    assert (action.line.owner, action.line.due, action.note) == ("Åsa", date(2026, 12, 24), "In\nlarge type")
    assert action.line.touchpoint_id == place and action.findings == ()
    assert actions(workspace, Status.PLANNED) == [action.line]


def test_what_is_given_is_changed_and_the_rest_stays(workspace: Workspace, place: int) -> None:
    number = workspace.actions.add(place, "Print", 2, 5, note="Note", owner="Åsa", due="2026-12-24")
    workspace.actions.edit(number, title="Print it", effort=1)
    line = _get(workspace, number).line
    assert (line.title, line.effort, line.impact, line.owner) == ("Print it", 1, 5, "Åsa")
    workspace.actions.edit(number, owner="", due="", note="")
    action = _get(workspace, number)
    assert (action.line.owner, action.line.due, action.note) == ("", None, "")
    workspace.actions.edit(number, due=date(2027, 1, 2), impact=3)
    line = _get(workspace, number).line
    assert (line.due, line.impact) == (date(2027, 1, 2), 3)


def test_an_owner_is_one_person_however_written(workspace: Workspace, place: int) -> None:
    for owner in ("Åsa Öst", "åsa  öst", "ÅSA ÖST"):
        workspace.actions.add(place, "One", 1, 1, owner=owner)
    people = [person.name for person in workspace.reads.journeys.people()]
    assert sorted(people) == ["Kim", "Åsa Öst"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "t" * 201},
        {"effort": 0},
        {"effort": 6},
        {"impact": 0},
        {"impact": 6},
        {"due": "tomorrow"},
        {"due": "2026-13-01"},
        {"due": "2026-02-30"},
        {"owner": "o" * 201},
        {"note": "n" * 20_001},
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_kept(
    workspace: Workspace, place: int, wrong: dict[str, object]
) -> None:
    number = workspace.actions.add(place, "Print", 2, 5)
    before = _get(workspace, number)
    tries: list[Callable[[], object]] = [
        lambda: workspace.actions.edit(number, **wrong),  # type: ignore[arg-type]
        lambda: workspace.actions.add(place, **{"title": "T", "effort": 1, "impact": 1, **wrong}),  # type: ignore[arg-type]
    ]
    for attempt in tries:
        with pytest.raises(RefusedError) as caught:
            attempt()
        assert "\n" not in str(caught.value) and len(str(caught.value)) < 200
    assert _get(workspace, number) == before
    assert len(actions(workspace)) == 1


def test_several_are_accepted_or_dropped_at_once(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    first, second, third, *_rest = actions(workspace)
    workspace.actions.accept([first.id, second.id])
    workspace.actions.drop([second.id, third.id], "Not\nnow")
    status = {line.id: line.status for line in actions(workspace)}
    assert (status[first.id], status[second.id], status[third.id]) == (
        Status.PLANNED,
        Status.DROPPED,
        Status.DROPPED,
    )
    assert _get(workspace, second.id).reason == "Not\nnow"
    workspace.actions.accept([second.id])
    assert _get(workspace, second.id).reason == ""
    workspace.undoing.undo()
    assert _get(workspace, second.id).reason == "Not\nnow"


def test_several_change_all_or_none(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    before = actions(workspace)
    with pytest.raises(NotFoundError):
        workspace.actions.accept([before[0].id, before[1].id, 999_999])
    assert actions(workspace) == before


def test_changing_effort_moves_an_action_at_once(workspace: Workspace, walked: Walked) -> None:
    workspace.audits.finish(walked.audit)
    first = actions(workspace)[0]
    workspace.actions.edit(first.id, effort=5, impact=1)
    after = actions(workspace)
    assert after[0].id != first.id
    assert [line.priority for line in after] == sorted((line.priority for line in after), reverse=True)
