"""Reading: named SQL with `:name` parameters, run by sqlite3 on a file and by psycopg on a server.

Statements use only what both engines understand alike. Text comes out clean, whatever is stored.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct

from auditor.base.errors import DatabaseError
from auditor.store import journal
from auditor.store.connections import LOCK_TIMEOUT_MS, Server, fetched
from auditor.store.faults import explained
from auditor.store.me import STATE, Known, Me, look_up, name_login
from auditor.store.viewing import Read, T

R = TypeVar("R")

BUSY_TIMEOUT_MS = LOCK_TIMEOUT_MS
CLOSING_S = 1.0
"""So many seconds a thread that still reads is waited for when all is closed."""


VIEWER = "viewer"
"""The parameter that holds the number of the person who reads; the reader fills it in."""
LOGIN, NAMED = "login", "named"
"""The parameters that hold what changes of the one who reads are written under; the reader fills them in."""


class Viewer:
    """Who reads. Who that is in the team is looked up when a read needs it and something was written since."""

    def __init__(self, me: Me) -> None:
        """Name the user; there may be no such person in the database yet."""
        self._me = me
        self._known: tuple[list[tuple[int, int]], Known] | None = None
        self.last_known = 0, me.name
        """The number and the name of who the user was when that was looked up last; 0 for nobody of the team."""

    def fill(self, read: Read[T], parameters: dict[str, object], reader: Reader) -> None:
        """Put in the parameters of a read that are about who reads."""
        if VIEWER in read.parameters:
            parameters.setdefault(VIEWER, self.known(reader).number)
        if LOGIN in read.parameters:
            parameters[LOGIN] = self._me.login
            by_name = name_login(self._me.name)
            parameters[NAMED] = by_name if by_name in self.known(reader).logins else self._me.login

    def known(self, reader: Reader) -> Known:
        """Return who the user is in this database."""
        state = reader.all(STATE)
        if self._known is None or self._known[0] != state:
            self._known = (state, look_up(reader, self._me))
            self.last_known = self._known[1].number, self._known[1].name
        return self._known[1]

    def forget(self) -> None:
        """Look it up anew when it is next needed, although nothing was written."""
        self._known = None


NOBODY = Viewer(Me(""))

DamagedBy = Callable[[str], DatabaseError | None]
"""Looks for a damaged value, first in the tables of a statement that failed; None for none."""


def _unharmed(_sql: str) -> None:
    return None


class Detour(Protocol):
    """Does something that reads, wherever it sees fit, and returns what that gives."""

    def __call__(self, work: Callable[[], R], /) -> R:
        """Do it."""


class Reader(Protocol):
    """Runs reads."""

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read; text that is shown is clean."""

    def close(self) -> None:
        """Let go of the database."""


class DetouredReader:
    """Reads through another by a detour: whoever shows what is read says where and when that is done."""

    def __init__(self, reader: Callable[[], Reader], detour: Detour) -> None:
        """Read by way of `detour` with what `reader` gives."""
        self._reader = reader
        self._detour = detour

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read; raise AuditorError for what the database does not allow."""
        return self._detour(lambda: self._reader().all(read, **parameters))

    def close(self) -> None:
        """The reader belongs to the database, which closes it."""


class EmptyReader:
    """Reads a database that is not there yet: nothing in it."""

    def all(self, read: Read[T], **parameters: object) -> list[T]:  # noqa: ARG002 - nothing is read
        """Return no views."""
        return []

    def close(self) -> None:
        """Nothing to let go of."""


class FileReader:
    """Reads an SQLite file; a connection for each thread that asks."""

    def __init__(self, path: Path, viewer: Viewer = NOBODY, damaged: DamagedBy = _unharmed) -> None:
        """Open nothing yet; `viewer` is who reads, `damaged` is asked when a read fails over what is stored."""
        self.path = path
        self._viewer = viewer
        self._damaged = damaged
        self._local = threading.local()
        self._open: list[_Reading] = []

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read; raise AuditorError for what the file does not allow."""
        self._viewer.fill(read, parameters, self)
        with explained(str(self.path), lambda: self._damaged(read.sql)):
            reading = self._reading()
            try:
                with reading.lock:
                    found = reading.connection.execute(read.sql, parameters)
                    rows = found.fetchall()
            except OverflowError:
                # No row has a number of more than 63 bits.
                return []
            return read.filled((column[0] for column in found.description), rows)

    def close(self) -> None:
        """Close the connections of all threads; one that is waiting for a disk is left to the end of the program."""
        while self._open:
            reading = self._open.pop()
            reading.connection.interrupt()
            # A connection that is closed while it reads would take the whole program with it.
            if reading.lock.acquire(timeout=CLOSING_S):
                reading.connection.close()
                reading.lock.release()
        self._local = threading.local()

    def _reading(self) -> _Reading:
        reading: _Reading | None = getattr(self._local, "reading", None)
        if reading is None:
            connection = connect_file(self.path)
            connection.execute("PRAGMA query_only = ON")
            reading = self._local.reading = _Reading(connection, threading.Lock())
            self._open.append(reading)
        return reading


class _Reading(Struct, frozen=True):
    """A thread's connection, and the lock that is held while it reads."""

    connection: sqlite3.Connection
    lock: threading.Lock


def connect_file(path: Path) -> sqlite3.Connection:
    """Open an existing SQLite file without making one; usable from any one thread at a time.

    Raises DatabaseError for one whose journal was cut short.
    """
    journal.refuse_cut(path)
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection


class ServerReader:
    """Reads a database on a server, each read in a transaction of its own."""

    def __init__(
        self, server: Server, place: str, viewer: Viewer = NOBODY, damaged: DamagedBy = _unharmed
    ) -> None:
        """Read through a server's connections; `place` names it in errors, `viewer` and `damaged` are as for a file."""
        self._server = server
        self._viewer = viewer
        self._damaged = damaged
        self.place = place

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read; raise AuditorError for what the server refuses."""
        self._viewer.fill(read, parameters, self)
        with explained(self.place, lambda: self._damaged(read.sql)):
            names, rows = self._server.ask(lambda connection: fetched(connection, read.sql, parameters))
            return read.filled(names, rows)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        self._server.close()
