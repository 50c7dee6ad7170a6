"""Rows just as they are stored, whatever is in them: reading made of views would stumble over what is looked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.store.adapter import connect_file
from auditor.store.viewing import Row

if TYPE_CHECKING:
    from sqlalchemy import Connection

Rows = Callable[..., list[Row]]
"""Runs a statement with `:name` parameters. Text that is no UTF-8 comes as bytes."""


@contextmanager
def of_file(path: Path) -> Iterator[Rows]:
    """Give the rows of an SQLite file, through a connection of its own that only reads."""
    with closing(connect_file(path.absolute())) as connection:
        connection.execute("PRAGMA query_only = ON")

        yield of_open_file(connection)


def of_open_file(connection: sqlite3.Connection) -> Rows:
    """Return the rows that a connection to an SQLite file sees, within its transaction."""
    return lambda sql, **parameters: _raw(connection, sql, parameters)


def of_connection(connection: Connection) -> Rows:
    """Return the rows that a connection of SQLAlchemy's sees, within its transaction."""
    from sqlalchemy import text

    def run(sql: str, **parameters: object) -> list[Row]:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            return _raw(driver, sql, parameters)
        return [tuple(row) for row in connection.execute(text(sql), parameters)]

    return run


def _raw(connection: sqlite3.Connection, sql: str, parameters: dict[str, object]) -> list[Row]:
    before = connection.text_factory
    try:
        # A function of our own for each text takes several times as long.
        with suppress(sqlite3.OperationalError):
            return connection.execute(sql, parameters).fetchall()
        connection.text_factory = _text
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.text_factory = before


def _text(stored: bytes) -> str | bytes:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored
