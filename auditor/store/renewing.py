"""Making a copy fit to take the place of a database: it becomes a new generation, and its numbers go on beyond all used.

All of it is done in the copy before anybody sees it, so that a restored database is never there with the old generation.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from auditor.store import schema
from auditor.store.adapter import connect_file
from auditor.store.location import Location

AHEAD = 1_000_000
"""So far ahead numbers go on where those that were used last can't be read any more."""


def renew(piece: Path, database: Path, others: Iterable[Path], beginning: schema.Beginning) -> None:
    """Make the copy `piece` of some database fit to take the place of `database`, of which `others` are copies too.

    It is brought to the schema of now, with `beginning` as `bring_up_to_date` takes it. Raises sqlite3.Error, and
    AuditorError where that can't be done.
    """
    _bring_up_to_date(piece, beginning)
    used = Counter[str]()
    for other in others:
        used |= _used(other) or Counter()
    if database.exists() and database.stat().st_size:
        present = _used(database)
        used = used | present if present is not None else used + Counter(dict.fromkeys(_tables(piece), AHEAD))
    with closing(connect_file(piece)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE identity SET generation = ?", (os.urandom(16).hex(),))
        for table, own in (_used_in(connection)).items():
            connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            number = max(own, used[table])
            connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))
        connection.execute("COMMIT")


def _bring_up_to_date(piece: Path, beginning: schema.Beginning) -> None:
    with closing(connect_file(piece)) as connection:
        state = schema.file_state(connection, str(piece))
    if state is schema.State.OLDER:
        from auditor.store.engine import make_engine

        engine = make_engine(Location(piece, None, named=True))
        try:
            schema.bring_up_to_date(engine, str(piece), beginning)
        finally:
            engine.dispose()


def _tables(piece: Path) -> list[str]:
    with closing(connect_file(piece)) as connection:
        return list(_used_in(connection))


def _used(path: Path) -> Counter[str] | None:
    """Return the highest number that each table of a file has used; None where it can't be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _used_in(connection)
    except sqlite3.Error:
        return None


def _used_in(connection: sqlite3.Connection) -> Counter[str]:
    """Return the same of an open file; one of an older schema has used at least the numbers of its rows."""
    tables = [
        name
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        if "\n\tid INTEGER NOT NULL" in (sql or "")
    ]
    found = Counter[str]()
    for table in tables:
        found[table] = connection.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0]
    is_counted = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone()
    if is_counted:
        counted = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        for table in tables:
            found[table] = max(found[table], int(counted.get(table) or 0))
    return found
