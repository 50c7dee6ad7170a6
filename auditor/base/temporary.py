"""Temporary files, beside what is to be made of them: held while whoever writes them lives, cleared once nobody does.

A program that is killed leaves what it was writing. Whoever writes into the same folder next removes that: what is held
is told by a lock of the system, which ends with the program that has it. The number of a process would not do: another
one may have it by then, and in containers each has the same.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import time
from types import TracebackType
from typing import IO, Self

FORGOTTEN = 24 * 3600.0
"""Seconds after which a file is taken to be nobody's any more where the system has no locks to ask."""

_OURS = re.compile(r"\.auditor-[0-9a-z]+\.tmp")
_TRIES = 20
_MODE = 0o600
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


class Temporary:
    """A file that is being written: held, and gone when the block ends unless it was put in its place."""

    def __init__(self, path: Path, opened: IO[bytes]) -> None:
        """Take over a file that is held by being open; `opened` writes into it."""
        self.path = path
        self.opened = opened

    def __enter__(self) -> Self:
        """Go on holding it."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Remove the file, if it is there still."""
        self.discard()

    def settle(self) -> None:
        """Wait until all that was written, through whichever opening of the file, is on disk; raises OSError."""
        self.opened.flush()
        os.fsync(self.opened.fileno())

    def put(self, place: Path) -> None:
        """Put the file in its place, instead of whatever is there; raises OSError."""
        self.opened.flush()
        if sys.platform != "win32":
            self.path.replace(place)
            self.opened.close()
            return
        # What is open can't be moved there.
        self.opened.close()
        try:
            self.path.replace(place)
        except OSError:
            _remove(self.path)
            raise

    def put_new(self, place: Path) -> None:
        """Put the file in its place where nothing is yet; raises FileExistsError, or whatever other OSError."""
        self.opened.flush()
        try:
            os.link(self.path, place)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems know no second names.
            if os.path.lexists(place):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place)) from None
            self.put(place)
        else:
            self.discard()

    def discard(self) -> None:
        """Remove the file and let go of it. Once it was put in its place, nothing happens."""
        if self.opened.closed:
            return
        if sys.platform != "win32":
            _remove(self.path)
        with suppress(OSError):
            self.opened.close()
        if sys.platform == "win32":
            _remove(self.path)


def new(folder: Path) -> Temporary:
    """Make a temporary file in a folder, for its owner alone; raises OSError."""
    for _try in range(_TRIES):
        path = folder / f".auditor-{os.urandom(8).hex()}.tmp"
        made = _made(path)
        if made is not None:
            return made
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def only(path: Path) -> Temporary | None:
    """Make the temporary file of that very name, which only one program has at a time; None while another has it.

    What one that was killed has left of it is removed. Raises OSError.
    """
    for _try in range(_TRIES):
        made = _made(path)
        if made is not None:
            return made
        if not _cleared(path):
            return None
    return None


def _made(path: Path) -> Temporary | None:
    """Make a file and hold it; None when there is one already, or somebody who clears took it for nobody's."""
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), _MODE)
    except FileExistsError:
        return None
    opened = os.fdopen(number, "w+b")
    with suppress(OSError):
        if not _hold(number) or not os.fstat(number).st_nlink:
            opened.close()
            return None
    return Temporary(path, opened)


def clear(folder: Path, more: Iterable[str] = ()) -> None:
    """Remove the temporary files in a folder that nobody holds; `more` are patterns of names that are ours there too."""
    with suppress(OSError):
        with os.scandir(folder) as entries:
            left = [Path(entry.path) for entry in entries if _OURS.fullmatch(entry.name)]
        for path in [*left, *(path for pattern in more for path in folder.glob(pattern))]:
            _cleared(path)


def _cleared(path: Path) -> bool:
    """Remove a file unless somebody holds it; tell whether it is gone."""
    if sys.platform == "win32":
        # What is open can't be removed there.
        return _remove(path)
    try:
        number = _opened(path)
    except FileNotFoundError:
        return True
    except OSError as error:
        # A link where a file of ours would be was put there by somebody else, and leads nowhere we look.
        return error.errno == errno.ELOOP and _remove(path)
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            return False
        try:
            if not _hold(number):
                return False
        except OSError as error:
            if error.errno not in _NO_LOCKS or time() - found.st_mtime < FORGOTTEN:
                return False
        # Whoever else cleared it meanwhile may have a new one of that name; one that we hold, nobody else removes.
        return _is_at(path, found) and _remove(path)
    finally:
        os.close(number)


def _opened(path: Path) -> int:
    flags = os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        return os.open(path, os.O_RDWR | flags)
    except PermissionError:
        # It may be about to take the place of a file that is only to be read. Some file systems lock no such one.
        return os.open(path, os.O_RDONLY | flags)


def _is_at(path: Path, found: os.stat_result) -> bool:
    try:
        now = path.lstat()
    except OSError:
        return False
    return (now.st_dev, now.st_ino) == (found.st_dev, found.st_ino)


def _hold(number: int) -> bool:
    """Hold an open file until it is closed; tell whether nobody else does. Raises OSError where there are no locks."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
