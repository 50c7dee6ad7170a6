"""Copies of a database file, made with SQLite's online backup and thinned by age."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from auditor.base.errors import BusyError, DatabaseError, RefusedError, StorageError, system_reason
from auditor.base.i18n import _
from auditor.store import schema
from auditor.store.adapter import connect_file
from auditor.store.faults import explain, explained
from auditor.store.renewing import renew

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
SPACING = timedelta(minutes=10)
"""Automatic copies are at least so far apart, so that a script of many commands makes one, not many."""

_STAMP = "%Y%m%dT%H%M%SZ"
_PIECE = ".part"


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
    for path in folder(database).glob(f"{database.stem}-*.db"):
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
    target = _free_name(database, stamp, label)
    copy_to(database, target)
    return Backup(target, stamp.replace(microsecond=0), target.stat().st_size)


def make_if_changed(database: Path) -> Backup | None:
    """Copy a database that was changed since its last copy and thin the old ones; None if nothing was due."""
    existing = copies(database)
    if existing:
        changed = datetime.fromtimestamp(database.stat().st_mtime, UTC)
        if changed <= existing[0].made or datetime.now(UTC) - existing[0].made < SPACING:
            return None
    copy = make(database)
    for old in superfluous(copies(database), datetime.now(UTC)):
        old.path.unlink(missing_ok=True)
    _clear_pieces(database)
    return copy


def superfluous(existing: Iterable[Backup], today: datetime) -> list[Backup]:
    """Return the copies to let go: kept are all of two days, then the newest of 12 days, 10 weeks and 9 months."""
    kept: set[Path] = set()
    ordered = sorted(existing, key=lambda copy: copy.made, reverse=True)
    kept |= {copy.path for copy in ordered if today - copy.made <= ALL_FOR}
    for pattern, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        newest: dict[str, Backup] = {}
        for copy in ordered:
            newest.setdefault(copy.made.strftime(pattern), copy)
        kept |= {copy.path for copy in list(newest.values())[:count]}
    return [copy for copy in ordered if copy.path not in kept]


def copy_to(database: Path, target: Path) -> None:
    """Copy a database to `target` with SQLite's online backup, by way of a temporary file and a rename."""
    part = target.with_name(f"{target.name}.{os.getpid()}{_PIECE}")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
        with explained(str(database)):
            _copy_pages(database, part)
        _settle(part)
        part.replace(target)
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    finally:
        _forget(part)


def restore(database: Path, source: Path) -> Backup | None:
    """Put the copy `source` in the place of a database; return a copy of what was there, if anything was.

    It becomes a new generation, see renewing.py, so that programs that have the database open notice. Raises
    RefusedError when `source` is no sound database of this program's; then nothing changes.
    """
    _refuse_unfit(database, source)
    kept = _keep_present(database)
    try:
        _renewed_into(folder(database), source, database, kept is not None)
    except StorageError:
        from tempfile import TemporaryDirectory

        # There may be room for the database itself, but not for one more copy beside it.
        with TemporaryDirectory(prefix="auditor-") as elsewhere:
            _renewed_into(Path(elsewhere), source, database, kept is not None)
    return kept


def _renewed_into(where: Path, source: Path, database: Path, is_there: bool) -> None:
    """Put a copy in the place of a database by way of a piece in a folder, in which it is made fit for that."""
    piece = where / f"{database.name}.{os.getpid()}{_PIECE}"
    try:
        copy_to(source, piece)
        with explained(str(source)):
            renew(piece, database, [copy.path for copy in copies(database)])
        _put(piece, database, is_there)
    finally:
        _forget(piece)


def _put(piece: Path, database: Path, is_there: bool) -> None:
    if is_there:
        try:
            with explained(str(database)):
                _copy_pages(piece, database)
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
    stamp = datetime.now(UTC)
    target = _free_name(database, stamp, "before-restore")
    try:
        copy_to(database, target)
    except DatabaseError:
        _copy_bytes(database, target)
    return Backup(target, stamp.replace(microsecond=0), target.stat().st_size)


def _copy_bytes(database: Path, target: Path) -> None:
    """Copy a file that is too damaged for SQLite to copy."""
    try:
        target.touch(0o600)
        target.write_bytes(database.read_bytes())
        _settle(target)
    except OSError as error:
        raise _unwritable(target.parent, error) from error


def _free_name(database: Path, made: datetime, label: str) -> Path:
    """Return a name for a copy that none has yet, also when several are made within a second."""
    name = f"{database.stem}-{made.strftime(_STAMP)}{'-' + label if label else ''}"
    target = folder(database) / f"{name}.db"
    number = 2
    while target.exists():
        target = folder(database) / f"{name}-{number}.db"
        number += 1
    return target


def _unwritable(where: Path, error: OSError) -> StorageError:
    return StorageError(
        _("No copy could be written to {folder}: {reason}.").format(folder=where, reason=system_reason(error))
    )


def damage(database: Path) -> list[str]:
    """Return what SQLite's full integrity check and foreign-key check find wrong; empty when sound.

    Raises BusyError or StorageError when the file can't be looked at now.
    """
    try:
        with closing(connect_file(database.absolute())) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        told = explain(error, str(database))
        if isinstance(told, BusyError | StorageError):
            raise told from error
        return [str(error)]
    problems = [line for line in found if line != "ok"]
    return problems + [f"foreign key: {table} {row}" for table, row, *_rest in orphans]


def _copy_pages(database: Path, target: Path) -> None:
    """Write a database over the file `target` in one transaction of SQLite's."""
    with (
        closing(connect_file(database.absolute())) as source,
        closing(connect_file(target.absolute())) as copy,
    ):
        source.backup(copy, progress=_give_up_when_busy)


def _give_up_when_busy(status: int, _remaining: int, _total: int) -> None:
    """Stop a copy that got no lock within the usual time; the standard library would try for ever."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise BusyError(
            _("Another program is writing to the database. Nothing was changed; try again in a moment.")
        )


def _settle(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _clear_pieces(database: Path) -> None:
    """Remove the pieces of copies whose program was killed meanwhile."""
    for piece in folder(database).glob(f"*{_PIECE}*"):
        try:
            if datetime.now(UTC).timestamp() - piece.stat().st_mtime > ALL_FOR.total_seconds():
                piece.unlink()
        except OSError:
            continue


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
    except OSError:
        return
