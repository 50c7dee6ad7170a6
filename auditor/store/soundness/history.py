"""Compares the rows with what the history says of them: the newest change of a value says what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from auditor.base.i18n import _
from auditor.store.soundness.columns import Known, known_tables
from auditor.store.soundness.fault import Fault
from auditor.store.soundness.rows import Rows
from auditor.store.tables import ENTITIES
from auditor.store.viewing import Row

_AT_ONCE = 20_000
"""How many rows are looked at together."""


def untold(rows: Rows) -> Iterator[Fault]:
    """Yield every value that is not what its newest change made it, and every change of a row that is not there."""
    for name in ENTITIES:
        table = known_tables()[name]
        changed: dict[int, dict[str, Any]] = {}
        for number, values in _newest(rows, name):
            changed[number] = values
            if len(changed) == _AT_ONCE:
                yield from _compared(rows, table, changed)
                changed = {}
        yield from _compared(rows, table, changed)


def told_of(rows: Rows, table: str, number: object) -> dict[str, Any]:
    """Return the newest value of each column of a row that the history tells of."""
    sql = "SELECT c.after FROM change_row c WHERE c.entity = :entity AND c.row_id = :row ORDER BY c.id"
    values: dict[str, Any] = {}
    for (after,) in rows(sql, entity=table, row=number):
        values |= _object(after)
    return values


def _newest(rows: Rows, entity: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number of each row of a table that the history tells of, in order, with the newest value of each column."""
    for number, changes in groupby(_changes(rows, entity), key=lambda change: change[0]):
        values: dict[str, Any] = {}
        for _number, _id, after in changes:
            values |= _object(after)
        if isinstance(number, int):
            yield number, values


def _changes(rows: Rows, entity: str) -> Iterator[Row]:
    """Yield (row, number of the change's row, values after it) of a table, by row, then in the order of the changes."""
    sql = f"""
        SELECT c.row_id, c.id, c.after FROM change_row c
        WHERE c.entity = :entity AND (c.row_id, c.id) > (:row, :after) ORDER BY c.row_id, c.id LIMIT {_AT_ONCE}
    """
    row, after = -1, 0
    while some := rows(sql, entity=entity, row=row, after=after):
        yield from some
        row, after = some[-1][:2]
        if len(some) < _AT_ONCE or not isinstance(row, int):
            return


def _object(text: object) -> dict[str, Any]:
    try:
        found = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


def _compared(rows: Rows, table: Known, changed: dict[int, dict[str, Any]]) -> Iterator[Fault]:
    if not changed:
        return
    names = [column.name for column in table.columns]
    listed = ", ".join(f't."{name}"' for name in (table.key, *names))
    sql = f'SELECT {listed} FROM "{table.name}" t WHERE t."{table.key}" BETWEEN :low AND :high'
    left = dict(changed)
    for number, *stored in rows(sql, low=min(changed), high=max(changed)):
        values = left.pop(number, {})
        for name, value in zip(names, stored, strict=True):
            if name in values and values[name] != value:
                reason = _("differs from the history")
                yield Fault(table.name, number, name, reason, value, values[name])
    for number in left:
        yield Fault(table.name, number, table.key, _("is in the history and is not there"), number)
