"""As-is and to-be: the feeling wanted at a touchpoint, and whether it is there today."""

from __future__ import annotations

import pytest

from auditor.analysis.mapping import Layer, curve
from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.vocabulary import FEELINGS, Existence
from auditor.sentences.history import describe
from auditor.views.journeys import Touchpoint
from auditor.workspace import Workspace
from tests.conftest import Opener


def _point(workspace: Workspace, journey: int, place: int = 0) -> Touchpoint:
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return found.touchpoints[place]


def test_a_wish_is_any_feeling_or_none(workspace: Workspace, web_shop: int) -> None:
    point = _point(workspace, web_shop)
    assert point.wanted is None
    for wanted in (*FEELINGS, None):
        workspace.wishes.want(point.id, wanted)
        assert _point(workspace, web_shop).wanted == wanted
    for wanted in reversed(FEELINGS):
        workspace.undoing.undo()
        assert _point(workspace, web_shop).wanted == wanted
    workspace.undoing.undo()
    assert _point(workspace, web_shop).wanted is None
    workspace.undoing.redo()
    assert _point(workspace, web_shop).wanted == FEELINGS[0]


@pytest.mark.parametrize("wanted", [-3, 3, 100])
def test_a_wish_beyond_the_scale_is_refused(workspace: Workspace, web_shop: int, wanted: int) -> None:
    point = _point(workspace, web_shop)
    workspace.wishes.want(point.id, 1)
    with pytest.raises(RefusedError, match="-2 to 2"):
        workspace.wishes.want(point.id, wanted)
    assert _point(workspace, web_shop).wanted == 1


def test_a_wish_changes_nothing_of_what_is(workspace: Workspace, web_shop: int) -> None:
    before = _point(workspace, web_shop)
    workspace.wishes.want(before.id, 2)
    after = _point(workspace, web_shop)
    assert (after.need, after.importance, after.checklists) == (
        before.need,
        before.importance,
        before.checklists,
    )
    (line,) = workspace.reads.history.lines(1)
    assert describe(line) == f"Set the feeling wanted at “{before.name}”"


def test_what_is_wished_already_leaves_no_trace(workspace: Workspace, web_shop: int) -> None:
    point = _point(workspace, web_shop)
    workspace.wishes.want(point.id, 2)
    lines = workspace.reads.history.lines()
    workspace.wishes.want(point.id, 2)
    assert workspace.reads.history.lines() == lines


def test_a_touchpoint_exists_is_planned_or_is_to_go(workspace: Workspace, web_shop: int) -> None:
    point = _point(workspace, web_shop)
    assert point.existence is Existence.EXISTING
    for existence in (Existence.PLANNED, Existence.TO_GO, Existence.EXISTING):
        workspace.stages.edit_touchpoint(point.id, existence=existence)
        assert _point(workspace, web_shop).existence is existence
    workspace.undoing.undo()
    assert _point(workspace, web_shop).existence is Existence.TO_GO
    with pytest.raises(RefusedError, match="to-go"):
        workspace.stages.edit_touchpoint(point.id, existence="gone")
    assert _point(workspace, web_shop).existence is Existence.TO_GO


def test_a_touchpoint_to_go_keeps_its_wish_but_is_not_wanted(workspace: Workspace, web_shop: int) -> None:
    point = _point(workspace, web_shop)
    workspace.wishes.want(point.id, 2)
    workspace.stages.edit_touchpoint(point.id, existence=Existence.TO_GO)
    journey_map = workspace.reads.maps.get(web_shop)
    assert journey_map is not None
    assert curve(journey_map, Layer.WANTED)[0] is None
    workspace.stages.edit_touchpoint(point.id, existence=Existence.EXISTING)
    journey_map = workspace.reads.maps.get(web_shop)
    assert journey_map is not None
    assert curve(journey_map, Layer.WANTED)[0] == 2


def test_nothing_is_wished_of_a_touchpoint_that_is_gone(workspace: Workspace, web_shop: int) -> None:
    point = _point(workspace, web_shop)
    workspace.stages.delete_touchpoint(point.id)
    with pytest.raises(NotFoundError):
        workspace.wishes.want(point.id, 2)


def test_a_wish_somebody_else_changed_is_not_undone_over(open_as: Opener, web_shop: int) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    point = _point(kim, web_shop)
    kim.wishes.want(point.id, 1)
    ann.wishes.want(point.id, 2)
    with pytest.raises(ConflictError, match="Ann"):
        kim.undoing.undo()
    assert _point(kim, web_shop).wanted == 2
