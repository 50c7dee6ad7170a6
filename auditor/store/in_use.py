"""Whether other programs have a database open: each holds a shared lock of the system on a small file beside it.

The lock ends with the program that has it, however that ends, and the file goes with the last one. The database file
itself is not locked so: opening and closing it would drop the locks that SQLite holds on it. Where no file can be made
beside the database, or the system has no such locks, nothing is held and nothing is refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

_TRIES = 20
_MOMENT = 0.005
_SLOTS = 64
"""Windows has no shared locks: there, each program locks a byte of its own, and who wants to be alone all of them."""


def beside(database: Path) -> Path:
    """Return the file that is locked."""
    return database.with_name(f"{database.name}-open")


class Hold:
    """A program's share in a database, from being made until it is closed."""

    def __init__(self, database: Path) -> None:
        """Hold it where that is possible."""
        self._path = beside(database)
        self._number, _is_free = _locked(self._path, database, shared=True)

    def close(self) -> None:
        """Let go of it; the last one takes the file away."""
        number, self._number = self._number, None
        if number is not None:
            _leave(self._path, number)


@contextmanager
def alone(database: Path) -> Iterator[bool]:
    """Keep all others from beginning to use a database within the block; gives False where one uses it already."""
    path = beside(database)
    number, is_alone = _locked(path, database, shared=False)
    try:
        yield is_alone
    finally:
        if number is not None:
            _leave(path, number)


def hold_alone(path: Path, number: int) -> bool:
    """Lock an open file at a path for this program alone, without waiting; tell whether that is held and seen there."""
    return _lock(number, shared=False) and _is_at(path, number)


def is_held(number: int) -> bool:
    """Tell whether another program holds an open file alone. This one may hold a share in it for a moment."""
    return not _lock(number, shared=True)


def _locked(path: Path, database: Path, shared: bool) -> tuple[int | None, bool]:
    """Open and lock the file; return its number, None where that can't be, and whether nobody stood in the way.

    The last one who leaves is alone with it for a moment, and takes it away; so it is tried again.
    """
    for _try in range(_TRIES):
        number = _opened(path, database)
        if number is None:
            return None, True
        if _lock(number, shared):
            if _is_at(path, number):
                return number, True
        else:
            sleep(_MOMENT)
        os.close(number)
    return None, False


def _opened(path: Path, database: Path) -> int | None:
    """Open the file, made if need be for whoever may use the database; None where that can't be."""
    with suppress(OSError):
        mode = database.stat().st_mode & 0o666
        flags = getattr(os, "O_NOFOLLOW", 0)
        try:
            number = os.open(path, os.O_CREAT | os.O_RDWR | flags, mode)
        except PermissionError:
            return os.open(path, os.O_RDONLY | flags)
        with suppress(OSError):
            if os.fstat(number).st_mode & 0o666 != mode:
                path.chmod(mode)
        return number
    return None


def _is_at(path: Path, number: int) -> bool:
    try:
        there, held = path.stat(), os.fstat(number)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (held.st_dev, held.st_ino)


def _leave(path: Path, number: int) -> None:
    """Let go of an open file, and take it away if nobody else holds it."""
    with suppress(OSError):
        if sys.platform != "win32" and _lock(number, shared=False) and _is_at(path, number):
            path.unlink()
    os.close(number)
    if sys.platform == "win32":
        # There, what is open elsewhere can't be taken away.
        with suppress(OSError):
            path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(number: int, shared: bool) -> bool:
        locked = 0
        for slot in range(_SLOTS):
            os.lseek(number, slot, os.SEEK_SET)
            with suppress(OSError):
                msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
                locked += 1
                if shared:
                    return True
        return locked == _SLOTS

else:
    import fcntl

    def _lock(number: int, shared: bool) -> bool:
        """Lock an open file, without waiting; tell whether that worked, or there are no locks here at all."""
        try:
            fcntl.flock(number, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return shared
        return True
