"""What can be done with questions of the team's own, beside those of the question bank: one transaction a call."""

from __future__ import annotations

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.input import typed
from auditor.store.database import Database
from auditor.store.tables import JourneyRecord, QuestionRecord, StageRecord
from auditor.store.work import Work
from auditor.views.interviews import OwnQuestion
from auditor.writing.unseen import seen, to_write

EVERY_STAGE = 0
"""Stands for every stage of the journey where a stage is named by its number."""

_LIMIT = 300


class Questions:
    """The own questions of all journeys."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def add(self, journey_id: int, text: str, stage_id: int | None = None) -> int:
        """Add a question, asked at a stage or at every one; return its number."""
        text = _asked(text)
        with self._database.work("question-new", journey_id, text=shortened(text, 80)) as work:
            work.get(JourneyRecord, journey_id)
            _refuse_stranger(work, journey_id, stage_id)
            made = work.new(QuestionRecord(journey_id=journey_id, stage_id=stage_id, text=text))
        assert made.id is not None
        return made.id

    def edit(
        self,
        question_id: int,
        *,
        text: str | None = None,
        stage_id: int | None = None,
        base: OwnQuestion | None = None,
    ) -> None:
        """Change what is given of a question; EVERY_STAGE lets it be asked at every stage.

        With `base`, the question as its editor saw it, only what differs from that is written, and ConflictError is raised
        where somebody else has changed the same meanwhile. Replies stay with the question, whatever its words become.
        """
        values: dict[str, object] = {} if text is None else {"text": _asked(text)}
        with self._database.work("question-edit") as work:
            row = _named(work, question_id)
            if stage_id is not None:
                values["stage_id"] = stage_id or None
                _refuse_stranger(work, row.journey_id, stage_id or None)
            work.change(row, **to_write(work, row, values, seen(base, values)))

    def delete(self, question_id: int) -> None:
        """Take a question out of sight, with the replies to it; undo brings all of it back."""
        with self._database.work("question-delete") as work:
            work.remove(_named(work, question_id))


def _asked(text: str) -> str:
    return typed.needed_line(text, _("question"), _LIMIT)


def _refuse_stranger(work: Work, journey_id: int, stage_id: int | None) -> None:
    if stage_id is not None and work.get(StageRecord, stage_id).journey_id != journey_id:
        raise RefusedError(_("The stage is of another journey than the question."))


def _named(work: Work, question_id: int) -> QuestionRecord:
    row = work.get(QuestionRecord, question_id)
    work.journey_id = row.journey_id
    work.arguments["text"] = shortened(row.text, 80)
    return row
