"""Connections to a database on a server for those who only read, through psycopg itself.

Those that are not in use are kept. One that has gone stale meanwhile, because the server was started anew or an idle
connection was cut, is noticed when it is next used, and what was asked is asked once more on a new one.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
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
}
"""So that a server that is gone without a word is noticed."""
_PARAMETER = re.compile(r"(?<![:\w]):(\w+)(?!:)")


def no_driver() -> RefusedError:
    """Return the error for a server's address where the server's driver is not installed."""
    return RefusedError(_("A server’s database needs the extra “postgres”: pip install 'auditor[postgres]'."))


class Server:
    """Lends connections; to be used from any thread. Nothing is opened before one is asked for."""

    def __init__(self, location: Location) -> None:
        """Take the address; `location` is one of a server."""
        self._location = location
        self._idle: list[Connection[Any]] = []
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
        options: dict[str, Any] = {**_PATIENCE, **to_connect(self._location).options}
        connection: Connection[Any] = connect(**options, autocommit=True)
        try:
            connection.execute(f"SET lock_timeout = {LOCK_TIMEOUT_MS}")
        except BaseException:
            connection.close()
            raise
        return connection

    def ask(self, work: Callable[[Connection[Any]], R]) -> R:
        """Return what `work` gives, which only reads, and may be done once more on another connection."""
        while True:
            kept = self._taken()
            connection = self.connect() if kept is None else kept
            try:
                found = work(connection)
            except BaseException as error:
                was_stale = kept is not None and (kept.broken or kept.closed)
                connection.close()
                if was_stale and isinstance(error, Exception):
                    continue
                raise
            self._give_back(connection)
            return found

    def close(self) -> None:
        """Close what nobody uses now, and keep none any more."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _taken(self) -> Connection[Any] | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _give_back(self, connection: Connection[Any]) -> None:
        with self._lock:
            if not self._is_closed and len(self._idle) < KEPT:
                self._idle.append(connection)
                return
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
