"""Copies of a database file: which there are, which are due, which are let go; making one and putting one back."""

from __future__ import annotations

import glob
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from auditor.base import temporary
from auditor.base.errors import BusyError, DatabaseError, RefusedError, StorageError, system_reason
from auditor.base.i18n import _
from auditor.base.text import clean
from auditor.store import adapter, journal, pages, schema
from auditor.store.adapter import connect_file
from auditor.store.faults import explain, explained
from auditor.store.picture_files import PictureFiles, folder_of, named_in
from auditor.store.renewing import renew
from auditor.store.schema import NO_BEGINNING, Beginning

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
SPACING = timedelta(minutes=10)
"""Automatic copies are at least so far apart, so that a script of many commands makes one, not many."""
SPACING_OF = 16 * 1024 * 1024
"""Of a database of so many bytes; those of a larger one are farther apart, at most a day."""

_STAMP = "%Y%m%dT%H%M%SZ"
_PIECES = ("*.part", "*.part-journal")
"""What earlier versions called the pieces of copies."""
_BEFORE_RESTORE = "before-restore"
RESTARTS = 3
"""So often a copy begins anew because the database was changed meanwhile; then nobody is let in until it is done."""


class Backup(Struct, frozen=True):
    """A copy of a database: when it was made, and where it is."""

    path: Path
    made: datetime
    size: int


def folder(database: Path) -> Path:
    """Return the folder of a database's copies, beside it."""
    return database.with_name(f"{database.name}-backups")


def copies(database: Path) -> list[Backup]:
    """Return the copies of a database, the newest first."""
    found = []
    for path in folder(database).glob(f"{glob.escape(database.stem)}-*.db"):
        stamp = path.stem.removeprefix(f"{database.stem}-").split("-")[0]
        try:
            made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made, path.stat().st_size))
        except (ValueError, OSError):
            # Not named as a copy is, or thinned by another program this moment.
            continue
    return sorted(found, key=lambda copy: (copy.made, copy.path.name), reverse=True)


def make(database: Path, label: str = "") -> Backup:
    """Copy a database as it is now, whole or not at all; return the copy."""
    stamp = datetime.now(UTC)
    with _copied(database, folder(database)) as piece:
        return keep(piece, database, stamp, label)


def keep(piece: temporary.Temporary, database: Path, made: datetime, label: str = "") -> Backup:
    """Bring a piece, which is in the folder of copies, to the disk as a copy of its own; raises OSError."""
    piece.settle()
    while True:
        target = _free_name(database, made, label)
        try:
            piece.put_new(target)
        except FileExistsError:
            # Another program has made one in the same second.
            continue
        return Backup(target, made.replace(microsecond=0), target.stat().st_size)


def is_due(database: Path, now: datetime) -> bool:
    """Tell whether a database was changed since its last copy, and that is some time ago; raises OSError.

    Copies that seem to be made in the time to come, because a clock was wrong, say nothing.
    """
    last = next((copy.made for copy in copies(database) if copy.made <= now), None)
    if last is None:
        return True
    found = database.stat()
    return datetime.fromtimestamp(found.st_mtime, UTC) > last and now - last >= spacing(found.st_size)


def spacing(size: int) -> timedelta:
    """Return how far the automatic copies of a database of so many bytes are apart."""
    return min(SPACING * max(1.0, size / SPACING_OF), timedelta(days=1))


def thin(database: Path, now: datetime) -> None:
    """Let go of copies that are superfluous; raises OSError."""
    for old in superfluous(copies(database), now):
        old.path.unlink(missing_ok=True)
        journal.path_of(old.path).unlink(missing_ok=True)


def clear(database: Path) -> None:
    """Remove what programs that were killed have left of copies."""
    temporary.clear(database.parent)
    temporary.clear(folder(database), _PIECES)


def superfluous(existing: Iterable[Backup], today: datetime) -> list[Backup]:
    """Return the copies to let go: kept are all of two days, then the newest of 12 days, 10 weeks and 9 months.

    Those that seem to be made in the time to come are counted by themselves, so that they stand for no others.
    """
    ordered = sorted(existing, key=lambda copy: copy.made, reverse=True)
    kept = {copy.path for copy in ordered if abs(today - copy.made) <= ALL_FOR}
    for group in ([copy for copy in ordered if (copy.made > today) is ahead] for ahead in (False, True)):
        for pattern, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
            newest: dict[str, Backup] = {}
            for copy in group:
                newest.setdefault(copy.made.strftime(pattern), copy)
            kept |= {copy.path for copy in list(newest.values())[:count]}
    return [copy for copy in ordered if copy.path not in kept]


