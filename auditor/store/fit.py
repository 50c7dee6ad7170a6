"""Is what lies at a database's place fit to be opened? If not, it is refused in a line that names the copies of it."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from auditor.base.errors import DatabaseError, StorageError, system_reason
from auditor.base.i18n import _, ngettext
from auditor.base.ways_out import WayOut
from auditor.store import backup, journal, pages, schema
from auditor.store.adapter import connect_file
from auditor.store.backup import Backup
from auditor.store.faults import explain, explained


def holds_database(path: Path) -> bool:
    """Tell whether there is anything in a database's place; an empty file that was never used is as good as none.

    Copies beside it tell that there was a database: then nothing is begun anew in its place. Raises StorageError where
    it is gone, and for what is no file; DatabaseError where it was emptied.
    """
    refuse_no_file(path)
    with suppress(FileNotFoundError):
        if path.stat().st_size:
            return True
    if (newest := _newest_copy(path)) is None:
        return False
    if not path.exists():
        gone = _with_copies(_("There is no database at {place} any more.").format(place=path), path)
        raise StorageError(gone, WayOut.PUT_BACK_OR_BEGIN, copy=newest.path.name)
    emptied = _with_copies(_("{place} is empty.").format(place=path), path)
    raise DatabaseError(emptied, WayOut.PUT_BACK_OR_BEGIN, copy=newest.path.name)


def refuse_no_file(path: Path) -> None:
    """Raise StorageError for a folder, a device or a pipe in a database's place, and where that can't be told."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unusable(path, system_reason(error)) from error
    if stat.S_ISDIR(mode):
        raise _unusable(path, _("it is a folder, and a database is a file"))
    if not stat.S_ISREG(mode):
        raise _unusable(path, _("it is no file but a device or a pipe"))


def file_state(connection: sqlite3.Connection, path: Path) -> schema.State:
    """Return how an open file stands to this program.

    Raises DatabaseError as `schema.file_state` does, and for a file that was cut short or can't be read as a database.
    """
    _refuse_cut(connection, path)
    return schema.file_state(connection, str(path))


def refuse_unfit(path: Path) -> None:
    """Raise AuditorError for what is in a database's place and is none of this program's, or not all of it."""
    if holds_database(path):
        with explained(str(path)), closing(connect_file(path.absolute())) as connection:
            file_state(connection, path)


def refuse_past_mending(path: Path) -> None:
    """Raise AuditorError as `refuse_unfit` does, but let pass what can be mended: a cut journal, what would run."""
    if holds_database(path) and not journal.is_cut(path):
        with explained(str(path)), closing(connect_file(path.absolute())) as connection:
            _refuse_cut(connection, path)
            # Where the version can't be read, what is damaged is told page by page.
            with suppress(sqlite3.DatabaseError):
                schema.version_state(connection, str(path))


def _refuse_cut(connection: sqlite3.Connection, path: Path) -> None:
    try:
        pages.refuse_cut(connection, path)
    except DatabaseError as cut:
        raise _naming_copies(cut, path) from cut
    except sqlite3.DatabaseError as error:
        told = explain(error, str(path))
        if not isinstance(told, DatabaseError):
            raise told from error
        by_header = pages.sizes_told(path)
        if by_header is not None and by_header[0] < by_header[1]:
            told = pages.cut(path, *by_header)
        raise _naming_copies(told, path) from error


def _naming_copies(error: DatabaseError, path: Path) -> DatabaseError:
    """Return an error that goes on with the copies there are, if any, and how one is put back."""
    newest = _newest_copy(path)
    if newest is None:
        return error
    return DatabaseError(_with_copies(str(error), path), WayOut.PUT_BACK, copy=newest.path.name)


def _newest_copy(path: Path) -> Backup | None:
    """Return the newest copy; one that seems to be made in the time to come only where there is no other."""
    now = datetime.now(UTC)
    copies = backup.copies(path)
    return next((copy for copy in copies if copy.made <= now), copies[0] if copies else None)


def _with_copies(what: str, path: Path) -> str:
    """Return what was told, going on with the copies there are."""
    count = len(backup.copies(path))
    return ngettext(
        "{what}. In {folder} is {count} copy of it.", "{what}. In {folder} are {count} copies of it.", count
    ).format(what=what.removesuffix("."), folder=backup.folder(path), count=count)


def _unusable(path: Path, reason: str) -> StorageError:
    return StorageError(
        _("{place} can’t be used: {reason}.").format(place=path, reason=reason), WayOut.NAME_DATABASE
    )
