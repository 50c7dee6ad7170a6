"""The rollback journal of an SQLite file: is it whole, after a program died in the middle of a change?

SQLite undoes half a change from the journal beside a file. Of a journal that was cut short, as a copy or a sync
program may leave it, it would undo what is left, in silence, and half the change would stay. See "The Rollback
Journal" in SQLite's file format.
"""

from __future__ import annotations

from pathlib import Path
from struct import Struct

from auditor.base.errors import DatabaseError, StorageError, system_reason
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut

TAIL = "-journal"

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = Struct(">8sIIIII")
"""Magic, how many records follow, what their checksums begin with, pages before the change, size of a sector, of a page."""
_NUMBER = Struct(">I")
_UNCOUNTED = 0xFFFFFFFF
"""The number of records is for the file's size to tell; a program that syncs its journal counts them."""
_SIZES = frozenset(1 << power for power in range(5, 17))
_SUMMED = 200
"""A checksum adds up every so-manieth byte of a page, from its end."""


def path_of(database: Path) -> Path:
    """Return where the journal of a database is, if it has one."""
    return database.with_name(f"{database.name}{TAIL}")


def refuse_cut(database: Path) -> None:
    """Raise DatabaseError for a file whose journal was cut short, before SQLite uses what is left; nothing is touched."""
    if is_cut(database):
        raise DatabaseError(
            _(
                "A program died while it changed {place}, and {journal}, by which that change is taken back, "
                "has been cut short. Nothing was touched, and some of that change may be lost."
            ).format(place=database, journal=path_of(database).name),
            WayOut.MEND_DATABASE,
        )


def is_cut(database: Path) -> bool:
    """Tell whether the journal of a database lacks some of what was safe in it before the database was changed.

    A journal as a killed program leaves it is whole: it counts its records only once they are all on disk, and the
    database is changed after that. One that another program is writing is whole at any moment, too. Raises
    StorageError when it can't be read.
    """
    path = path_of(database)
    try:
        # Another program may be done with it, or begin anew, while it is read: what is cut stays as it is.
        return path.stat().st_size > 0 and _is_cut(path.read_bytes()) and _is_cut(path.read_bytes())
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StorageError(
            _("{place} can’t be used: {reason}.").format(place=path, reason=system_reason(error)),
            WayOut.LOOK_AT_FOLDER,
        ) from error


def _is_cut(content: bytes) -> bool:
    if not content or content[:1] == b"\0":
        return False
    if len(content) < _HEADER.size:
        return _MAGIC.startswith(content[: len(_MAGIC)])
    _magic, _count, _nonce, _pages, sector, page = _HEADER.unpack_from(content)
    if sector not in _SIZES or page not in _SIZES:
        return False
    start = 0
    while len(content) >= start + _HEADER.size:
        magic, count, nonce, *_sizes = _HEADER.unpack_from(content, start)
        if magic != _MAGIC or count == _UNCOUNTED:
            return False
        at = start + sector
        for _record in range(count):
            end = at + _NUMBER.size + page + _NUMBER.size
            if end > len(content) or not _is_whole(content[at:end], nonce):
                return True
            at = end
        # The next records, if any, begin with a header of their own at the next sector.
        start = -(-at // sector) * sector if count else len(content)
    return False


def _is_whole(record: bytes, nonce: int) -> bool:
    """Tell whether a record (a page's number, the page, a checksum) is as it was written."""
    content = record[_NUMBER.size : -_NUMBER.size]
    found = nonce + sum(content[at] for at in range(len(content) - _SUMMED, 0, -_SUMMED))
    return found & _UNCOUNTED == int.from_bytes(record[-_NUMBER.size :], "big")
