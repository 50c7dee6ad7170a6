"""Turns what a database driver raises into the one-line errors a user sees."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeGuard

from auditor.base.errors import (
    AuditorError,
    BusyError,
    DatabaseError,
    LineError,
    NotFoundError,
    RefusedError,
    StorageError,
    system_reason,
)
from auditor.base.i18n import _
from auditor.base.text import clean, shortened
from auditor.base.ways_out import WayOut
from auditor.store import file
from auditor.store.answers import Answer, means

_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_PG_BUSY = {"55P03", "40001", "40P01"}
_PG_REFUSING = ("28", "42501", "3D000", "53", "57", "25006")
"""Classes and states of a server that is there and sound, but lets nobody do that: rights, room, shutting down."""
_PG_MEANINGS = {
    "28P01": Answer.WRONG_PASSWORD,
    "53300": Answer.FULL,
    "57P01": Answer.STOPPING,
    "57P02": Answer.STOPPING,
    "57P03": Answer.STOPPING,
}
_PG_DISK_FULL = "53100"
_PG_TOO_LONG = "57014"
_PG_IDLE = ("25P03", "25P04", "57P05")
"""It ended the connection because nothing was asked on it, or because a transaction took its time."""
_PG_READ_ONLY = "25006"
_PG_RIGHTS = "42501"
_PG_NO_TABLE = "42P01"
_PG_OUT_OF_RANGE = "22003"


Damaged = Callable[[], "DatabaseError | None"]
"""Looks for a damaged value and returns what is told of the first; None for none. It is asked only once something failed."""


def _unharmed() -> None:
    return None


@contextmanager
def explained(place: str, damaged: Damaged = _unharmed) -> Iterator[None]:
    """Run a block on the database at `place`; raise AuditorError in place of any driver's exception.

    Where the block fails over what is stored, as far as that can be, what `damaged` finds is raised.
    """
    try:
        yield
    except AuditorError:
        raise
    except sqlite3.Error as error:
        told = explain(error, place)
        raise (damaged() if _is_of_content(told) else None) or told from error
    except OverflowError as error:
        raise damaged() or _no_such_number() from error
    except Exception as error:
        if type(error).__name__ == "StaleDataError":
            # A row that a server's rules of rights let nobody but others change is not found by the update.
            raise not_ones_own(place) from error
        original = error if _is_drivers(error) else getattr(error, "orig", None)
        if isinstance(original, BaseException):
            told = explain(original, place)
            # SQLAlchemy stumbles over a stored value before any driver does.
            drivers = isinstance(original, sqlite3.Error) or _is_drivers(original)
            raise (damaged() if _is_of_content(told) or not drivers else None) or told from error
        if found := damaged():
            raise found from error
        raise


def _is_of_content(told: AuditorError) -> bool:
    """Tell whether an error may come from what is stored, not from the file, the disk or the server."""
    return isinstance(told, DatabaseError) and told.told.way_out is not WayOut.RESTORE_DATABASE


def _is_drivers(error: object) -> TypeGuard[Exception]:
    """Tell whether an error is the server driver's own; it is there only where it is used."""
    return type(error).__module__.partition(".")[0] == "psycopg"


def explain(error: BaseException, place: str) -> AuditorError:
    """Return the user's error for a driver's exception."""
    if isinstance(error, sqlite3.Error):
        return _explain_sqlite(error, place)
    return _explain_server(error, place)


def _explain_sqlite(error: sqlite3.Error, place: str) -> AuditorError:
    name = getattr(error, "sqlite_errorname", "") or ""
    family = "_".join(name.split("_")[:2])
    if family in _BUSY:
        return BusyError(
            _("Another program is writing to {place}. Nothing was changed; try again in a moment.").format(
                place=place
            )
        )
    if family in _DAMAGED:
        return damaged(place)
    if family == "SQLITE_FULL":
        return StorageError(
            _(
                "The disk with {place} is full. What was saved is still there; make room and try again."
            ).format(place=place)
        )
    if name == "SQLITE_READONLY_DBMOVED":
        return gone(place)
    if family == "SQLITE_READONLY":
        return file.why_read_only(Path(place)) or StorageError(
            _("{place} may only be read.").format(place=place), WayOut.NAME_DATABASE
        )
    if family == "SQLITE_AUTH":
        return not_ones_own(place)
    if family in {"SQLITE_CANTOPEN", "SQLITE_PERM"}:
        return _cant_be_opened(Path(place))
    if name in _WRITING:
        return _not_written(Path(place))
    if family == "SQLITE_IOERR":
        return StorageError(
            _(
                "Reading or writing {place} failed: look at the disk. What was saved before is still there."
            ).format(place=place)
        )
    return DatabaseError(
        _("{place} answered: {answer}.").format(place=place, answer=shortened(clean(str(error)), 200)),
        WayOut.CHECK_DATABASE,
    )


_WRITING = {"SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE"}


def _cant_be_opened(path: Path) -> StorageError:
    """Say why a file can’t be opened: it is gone, its folder has no room for a journal, or nobody may."""
    if not path.exists():
        return gone(str(path))
    refused = file.why_not_written(path.parent)
    if refused is not None and refused.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _told_by_system(path, refused)
    if os.access(path, os.R_OK) and (read_only := file.why_read_only(path)):
        return read_only
    return StorageError(_("{place} can’t be opened.").format(place=path), WayOut.LOOK_AT_FOLDER)


