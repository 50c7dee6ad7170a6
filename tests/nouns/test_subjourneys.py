"""Journeys inside touchpoints: opened, left, felt from outside, and never inside themselves."""

from __future__ import annotations

from itertools import pairwise

import pytest

from auditor.analysis.mapping import Layer, curve
from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.views.journeys import Journey
from auditor.views.maps import JourneyMap, MapPoint
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import visit_at


def _map(workspace: Workspace, journey: int) -> JourneyMap:
    found = workspace.reads.maps.get(journey)
    assert found is not None
    return found


def _journey(workspace: Workspace, number: int) -> Journey:
    return _map(workspace, number).journey


def _point(workspace: Workspace, journey: int, place: int = 0) -> MapPoint:
    return _map(workspace, journey).points[place]


def _small(workspace: Workspace, name: str, points: int = 1) -> tuple[int, list[int]]:
    """Make a journey with some touchpoints; return its number and theirs."""
    journey = workspace.journeys.new(name)
    stage = _journey(workspace, journey).stages[0].id
    return journey, [workspace.stages.add_touchpoint(stage, f"{name} {n}") for n in range(points)]


def _feel(workspace: Workspace, journey: int, *scores: int | None, persona: int | None = None) -> int:
    """Walk a journey with a feeling at each touchpoint in turn; return the audit."""
    audit = workspace.audits.start(journey, "Kim", persona)
    for place, score in enumerate(scores):
        if score is not None:
            workspace.audits.feel(visit_at(workspace, audit, place).id, score)
    return audit


def test_a_touchpoint_opens_into_a_journey_and_is_closed_again(workspace: Workspace) -> None:
    outer, (point,) = _small(workspace, "Outer")
    inner, _points = _small(workspace, "Inner")
    workspace.stages.open_into(point, inner)
    assert _point(workspace, outer).touchpoint.opens_id == inner
    workspace.stages.open_into(point, None)
    assert _point(workspace, outer).touchpoint.opens_id is None
    workspace.undoing.undo()
    assert _point(workspace, outer).touchpoint.opens_id == inner


def test_breadcrumbs_name_every_journey_that_opens_into_one(workspace: Workspace) -> None:
    inner, _points = _small(workspace, "Inner")
    outers = [_small(workspace, name, 2) for name in ("First", "Second")]
    for _outer, points in outers:
        for point in points:
            workspace.stages.open_into(point, inner)
    named = tuple((outer, name) for (outer, _points), name in zip(outers, ("First", "Second"), strict=True))
    assert _map(workspace, inner).parents == named
    assert _map(workspace, outers[0][0]).parents == ()
    workspace.stages.delete(_journey(workspace, outers[0][0]).stages[0].id)
    assert _map(workspace, inner).parents == named[1:]
    for point in outers[1][1]:
        workspace.stages.delete_touchpoint(point)
    assert _map(workspace, inner).parents == ()
    for _change in range(2):
        workspace.undoing.undo()
    workspace.journeys.delete(outers[1][0])
    assert _map(workspace, inner).parents == ()


def test_a_journey_is_never_inside_itself_at_any_depth(workspace: Workspace) -> None:
    chain = [_small(workspace, name, 2) for name in "ABCDE"]
    for (_journey_id, points), (below, _points) in pairwise(chain):
        workspace.stages.open_into(points[1], below)
    for depth, (_journey_id, points) in enumerate(chain):
        for above, _points in chain[: depth + 1]:
            with pytest.raises(RefusedError, match=_journey(workspace, above).name):
                workspace.stages.open_into(points[0], above)
        assert _point(workspace, chain[depth][0]).touchpoint.opens_id is None
    for below, _points in chain[1:]:
        workspace.stages.open_into(chain[0][1][0], below)


def test_a_way_that_was_closed_or_deleted_leads_nowhere(workspace: Workspace) -> None:
    a, (in_a,) = _small(workspace, "A")
    b, (in_b,) = _small(workspace, "B")
    workspace.stages.open_into(in_a, b)
    workspace.stages.open_into(in_a, None)
    workspace.stages.open_into(in_b, a)
    workspace.stages.open_into(in_b, None)
    workspace.stages.open_into(in_a, b)
    workspace.stages.delete_touchpoint(in_a)
    workspace.stages.open_into(in_b, a)
    assert _point(workspace, b).touchpoint.opens_id == a


def test_undo_and_redo_never_put_a_journey_inside_itself(open_as: Opener) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    a, (in_a,) = _small(kim, "A")
    b, (in_b,) = _small(kim, "B")
    kim.stages.open_into(in_a, b)
    kim.stages.delete_touchpoint(in_a)
    ann.stages.open_into(in_b, a)
    with pytest.raises(ConflictError):
        kim.undoing.undo()
    assert _map(kim, a).points == ()
    ann.undoing.undo()
    kim.undoing.undo()
    kim.undoing.undo()
    ann.stages.open_into(in_b, a)
    with pytest.raises(ConflictError):
        kim.undoing.redo()
    assert _point(kim, a).touchpoint.opens_id is None
    assert _point(kim, b).touchpoint.opens_id == a


def test_a_touchpoint_opens_only_into_what_is_there(workspace: Workspace) -> None:
    outer, (point,) = _small(workspace, "Outer")
    gone, _points = _small(workspace, "Gone")
    workspace.journeys.delete(gone)
    for number in (gone, 999, 0):
        with pytest.raises(NotFoundError):
            workspace.stages.open_into(point, number)
    with pytest.raises(NotFoundError):
        workspace.stages.open_into(999, outer)
    assert _point(workspace, outer).touchpoint.opens_id is None


