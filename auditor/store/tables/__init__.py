"""The tables. Only writing sees them; reading is SQL into views.

Moments are ISO 8601 text in UTC and days ISO text, the same in every engine. Nothing is deleted by the
program: `removed_at` takes a row out of sight, and undo brings it back. No number of a row is ever used twice, so that
what a program still shows, or has noted, never becomes something else's; servers' sequences are so by themselves.
"""

from __future__ import annotations

from sqlmodel import SQLModel

from auditor.store.tables.actions import (
    ActionRecord,
    CommentRecord,
    LinkRecord,
    LoginRecord,
    PersonRecord,
    SavedFilterRecord,
)
from auditor.store.tables.audits import AnswerRecord, AuditRecord, RoundRecord, VisitRecord, WordingRecord
from auditor.store.tables.changes import ChangedRowRecord, ChangeRecord, IdentityRecord
from auditor.store.tables.evidence import EvidenceRecord, SuggestionRecord
from auditor.store.tables.journeys import (
    JourneyRecord,
    NoteRecord,
    PersonaRecord,
    ReplyRecord,
    StageRecord,
    TouchpointRecord,
)

__all__ = [
    "ENTITIES",
    "ActionRecord",
    "AnswerRecord",
    "AuditRecord",
    "ChangeRecord",
    "ChangedRowRecord",
    "CommentRecord",
    "Editable",
    "EvidenceRecord",
    "IdentityRecord",
    "JourneyRecord",
    "LinkRecord",
    "LoginRecord",
    "NoteRecord",
    "PersonRecord",
    "PersonaRecord",
    "ReplyRecord",
    "RoundRecord",
    "SavedFilterRecord",
    "StageRecord",
    "SuggestionRecord",
    "TouchpointRecord",
    "VisitRecord",
    "WordingRecord",
]

Editable = (
    PersonRecord
    | JourneyRecord
    | StageRecord
    | TouchpointRecord
    | NoteRecord
    | PersonaRecord
    | ReplyRecord
    | RoundRecord
    | AuditRecord
    | VisitRecord
    | AnswerRecord
    | ActionRecord
    | LinkRecord
    | CommentRecord
    | SavedFilterRecord
    | EvidenceRecord
    | SuggestionRecord
)

ENTITIES: dict[str, type[Editable]] = {
    str(table.__tablename__): table
    for table in (
        PersonRecord,
        JourneyRecord,
        StageRecord,
        TouchpointRecord,
        NoteRecord,
        PersonaRecord,
        ReplyRecord,
        RoundRecord,
        AuditRecord,
        VisitRecord,
        AnswerRecord,
        ActionRecord,
        LinkRecord,
        CommentRecord,
        SavedFilterRecord,
        EvidenceRecord,
        SuggestionRecord,
    )
}
"""The tables whose changes are kept and can be undone, by name."""

for _table in SQLModel.metadata.tables.values():
    _table.dialect_options["sqlite"]["autoincrement"] = True
