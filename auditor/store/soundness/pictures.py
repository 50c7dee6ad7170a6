"""Finds pictures that are missing or damaged, and those that nothing names any more; these are removed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection

from auditor.base.errors import StorageError, system_reason
from auditor.base.i18n import _, ngettext
from auditor.base.text import one_line
from auditor.store import backup
from auditor.store.adapter import connect_file
from auditor.store.location import Location
from auditor.store.picture_files import PictureFiles, folder_of, named_by, named_in
from auditor.store.soundness.rows import Rows, of_connection, of_open_file
from auditor.views.upkeep import Flaw

_NAMED = """
    SELECT p.id, p.sha256, f.letters, f.number FROM picture p LEFT JOIN finding f ON f.id = p.finding_id
    WHERE p.removed_at IS NULL ORDER BY p.id
"""
_ON_SERVER = """
    SELECT p.sha256, CASE WHEN c.sha256 IS NULL THEN 'missing' ELSE 'damaged' END
    FROM picture p LEFT JOIN picture_content c ON c.sha256 = p.sha256
    WHERE p.removed_at IS NULL AND (c.sha256 IS NULL OR encode(sha256(c.content), 'hex') <> p.sha256)
"""


def flaws(location: Location, connection: Connection) -> list[Flaw]:
    """Return what is wrong with the pictures of a database; where the tables can't be read, that is told elsewhere."""
    from sqlalchemy.exc import SQLAlchemyError

    rows = of_connection(connection)
    with suppress(sqlite3.Error, SQLAlchemyError):
        named = rows(_NAMED)
        if location.path is None:
            wrong = {str(hash_): str(what) for hash_, what in rows(_ON_SERVER)}
            return list(_told(named, wrong, location.shown))
        return _flaws_in_folder(location.path, named)
    return []


def _flaws_in_folder(database: Path, named: list[tuple[object, ...]]) -> list[Flaw]:
    files = PictureFiles(folder_of(database))
    if named and not files.folder.is_dir():
        text = ngettext(
            "{count} picture is missing: there is no folder {folder}. Where the database was moved, move the folder too",
            "{count} pictures are missing: there is no folder {folder}. Where the database was moved, move the folder too",
            len(named),
        )
        return [Flaw(text.format(count=len(named), folder=files.folder))]
    try:
        there = files.all()
        wanted = {str(hash_) for _row, hash_, *_finding in named}
        wrong = dict.fromkeys(wanted - there.keys(), "missing")
        wrong |= {each: "damaged" for each in wanted & there.keys() if files.read(there[each]) is None}
        found = list(_told(named, wrong, str(files.folder)))
        # What another program is just about to name is no orphan.
        if count := 0 if files.has_lists else len(_orphans(database, files)):
            found.append(Flaw(_orphaned(count, files.folder), is_harmless=True))
    except OSError as error:
        raise _unusable(files.folder, error) from error
    return found


def _told(named: list[tuple[object, ...]], wrong: dict[str, str], place: str) -> Iterator[Flaw]:
    for row, hash_, letters, number in named:
        what = wrong.get(str(hash_))
        if what is None:
            continue
        if number is None:
            said = (
                _("{picture} is missing from {place}.")
                if what == "missing"
                else _("{picture} is damaged in {place}.")
            )
        elif what == "missing":
            said = _("picture {row} of {finding}: missing from {place}")
        else:
            said = _("picture {row} of {finding}: damaged in {place}")
        finding = one_line(f"{letters}-{number}")
        yield Flaw(
            said.format(row=row, finding=finding, picture=_("Picture {hash}").format(hash=row), place=place),
            "picture",
            row if isinstance(row, int) else None,
            "sha256",
        )


def mend(database: Path) -> list[Flaw]:
    """Remove the pictures that neither a row nor a copy names; return what was done. Raises StorageError."""
    files = PictureFiles(folder_of(database))
    if not files.folder.is_dir():
        return []
    try:
        # Whoever has the turn to write is alone with the folder.
        with closing(connect_file(database.absolute())) as connection:
            connection.execute("BEGIN IMMEDIATE")
            files.settle(of_open_file(connection))
            orphans = _orphans(database, files, of_open_file(connection))
            for path in orphans:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(files.folder, error) from error
    if not orphans:
        return []
    return [Flaw(_orphaned(len(orphans), files.folder), mended=_("taken out"), is_harmless=True)]


def _orphans(database: Path, files: PictureFiles, rows: Rows | None = None) -> list[Path]:
    """Return the pictures that nothing names; none where a copy can't be read, because it may name any."""
    there = files.all()
    named = named_in(database) if rows is None else named_by(rows)
    for copy in backup.copies(database):
        if named is None or not there.keys() - named:
            break
        more = named_in(copy.path)
        named = None if more is None else named | more
    return [] if named is None else [there[each] for each in sorted(there.keys() - named)]


def _orphaned(count: int, folder: Path) -> str:
    return ngettext(
        "{count} picture in {folder} is named by nothing any more",
        "{count} pictures in {folder} are named by nothing any more",
        count,
    ).format(count=count, folder=folder)


def _unusable(folder: Path, error: OSError) -> StorageError:
    return StorageError(
        _("{place} can’t be used: {reason}.").format(place=folder, reason=system_reason(error))
    )
