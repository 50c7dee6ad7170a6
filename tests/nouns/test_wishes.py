"""As-is and to-be: the feeling wanted at a touchpoint, and whether it is there today."""

from __future__ import annotations

import pytest

from auditor.analysis.mapping import Layer, curve
from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.vocabulary import FEELINGS, Channel, Existence, NoteKind
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


def test_a_wish_says_what_happens_then_where_and_which_needs_are_met(
    workspace: Workspace, web_shop: int
) -> None:
    ws, point = workspace, _point(workspace, web_shop)
    need = ws.noting.add(point.id, NoteKind.NEED, "To see it worn")
    pain = ws.noting.add(point.id, NoteKind.PAIN_POINT, "Too slow")
    elsewhere = ws.noting.add(_point(ws, web_shop, 1).id, NoteKind.NEED, "To know")
    persona = ws.journeys.add_persona(web_shop, "Ann")
    ws.wishes.want(point.id, 1)
    ws.wishes.edit(point.id, persona, feeling=2, text="Sees it worn", channel="store", needs=[need])
    every, own = _point(ws, web_shop).wishes
    assert (every.persona_id, every.feeling, every.text, every.channel, every.needs) == (
        None,
        1,
        "",
        None,
        (),
    )
    assert (own.persona_id, own.feeling, own.text, own.channel, own.needs) == (
        persona,
        2,
        "Sees it worn",
        Channel.STORE,
        (need,),
    )
    assert _point(ws, web_shop).wanted_for(persona) == 2
    (line,) = ws.reads.history.lines(1)
    assert describe(line) == f"Changed what is to happen at “{point.name}” for Ann"
    for number in (pain, elsewhere):
        with pytest.raises(RefusedError, match="no need"):
            ws.wishes.edit(point.id, persona, needs=[number])
    ws.noting.delete(need)
    assert _point(ws, web_shop).wishes[1].needs == ()
    ws.undoing.undo()
    ws.journeys.delete_persona(persona)
    assert [wish.persona_id for wish in _point(ws, web_shop).wishes] == [None]
    ws.undoing.undo()
    copied = _point(ws, ws.journeys.copy(web_shop))
    assert [(wish.feeling, wish.text, len(wish.needs)) for wish in copied.wishes] == [
        (1, "", 0),
        (2, "Sees it worn", 1),
    ]
    ws.wishes.take(point.id, persona)
    assert len(_point(ws, web_shop).wishes) == 1
    with pytest.raises(NotFoundError, match="Nothing is wanted"):
        ws.wishes.take(point.id, persona)
    ws.undoing.undo()
    assert _point(ws, web_shop).wishes == (every, own)
    ws.wishes.edit(point.id, persona, feeling=None, text="", channel="", needs=[])
    assert _point(ws, web_shop).wishes == (every,), "a wish of which nothing is left is none"
    ws.wishes.want(point.id, -1, persona)
    assert [wish.feeling for wish in _point(ws, web_shop).wishes] == [1, -1]


def test_a_wish_that_was_taken_back_leaves_nothing_to_the_next(workspace: Workspace, web_shop: int) -> None:
    ws, point = workspace, _point(workspace, web_shop)
    ws.wishes.edit(point.id, None, text="Sees it worn", channel="store")
    ws.undoing.undo()
    ws.wishes.want(point.id, 2)
    (wish,) = _point(ws, web_shop).wishes
    assert (wish.feeling, wish.text, wish.channel) == (2, "", None)


def test_a_persona_of_another_journey_wishes_nothing_here(workspace: Workspace, web_shop: int) -> None:
    other = workspace.journeys.add_persona(workspace.journeys.new("Other"), "Bo")
    with pytest.raises(RefusedError, match="another journey"):
        workspace.wishes.want(_point(workspace, web_shop).id, 1, other)
