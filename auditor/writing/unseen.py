"""That nobody's change is written over unseen: the second of two who change the same value is told, and chooses.

Whoever changes something hands on what they saw of it. Only what differs from that is written, so that two who change
different values never meet; where somebody else has changed the same value to something else, nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import TypeVar, cast

from msgspec import Struct
from sqlmodel import col, select

from auditor.base.errors import OvertakenError
from auditor.base.i18n import _, day_and_time
from auditor.base.known_gates import gates_text
from auditor.base.text import clean
from auditor.base.whose import whose
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
    that somebody gives once more. Where somebody else has changed the same value meanwhile to something else, also the
    same person in another program, OvertakenError is raised, unless it was said whose stands: for theirs, the value
    that is there is returned.
    """
    if seen is None:
        return dict(values)
    kept = {
        name: value
        for name, value in values.items()
        if name in meant or name not in seen or _plain(value) != _plain(seen[name])
    }
    overtaken = _Overtaken()
    for name in filter(seen.__contains__, list(kept)):
        there = getattr(row, name)
        if _plain(there) in (_plain(seen[name]), _plain(kept[name])):
            continue
        last = last_change(work, row, name)
        if overtaken.is_theirs(work, last):
            kept[name] = cast("V", there)
        elif overtaken.is_open(work, last):
            entity = str(row.__tablename__)
            before, after = (_word(work, entity, name, value) for value in (seen[name], there))
            overtaken.tell(last, column_word(entity, name), before, after)
    overtaken.refuse()
    return kept


class _Overtaken:
    """What somebody else has changed meanwhile."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._changes: set[int] = set()

    def is_theirs(self, work: Work, last: ChangeRecord | None) -> bool:
        """Tell whether what a change has written stays, as its editor has said."""
        return not _is_own(work, last) and _number(last) in whose().theirs

    def is_open(self, work: Work, last: ChangeRecord | None) -> bool:
        """Tell whether it is still to be said whose stands."""
        said = whose()
        return not _is_own(work, last) and _number(last) not in said.mine | said.theirs

    def tell(self, last: ChangeRecord | None, field: str, before: str, after: str) -> None:
        """Take down what a change has written, in words."""
        self._changes.add(_number(last))
        told = _("{who} has changed {field} meanwhile: {before} → {after}").format(
            who=last.who if last else _("somebody"), field=field, before=before, after=after
        )
        when = f" ({day_and_time(datetime.fromisoformat(last.at))})" if last else ""
        self._told.append(told + when)

    def refuse(self) -> None:
        """Raise OvertakenError where anything was told."""
        if self._told:
            raise OvertakenError(self._told, frozenset(self._changes))


def _is_own(work: Work, change: ChangeRecord | None) -> bool:
    return change is not None and work.is_own(change.id or 0)


def _number(change: ChangeRecord | None) -> int:
    """Return the number of a change; 0 for one that the history does not have."""
    return (change.id or 0) if change is not None else 0


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


def lines_to_write(
    work: Work, field: str, rows: Sequence[Editable], before: Sequence[str], wanted: Sequence[str]
) -> Sequence[str]:
    """Return the lines to be written of `field`, each a row's `text`: as wanted, or as they are where those stand.

    Raises OvertakenError where they are no longer as their editor saw them: not where they are as they are wanted
    already, where that was done here, and where it was said whose stand.
    """
    now = [str(getattr(row, "text", "")) for row in rows if row.removed_at is None]
    if now in (list(before), list(wanted)):
        return wanted
    entity, numbers = str(rows[0].__tablename__), [row.id for row in rows]
    last = work.session.exec(
        select(ChangeRecord)
        .join(ChangedRowRecord, col(ChangedRowRecord.change_id) == ChangeRecord.id)
        .where(ChangedRowRecord.entity == entity, col(ChangedRowRecord.row_id).in_(numbers))
        .order_by(col(ChangeRecord.id).desc())
        .limit(1)
    ).first()
    overtaken = _Overtaken()
    if overtaken.is_theirs(work, last):
        return now
    if last is not None and overtaken.is_open(work, last):
        told = (column_value(entity, "text", "; ".join(lines)) for lines in (before, now))
        overtaken.tell(last, field, *told)
    overtaken.refuse()
    return wanted


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
