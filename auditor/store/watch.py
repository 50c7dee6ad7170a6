"""Watching a database for what other programs change, in a thread of its own.

On a file that is two looks a second at its change counter, each of which costs a read of a few bytes; on a server the thread
sleeps until it is notified, and now and then asks whether the server is still there. Nothing here ever waits for a lock
of the database. It is the watch that finds out that a line is broken, tries it again and tells when it stands.
"""

from __future__ import annotations

import select
import socket
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from random import uniform
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from auditor.base.errors import AuditorError, BusyError, LineError, StorageError
from auditor.store import file, identity
from auditor.store.adapter import Reader, connect_file
from auditor.store.connections import CHANNEL, Server, fetched
from auditor.store.faults import explained
from auditor.store.identity import Mark
from auditor.store.line import Keeper
from auditor.store.viewing import Read, T
from auditor.store.walkers import CALLED_ELSE, FileWalkers, ServerWalkers, Stand
from auditor.views.walkers import Walker

if TYPE_CHECKING:
    from psycopg import Connection

EVERY = 0.5
"""Seconds between two looks at a file."""
_JOINED = 2.0
"""Seconds that the thread is waited for when the watch is closed."""
PAUSES: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds until a server that went away is tried again; the last one over and over."""
APART = 0.2
"""By so much of itself a pause is longer or shorter, so that not all programs come back at the same moment."""
LASTED = 1.0
"""Seconds that a connection must have stood so that the next is tried without a pause."""
PULSE = 15.0
"""Seconds after which a server that says nothing is asked whether it is there: one that has stalled says nothing either."""
ANSWER = 8.0
"""Seconds it has to answer that."""


class Glimpse(Reader, Protocol):
    """What a watch sees of a database at one moment."""

    def refuse_another(self, expected: Mark) -> None:
        """Raise GoneError unless it is the database of a mark."""

    def mark(self) -> Mark:
        """Return the mark of what is there."""


class Watched(Protocol):
    """The database that is watched, see database.py. Its methods are called in the watch's thread."""

    place: str
    token: str
    """What this program's own notifications are known by."""
    line: Keeper
    """Is told whether the database answers."""

    def look_at_place(self) -> bool:
        """Notice a file that has come, gone, or was replaced; tell whether there is something that was read."""

    def look(self, glimpse: Glimpse, told: bool) -> bool:
        """Publish what others have changed since the last look; False if this program is writing just now.

        `told` says that somebody has changed something, so that it is published even where the history has nothing.
        """

    def cut(self) -> None:
        """Let nobody wait any longer on a server that does not answer."""

    @property
    def connections(self) -> Server:
        """The connections to a database on a server."""

    @property
    def stand(self) -> Stand | None:
        """What is walked here, and by whom; None for nothing."""

    @property
    def viewer(self) -> tuple[int, str]:
        """The number of who uses the program, 0 for nobody of the team, and what their changes are written under."""

    def meet(self, others: frozenset[Walker]) -> None:
        """Take notice of who walks in other programs."""


