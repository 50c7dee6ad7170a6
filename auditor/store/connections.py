"""Connections to a database on a server for those who only read, through psycopg itself.

Those that are not in use are kept. One that has gone stale meanwhile, because the server was started anew or an idle
connection was cut, is noticed when it is next used, and what was asked is asked once more on a new one.
"""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from time import sleep
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from auditor.base.errors import LineError, RefusedError
from auditor.base.i18n import _
from auditor.store.answers import Answer, means
from auditor.store.faults import explain
from auditor.store.line import Keeper
from auditor.store.location import Location
from auditor.store.passwords import to_connect

if TYPE_CHECKING:
    from psycopg import Connection

R = TypeVar("R")

CHANNEL = "auditor_changes"
"""Where a server notifies of each transaction that writes, with the token of the program that does."""
LOCK_TIMEOUT_MS = 5000
KEPT = 4
"""So many connections are kept for who reads next."""
_PATIENCE = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}
"""So that a server that is gone without a word is noticed; the last in milliseconds, the others in seconds and times."""
FULL = (0.2, 0.5, 1.0)
"""Seconds until a server that has no more room for a connection is asked once more, each time."""
_PARAMETER = re.compile(r"(?<![:\w]):(\w+)(?!:)")


def no_driver() -> RefusedError:
    """Return the error for a server's address where the server's driver is not installed."""
    return RefusedError(_("A server’s database needs the extra “postgres”: pip install 'auditor[postgres]'."))


def patience(location: Location) -> dict[str, Any]:
    """Return the options by which a server that is gone is noticed, but for those that its address sets itself."""
    told = location.options
    return {name: value for name, value in _PATIENCE.items() if name not in told}


def once_there_is_room(connect: Callable[[], R]) -> R:
    """Return a new connection; where a server has no room for one just now, it is asked again a few times."""
    for pause in FULL:
        try:
            return connect()
        except Exception as error:
            if means(error) is not Answer.FULL:
                raise
        sleep(pause)
    return connect()


class Held:
    """Connections by psycopg on which somebody may wait, in any thread."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._lock = threading.Lock()
        self._open: WeakSet[Any] = WeakSet()

    def add(self, connection: Any) -> None:
        """Take notice of a new connection."""
        with self._lock:
            self._open.add(connection)

    def drop(self, connection: Any) -> None:
        """Take notice that a connection is about to be closed."""
        with self._lock:
            self._open.discard(connection)

    def cut(self) -> None:
        """Let nobody wait any longer on the connections there are: they are found to be lost."""
        with self._lock:
            for connection in self._open:
                # A duplicate of its number is shut, which nobody else closes meanwhile.
                with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as end:
                    end.shutdown(socket.SHUT_RDWR)


class Server:
    """Lends connections; to be used from any thread. Nothing is opened before one is asked for."""

    def __init__(self, location: Location, line: Keeper, held: Held) -> None:
        """Take the address; `location` is one of a server, `line` is told where it does not answer.

        Connections on which somebody may wait for an answer are put into `held`.
        """
        self._location = location
        self._line = line
        self._idle: list[Connection[Any]] = []
        self._held = held
        self._lock = threading.Lock()
        self._is_closed = False

    def connect(self) -> Connection[Any]:
        """Return a new connection, each statement of which is a transaction of its own; the caller closes it.

        Raises RefusedError without the driver, and what that raises.
        """
        try:
            from psycopg import connect
        except ModuleNotFoundError:
            raise no_driver() from None
        options: dict[str, Any] = {**patience(self._location), **to_connect(self._location).options}
        connection: Connection[Any] = once_there_is_room(lambda: connect(**options, autocommit=True))
        self._held.add(connection)
        try:
            connection.execute(f"SET lock_timeout = {LOCK_TIMEOUT_MS}")
        except BaseException:
            connection.close()
            raise
        return connection

    def ask(self, work: Callable[[Connection[Any]], R]) -> R:
        """Return what `work` gives, which only reads, and may be done once more on another connection.

        Raises LineError at once while it is known that nothing answers.
        """
        while True:
            kept = self._taken()
            connection = self._new() if kept is None else kept
            try:
                with self._line.waiting():
                    found = work(connection)
            except BaseException as error:
                was_lost = connection.broken or connection.closed
                self._let_go(connection)
                if was_lost and kept is not None and isinstance(error, Exception):
                    continue
                if was_lost and isinstance(error, Exception):
                    self._note(error)
                raise
            self._give_back(connection)
            return found

    def _new(self) -> Connection[Any]:
        self._line.refuse_while_broken()
        try:
            connection = self.connect()
        except RefusedError:
            raise
        except Exception as error:
            self._note(error)
            raise
        return connection

    def _note(self, error: Exception) -> None:
        told = explain(error, self._location.shown)
        if isinstance(told, LineError):
            self._line.broke(told)

    def close(self) -> None:
        """Close what nobody uses now, and keep none any more."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            self._let_go(connection)

    def _taken(self) -> Connection[Any] | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _give_back(self, connection: Connection[Any]) -> None:
        with self._lock:
            if not self._is_closed and len(self._idle) < KEPT:
                self._idle.append(connection)
                return
        self._let_go(connection)

    def _let_go(self, connection: Connection[Any]) -> None:
        self._held.drop(connection)
        connection.close()


def fetched(
    connection: Connection[Any], sql: str, parameters: Mapping[str, object]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the names of the columns and the rows of a statement with `:name` parameters."""
    cursor = connection.execute(for_psycopg(sql), parameters)
    return [column.name for column in cursor.description or ()], cursor.fetchall()


@lru_cache(maxsize=1000)
def for_psycopg(sql: str) -> str:
    """Return a statement with `:name` parameters as psycopg takes it."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))