def copy_to(database: Path, target: Path) -> None:
    """Copy a database to `target`, in place of what is there, with SQLite's online backup.

    The pictures that the copy names are beside it before it is there itself.
    """
    with _copied(database, target.parent) as piece:
        piece.settle()
        _bring_pictures(database, target, piece.path)
        piece.put(target)


def copy_alone(database: Path, target: Path) -> None:
    """Copy a database to `target`, without its pictures, in place of what is there."""
    with _copied(database, target.parent) as piece:
        piece.settle()
        piece.put(target)


def _bring_pictures(source: Path, target: Path, naming: Path) -> None:
    """Bring the pictures that a database `naming` them names from beside a file to beside another."""
    there, here = PictureFiles(folder_of(source)), PictureFiles(folder_of(target))
    if there.folder.is_dir():
        here.bring(there, named_in(naming) or ())


@contextmanager
def _copied(database: Path, where: Path) -> Iterator[temporary.Temporary]:
    """Hand out a copy of a database as a temporary file in a folder, to be put in its place."""
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.clear(where, _PIECES if where == folder(database) else ())
        with temporary.new(where) as piece:
            with explained(str(database)):
                _copy(database, piece)
            yield piece
    except OSError as error:
        raise unwritable(where, error) from error


def _copy(database: Path, piece: temporary.Temporary) -> None:
    """Copy a database in steps, or at once where it is changed all the time; raises sqlite3.Error and BusyError."""
    patience = pages.Patience(adapter.BUSY_TIMEOUT_MS / 1000, _busy)
    try:
        pages.copy_into(database, piece, pages.Restarts(RESTARTS, patience), pages.STEP)
    except pages.RestlessError:
        pages.copy_into(database, piece, patience)


def restore(database: Path, source: Path, beginning: Beginning = NO_BEGINNING) -> Backup | None:
    """Put the copy `source` in the place of a database; return a copy of what was there, if anything was.

    `beginning` is what a copy is given of a schema that does not know of what is kept for everybody.

    It becomes a new generation, see renewing.py, so that programs that have the database open notice. Pictures that lie
    beside `source` and are missing are brought back. Raises RefusedError when `source` is no sound database of this
    program's; then nothing changes.
    """
    _refuse_unfit(database, source)
    kept = _keep_present(database)
    try:
        _bring_pictures(source, database, source)
    except OSError as error:
        raise unwritable(folder_of(database), error) from error
    try:
        _renewed_into(folder(database), source, database, beginning, kept is not None)
    except StorageError:
        from tempfile import TemporaryDirectory

        # There may be room for the database itself, but not for one more copy beside it.
        with TemporaryDirectory(prefix="auditor-") as elsewhere:
            _renewed_into(Path(elsewhere), source, database, beginning, kept is not None)
    return kept


def _renewed_into(where: Path, source: Path, database: Path, beginning: Beginning, is_there: bool) -> None:
    """Put a copy in the place of a database by way of a piece in a folder, in which it is made fit for that."""
    with _copied(source, where) as piece:
        with explained(str(source)):
            renew(piece.path, database, [copy.path for copy in copies(database)], beginning)
        _put(piece.path, database, is_there)


def _put(piece: Path, database: Path, is_there: bool) -> None:
    if is_there:
        try:
            with explained(str(database)):
                pages.copy_pages(piece, database, pages.Patience(0, _busy))
            return
        except DatabaseError:
            # Too damaged to be written over; a journal that belongs to it would spoil the new file.
            for tail in ("-journal", "-wal", "-shm"):
                database.with_name(f"{database.name}{tail}").unlink(missing_ok=True)
    copy_to(piece, database)


