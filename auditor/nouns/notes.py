"""What can be noted of the customer: notes at touchpoints, and replies to the question bank."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.base.text import shortened
from auditor.base.vocabulary import NoteKind
from auditor.input import typed
from auditor.input.typed import Rule, Rules, checked, one_of
from auditor.store.database import Database
from auditor.store.tables import NoteRecord, PersonaRecord, ReplyRecord, StageRecord, TouchpointRecord
from auditor.store.work import Work
from auditor.views.maps import Note
from auditor.writing.replies import write_again
from auditor.writing.sharing import share_questions
from auditor.writing.unseen import seen, to_write


def _noted(text: str, what: str) -> str:
    text = typed.text(text, what)
    if not text:
        raise RefusedError(_("The note is empty: type what you have seen."))
    return text


NOTE: Rules = {
    "kind": Rule(N_("kind of note"), one_of(NoteKind)),
    "text": Rule(N_("note"), _noted),
}


class Noting:
    """The notes and replies of all journeys."""

    def __init__(self, database: Database, own_questions: Path) -> None:
        """Work on `database`; `own_questions` is the user's folder of questions, which go along with replies to them."""
        self._database = database
        self._own_questions = own_questions

    def add(self, touchpoint_id: int, kind: str, text: str) -> int:
        """Note something at a touchpoint; return the note's number."""
        values = checked(NOTE, {"kind": kind, "text": text})
        with self._database.work("note-new", text=shortened(values["text"], 80)) as work:
            point = work.get(TouchpointRecord, touchpoint_id)
            work.journey_id = point.journey_id
            work.arguments["touchpoint"] = point.name
            note = work.new(NoteRecord(touchpoint_id=touchpoint_id, **values))
        assert note.id is not None
        return note.id

    def edit(
        self, note_id: int, *, kind: str | None = None, text: str | None = None, base: Note | None = None
    ) -> None:
        """Change what is given of a note.

        With `base`, the note as its editor saw it, only what differs from that is written, and ConflictError is raised
        where somebody else has changed the same meanwhile.
        """
        values = checked(NOTE, {"kind": kind, "text": text})
        with self._database.work("note-edit") as work:
            note = _named(work, note_id)
            work.change(note, **to_write(work, note, values, seen(base, values)))

    def delete(self, note_id: int) -> None:
        """Take a note out of sight."""
        with self._database.work("note-delete") as work:
            work.remove(_named(work, note_id))

    def reply(
        self, stage_id: int, persona_id: int, question: str, text: str, base: str | None = None
    ) -> None:
        """Write what is known of a question for a persona at a stage; empty text takes it away.

        With `base`, the text as its editor saw it, ConflictError is raised as by `edit`. Raises
        RefusedError when the persona is of another journey than the stage.
        """
        text = typed.text(text, _("reply"))
        question = typed.needed_line(question, _("question"))
        with self._database.work("reply", question=question) as work:
            stage = work.get(StageRecord, stage_id)
            persona = work.get(PersonaRecord, persona_id)
            if persona.journey_id != stage.journey_id:
                raise RefusedError(_("“{name}” is a persona of another journey.").format(name=persona.name))
            work.journey_id = stage.journey_id
            work.arguments["name"] = persona.name
            known = work.session.exec(
                select(ReplyRecord).where(
                    ReplyRecord.stage_id == stage_id,
                    ReplyRecord.persona_id == persona_id,
                    col(ReplyRecord.question) == question,
                )
            ).first()
            if known is not None:
                write_again(work, known, text, base)
            elif text:
                work.new(
                    ReplyRecord(
                        journey_id=stage.journey_id,
                        persona_id=persona_id,
                        stage_id=stage_id,
                        question=question,
                        text=text,
                    )
                )
                share_questions(work, self._own_questions, [question])


def _named(work: Work, note_id: int) -> NoteRecord:
    note = work.get(NoteRecord, note_id)
    point = work.get(TouchpointRecord, note.touchpoint_id)
    work.journey_id = point.journey_id
    work.arguments["touchpoint"] = point.name
    work.arguments["text"] = shortened(note.text, 80)
    return note
