"""Respondents within a transaction: their rows, and the evidence that what they said is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select, update

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import EvidenceKind
from auditor.store.tables import (
    ChangedRowRecord,
    EvidenceRecord,
    PersonaRecord,
    RespondentRecord,
    ResponseRecord,
    StageRecord,
    TouchpointRecord,
)
from auditor.store.work import Work
from auditor.views.evidence import EvidenceDraft
from auditor.views.interviews import SaidThere
from auditor.writing.evidence_rows import add_many

WORDS: Mapping[str, Sequence[str]] = {
    "respondent": ("note",),
    "response": ("text",),
    "evidence": ("quote", "note"),
}
"""Columns that hold what a respondent said, by table."""


def add_respondent(work: Work, persona_id: int, values: Mapping[str, Any]) -> RespondentRecord:
    """Add a respondent, and the piece of evidence that they were asked at all; `values` are checked already.

    Raises RefusedError where the journey has a respondent of that code name; an empty one is made up.
    """
    persona = work.get(PersonaRecord, persona_id)
    code = values["code"] or _free_code(work, persona.journey_id)
    refuse_double(work, persona.journey_id, code)
    row = work.new(
        RespondentRecord(**{**values, "code": code}, journey_id=persona.journey_id, persona_id=persona_id)
    )
    add_many(work, [_draft(row)])
    return row


def _draft(row: RespondentRecord, said: SaidThere | None = None) -> EvidenceDraft:
    """Return what a respondent, or what they said at a touchpoint, is as evidence."""
    return EvidenceDraft(
        EvidenceKind.INTERVIEW,
        source_of(row.code),
        row.interviewed_on,
        journey_id=row.journey_id,
        touchpoint_id=said.touchpoint_id if said else None,
        persona_id=row.persona_id,
        people=1,
        quote=said.quote if said else "",
        feeling=said.feeling if said else None,
        respondent_id=row.id,
    )


def source_of(code: str) -> str:
    """Return what the source of a respondent's evidence is called."""
    return _("interview with {code}").format(code=code)


def _codes(work: Work, journey_id: int) -> dict[str, int | None]:
    rows = work.session.exec(
        select(RespondentRecord).where(
            RespondentRecord.journey_id == journey_id, col(RespondentRecord.removed_at).is_(None)
        )
    )
    return {folded(row.code): row.id for row in rows}


def _free_code(work: Work, journey_id: int) -> str:
    taken = _codes(work, journey_id)
    number = len(taken) + 1
    while f"r{number}" in taken:
        number += 1
    return f"R{number}"


def refuse_double(work: Work, journey_id: int, code: str, own: int | None = None) -> None:
    """Refuse a code name that another respondent of the journey has."""
    if _codes(work, journey_id).get(folded(code), own) != own:
        raise RefusedError(
            _("There is a respondent “{code}” already: choose another code name.").format(code=code)
        )


def say_there(work: Work, row: RespondentRecord, said: Sequence[SaidThere]) -> list[int]:
    """Record what a respondent said at touchpoints; return the numbers of the pieces of evidence.

    Raises RefusedError for what is neither a quote nor a feeling, and for a touchpoint of another journey.
    """
    for one in said:
        if not one.quote.strip() and one.feeling is None:
            raise RefusedError(_("There is nothing to record: give a quote or a feeling."))
        if work.get(TouchpointRecord, one.touchpoint_id).journey_id != row.journey_id:
            raise RefusedError(_("The touchpoint is of another journey than the respondent."))
    return add_many(work, [_draft(row, one) for one in said])


def response_at(work: Work, row: RespondentRecord, stage_id: int, question: str) -> ResponseRecord | None:
    """Return the row of a respondent's reply to a question at a stage, also one that is out of sight; None for none.

    Raises RefusedError for a stage of another journey.
    """
    if work.get(StageRecord, stage_id).journey_id != row.journey_id:
        raise RefusedError(_("The stage is of another journey than the respondent."))
    return work.session.exec(
        select(ResponseRecord).where(
            ResponseRecord.respondent_id == row.id,
            ResponseRecord.stage_id == stage_id,
            col(ResponseRecord.question) == question,
        )
    ).first()


def pieces_of(work: Work, respondent_id: int, removed: bool = False) -> list[EvidenceRecord]:
    """Return the evidence of a respondent; with `removed` also what is out of sight."""
    rows = work.session.exec(select(EvidenceRecord).where(EvidenceRecord.respondent_id == respondent_id))
    return [row for row in rows if removed or row.removed_at is None]


def erase_words(work: Work, respondent_id: int) -> int:
    """Overwrite everything a respondent said, in the rows and in the history, for good; return how many texts there were.

    What was deleted before is overwritten too. SQLite is told to overwrite the room it frees, so that nothing is left in
    the file; copies made before keep what they have.
    """
    connection = work.session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON"))
    responses = work.session.exec(
        select(ResponseRecord.id).where(ResponseRecord.respondent_id == respondent_id)
    )
    numbers: dict[str, list[int | None]] = {
        "respondent": [respondent_id],
        "response": [*responses],
        "evidence": [row.id for row in pieces_of(work, respondent_id, removed=True)],
    }
    erased = 0
    for table, rows in numbers.items():
        for row in rows:
            for column in WORDS[table]:
                found = connection.execute(
                    text(f"UPDATE {table} SET {column} = '' WHERE id = :row AND {column} <> ''"), {"row": row}
                )
                erased += found.rowcount
            _erase_history(work, table, row)
    return erased


def _erase_history(work: Work, table: str, row: int | None) -> None:
    changes = work.session.exec(
        select(ChangedRowRecord).where(ChangedRowRecord.entity == table, ChangedRowRecord.row_id == row)
    ).all()
    for change in changes:
        kept = {side: _without(table, getattr(change, side)) for side in ("before", "after")}
        work.session.exec(
            update(ChangedRowRecord).where(col(ChangedRowRecord.id) == change.id).values(**kept)
        )


def _without(table: str, values: str | None) -> str | None:
    if values is None:
        return None
    known = json.loads(values)
    known |= {column: "" for column in WORDS[table] if known.get(column)}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))
