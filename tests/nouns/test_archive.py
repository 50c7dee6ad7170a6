"""A journey has a client and tags, and can be put away with what is inside it; what is away does not nag."""

from __future__ import annotations

from datetime import timedelta

import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Sort, Status
from auditor.views.actions import ActionFilter
from auditor.views.home import total
from auditor.views.journeys import Journey
from auditor.workspace import Workspace
from tests.walks import Walked


def _journey(workspace: Workspace, number: int) -> Journey:
    found = workspace.reads.journeys.get(number)
    assert found is not None
    return found


def test_client_and_tags_are_kept_clean_and_copied(workspace: Workspace) -> None:
    number = workspace.journeys.new("Shop", client="  Fjell\u202e ", tags="b2b, #Spring  spring, pilot")
    made = _journey(workspace, number)
    assert (made.client, made.tags) == ("Fjell", ("b2b", "Spring", "pilot"))
    copy = _journey(workspace, workspace.journeys.copy(number))
    assert (copy.client, copy.tags) == (made.client, made.tags)
    workspace.journeys.edit(number, client="", tags="")
    assert (_journey(workspace, number).client, _journey(workspace, number).tags) == ("", ())
    workspace.undoing.undo()
    assert _journey(workspace, number).client == "Fjell"
    with pytest.raises(RefusedError, match="at most 12"):
        workspace.journeys.edit(number, tags=" ".join(map(str, range(13))))
    with pytest.raises(RefusedError, match="tag"):
        workspace.journeys.edit(number, tags="x" * 31)


def test_inner_journeys_go_with_the_client_of_the_one_around(workspace: Workspace) -> None:
    outer = workspace.journeys.new("Outer")
    point = workspace.stages.add_touchpoint(_journey(workspace, outer).stages[0].id, "Pay")
    inner = workspace.stages.open_new(point)
    workspace.journeys.edit(outer, client="Oslo")
    assert _journey(workspace, inner).client == "Oslo"
    other = workspace.journeys.new("Other")
    second = workspace.stages.add_touchpoint(_journey(workspace, outer).stages[0].id, "Wait")
    workspace.stages.open_into(second, other)
    assert _journey(workspace, other).client == "Oslo"


def test_what_is_inside_goes_along_and_comes_back_unless_it_is_elsewhere_too(workspace: Workspace) -> None:
    one, two = workspace.journeys.new("One"), workspace.journeys.new("Two")
    points = [workspace.stages.add_touchpoint(_journey(workspace, one).stages[0].id, name) for name in "ab"]
    own = workspace.stages.open_new(points[0], "Own")
    shared = workspace.stages.open_new(points[1], "Shared")
    elsewhere = workspace.stages.add_touchpoint(_journey(workspace, two).stages[0].id, "c")
    workspace.stages.open_into(elsewhere, shared)
    workspace.journeys.archive(one)
    assert {line.id for line in workspace.reads.journeys.archived()} == {one, own}
    assert {line.id for line in workspace.reads.journeys.lines()} == {two, shared}
    workspace.journeys.unarchive(one)
    assert workspace.reads.journeys.archived() == []
    workspace.undoing.undo()
    assert {line.id for line in workspace.reads.journeys.archived()} == {one, own}


def test_what_is_archived_does_not_nag_and_is_found_where_it_is_asked_for(
    workspace: Workspace, walked: Walked
) -> None:
    workspace.audits.finish(walked.audit)
    workspace.journeys.edit(walked.journey, review="1", client="Fjell", tags="b2b")
    reads, today = workspace.reads, workspace.today
    action = reads.actions.ranking().page(0, 1)[0].id
    workspace.actions.assign([action], "Kim")
    workspace.actions.due([action], today - timedelta(3))
    assert total(reads.home.figures(today).values()).late == 1 and reads.home.signs(today).late
    assert [one.id for one in reads.home.next(today, 3)] == [action]
    assert reads.home.figures(today)[walked.journey].late == 1
    for wanted in (ActionFilter(clients=("fjell",)), ActionFilter(tags=("B2B",), sort=Sort.DUE)):
        assert reads.actions.ranking(wanted).total
    assert not reads.actions.ranking(ActionFilter(clients=("",))).total
    assert not reads.actions.ranking(ActionFilter(not_tags=("b2b",))).total

    workspace.journeys.archive(walked.journey)
    assert not reads.home.signs(today).late and reads.home.next(today, 3) == []
    assert all(load.late == 0 for load in reads.people.loads(today))
    assert reads.follow.reviews() == {} and reads.audits.lines() == []
    assert reads.responsibility.charges(today) == []
    assert not reads.actions.ranking().total
    every = ActionFilter(tuple(Status), archived=True)
    assert (
        reads.actions.ranking(every).total
        == reads.actions.ranking(ActionFilter(journey_id=walked.journey)).total
    )
    assert reads.actions.get(action) is not None