def _not_written(path: Path) -> StorageError:
    """Say why a file could not be written, as the system says it when it is tried beside it."""
    refused = file.why_not_written(path.parent)
    if refused is None:
        return StorageError(
            _(
                "Reading or writing {place} failed: look at the disk. What was saved before is still there."
            ).format(place=path)
        )
    return _told_by_system(path, refused)


def _told_by_system(path: Path, refused: OSError) -> StorageError:
    return StorageError(
        _("{place} can’t be written: {reason}. What was saved before is still there.").format(
            place=path, reason=system_reason(refused)
        )
    )


def gone(place: str) -> StorageError:
    """Return the error for a file that was there and is no longer."""
    return StorageError(
        _("{place} is no longer there: another program has moved or removed it.").format(place=place),
        WayOut.NAME_DATABASE,
    )


def damaged(place: str) -> DatabaseError:
    """Return the error for a database in which what must be there is not."""
    return DatabaseError(_("{place} is damaged or no database.").format(place=place), WayOut.RESTORE_DATABASE)


def is_no_table(error: BaseException | None) -> bool:
    """Tell whether a driver's error says that a table is not there."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith("no such table")
    return getattr(error, "sqlstate", None) == _PG_NO_TABLE


def not_ones_own(place: str) -> RefusedError:
    """Return the error for a change that the rights in a server's database do not let somebody make."""
    return RefusedError(
        _(
            "{place} refuses: what you may do there does not reach so far. Nothing was changed; an owner of the "
            "database can let you do more."
        ).format(place=place)
    )


def _no_such_number() -> NotFoundError:
    """Return the error for a number beyond those a database can give to a row."""
    return NotFoundError(_("Nothing has so large a number."))


def _explain_server(error: BaseException, place: str) -> AuditorError:
    state = getattr(error, "sqlstate", None) or ""
    answer = " ".join(str(error).split())[:200].rstrip(".?! ")
    if state == _PG_OUT_OF_RANGE:
        return _no_such_number()
    if state in _PG_BUSY:
        return BusyError(
            _("Another program is writing to {place}. Nothing was changed; try again in a moment.").format(
                place=place
            )
        )
    if state == _PG_RIGHTS and "would be affected by row-level security" in answer:
        return RefusedError(
            _(
                "{place} hides rows from you, and without them it is not copied: whoever administers its server can copy or "
                "move all of it."
            ).format(place=place)
        )
    if state == _PG_RIGHTS and ("row-level security" in answer or "permission denied for table" in answer):
        return not_ones_own(place)
    if told := _explain_refusal(_PG_MEANINGS.get(state) if state else means(error), place):
        return told
    if told := _explain_limit(state, place):
        return told
    if state.startswith(_PG_REFUSING) or (not state and "FATAL:" in answer):
        return StorageError(_("{place} refuses: {answer}.").format(place=place, answer=answer))
    if state.startswith("08") or (not state and _is_of_line(error)):
        return LineError(
            _("No answer from {place}: {answer}. Check the address and that the server runs.").format(
                place=place, answer=answer
            )
        )
    return DatabaseError(
        _("{place} answered: {answer}.").format(place=place, answer=answer), WayOut.CHECK_DATABASE
    )


def _is_of_line(error: BaseException) -> bool:
    """Tell whether what the driver raised, without a state of the server, is of the connection."""
    return any(kind.__name__ in ("OperationalError", "InterfaceError") for kind in type(error).__mro__)


def _explain_refusal(meant: Answer | None, place: str) -> AuditorError | None:
    """Return what is told where a server lets nobody in just now, or any more; None for other reasons."""
    if meant is Answer.FULL:
        return BusyError(
            _(
                "{place} has no room for one more connection. Nothing was changed; try again in a moment."
            ).format(place=place)
        )
    if meant is Answer.STOPPING:
        return LineError(
            _(
                "{place} has ended the connection: its server is being stopped or started. Nothing was changed; try again in "
                "a moment."
            ).format(place=place)
        )
    if meant is Answer.LOST:
        return LineError(
            _("The line to {place} broke. Nothing was changed; try again in a moment.").format(place=place)
        )
    if meant in (Answer.WRONG_PASSWORD, Answer.NO_PASSWORD):
        return StorageError(
            _(
                "{place} does not let you in: the login or the password is wrong, or was changed. Nothing was changed "
                "there; “auditor team join” asks for it anew."
            ).format(place=place)
        )
    if meant is Answer.NO_HOST:
        return LineError(
            _(
                "The machine of {place} can’t be found: no such name, or the network is away. Nothing was changed."
            ).format(place=place)
        )
    return None


def _explain_limit(state: str, place: str) -> AuditorError | None:
    """Return what is told where a server is at the end of its room, its time or its rights to write; None for no such state."""
    if state == _PG_DISK_FULL:
        return StorageError(
            _(
                "The disk of {place}’s server is full. What was saved is still there; somebody has to make room there."
            ).format(place=place)
        )
    if state == _PG_TOO_LONG:
        return StorageError(
            _(
                "{place} has broken this off because it took longer than its server allows. Nothing was changed; try again."
            ).format(place=place)
        )
    if state in _PG_IDLE:
        return LineError(
            _(
                "{place} has ended the connection because nothing was asked for too long. Nothing was changed; try again."
            ).format(place=place)
        )
    if state == _PG_READ_ONLY:
        return StorageError(
            _(
                "{place} may only be read just now: its server is a standby, or was set so. Nothing was changed; try again "
                "when it can be written to."
            ).format(place=place)
        )
    return None
