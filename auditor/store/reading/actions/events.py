"""Reads of what happened to an action: every change of it, of what it answers and of what was said of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from auditor.base.text import clean, one_line
from auditor.store.adapter import Read, Reader
from auditor.store.reading.columns import moment_of
from auditor.views.actions import ActionEvent, ValueChange
from auditor.views.history import FEELING, TOLD

_ROWS = Read(
    "changes of an action",
    """
    SELECT c.id, c.at, c.who, c.code, c.arguments, c.state, r.id, r.entity, r.row_id, r.before, r.after
    FROM change_row r JOIN change c ON c.id = r.change_id WHERE r.entity = 'action' AND r.row_id = :action
    UNION ALL
    SELECT c.id, c.at, c.who, c.code, c.arguments, c.state, r.id, r.entity, r.row_id, r.before, r.after
    FROM link l JOIN change_row r ON r.entity = 'link' AND r.row_id = l.id JOIN change c ON c.id = r.change_id
    WHERE l.action_id = :action
    UNION ALL
    SELECT c.id, c.at, c.who, c.code, c.arguments, c.state, r.id, r.entity, r.row_id, r.before, r.after
    FROM comment m JOIN change_row r ON r.entity = 'comment' AND r.row_id = m.id
    JOIN change c ON c.id = r.change_id WHERE m.action_id = :action
    ORDER BY 1 DESC, 7
    """,
    ("action",),
)

_LINKS = Read(
    "what links of an action name",
    """
    SELECT l.id, l.checklist, l.check_key, n.text FROM link l LEFT JOIN note n ON n.id = l.note_id
    WHERE l.action_id = :action
    """,
    ("action",),
)

_COMMENTS = Read(
    "comments ever made on an action",
    "SELECT m.id, m.text FROM comment m WHERE m.action_id = :action",
    ("action",),
)

_NAMES = Read("names ever in the team", "SELECT p.id, p.name FROM person p")

_BEGINNING = {"title", "note"}
"""Not told of a new action, whose list or page shows them."""

_Values = dict[str, Any]


def events_of(reader: Reader, action_id: int) -> list[ActionEvent]:
    """Return everything that happened to an action, the newest first."""
    told = _Telling(reader, action_id)
    changes: dict[int, tuple[Any, ...]] = {}
    values: dict[int, list[ValueChange]] = {}
    for number, at, who, code, arguments, state, _row, entity, row_id, before, after in reader.all(
        _ROWS, action=action_id
    ):
        changes[number] = (at, who, code, arguments, state)
        made = json.loads(before) if before else None
        values.setdefault(number, []).extend(told.values(entity, row_id, made, json.loads(after)))
    return [
        ActionEvent(moment_of(at), who, code, _said(arguments), state, tuple(values[number]))
        for number, (at, who, code, arguments, state) in changes.items()
    ]


class _Telling:
    """Tells changed rows as values before and after."""

    def __init__(self, reader: Reader, action_id: int) -> None:
        self._names: dict[Any, str] = dict(reader.all(_NAMES))
        self._said: dict[str, dict[int, str]] = {
            "link": {
                row: note or (f"{checklist}/{key}" if key else FEELING)
                for row, checklist, key, note in reader.all(_LINKS, action=action_id)
            },
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
        return self._names.get(value) if name == "owner_id" else clean(str(value))


def _said(arguments: str) -> dict[str, str]:
    return {name: one_line(text) for name, text in json.loads(arguments).items()}
