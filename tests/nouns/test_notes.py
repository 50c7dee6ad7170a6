"""Notes at touchpoints, and replies to the question bank."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.base.errors import ConflictError, NotFoundError, RefusedError
from auditor.base.values import TEXT_LIMIT
from auditor.base.vocabulary import NoteKind
from auditor.sentences.history import describe
from auditor.views.maps import MapPoint, Note, Reply
from auditor.workspace import Workspace
from tests.conftest import Opener

FIRST = 0


def _points(workspace: Workspace, journey: int) -> tuple[MapPoint, ...]:
    journey_map = workspace.reads.maps.get(journey)
    assert journey_map is not None
    return journey_map.points


def _notes(workspace: Workspace, journey: int) -> list[Note]:
    return [note for point in _points(workspace, journey) for note in point.notes]


def _touchpoint(workspace: Workspace, journey: int, place: int = FIRST) -> int:
    return _points(workspace, journey)[place].touchpoint.id


def _stages(workspace: Workspace, journey: int) -> list[int]:
    found = workspace.reads.journeys.get(journey)
    assert found is not None
    return [stage.id for stage in found.stages]


def _persona(workspace: Workspace, journey: int) -> int:
    return workspace.reads.journeys.personas(journey)[0].id


def _replies(workspace: Workspace, journey: int) -> list[Reply]:
    return workspace.reads.maps.replies(journey)


def test_notes_of_every_kind_stay_at_their_touchpoint_in_the_order_they_were_made(
    workspace: Workspace, web_shop: int
) -> None:
    first, second = (_touchpoint(workspace, web_shop, place) for place in (0, 1))
    made = [workspace.noting.add(first, kind, f" A {kind}\nof two lines ") for kind in NoteKind]
    other = workspace.noting.add(second, NoteKind.NEED, "Elsewhere")
    points = _points(workspace, web_shop)
    assert points[0].notes == tuple(
        Note(number, first, kind, f"A {kind}\nof two lines")
        for number, kind in zip(made, NoteKind, strict=True)
    )
    assert points[1].notes == (Note(other, second, NoteKind.NEED, "Elsewhere"),)
    assert all(point.notes == () for point in points[2:])


def test_what_is_given_of_a_note_is_changed_and_the_rest_stays(workspace: Workspace, web_shop: int) -> None:
    point = _touchpoint(workspace, web_shop)
    number = workspace.noting.add(point, NoteKind.NEED, "To compare")
    workspace.noting.edit(number, text="To compare prices")
    assert _notes(workspace, web_shop) == [Note(number, point, NoteKind.NEED, "To compare prices")]
    workspace.noting.edit(number, kind=NoteKind.EXPECTATION)
    assert _notes(workspace, web_shop) == [Note(number, point, NoteKind.EXPECTATION, "To compare prices")]


def test_notes_are_deleted_and_brought_back(workspace: Workspace, web_shop: int) -> None:
    point = _touchpoint(workspace, web_shop)
    kept, gone = (workspace.noting.add(point, NoteKind.NEED, text) for text in ("Kept", "Gone"))
    workspace.noting.delete(gone)
    assert [note.id for note in _notes(workspace, web_shop)] == [kept]
    refusals: list[Callable[[], object]] = [
        lambda: workspace.noting.edit(gone, text="x"),
        lambda: workspace.noting.delete(gone),
    ]
    for refused in refusals:
        with pytest.raises(NotFoundError):
            refused()
    workspace.undoing.undo()
    assert [note.text for note in _notes(workspace, web_shop)] == ["Kept", "Gone"]
    workspace.undoing.redo()
    assert [note.text for note in _notes(workspace, web_shop)] == ["Kept"]


def test_every_change_of_a_note_is_taken_back_in_turn(workspace: Workspace, web_shop: int) -> None:
    point = _touchpoint(workspace, web_shop)
    number = workspace.noting.add(point, NoteKind.NEED, "One")
    workspace.noting.edit(number, kind=NoteKind.QUESTION, text="Two")
    workspace.noting.delete(number)
    seen = []
    for _change in range(3):
        seen.append([(note.kind, note.text) for note in _notes(workspace, web_shop)])
        workspace.undoing.undo()
    assert seen == [[], [(NoteKind.QUESTION, "Two")], [(NoteKind.NEED, "One")]]
    assert _notes(workspace, web_shop) == []


@pytest.mark.parametrize("text", ["", " \n\t ", "\x1b\x07", "x" * (TEXT_LIMIT + 1)])
def test_a_note_that_says_nothing_or_too_much_is_refused(
    workspace: Workspace, web_shop: int, text: str
) -> None:
    point = _touchpoint(workspace, web_shop)
    number = workspace.noting.add(point, NoteKind.NEED, "Before")
    with pytest.raises(RefusedError):
        workspace.noting.add(point, NoteKind.NEED, text)
    with pytest.raises(RefusedError):
        workspace.noting.edit(number, text=text)
    assert [note.text for note in _notes(workspace, web_shop)] == ["Before"]


def test_a_kind_that_is_none_is_refused_naming_those_that_are(workspace: Workspace, web_shop: int) -> None:
    with pytest.raises(RefusedError, match="pain-point"):
        workspace.noting.add(_touchpoint(workspace, web_shop), "gossip", "x")
    assert _notes(workspace, web_shop) == []


def test_nothing_is_noted_at_a_touchpoint_that_is_gone(workspace: Workspace, web_shop: int) -> None:
    point = _touchpoint(workspace, web_shop)
    number = workspace.noting.add(point, NoteKind.NEED, "Goes along")
    workspace.stages.delete_touchpoint(point)
    refusals: list[Callable[[], object]] = [
        lambda: workspace.noting.add(point, NoteKind.NEED, "x"),
        lambda: workspace.noting.edit(number, text="x"),
        lambda: workspace.noting.add(999, NoteKind.NEED, "x"),
    ]
    for refused in refusals:
        with pytest.raises(NotFoundError):
            refused()
    workspace.undoing.undo()
    assert [note.text for note in _notes(workspace, web_shop)] == ["Goes along"]


def test_the_history_says_what_was_noted_and_where(workspace: Workspace, web_shop: int) -> None:
    point = _points(workspace, web_shop)[FIRST].touchpoint
    number = workspace.noting.add(point.id, NoteKind.PAIN_POINT, "Slow\nto load")
    workspace.noting.edit(number, text="Very slow")
    workspace.noting.delete(number)
    said = [describe(line) for line in workspace.reads.history.lines(3, web_shop)]
    assert all(point.name in sentence for sentence in said)
    assert "Slow to load" in said[2] and "Very slow" in said[0]


def test_a_note_somebody_else_has_changed_is_not_undone_over(open_as: Opener, web_shop: int) -> None:
    kim, ann = open_as("Kim"), open_as("Ann")
    number = kim.noting.add(_touchpoint(kim, web_shop), NoteKind.NEED, "Kim's")
    ann.noting.edit(number, text="Ann's")
    with pytest.raises(ConflictError, match="Ann"):
        kim.undoing.undo()
    assert [note.text for note in _notes(kim, web_shop)] == ["Ann's"]


def test_a_reply_is_of_one_persona_at_one_stage(workspace: Workspace, web_shop: int) -> None:
    first, second = _stages(workspace, web_shop)[:2]
    one, other = _persona(workspace, web_shop), workspace.journeys.add_persona(web_shop, "Other")
    given = [
        Reply(first, one, "why", "To ski"),
        Reply(first, other, "why", "To give away"),
        Reply(second, one, "why", "Two\nlines"),
        Reply(first, one, "pain", "Prices"),
    ]
    for reply in given:
        workspace.noting.reply(reply.stage_id, reply.persona_id, reply.question, reply.text)
    assert _replies(workspace, web_shop) == given


def test_a_reply_written_again_replaces_the_one_before(workspace: Workspace, web_shop: int) -> None:
    stage, persona = _stages(workspace, web_shop)[0], _persona(workspace, web_shop)
    for text in ("First", "Second"):
        workspace.noting.reply(stage, persona, "why", text)
    assert _replies(workspace, web_shop) == [Reply(stage, persona, "why", "Second")]
    workspace.noting.reply(stage, persona, "why", " \n ")
    assert _replies(workspace, web_shop) == []
    workspace.noting.reply(stage, persona, "why", "Third")
    assert _replies(workspace, web_shop) == [Reply(stage, persona, "why", "Third")]


def test_every_change_of_a_reply_is_taken_back_and_done_again(workspace: Workspace, web_shop: int) -> None:
    stage, persona = _stages(workspace, web_shop)[0], _persona(workspace, web_shop)
    texts = ["First", "Second", "", "Third"]
    seen = []
    for text in texts:
        workspace.noting.reply(stage, persona, "why", text)
        seen.append(_replies(workspace, web_shop))
    for before in [*reversed(seen[:-1]), []]:
        workspace.undoing.undo()
        assert _replies(workspace, web_shop) == before
    for after in seen:
        workspace.undoing.redo()
        assert _replies(workspace, web_shop) == after


def test_a_reply_that_was_taken_back_is_not_what_its_editor_sees(workspace: Workspace, web_shop: int) -> None:
    stage, persona = _stages(workspace, web_shop)[0], _persona(workspace, web_shop)
    workspace.noting.reply(stage, persona, "why", "First")
    workspace.undoing.undo()
    workspace.noting.reply(stage, persona, "why", "", base="")
    assert _replies(workspace, web_shop) == []


def test_no_reply_to_a_question_leaves_nothing_behind(workspace: Workspace, web_shop: int) -> None:
    before = workspace.reads.history.lines(1)
    workspace.noting.reply(_stages(workspace, web_shop)[0], _persona(workspace, web_shop), "why", "")
    assert workspace.reads.history.lines(1) == before


def test_a_reply_for_a_persona_of_another_journey_is_refused(workspace: Workspace, web_shop: int) -> None:
    stranger = workspace.journeys.add_persona(workspace.journeys.new("Other"), "Stranger")
    with pytest.raises(RefusedError, match="Stranger"):
        workspace.noting.reply(_stages(workspace, web_shop)[0], stranger, "why", "x")
    assert _replies(workspace, web_shop) == []


def test_what_is_replied_needs_a_stage_and_a_persona_that_are_there(
    workspace: Workspace, web_shop: int
) -> None:
    stage, persona = _stages(workspace, web_shop)[0], _persona(workspace, web_shop)
    workspace.journeys.delete_persona(persona)
    refusals: list[Callable[[], object]] = [
        lambda: workspace.noting.reply(stage, persona, "why", "x"),
        lambda: workspace.noting.reply(999, persona, "why", "x"),
        lambda: workspace.noting.reply(stage, 999, "why", "x"),
    ]
    for refused in refusals:
        with pytest.raises(NotFoundError):
            refused()


@pytest.mark.parametrize("key", ["wh\x00y", " why\n", "\x1b[31mwhy"])
def test_a_questions_key_is_kept_clean(workspace: Workspace, web_shop: int, key: str) -> None:
    stage, persona = _stages(workspace, web_shop)[0], _persona(workspace, web_shop)
    workspace.noting.reply(stage, persona, key, "One")
    workspace.noting.reply(stage, persona, key, "Two")
    (reply,) = _replies(workspace, web_shop)
    assert reply.text == "Two" and reply.question.isprintable() and reply.question.endswith("why")
    for wrong in ("", "\n", "q" * 201):
        with pytest.raises(RefusedError):
            workspace.noting.reply(stage, persona, wrong, "x")


def test_replies_and_notes_of_a_deleted_stage_go_and_come_back_with_it(
    workspace: Workspace, web_shop: int
) -> None:
    point = _points(workspace, web_shop)[FIRST]
    persona = _persona(workspace, web_shop)
    workspace.noting.add(point.touchpoint.id, NoteKind.NEED, "Noted")
    workspace.noting.reply(point.stage_id, persona, "why", "Replied")
    before = (_notes(workspace, web_shop), _replies(workspace, web_shop))
    workspace.stages.delete(point.stage_id)
    assert (_notes(workspace, web_shop), _replies(workspace, web_shop)) == ([], [])
    workspace.undoing.undo()
    assert (_notes(workspace, web_shop), _replies(workspace, web_shop)) == before