class Watch:
    """A thread that watches a database until it is closed."""

    def __init__(self, watched: Watched, path: Path | None) -> None:
        """Begin to watch; `path` is that of a file, None on a server."""
        self._watched = watched
        self._stopped = threading.Event()
        self._wake: Callable[[], object] = lambda: None
        if path is None:
            waker, woken = socket.socketpair()
            # Nobody waits where it was woken often enough.
            waker.setblocking(False)
            self._wake = lambda: waker.send(b".")
            run = partial(self._on_server, waker, woken)
        else:
            run = partial(self._on_file, path)
        self._thread = threading.Thread(target=run, name="watch", daemon=True)
        watched.line.watched_by(self._thread, self.wake)
        self._thread.start()

    def wake(self) -> None:
        """Let a line that is broken be tried at once, and let it be told at once what is walked here now."""
        with suppress(OSError):
            self._wake()

    def close(self) -> None:
        """Watch no longer. What is told at this moment may still come."""
        if self._stopped.is_set():
            return
        self._watched.line.watched_by(None, lambda: None)
        self._stopped.set()
        self.wake()
        if threading.current_thread() is not self._thread:
            # A server that has stalled is not waited for; the thread ends with the program.
            self._thread.join(_JOINED)

    def _on_file(self, path: Path) -> None:
        glimpse: _FileGlimpse | None = None
        walkers = FileWalkers(path, self._watched.token)
        while not self._stopped.is_set():
            is_fit = False
            try:
                there = self._watched.look_at_place()
                if there:
                    self._watched.line.stands()
                if there and glimpse is None:
                    glimpse = _FileGlimpse(path, self._watched.place)
                if there and glimpse is not None and glimpse.is_at(path):
                    glimpse.look(self._watched)
                    walkers.tell(self._watched.stand)
                    self._watched.meet(walkers.others(*self._watched.viewer))
                    is_fit = True
            except (AuditorError, sqlite3.Error) as error:
                # Whoever reads or writes is told; here it is tried again, on a new connection unless it was only busy.
                is_fit = _is_busy(error)
                if isinstance(error, StorageError):
                    self._watched.line.broke(error)
            if glimpse is not None and not is_fit:
                glimpse.close()
                glimpse = None
            self._stopped.wait(EVERY)
        walkers.tell(None)
        if glimpse is not None:
            glimpse.close()

    def _on_server(self, waker: socket.socket, woken: socket.socket) -> None:
        with waker, woken:
            self._listen_again_and_again(woken)

    def _listen_again_and_again(self, woken: socket.socket) -> None:
        failed = 0
        while not self._stopped.is_set():
            began = monotonic()
            try:
                with explained(self._watched.place):
                    if self._listened(woken):
                        failed = 0
            except LineError as error:
                if monotonic() - began > LASTED:
                    # One connection was ended; whether the line is broken shows the next.
                    failed = 0
                    continue
                self._watched.line.broke(error)
            except AuditorError:
                # Whoever reads or writes is told.
                pass
            if self._stopped.is_set():
                return
            seconds = PAUSES[min(failed, len(PAUSES) - 1)] * uniform(1 - APART, 1 + APART)
            failed += 1
            if self._watched.line.line.is_broken:
                self._watched.line.tries_in(seconds)
            if _woken_within(woken, seconds):
                failed = 0

    def _listened(self, woken: socket.socket) -> bool:
        """Listen to the server until the watch is closed or the line breaks; tell whether it was reached.

        Raises what the driver does, and AuditorError, where it fails after that.
        """
        line = self._watched.line
        line.tries()
        try:
            with explained(self._watched.place):
                connection = _listening(self._watched.connections)
        except BusyError as error:
            # There is no room for one more connection; those that there are go on.
            if line.line.is_broken:
                line.broke(error)
            return False
        except AuditorError as error:
            line.broke(error)
            # Whoever still waits for an answer on a connection of before would wait for ever where it has stalled.
            self._watched.cut()
            return False
        with closing(connection):
            line.stands()
            try:
                self._look()
                self._listen(connection, woken)
            except _StalledError:
                line.broke(LineError(""))
                self._watched.cut()
        return True

    def _listen(self, connection: Any, woken: socket.socket) -> None:
        """Wait for notifications of others, on a psycopg connection, until the watch is closed or it fails."""
        walkers = ServerWalkers(partial(_asked, connection), self._watched.token)
        while not self._stopped.is_set():
            is_walked = self._met(walkers)
            if self._is_told(connection):
                self._look()
                continue
            # Who ends without a word is missed at the next look.
            seconds = EVERY if is_walked else PULSE
            readable, _writable, _failed = select.select([connection.fileno(), woken], [], [], seconds)
            if woken in readable:
                woken.recv(_ALL)
                if self._stopped.is_set():
                    return
            if connection.fileno() not in readable:
                _asked(connection, "SELECT 1")
                self._watched.line.stands()
                # What was not known when the line broke may be found out by now.
                self._watched.look_at_place()
            connection.pgconn.consume_input()

    def _is_told(self, connection: Any) -> bool:
        """Tell whether others have notified of anything; what has come of that is taken."""
        told = set()
        while (notice := connection.pgconn.notifies()) is not None:
            told.add(notice.extra.decode())
        return bool(told - {self._watched.token})

    def _met(self, walkers: ServerWalkers) -> bool:
        """Tell others what is walked here, and take notice of who walks; tell whether anybody does."""
        stand = self._watched.stand
        walkers.tell(stand)
        others = walkers.others(self._watched.viewer[0])
        self._watched.meet(others)
        return stand is not None or bool(others)

    def _look(self) -> None:
        if self._watched.look_at_place():
            self._watched.connections.ask(self._look_through)

    def _look_through(self, connection: Any) -> None:
        glimpse = _ServerGlimpse(connection, self._watched.place)
        while True:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                # Several notices may be of what one look has seen already: only what the history has is told.
                is_seen = self._watched.look(glimpse, told=False)
            finally:
                connection.execute("ROLLBACK")
            if is_seen or self._stopped.wait(EVERY / 10):
                return


