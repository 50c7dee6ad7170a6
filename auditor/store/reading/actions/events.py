"""Reads of what happened to an action: every change of it, of what it answers and of what was said of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from auditor.base.finding_names import name_of
from auditor.base.text import clean
from auditor.store.adapter import Reader
from auditor.store.viewing import Read
from auditor.views.actions import ActionEvent, ValueChange
from auditor.views.history import FEELING, TOLD


class _ActionChange(Struct, frozen=True):
    """A change, and one row that it changed; the row's values are JSON."""

    id: int
    at: datetime
    who: str
    code: str
    arguments: Mapping[str, str]
    state: str
    changed_id: int
    entity: str
    row_id: int
    before: str | None
    after: str


class _Link(Struct, frozen=True):
    """What a link names."""

    id: int
    checklist: str
    check_key: str
    note: str | None
    letters: str
    number: int | None
    """Those of the finding; None where it is to all that is found of its check."""


_COLUMNS = """
    SELECT c.id, c.at, c.who, c.code, c.arguments, c.state, r.id AS changed_id, r.entity, r.row_id, r.before, r.after
"""
_ROWS = Read(
    "changes of an action",
    _ActionChange,
    f"""
    {_COLUMNS}
    FROM change_row r JOIN change c ON c.id = r.change_id WHERE r.entity = 'action' AND r.row_id = :action
    UNION ALL
    {_COLUMNS}
    FROM link l JOIN change_row r ON r.entity = 'link' AND r.row_id = l.id JOIN change c ON c.id = r.change_id
    WHERE l.action_id = :action
    UNION ALL
    {_COLUMNS}
    FROM comment m JOIN change_row r ON r.entity = 'comment' AND r.row_id = m.id
    JOIN change c ON c.id = r.change_id WHERE m.action_id = :action
    ORDER BY 1 DESC, 7
    """,
    ("action",),
)

_LINKS = Read(
    "what links of an action name",
    _Link,
    """
    SELECT l.id, l.checklist, l.check_key, n.text AS note, coalesce(f.letters, '') AS letters, f.number FROM link l
    LEFT JOIN note n ON n.id = l.note_id LEFT JOIN finding f ON f.id = l.finding_id WHERE l.action_id = :action
    """,
    ("action",),
)

_COMMENTS = Read(
    "comments ever made on an action",
    tuple[int, str],
    "SELECT m.id, m.text FROM comment m WHERE m.action_id = :action",
    ("action",),
)

_NAMES = Read("names ever in the team", tuple[int, str], "SELECT p.id, p.name FROM person p")


def _answered(link: _Link) -> str:
    """Return what a link is to: a finding by its name, else the pain point, the check or the feeling."""
    if link.number is not None:
        return name_of(link.letters, link.number)
    return link.note or (f"{link.checklist}/{link.check_key}" if link.check_key else FEELING)


_BEGINNING = {"title", "note"}
"""Not told of a new action, whose list or page shows them."""

_Values = dict[str, Any]


def events_of(reader: Reader, action_id: int) -> list[ActionEvent]:
    """Return everything that happened to an action, the newest first."""
    told = _Telling(reader, action_id)
    changes: dict[int, _ActionChange] = {}
    values: dict[int, list[ValueChange]] = {}
    for row in reader.all(_ROWS, action=action_id):
        changes[row.id] = row
        made = json.loads(row.before) if row.before else None
        values.setdefault(row.id, []).extend(told.values(row.entity, row.row_id, made, json.loads(row.after)))
    return [
        ActionEvent(one.at, one.who, one.code, one.arguments, one.state, tuple(values[number]))
        for number, one in changes.items()
    ]


class _Telling:
    """Tells changed rows as values before and after."""

    def __init__(self, reader: Reader, action_id: int) -> None:
        self._names = dict(reader.all(_NAMES))
        self._said: dict[str, dict[int, str]] = {
            "link": {link.id: _answered(link) for link in reader.all(_LINKS, action=action_id)},
            "comment": dict(reader.all(_COMMENTS, action=action_id)),
        }

    def values(
        self, entity: str, row_id: int, before: _Values | None, after: _Values
    ) -> Iterable[ValueChange]:
        """Yield what changed in a row; of a new one, what it began with."""
        if entity == "action":
            for name, value in after.items():
                old, new = self._value(name, (before or {}).get(name)), self._value(name, value)
                if name in TOLD and old != new and (before is not None or name not in _BEGINNING):
                    yield ValueChange(name.removesuffix("_id"), old, new)
        elif before is None or "removed_at" in after:
            gone = before is not None and after["removed_at"] is not None
            said = self._said[entity].get(row_id)
            yield ValueChange(
                "finding" if entity == "link" else entity, said if gone else None, None if gone else said
            )

    def _value(self, name: str, value: object) -> str | None:
        if value is None or value == "":
            return None
        if name == "owner_id":
            return self._names.get(value) if isinstance(value, int) else None
        return clean(str(value))
