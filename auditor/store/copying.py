"""The copies of a database that are made by themselves: beside the work, and never in its way.

A command takes a small database's pages before it changes anything, which takes no time, and brings them to the disk
once it has answered; those of a large one it copies after its answer, as long as that does not take long. The app copies
in a thread. Whoever wants to write meanwhile does so between two steps of a copy, which SQLite then begins anew. Where
that happens again and again, a copy is made at once if nobody notices, else later.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from auditor.base import temporary
from auditor.base.errors import AuditorError, BusyError, StorageError, system_reason
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.store import backup, pages
from auditor.store.faults import explain

Told = Callable[[AuditorError], None]
"""Hears, once, of a copy that can't be made."""

NOTICED = 0.05
"""Seconds that nobody notices: so long may a copy keep others waiting."""
SMALL = 16 * 1024 * 1024
"""Bytes that are copied in that time."""
AFTERWARDS = 5.0
"""Seconds that a command goes on at the most, once it has answered."""
LEAVING = 1.0
"""Seconds that the app goes on with a copy when it is left."""
QUIET = (10.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds after which the app tries once more where others wrote again and again."""
ROOM = 64 * 1024 * 1024
"""Bytes that a copy leaves free for the work; of a small disk, as many as the database has."""

OVERDUE = timedelta(days=2)
"""So long no copy may be left for later without a word."""

_PIECE = ".auditor-copying.tmp"
_HELD_FOR = 5.0
_PAUSE = 0.001
_JUDGED = 0.5
"""Seconds after which it shows how long a copy takes."""
_SETTLED = 32 * 1024 * 1024
"""So many bytes are brought to the disk at a time, so that what is saved meanwhile never waits for many."""


class _NotNowError(Exception):
    """Others write or hold the database again and again, or there was no time left."""


class _Leaving:
    """Whether the program is to be left, and how long a copy may go on then."""

    def __init__(self) -> None:
        """Ask for nothing yet."""
        self.until = float("inf")
        self._asked = Event()

    @property
    def is_asked(self) -> bool:
        """Tell whether the program is to be left."""
        return self._asked.is_set()

    def ask(self, seconds: float) -> None:
        """Ask for an end within so many seconds."""
        self.until = monotonic() + seconds
        self._asked.set()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until the program is to be left."""
        self._asked.wait(seconds)


class Copying:
    """Makes the automatic copies of the database of one open program. Its methods are called in any thread."""

    def __init__(self, database: Path | None) -> None:
        """Make none yet; a server's database, None, is not copied at all."""
        self._database = database
        self._told: Told = lambda _error: None
        self._is_beside = False
        self._has_told = False
        self._failure: AuditorError | None = None
        self._taken: tuple[temporary.Temporary, datetime] | None = None
        """The pages of a copy that are not on disk yet, and when they were taken."""
        self._is_begun = False
        self._beside: tuple[Thread, _Leaving] | None = None
        self._next = 0.0

    def tell(self, told: Told, beside: bool) -> None:
        """Let `told` hear of a copy that can't be made; with `beside` copy in a thread, in which it then is called."""
        self._told = told
        self._is_beside = beside

    def begin(self) -> None:
        """Take a copy, if one is due, of a database that is about to be changed. Nothing is raised, nobody waits."""
        if self._database is None:
            return
        backup.clear(self._database)
        if self._is_beside:
            self._is_begun = True
            self._next = 0.0
            self.go_on()
            return
        with suppress(_NotNowError, OSError):
            self._is_begun = backup.is_due(self._database, datetime.now(UTC))
            if self._is_begun and self._database.stat().st_size <= SMALL:
                self._trying(lambda: self._take(NOTICED, _Leaving()))

    def go_on(self) -> None:
        """Take a copy beside the work, if the database was changed and the last copy is some time ago."""
        if not self._is_beside or self._database is None or monotonic() < self._next:
            return
        with suppress(OSError):
            self._next = monotonic() + backup.spacing(self._database.stat().st_size).total_seconds()
            if self._is_begun and not (self._beside and self._beside[0].is_alive()):
                leaving = _Leaving()
                thread = Thread(target=self._copy_beside, args=(leaving,), name="copying", daemon=True)
                self._beside = thread, leaving
                thread.start()
            self._is_begun = True

    def finish(self) -> None:
        """Finish a copy that was begun, if that does not take long; else leave it to whoever comes next."""
        if self._beside is not None:
            thread, leaving = self._beside
            leaving.ask(LEAVING)
            thread.join(2 * LEAVING)
        elif self._is_begun and not self._is_beside:
            self._copy_afterwards()
        self._beside = None
        self._is_begun = False
        self._next = 0.0

    def _copy_afterwards(self) -> None:
        try:
            if self._taken is None and self._failure is None:
                self._trying(lambda: self._take(AFTERWARDS, _Leaving()))
            self._trying(self._keep)
        except _NotNowError:
            self._failure = self._overdue()
        except KeyboardInterrupt:
            self._let_go()
        self._tell_failure()

    def _copy_beside(self, leaving: _Leaving) -> None:
        for quiet in (*QUIET, 0.0):
            try:
                self._trying(lambda: self._take(float("inf"), leaving))
                self._trying(self._keep)
                break
            except _NotNowError:
                if leaving.is_asked:
                    break
                leaving.wait(quiet)
        else:
            self._failure = self._overdue()
        self._tell_failure()

    def _overdue(self) -> AuditorError | None:
        """Return what to tell of a copy that had to be left for later again and again; None while there is a new one."""
        assert self._database is not None
        now = datetime.now(UTC)
        if any(now - OVERDUE <= copy.made <= now for copy in backup.copies(self._database)):
            return None
        said = _(
            "There is no copy of {place} from the last two days: making one beside the work takes too long."
        )
        return StorageError(said.format(place=self._database), WayOut.MAKE_COPY)

    def _trying(self, work: Callable[[], None]) -> None:
        """Do a part of a copy; keep in mind what the system or the database refused."""
        assert self._database is not None
        where = backup.folder(self._database)
        try:
            work()
        except BusyError:
            raise _NotNowError from None
        except AuditorError as error:
            self._failure = error
        except sqlite3.Error as error:
            told = explain(error, str(self._database))
            if isinstance(told, BusyError):
                raise _NotNowError from None
            self._failure = told
        except OSError as error:
            if self._database.exists():
                self._failure = StorageError(
                    _("No copy could be written to {folder}: {reason}. Work goes on without it.").format(
                        folder=where, reason=system_reason(error)
                    )
                )
        if self._failure is not None:
            self._let_go()

    def _let_go(self) -> None:
        if self._taken is not None:
            self._taken[0].discard()
            self._taken = None

    def _tell_failure(self) -> None:
        error, self._failure = self._failure, None
        if error is not None and not self._has_told:
            self._has_told = True
            self._told(error)

    def _take(self, seconds: float, leaving: _Leaving) -> None:
        """Take the pages of a database of which a copy is due, within so many seconds.

        Raises _NotNowError, OSError or sqlite3.Error; then there is nothing left of it.
        """
        assert self._database is not None
        where = backup.folder(self._database)
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        piece = temporary.only(where / _PIECE)
        if piece is None:
            # Another program makes it.
            return
        try:
            now = datetime.now(UTC)
            if not backup.is_due(self._database, now):
                piece.discard()
                return
            _Steps(self._database, piece, seconds, leaving).copy()
            self._taken = piece, now
        except BaseException:
            piece.discard()
            raise

    def _keep(self) -> None:
        """Bring the pages that were taken to the disk, as a copy."""
        if self._taken is None:
            return
        assert self._database is not None
        piece, made = self._taken
        with piece:
            self._taken = None
            backup.keep(piece, self._database, made)
            backup.thin(self._database, datetime.now(UTC))


class _Steps:
    """One try of a copy: step by step, or at once where others write again and again and nobody notices."""

    def __init__(self, database: Path, piece: temporary.Temporary, seconds: float, leaving: _Leaving) -> None:
        """Copy a database into a piece, within so many seconds."""
        self._database = database
        self._piece = piece
        self._size = database.stat().st_size
        self._until = monotonic() + seconds
        self._is_hurried = seconds <= NOTICED
        self._leaving = leaving
        self._began = monotonic()
        self._paused = 0.0
        self._copied = self._settled = 0
        self._patience = pages.Patience(_HELD_FOR, _NotNowError)

    def copy(self) -> None:
        """Copy; raises _NotNowError, OSError or sqlite3.Error."""
        self._refuse_without_room(self._size)
        restarts = 0 if self._is_hurried else backup.RESTARTS
        try:
            watch = pages.Restarts(restarts, self._watch)
            pages.copy_into(self._database, self._piece, watch, pages.STEP)
        except pages.RestlessError:
            took = monotonic() - self._began - self._paused
            if self._is_hurried or took * self._size > NOTICED * max(1, self._copied):
                raise _NotNowError from None
            pages.copy_into(self._database, self._piece, self._watch)

    def _watch(self, status: int, remaining: int, total: int) -> None:
        self._patience(status, remaining, total)
        is_held = status in pages.HELD
        if not is_held:
            step = self._size // max(1, total) * min(pages.STEP, total)
            self._copied += step
            self._settled += step
        if not remaining and not is_held:
            return
        now = monotonic()
        if now > min(self._until, self._leaving.until) or self._takes_too_long(now - self._began):
            raise _NotNowError
        if self._is_hurried:
            if is_held:
                raise _NotNowError
            return
        if self._settled >= _SETTLED:
            self._settled = 0
            self._piece.settle()
            self._refuse_without_room(self._size // max(1, total) * remaining)
        if not is_held:
            sleep(_PAUSE)
            self._paused += _PAUSE

    def _takes_too_long(self, so_far: float) -> bool:
        """Tell early that there is not enough time."""
        return so_far > _JUDGED and so_far * self._size > (self._until - self._began) * max(1, self._copied)

    def _refuse_without_room(self, wanted: int) -> None:
        """Raise OSError unless the disk has room for so many bytes, and then some for the work."""
        if shutil.disk_usage(self._piece.path.parent).free < wanted + min(self._size, ROOM):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