def test_a_new_journey_inside_is_named_like_its_touchpoint(workspace: Workspace) -> None:
    outer, points = _small(workspace, "Outer", 2)
    workspace.journeys.edit(outer, purpose="cost")
    inner = workspace.stages.open_new(points[0])
    assert _point(workspace, outer).touchpoint.opens_id == inner
    made = _journey(workspace, inner)
    assert (made.name, made.purpose, made.scope) == ("Outer 0", "cost", "flow")
    assert [stage.name for stage in made.stages] == ["Outer 0"] and made.touchpoints == ()
    assert _map(workspace, inner).parents == ((outer, "Outer"),)
    named = workspace.stages.open_new(points[1], "Paying")
    assert _journey(workspace, named).name == "Paying"


def test_a_new_journey_inside_is_taken_back_whole_and_made_again(workspace: Workspace) -> None:
    outer, (point,) = _small(workspace, "Outer")
    inner = workspace.stages.open_new(point)
    made = _journey(workspace, inner)
    workspace.undoing.undo()
    assert workspace.reads.journeys.get(inner) is None
    assert _point(workspace, outer).touchpoint.opens_id is None
    assert [line.id for line in workspace.reads.journeys.lines()] == [outer]
    workspace.undoing.redo()
    assert _journey(workspace, inner) == made
    assert _point(workspace, outer).touchpoint.opens_id == inner


def test_a_new_journey_others_have_built_on_is_not_taken_back(open_as: Opener) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    outer, (point,) = _small(kim, "Outer")
    inner = kim.stages.open_new(point)
    ann.stages.add_touchpoint(_journey(ann, inner).stages[0].id, "Ann's")
    with pytest.raises(ConflictError, match="Ann"):
        kim.undoing.undo()
    assert _point(kim, outer).touchpoint.opens_id == inner
    assert len(_journey(kim, inner).touchpoints) == 1


def test_the_feeling_of_a_touchpoint_is_what_is_felt_inside(workspace: Workspace) -> None:
    outer, points = _small(workspace, "Outer", 2)
    inner, _points = _small(workspace, "Inner", 3)
    workspace.stages.open_into(points[0], inner)
    _feel(workspace, outer, 2, 2)
    assert _point(workspace, outer).sub_feeling is None
    assert curve(_map(workspace, outer), Layer.NEWEST) == [2, 2]
    _feel(workspace, inner, -2, None, 1)
    assert _point(workspace, outer).sub_feeling == -0.5
    assert _point(workspace, outer, 1).sub_feeling is None
    assert curve(_map(workspace, outer), Layer.NEWEST) == [-0.5, 2]


def test_of_what_is_felt_inside_the_newest_of_each_persona_counts(workspace: Workspace) -> None:
    outer, (point,) = _small(workspace, "Outer")
    inner, _points = _small(workspace, "Inner", 2)
    workspace.stages.open_into(point, inner)
    one, other = (workspace.journeys.add_persona(inner, name) for name in ("One", "Other"))
    _feel(workspace, inner, -2, -2, persona=one)
    _feel(workspace, inner, 1, None, persona=one)
    newest = _feel(workspace, inner, 2, None, persona=other)
    assert _point(workspace, outer).sub_feeling == pytest.approx(((1 - 2) / 2 + 2) / 2)
    workspace.audits.delete(newest)
    assert _point(workspace, outer).sub_feeling == pytest.approx((1 - 2) / 2)


def test_what_is_out_of_sight_inside_is_not_felt_outside(workspace: Workspace) -> None:
    outer, (point,) = _small(workspace, "Outer")
    inner, points = _small(workspace, "Inner", 2)
    stage = workspace.stages.add(inner, "Last")
    workspace.stages.add_touchpoint(stage, "Inner 2")
    workspace.stages.open_into(point, inner)
    audit = _feel(workspace, inner, -2, 0, 2)
    workspace.stages.delete_touchpoint(points[0])
    assert _point(workspace, outer).sub_feeling == 1
    workspace.stages.delete(stage)
    assert _point(workspace, outer).sub_feeling == 0
    workspace.audits.delete(audit)
    assert _point(workspace, outer).sub_feeling is None


def test_a_deleted_journey_is_inside_nothing_until_it_comes_back(workspace: Workspace) -> None:
    outer, (point,) = _small(workspace, "Outer")
    inner, _points = _small(workspace, "Inner")
    workspace.stages.open_into(point, inner)
    _feel(workspace, inner, -2)
    _feel(workspace, outer, 2)
    workspace.journeys.delete(inner)
    shown = _point(workspace, outer)
    assert shown.touchpoint.opens_id is None and shown.sub_feeling is None
    assert curve(_map(workspace, outer), Layer.NEWEST) == [2]
    found = workspace.reads.journeys.touchpoint(point)
    assert found is not None and found[0].opens_id is None
    workspace.undoing.undo()
    shown = _point(workspace, outer)
    assert (shown.touchpoint.opens_id, shown.sub_feeling) == (inner, -2)


def test_a_copy_opens_into_the_same_journeys(workspace: Workspace) -> None:
    outer, (point,) = _small(workspace, "Outer")
    inner, _points = _small(workspace, "Inner")
    workspace.stages.open_into(point, inner)
    copy = workspace.journeys.copy(outer)
    assert _point(workspace, copy).touchpoint.opens_id == inner
    assert [number for number, _name in _map(workspace, inner).parents] == [outer, copy]
