"""The tables. Only writing sees them; reading is SQL into views.

Moments are ISO 8601 text in UTC and days ISO text, the same in every engine. Nothing is deleted by the
program: `removed_at` takes a row out of sight, and undo brings it back.
"""

from __future__ import annotations

from auditor.store.tables.actions import Action, Comment, Link, Person, SavedFilter
from auditor.store.tables.audits import Answer, Audit, Round, Visit, Wording
from auditor.store.tables.changes import Change, ChangeRow
from auditor.store.tables.evidence import Evidence, Suggestion
from auditor.store.tables.journeys import Journey, Note, Persona, Reply, Stage, Touchpoint

__all__ = [
    "ENTITIES",
    "Action",
    "Answer",
    "Audit",
    "Change",
    "ChangeRow",
    "Comment",
    "Editable",
    "Evidence",
    "Journey",
    "Link",
    "Note",
    "Person",
    "Persona",
    "Reply",
    "Round",
    "SavedFilter",
    "Stage",
    "Suggestion",
    "Touchpoint",
    "Visit",
    "Wording",
]

Editable = (
    Person
    | Journey
    | Stage
    | Touchpoint
    | Note
    | Persona
    | Reply
    | Round
    | Audit
    | Visit
    | Answer
    | Action
    | Link
    | Comment
    | SavedFilter
    | Evidence
    | Suggestion
)

ENTITIES: dict[str, type[Editable]] = {
    str(table.__tablename__): table
    for table in (
        Person,
        Journey,
        Stage,
        Touchpoint,
        Note,
        Persona,
        Reply,
        Round,
        Audit,
        Visit,
        Answer,
        Action,
        Link,
        Comment,
        SavedFilter,
        Evidence,
        Suggestion,
    )
}
"""The tables whose changes are kept and can be undone, by name."""
