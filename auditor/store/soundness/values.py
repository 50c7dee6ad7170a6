"""Finds stored values that are not what their columns may hold: of a wrong type, out of range, no word, no day, no JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from auditor.base.i18n import _
from auditor.store.soundness.columns import Column, Known, known_tables
from auditor.store.soundness.fault import Fault
from auditor.store.soundness.rows import Rows
from auditor.store.viewing import Row

_AT_ONCE = 20_000
"""How many rows are looked at together."""


def unfit_values(rows: Rows, first: Collection[str] = ()) -> Iterator[Fault]:
    """Yield every value that is not what its column may hold; tables named `first` come first."""
    tables = known_tables()
    for name in sorted(tables, key=lambda name: name not in first):
        table = tables[name]
        told = set()
        for fault in chain(_out_of_kind(rows, table), _against_rules(rows, table)):
            if fault.place not in told:
                told.add(fault.place)
                yield fault


def _out_of_kind(rows: Rows, table: Known) -> Iterator[Fault]:
    listed = ", ".join(f't."{name}"' for name in (table.key, *(column.name for column in table.columns)))
    sql = f'SELECT {listed} FROM "{table.name}" t {{condition}} ORDER BY t."{table.key}" LIMIT {_AT_ONCE}'
    some = rows(sql.format(condition=""))
    while some:
        numbers, *columns = zip(*some, strict=True)
        for column, stored in zip(table.columns, columns, strict=True):
            yield from _out_of_kind_in(column, numbers, stored)
        if len(some) < _AT_ONCE:
            return
        some = rows(sql.format(condition=f'WHERE t."{table.key}" > :after'), after=numbers[-1])


def _out_of_kind_in(column: Column, numbers: Row, stored: Row) -> Iterator[Fault]:
    # Most values are there many times. A number and the same with a fraction of zero are told apart by their types.
    found = {
        (kind, value): column.fault(value) for kind, value in set(zip(map(type, stored), stored, strict=True))
    }
    wrong = {each: reason for each, reason in found.items() if reason is not None}
    if not wrong:
        return
    for number, value in zip(numbers, stored, strict=True):
        reason = wrong.get((type(value), value))
        if reason is not None:
            yield Fault(column.table, number, column.name, reason, value)


def _against_rules(rows: Rows, table: Known) -> Iterator[Fault]:
    for rule in table.rules:
        sql = f'SELECT t."{table.key}", t."{rule.column}" FROM "{table.name}" t WHERE NOT ({rule.sql}) ORDER BY 1'
        for number, value in rows(sql):
            yield Fault(rule.table, number, rule.column, _("must be {rule}").format(rule=rule.sql), value)
