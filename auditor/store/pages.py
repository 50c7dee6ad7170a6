"""The pages of an SQLite file: are all of them there, and how they are copied while others work with the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic, sleep

from auditor.base.errors import DatabaseError
from auditor.base.i18n import _
from auditor.base.temporary import Temporary
from auditor.store.adapter import connect_file

STEP = 256
"""So many pages are copied at a time; in between, whoever wants to write does. A megabyte, a few milliseconds."""
ALL = -1

HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""What SQLite says of a step that was not taken, because somebody holds the database."""

Watch = Callable[[int, int, int], None]
"""Hears after each step of a copy: SQLite's status, how many pages remain, how many there are. May end it by raising."""


class RestlessError(Exception):
    """The database was changed again and again while it was copied."""


class Patience:
    """Watches a copy and ends it with `error` once somebody has held the database for so long, without a break."""

    def __init__(self, seconds: float, error: Callable[[], Exception]) -> None:
        """Wait for so many seconds."""
        self._seconds = seconds
        self._error = error
        self._since: float | None = None

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        """Hear of a step."""
        if status not in HELD:
            self._since = None
            return
        self._since = self._since or monotonic()
        if monotonic() - self._since >= self._seconds:
            raise self._error()


class Restarts:
    """Watches a copy and ends it with RestlessError once it has begun anew so many times."""

    def __init__(self, most: int, watch: Watch) -> None:
        """Hand each step on to `watch`."""
        self._left = most
        self._watch = watch
        self._remained: int | None = None

    def __call__(self, status: int, remaining: int, total: int) -> None:
        """Hear of a step."""
        if status == sqlite3.SQLITE_OK:
            if self._remained is not None and remaining >= self._remained:
                self._left -= 1
                if self._left < 0:
                    raise RestlessError
            self._remained = remaining
        self._watch(status, remaining, total)


ASKED = 0.002
"""Seconds between two questions whether a database that somebody holds is free."""
_HEADER = 100
_MAGIC = b"SQLite format 3\0"


def copy_pages(source: Path, target: Path, watch: Watch) -> None:
    """Write a database over another one in one transaction of SQLite's.

    Raises sqlite3.Error, and DatabaseError when the end of the database is missing.
    """
    with closing(connect_file(source.absolute())) as origin, closing(connect_file(target.absolute())) as copy:
        refuse_cut(origin, source)
        origin.backup(copy, progress=watch)


def copy_into(source: Path, piece: Temporary, watch: Watch, step: int = ALL) -> None:
    """Copy a database into a temporary file by steps of so many pages; what was in the file is gone.

    The copy is of one moment: SQLite begins anew when the database was changed between two steps. `watch` hears every
    moment of whoever holds the database, and says how long to wait. Raises as `copy_pages` does.
    """
    piece.opened.truncate(0)
    with (
        closing(connect_file(source.absolute())) as origin,
        closing(connect_file(piece.path.absolute())) as copy,
    ):
        # Among many who write one after the other, only who asks often gets a turn.
        origin.execute("PRAGMA busy_timeout = 0")
        _refuse_cut_in_turn(origin, source, watch)
        # The file is thrown away when copying fails, and brought to the disk by whoever keeps it.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        origin.backup(copy, pages=step, progress=watch, sleep=ASKED)


def _refuse_cut_in_turn(connection: sqlite3.Connection, path: Path, watch: Watch) -> None:
    """Do as `refuse_cut`, as soon as nobody holds the database; `watch` hears of each moment that somebody does."""
    while True:
        try:
            return refuse_cut(connection, path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in HELD:
                raise
            watch(error.sqlite_errorcode & 0xFF, 0, 0)
        sleep(ASKED)


def refuse_cut(connection: sqlite3.Connection, path: Path) -> None:
    """Raise DatabaseError when the end of an open file is missing; sqlite3.Error when it can't be read at all."""
    there, whole = sizes(connection, path)
    if there < whole:
        raise cut(path, there, whole)


def cut(path: Path, there: int, whole: int) -> DatabaseError:
    """Return the error for a file of which only some bytes are there."""
    return DatabaseError(
        _("{place} has been cut short: {there} of {whole} bytes are there.").format(
            place=path, there=there, whole=whole
        )
    )


def sizes(connection: sqlite3.Connection, path: Path) -> tuple[int, int]:
    """Return how many bytes an open file has, and how many belong to it; it may have more.

    Half a change that a program has left is taken back first, so that it does not count; nobody changes the file
    meanwhile. Raises sqlite3.Error where more than the last page is missing, because SQLite then opens nothing.
    """
    connection.execute("BEGIN")
    try:
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        return path.stat().st_size, count * size
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def sizes_told(path: Path) -> tuple[int, int] | None:
    """Return the same of a file that SQLite does not open, by its header; None where that says nothing.

    The header's number of pages (byte 28) counts only when the change it is of (byte 92) is the file's last (byte 24);
    see "The Database Header" in SQLite's file format. Only for a file nobody has open in this program: closing it ends
    the locks that SQLite holds on it.
    """
    with suppress(OSError), path.open("rb") as opened:
        header = opened.read(_HEADER)
        size = int.from_bytes(header[16:18], "big")
        if len(header) == _HEADER and header.startswith(_MAGIC) and header[24:28] == header[92:96]:
            return path.stat().st_size, int.from_bytes(header[28:32], "big") * (
                1 << 16 if size == 1 else size
            )
    return None
