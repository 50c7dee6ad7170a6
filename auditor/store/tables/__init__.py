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
    DependencyRecord,
    LinkRecord,
    LoginRecord,
    PersonRecord,
    SavedFilterRecord,
    ServingRecord,
)
from auditor.store.tables.audits import (
    AnswerRecord,
    AuditRecord,
    ItemRecord,
    PresenceRecord,
    RoundRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.tables.changes import ChangedRowRecord, ChangeRecord, IdentityRecord
from auditor.store.tables.evidence import AskingRecord, EvidenceRecord, SuggestionRecord
from auditor.store.tables.findings import (
    FindingRecord,
    PhraseRecord,
    PictureContentRecord,
    PictureRecord,
    SightingRecord,
)
from auditor.store.tables.journeys import (
    JourneyRecord,
    MetNeedRecord,
    NoteRecord,
    PersonaRecord,
    QuestionRecord,
    ReplyRecord,
    RespondentRecord,
    ResponseRecord,
    StageRecord,
    StrategyRecord,
    TouchpointRecord,
    VerificationRecord,
    WishRecord,
)
from auditor.store.tables.library import LibraryFileRecord
from auditor.store.tables.settings import SettingRecord

__all__ = [
    "ENTITIES",
    "ActionRecord",
    "AnswerRecord",
    "AskingRecord",
    "AuditRecord",
    "ChangeRecord",
    "ChangedRowRecord",
    "CommentRecord",
    "DependencyRecord",
    "Editable",
    "EvidenceRecord",
    "FindingRecord",
    "IdentityRecord",
    "ItemRecord",
    "JourneyRecord",
    "LibraryFileRecord",
    "LinkRecord",
    "LoginRecord",
    "MetNeedRecord",
    "NoteRecord",
    "PersonRecord",
    "PersonaRecord",
    "PhraseRecord",
    "PictureContentRecord",
    "PictureRecord",
    "PresenceRecord",
    "QuestionRecord",
    "ReplyRecord",
    "RespondentRecord",
    "ResponseRecord",
    "RoundRecord",
    "SavedFilterRecord",
    "ServingRecord",
    "SettingRecord",
    "SightingRecord",
    "StageRecord",
    "StrategyRecord",
    "SuggestionRecord",
    "TouchpointRecord",
    "VerificationRecord",
    "VisitRecord",
    "WishRecord",
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
    | DependencyRecord
    | ServingRecord
    | AskingRecord
    | MetNeedRecord
    | QuestionRecord
    | RespondentRecord
    | ResponseRecord
    | StrategyRecord
    | VerificationRecord
    | WishRecord
    | PresenceRecord
    | ItemRecord
    | FindingRecord
    | SightingRecord
    | PictureRecord
    | PhraseRecord
    | SettingRecord
    | LibraryFileRecord
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
        StrategyRecord,
        WishRecord,
        MetNeedRecord,
        QuestionRecord,
        RespondentRecord,
        ResponseRecord,
        VerificationRecord,
        AskingRecord,
        DependencyRecord,
        ServingRecord,
        PresenceRecord,
        ItemRecord,
        PhraseRecord,
        FindingRecord,
        SightingRecord,
        PictureRecord,
        SettingRecord,
        LibraryFileRecord,
    )
}
"""The tables whose changes are kept and can be undone, by name."""

for _table in SQLModel.metadata.tables.values():
    _table.dialect_options["sqlite"]["autoincrement"] = True
