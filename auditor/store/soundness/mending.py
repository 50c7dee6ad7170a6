"""Mends what is wrong with the rows and the schema of a file: what is derived is worked out anew, the rest put aside.

A damaged value becomes what the history says of it, else what can still be read of it, else nothing or what a new row
has. Where none of that may be, the row goes out of sight. A copy of the file, made before, keeps what was there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from math import isfinite
from uuid import uuid4

from msgspec.structs import replace
from sqlalchemy import Connection

from auditor.base.i18n import _
from auditor.base.text import clean, shortened
from auditor.store.soundness.checking import faults, of_fault, of_schema
from auditor.store.soundness.columns import Column, known_tables
from auditor.store.soundness.fault import Fault
from auditor.store.soundness.history import told_of
from auditor.store.soundness.references import home_of
from auditor.store.soundness.rows import Rows, of_connection
from auditor.store.soundness.structure import differences
from auditor.store.tables import ENTITIES
from auditor.store.work import UNKEPT
from auditor.views.upkeep import Flaw

_ROUNDS = 20
"""What is mended may bring to light what follows from it, so many times at most."""
_LOST = "?"
"""A name of which nothing is left."""
_LET_GO = ("login", "change_row")
"""Tables whose damaged rows are let go of: who somebody is, is found out anew, and what can't be undone is not kept."""