def _refuse_unfit(database: Path, source: Path) -> None:
    if not source.is_file():
        raise RefusedError(_("There is no file {path}.").format(path=source))
    if database.exists() and database.samefile(source):
        raise RefusedError(_("{path} is the database itself: name a copy of it.").format(path=source))
    if problems := damage(source):
        raise RefusedError(
            _("{path} is not sound ({problem}), so nothing was restored.").format(
                path=source, problem=problems[0]
            )
        )
    with explained(str(source)), closing(connect_file(source.absolute())) as connection:
        try:
            state = schema.file_state(connection, str(source))
        except DatabaseError as error:
            raise RefusedError(str(error)) from error
    if state is schema.State.EMPTY:
        raise RefusedError(_("{path} is empty, so nothing was restored.").format(path=source))


def _keep_present(database: Path) -> Backup | None:
    if not database.exists() or not database.stat().st_size:
        return None
    try:
        return make(database, _BEFORE_RESTORE)
    except DatabaseError:
        return keep_as_it_is(database, _BEFORE_RESTORE)


def keep_as_it_is(database: Path, label: str) -> Backup:
    """Copy a file and its journal byte by byte, because SQLite can't copy them or what is in them is not to be touched.

    A copy is never without its journal, by which SQLite takes back half a change. Raises StorageError.
    """
    stamp, where = datetime.now(UTC), folder(database)
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        with temporary.new(where) as piece:
            _copy_bytes(database, piece)
            while True:
                target = _free_name(database, stamp, label)
                # Another program may have made one of that name in the same second.
                with suppress(FileExistsError), _journal_kept(database, target):
                    piece.put_new(target)
                    return Backup(target, stamp.replace(microsecond=0), target.stat().st_size)
    except OSError as error:
        raise unwritable(where, error) from error


@contextmanager
def _journal_kept(database: Path, target: Path) -> Iterator[None]:
    """Copy the journal of a database, if it has one, to where that of a copy is; take it away when the block fails."""
    beside = journal.path_of(database)
    if not beside.is_file() or not beside.stat().st_size:
        yield
        return
    with temporary.new(target.parent) as piece:
        _copy_bytes(beside, piece)
        piece.put_new(journal.path_of(target))
    try:
        yield
    except BaseException:
        journal.path_of(target).unlink(missing_ok=True)
        raise


def _copy_bytes(file: Path, piece: temporary.Temporary) -> None:
    with file.open("rb") as opened:
        shutil.copyfileobj(opened, piece.opened)
    piece.settle()


def _free_name(database: Path, made: datetime, label: str) -> Path:
    """Return a name for a copy that none has yet, also when several are made within a second."""
    name = f"{database.stem}-{made.strftime(_STAMP)}{'-' + label if label else ''}"
    target = folder(database) / f"{name}.db"
    number = 2
    while target.exists() or journal.path_of(target).exists():
        target = folder(database) / f"{name}-{number}.db"
        number += 1
    return target


def unwritable(where: Path, error: OSError) -> StorageError:
    """Return the user's error for a folder in which no copy can be made."""
    return StorageError(
        _("No copy could be written to {folder}: {reason}.").format(folder=where, reason=system_reason(error))
    )


def damage(database: Path) -> list[str]:
    """Return what would run by itself, else what SQLite's full integrity and foreign-key checks find; empty when sound.

    Raises BusyError or StorageError when the file can't be looked at now.
    """
    problems = unreadable(database)
    if problems:
        return problems
    with explained(str(database)), closing(connect_file(database.absolute())) as connection:
        return [
            f"foreign key: {table} {row}"
            for table, row, *_rest in connection.execute("PRAGMA foreign_key_check").fetchall()
        ]


def unreadable(database: Path) -> list[str]:
    """Return what would run by itself, else what SQLite's full integrity check finds wrong; raises as `damage` does."""
    try:
        with closing(connect_file(database.absolute())) as connection:
            pages.refuse_cut(connection, database)
            if running := schema.running_parts(connection):
                return [
                    _("{what}: none of Auditor’s, and would run by itself").format(what=each)
                    for each in running
                ]
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    except DatabaseError as error:
        return [str(error)]
    except sqlite3.DatabaseError as error:
        told = explain(error, str(database))
        if isinstance(told, BusyError | StorageError):
            raise told from error
        return [clean(str(error))]
    return [clean(line) for line in found if line != "ok"]


def _busy() -> BusyError:
    return BusyError(
        _("Another program is writing to the database. Nothing was changed; try again in a moment.")
    )
