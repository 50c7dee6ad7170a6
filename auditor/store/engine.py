"""The SQLAlchemy engine: pragmas and locking for a file, time-outs for a server."""

from __future__ import annotations

import sqlite3
from functools import partial
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from auditor.base.vocabulary import Access
from auditor.store import adapter
from auditor.store.adapter import connect_file
from auditor.store.connections import CHANNEL, Held, no_driver, once_there_is_room, patience
from auditor.store.location import Location
from auditor.store.pages import ASKED, HELD
from auditor.store.passwords import to_connect
from auditor.store.rights import RIGHTS

PRAGMAS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
"""An answer is on disk before the screen says so. No WAL: SQLite 3.7.0–3.51.2 can damage it with two writers."""


READING = "auditor_reading"
"""The execution option of connections that only read, and so wait for nobody."""
WRITERS = 4_711_000_001
"""The number of the server's lock that whoever writes holds; it is the database's own."""


def make_engine(
    location: Location, token: str = "", access: Access = Access.OWNER, held: Held | None = None
) -> Engine:
    """Return an engine for the location; nothing is opened yet. Raises RefusedError without the server's driver.

    On a file nothing can be written that `access` does not allow; a server sees to that itself.

    `token` is what its notifications of changes are known by; its connections to a server are put into `held`.
    """
    if location.path is None:
        return _server_engine(to_connect(location), token, held)
    path = location.path
    engine = create_engine("sqlite://", creator=lambda: connect_file(path), poolclass=QueuePool, pool_size=1)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_immediate)
    if access is not Access.OWNER:
        event.listen(engine, "connect", partial(_watch_over, access))
    return engine


def _server_engine(location: Location, token: str, held: Held | None) -> Engine:
    try:
        # Whatever a server is set to: who comes after a writer has to see what that has written.
        engine = create_engine(
            location.url or "",
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args=patience(location),
        )
    except ModuleNotFoundError:
        raise no_driver() from None
    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "begin", partial(_take_turns, token))
    if held is not None:
        event.listen(engine, "connect", lambda connection, _record: held.add(connection))
        event.listen(engine, "close", lambda connection, _record: held.drop(connection))
    return engine


def _connected(dialect: Any, _record: object, words: Any, options: Any) -> Any:
    return once_there_is_room(lambda: dialect.connect(*words, **options))


def _set_pragmas(connection: Any, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


_READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT,
    sqlite3.SQLITE_PRAGMA,
}


def _watch_over(access: Access, connection: Any, _record: object) -> None:
    """Let a connection to a file write no more than somebody may."""

    def decide(action: int, table: str | None, column: str | None, *_where: str | None) -> int:
        return sqlite3.SQLITE_OK if _may(access, action, table or "", column or "") else sqlite3.SQLITE_DENY

    connection.set_authorizer(decide)


def _may(access: Access, action: int, table: str, column: str) -> bool:
    if action in _READS:
        return True
    if action == sqlite3.SQLITE_INSERT and table == "login":
        # In a file everybody is known by their settings, and says who they are with their first change.
        return access.reaches(Access.AUDITOR)
    right = RIGHTS.get(table)
    if right is None:
        return False
    if action == sqlite3.SQLITE_INSERT:
        return right.inserts(access)
    return action == sqlite3.SQLITE_UPDATE and column in right.updates(access, (column,))


def _begin_immediate(connection: Connection) -> None:
    """Begin to write, once nobody else does. SQLite asks ever more seldom: among many who write, it may never have a turn."""
    file = connection.connection.driver_connection
    assert file is not None
    end = monotonic() + adapter.BUSY_TIMEOUT_MS / 1000
    file.execute("PRAGMA busy_timeout = 0")
    try:
        while _is_held(file) and monotonic() < end:
            sleep(ASKED)
        if not file.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        file.execute(f"PRAGMA busy_timeout = {adapter.BUSY_TIMEOUT_MS}")


def _is_held(file: Any) -> bool:
    """Begin to write; tell whether somebody else writes, so that nothing was begun. Other refusals are met once more."""
    try:
        file.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF in HELD
    return False


def _take_turns(token: str, connection: Connection) -> None:
    """Let one program write at a time, as in a file, so that what is counted up never misses another's change.

    Whoever listens is notified when it is kept.
    """
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {adapter.BUSY_TIMEOUT_MS}")
    if not connection.get_execution_options().get(READING):
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock({WRITERS}), pg_notify('{CHANNEL}', '{token}')"
        )