class Mending:
    """Mends one file within the transaction of a connection."""

    def __init__(self, connection: Connection, at: str, who: str, login: str) -> None:
        """Work through `connection`; the change is dated `at` and in the name of `who`."""
        self._connection = connection
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self._run: Callable[..., sqlite3.Cursor] = driver.execute
        self._run_many = driver.executemany
        self._rows: Rows = of_connection(connection)
        self._at, self._who, self._login = at, who, login
        self._written: dict[tuple[str, int], dict[str, tuple[object, object]]] = {}
        """By table and row: what each column was and is."""
        self._mended: dict[tuple[str, object, str], Flaw] = {}

    def mend(self) -> list[Flaw]:
        """Mend everything that can be; return what was done about each flaw, in the order it was done."""
        self._run("PRAGMA ignore_check_constraints = ON")
        try:
            schema = list(self._schema())
            if any(each.hides for each in differences(self._connection)):
                return schema
            for _round in range(_ROUNDS):
                found = faults(self._connection)
                for fault in found:
                    # What was put there may follow from something else, and be set once more.
                    first = self._mended.get(fault.place, of_fault(fault))
                    self._mended[fault.place] = replace(first, mended=self._settle(fault))
                if not found:
                    break
            self._tell()
            return schema + list(self._mended.values())
        finally:
            self._run("PRAGMA ignore_check_constraints = OFF")

    def _schema(self) -> Iterator[Flaw]:
        """Take out of the schema what is not the program's, and put in the indexes that are missing."""
        for each in differences(self._connection):
            if each.cure is None:
                continue
            try:
                self._run(each.cure)
            except sqlite3.Error as error:
                yield of_schema(each, _("could not be mended: {reason}").format(reason=clean(str(error))))
            else:
                yield of_schema(each, _("made anew") if each.cure.startswith("CREATE") else _("taken out"))

    def _settle(self, fault: Fault) -> str:
        """Mend one fault; return what was done."""
        table = known_tables()[fault.table]
        if fault.column == table.key:
            return self._forget(fault)
        if not self._is_there(fault):
            return _("taken out")
        column = table.by_name[fault.column]
        if fault.right is not None:
            # Of what differs from the history, the history has who wrote it and when.
            return self._set(fault, fault.right if column.fault(fault.right) is None else fault.value)
        if column.names is not None:
            return self._settle_name(fault, column)
        if fault.table in _LET_GO:
            return self._let_go(fault)
        if fault.table == "library_file" and fault.column == "text" and column.fault(fault.value) is None:
            told = told_of(self._rows, fault.table, fault.row).get("text")
            return self._hide(fault) if told in (None, fault.value) else self._set(fault, told)
        for value in self._likely(fault, column):
            if column.fault(value) is None:
                return self._set(fault, value)
        return self._put_aside(fault, column)

    def _settle_name(self, fault: Fault, column: Column) -> str:
        """Mend a value that is to name a row."""
        for value in (
            told_of(self._rows, fault.table, fault.row).get(column.name),
            home_of(self._rows, fault),
        ):
            if (
                column.fault(value) is None
                and value not in (None, fault.value)
                and self._names(column, value)
            ):
                return self._set(fault, value)
        if column.optional:
            return self._set(fault, None)
        if self._names(column, fault.value) and "removed_at" in known_tables()[fault.table].by_name:
            return self._hide(fault)
        return self._let_go(fault)

    def _names(self, column: Column, value: object) -> bool:
        """Tell whether there is a row that a value names."""
        assert column.names is not None
        key = known_tables()[column.names].key
        return bool(self._rows(f'SELECT 1 FROM "{column.names}" t WHERE t."{key}" = :value', value=value))

    def _likely(self, fault: Fault, column: Column) -> Iterator[object]:
        """Yield what a damaged value may have been, the likeliest first."""
        told = told_of(self._rows, fault.table, fault.row)
        if fault.column in told:
            yield told[fault.column]
        if isinstance(fault.value, bytes):
            left = clean(fault.value.decode("utf-8", "ignore"))
            if left.strip():
                yield left
        if fault.column == "removed_at":
            yield self._at
        if column.optional:
            yield None
        if column.empty is not None:
            yield column.empty
        if fault.column == "uid":
            yield uuid4().hex
        if fault.table == "change":
            yield from (
                "log" if fault.column == "state" else "mend" if fault.column == "code" else "",
                self._at,
            )
        if fault.column in ("name", "title", "question"):
            yield _LOST

    def _put_aside(self, fault: Fault, column: Column) -> str:
        """Take a row out of sight whose value nobody knows, with a value that does no harm."""
        table = known_tables()[fault.table]
        for value in (column.least, self._at, self._at[:10], "", "{}", _NO_WORDING, _LOST):
            if column.fault(value) is None:
                self._set(fault, value)
                break
        if "removed_at" not in table.by_name:
            return _("could not be read, and is empty now")
        return self._hide(fault)

    def _hide(self, fault: Fault) -> str:
        self._set(Fault(fault.table, fault.row, "removed_at", fault.reason), self._at)
        return _("the row was taken out of sight")

    def _set(self, fault: Fault, value: object) -> str:
        table = known_tables()[fault.table]
        try:
            self._run(
                f'UPDATE "{fault.table}" SET "{fault.column}" = :value WHERE "{table.key}" = :row',
                {"value": value, "row": fault.row},
            )
        except sqlite3.IntegrityError as error:
            return _("could not be mended: {reason}").format(reason=clean(str(error)))
        if fault.table in ENTITIES and fault.column not in UNKEPT and isinstance(fault.row, int):
            values = self._written.setdefault((fault.table, fault.row), {})
            values[fault.column] = (values.get(fault.column, (fault.value,))[0], value)
        if value is None or value == "":
            return _("is empty now")
        return _("is now {value}").format(
            value=shortened(clean(str(int(value) if isinstance(value, bool) else value)), 60)
        )

    def _is_there(self, fault: Fault) -> bool:
        key = known_tables()[fault.table].key
        return bool(self._rows(f'SELECT 1 FROM "{fault.table}" t WHERE t."{key}" = :row', row=fault.row))

    def _let_go(self, fault: Fault) -> str:
        """Take out a row that names one that is not there, or that is of no use."""
        table = known_tables()[fault.table]
        if fault.table == "change_row":
            self._run(
                "UPDATE change SET state = 'log' WHERE id IN (SELECT change_id FROM change_row WHERE id = :row)",
                {"row": fault.row},
            )
        self._run(f'DELETE FROM "{fault.table}" WHERE "{table.key}" = :row', {"row": fault.row})
        if isinstance(fault.row, int):
            self._written.pop((fault.table, fault.row), None)
        return _("taken out")

    def _forget(self, fault: Fault) -> str:
        """Let the history tell no more of a row that is not there; what it told can't be undone."""
        named = {"entity": fault.table, "row": fault.row}
        changes = "SELECT change_id FROM change_row WHERE entity = :entity AND row_id = :row"
        self._run(f"UPDATE change SET state = 'log' WHERE id IN ({changes})", named)
        self._run("DELETE FROM change_row WHERE entity = :entity AND row_id = :row", named)
        return _("taken out of the history")

    def _tell(self) -> None:
        """Write into the history what was set."""
        if not self._written:
            return
        change = self._run(
            "INSERT INTO change (at, who, login, code, arguments, state) VALUES (?, ?, ?, 'mend', '{}', 'log')",
            (self._at, self._who, self._login),
        ).lastrowid
        self._run_many(
            "INSERT INTO change_row (change_id, entity, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
            [
                (
                    change,
                    table,
                    row,
                    _json({name: before for name, (before, _after) in values.items()}),
                    _json({name: after for name, (_before, after) in values.items()}),
                )
                for (table, row), values in self._written.items()
            ],
        )


_NO_WORDING = json.dumps({key: {} for key in ("list_title", "text", "why", "look", "remedy")})


def _json(values: dict[str, object]) -> str:
    """Return values as JSON; what it can't hold is nothing."""
    plain = {name: value if _fits_json(value) else None for name, value in values.items()}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _fits_json(value: object) -> bool:
    return isinstance(value, str | int) or (isinstance(value, float) and isfinite(value))