_ALL = 4096
"""More bytes than anybody is woken with at once."""


class _StalledError(Exception):
    """A server does not answer on a connection that is not closed."""


def _woken_within(woken: socket.socket, seconds: float) -> bool:
    """Wait so long; tell whether somebody woke this thread meanwhile, and then wait no longer."""
    readable, _writable, _failed = select.select([woken], [], [], seconds)
    if readable:
        woken.recv(_ALL)
    return bool(readable)


def _asked(connection: Any, sql: str) -> list[tuple[str | None, ...]]:
    """Return the rows of a statement, as text, on a psycopg connection.

    Raises _StalledError where the server does not answer, so that nobody waits for ever, and what the driver does.
    """
    from psycopg.errors import error_from_result
    from psycopg.pq import ExecStatus

    end = monotonic() + ANSWER
    asked = connection.pgconn
    asked.send_query(sql.encode())
    asked.flush()
    rows: list[tuple[str | None, ...]] = []
    while True:
        while not asked.is_busy():
            result = asked.get_result()
            if result is None:
                return rows
            if result.status == ExecStatus.FATAL_ERROR:
                raise error_from_result(result)
            rows += [
                tuple(_text(result.get_value(row, column)) for column in range(result.nfields))
                for row in range(result.ntuples)
            ]
        if not select.select([connection.fileno()], [], [], max(0.0, end - monotonic()))[0]:
            raise _StalledError
        asked.consume_input()


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode(errors="replace")


def _is_busy(error: Exception) -> bool:
    return (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


class _FileGlimpse:
    """Looks at a file through a connection of its own, which never waits."""

    def __init__(self, path: Path, place: str) -> None:
        """Open the file."""
        self._which = file.which(path)
        self._place = place
        self._connection = connect_file(path)
        self._connection.execute("PRAGMA busy_timeout = 0")
        self._connection.execute("PRAGMA query_only = ON")
        self._version: int | None = None

    def is_at(self, path: Path) -> bool:
        """Tell whether the file at a path is still this one."""
        return file.which(path) == self._which

    def look(self, watched: Watched) -> None:
        """Let what others have changed be published, if the file has changed since the last look."""
        if self._data_version() == self._version:
            return
        self._connection.execute("BEGIN")
        try:
            is_first = self._version is None
            # What is read now is of one moment, and so is its version.
            self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
            version = self._data_version()
            if watched.look(self, told=not is_first):
                self._version = version
        finally:
            self._connection.execute("ROLLBACK")

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def refuse_another(self, expected: Mark) -> None:
        """Raise GoneError unless it is the database of a mark."""
        identity.refuse_another_read(self._connection, expected)

    def mark(self) -> Mark:
        """Return the mark of what is there."""
        return identity.mark_read(self._connection, self._place)

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read."""
        found = self._connection.execute(read.sql, parameters)
        return read.filled([column[0] for column in found.description], found.fetchall())

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class _ServerGlimpse:
    """Looks at a server's database within one transaction."""

    def __init__(self, connection: Connection[Any], place: str) -> None:
        """Look through a connection that is lent."""
        self._connection = connection
        self._place = place

    def refuse_another(self, expected: Mark) -> None:
        """Raise GoneError unless it is the database of a mark."""
        identity.refuse_another_read(self._connection, expected)

    def mark(self) -> Mark:
        """Return the mark of what is there."""
        return identity.mark_read(self._connection, self._place)

    def all(self, read: Read[T], **parameters: object) -> list[T]:
        """Return all views of a read."""
        return read.filled(*fetched(self._connection, read.sql, parameters))

    def close(self) -> None:
        """The connection belongs to whoever gave it."""


def _listening(server: Server) -> Connection[Any]:
    """Return a connection of its own that is notified of every change."""
    connection = server.connect()
    try:
        connection.execute(f"SET application_name = '{CALLED_ELSE}'")
        connection.execute(f"LISTEN {CHANNEL}")
    except BaseException:
        connection.close()
        raise
    return connection
