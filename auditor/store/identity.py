"""Which database a program has read, so that it writes nothing that was meant for another one.

A mark is read when a database is opened. Each write transaction asks, in itself, whether what is there is still what
was read: the same schema, the same database, not put back from a copy, and with the last change in it that was seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor.base.errors import AuditorError
from auditor.store.faults import damaged, is_no_table

if TYPE_CHECKING:
    from psycopg import Connection as ServerConnection
    from sqlalchemy import Connection


class Mark(Struct, frozen=True):
    """What tells one state of a database from another."""

    version: str
    uid: str
    generation: str
    change: int
    """The number of the newest change that was seen; 0 for none."""
    at: str
    """The moment of that change, as it is stored."""

    def after(self, change: int, at: str) -> Mark:
        """Return the mark with a newer change seen."""
        return Mark(self.version, self.uid, self.generation, change, at) if change > self.change else self


class GoneError(AuditorError):
    """What was read is no longer there. `restored` tells that it was put back from a copy of the same database.

    `older` tells that it is the same database without the newest change that was seen. The database turns it into what is
    told.
    """

    def __init__(self, restored: bool = False, older: bool = False) -> None:
        """Say whether the database is the same one, put back from a copy, or as it was before."""
        super().__init__("")
        self.restored = restored
        self.older = older


_MARK = """SELECT a.version_num, i.uid, i.generation, coalesce(c.id, 0), coalesce(c.at, '')
    FROM alembic_version a CROSS JOIN identity i LEFT JOIN change c ON c.id = (SELECT max(id) FROM change)"""

_STILL = """SELECT a.version_num, i.uid, i.generation,
    coalesce((SELECT c.at FROM change c WHERE c.id = {change}), '')
    FROM alembic_version a CROSS JOIN identity i"""


def mark_read(connection: sqlite3.Connection | ServerConnection[Any], place: str) -> Mark:
    """Return the mark of a database of this program's schema, as who only reads it sees it.

    Raises DatabaseError where it has none.
    """
    return _mark(connection.execute(_MARK).fetchall(), place)


def mark_in(connection: Connection, place: str) -> Mark:
    """Return the mark of a database of this program's schema, as its transaction sees it. Raises as above."""
    return _mark(connection.exec_driver_sql(_MARK).all(), place)


def _mark(rows: Sequence[Any], place: str) -> Mark:
    if len(rows) != 1:
        raise damaged(place)
    return Mark(*rows[0])


def refuse_another(connection: Connection, expected: Mark) -> None:
    """Raise GoneError unless a database is, within a transaction on `connection`, the one that was read."""
    from sqlalchemy.exc import DBAPIError

    try:
        rows = connection.exec_driver_sql(_STILL.format(change=int(expected.change))).all()
    except DBAPIError as error:
        if is_no_table(error.orig):
            raise GoneError from error
        raise
    _compare(rows, expected)


def refuse_another_read(connection: sqlite3.Connection | ServerConnection[Any], expected: Mark) -> None:
    """Raise GoneError unless a database is the one that was read, as who only reads it sees it."""
    try:
        rows = connection.execute(_STILL.format(change=int(expected.change))).fetchall()
    except Exception as error:
        if is_no_table(error):
            raise GoneError from error
        raise
    _compare(rows, expected)


def _compare(rows: Sequence[Any], expected: Mark) -> None:
    if len(rows) != 1:
        raise GoneError
    version, uid, generation, at = rows[0]
    if (version, uid, generation, at) != (expected.version, expected.uid, expected.generation, expected.at):
        is_it = uid == expected.uid
        is_alike = (version, generation) == (expected.version, expected.generation)
        raise GoneError(restored=is_it and generation != expected.generation, older=is_it and is_alike)


_MAY_WRITE = """SELECT current_setting('transaction_read_only') = 'off'
    AND CASE WHEN to_regclass('change') IS NULL THEN has_schema_privilege(current_schema(), 'CREATE')
        ELSE has_table_privilege('change', 'INSERT') AND has_table_privilege('answer', 'UPDATE') END"""


def may_write(connection: ServerConnection[Any]) -> bool:
    """Tell whether a server lets whoever is connected change the database, or make it where it is not there yet."""
    return connection.execute(_MAY_WRITE).fetchone() == (True,)
