"""That nobody's change is written over unseen: the second of two who change the same value is told, and chooses.

Whoever changes something hands on what they saw of it. Only what differs from that is written, so that two who change
different values never meet; where somebody else has changed the same value to something else, nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from msgspec import Struct
from sqlmodel import col, select

from auditor.base.errors import ConflictError
from auditor.base.i18n import _, day_and_time
from auditor.base.known_gates import gates_text
from auditor.base.text import clean
from auditor.sentences.values import column_value, column_word
from auditor.store.tables import (
    ChangedRowRecord,
    ChangeRecord,
    Editable,
    JourneyRecord,
    PersonaRecord,
    PersonRecord,
    StageRecord,
    TouchpointRecord,
)
from auditor.store.work import Work

V = TypeVar("V")

_NAMED: Mapping[str, type[Editable]] = {
    "owner_id": PersonRecord,
    "responsible_id": PersonRecord,
    "stage_id": StageRecord,
    "touchpoint_id": TouchpointRecord,
    "persona_id": PersonaRecord,
    "opens_id": JourneyRecord,
}
"""Columns that are told by the name of what they refer to."""

Seen = Mapping[str, object]
"""What an editor saw of a row, by column."""


def seen(view: Struct | None, values: Collection[str], **named: str) -> Seen | None:
    """Return what a view shows of some columns; `named` are those that it calls otherwise.

    Columns that the view does not have are left out; without a view nobody has said what was seen.
    """
    if view is None:
        return None
    fields = {column: named.get(column, column) for column in values}
    return {column: getattr(view, field) for column, field in fields.items() if hasattr(view, field)}


def to_write(
    work: Work, row: Editable, values: Mapping[str, V], seen: Seen | None, *, meant: Collection[str] = ()
) -> dict[str, V]:
    """Return what is to be written of the values given for a row.

    With `seen`, what the editor saw, that is what differs from it, and what is `meant` in any case, as a verdict is
    that somebody gives once more. Raises ConflictError where somebody else has changed the same value meanwhile to
    something else, also the same person in another program.
    """
    if seen is None:
        return dict(values)
    kept = {
        name: value
        for name, value in values.items()
        if name in meant or name not in seen or _plain(value) != _plain(seen[name])
    }
    told = [
        told
        for name, value in kept.items()
        if name in seen and _plain(getattr(row, name)) not in (_plain(seen[name]), _plain(value))
        if (told := _told(work, row, name, seen[name]))
    ]
    if told:
        raise ConflictError(
            _("{changes}. Nothing was saved; save again to put yours in its place.").format(
                changes="; ".join(told)
            )
        )
    return kept


def _plain(value: object) -> object:
    """Return a value as it can be compared, whether it comes from a view, a form or a row."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, Mapping):
        return gates_text(value) or None
    if isinstance(value, str):
        return clean(value).strip() or None
    return value


def refuse_changed_lines(
    work: Work, field: str, rows: Sequence[Editable], before: Sequence[str], wanted: Sequence[str]
) -> None:
    """Raise ConflictError where the lines of `field`, each a row's `text`, are no longer as their editor saw them.

    Not where they are as they are wanted already, and not where that was done here.
    """
    now = [str(getattr(row, "text", "")) for row in rows if row.removed_at is None]
    if now in (list(before), list(wanted)):
        return
    entity, numbers = str(rows[0].__tablename__), [row.id for row in rows]
    last = work.session.exec(
        select(ChangeRecord)
        .join(ChangedRowRecord, col(ChangedRowRecord.change_id) == ChangeRecord.id)
        .where(ChangedRowRecord.entity == entity, col(ChangedRowRecord.row_id).in_(numbers))
        .order_by(col(ChangeRecord.id).desc())
        .limit(1)
    ).first()
    if last is None or work.is_own(last.id or 0):
        return
    told = _("{who} has changed {field} meanwhile: {before} → {after}").format(
        who=last.who,
        field=field,
        before=column_value(entity, "text", "; ".join(before)),
        after=column_value(entity, "text", "; ".join(now)),
    )
    raise ConflictError(
        _("{changes}. Nothing was saved; save again to put yours in its place.").format(
            changes=f"{told} ({day_and_time(datetime.fromisoformat(last.at))})"
        )
    )


def _told(work: Work, row: Editable, name: str, before: object) -> str:
    """Return who has changed a column of a row, when, from what and to what; empty if that was done here."""
    entity = str(row.__tablename__)
    last = last_change(work, row, name)
    if last is not None and work.is_own(last.id or 0):
        return ""
    told = _("{who} has changed {field} meanwhile: {before} → {after}").format(
        who=last.who if last else _("somebody"),
        field=column_word(entity, name),
        before=_word(work, entity, name, before),
        after=_word(work, entity, name, getattr(row, name)),
    )
    return told if last is None else f"{told} ({day_and_time(datetime.fromisoformat(last.at))})"


def last_change(work: Work, row: Editable, name: str) -> ChangeRecord | None:
    """Return the last change to a column of a row."""
    changes = work.session.exec(
        select(ChangeRecord, ChangedRowRecord.after)
        .join(ChangedRowRecord, col(ChangedRowRecord.change_id) == ChangeRecord.id)
        .where(ChangedRowRecord.entity == str(row.__tablename__), ChangedRowRecord.row_id == row.id)
        .order_by(col(ChangeRecord.id).desc())
    )
    return next((change for change, after in changes if name in json.loads(after)), None)


def _word(work: Work, entity: str, name: str, value: object) -> str:
    if name in _NAMED and isinstance(value, int):
        named = work.session.get(_NAMED[name], value)
        value = getattr(named, "name", None)
    return column_value(entity, name, _plain(value))
