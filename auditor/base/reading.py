"""Bytes of files and streams, read in pieces up to a limit: never more is asked for at once than is there."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from auditor.base.i18n import _

_PIECE = 1 << 20


class TooLargeError(OSError):
    """There is more to read than the limit allows."""

    def __init__(self) -> None:
        """Say it as the system would."""
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG))


def read_within(opened: BinaryIO, limit: int, told: Callable[[int], None] | None = None) -> bytes:
    """Return all that is left of a file or stream; `told` hears how many bytes there are so far.

    Raises TooLargeError for more than `limit` bytes, whatever the system says of the size, and OSError.
    """
    content = io.BytesIO()
    size = 0
    while piece := opened.read(min(_PIECE, limit + 1 - size)):
        size += len(piece)
        if size > limit:
            raise TooLargeError
        content.write(piece)
        if told is not None:
            told(size)
    return content.getvalue()


def read_file(path: Path, limit: int) -> bytes:
    """Return what is in a file that a user names; raise TooLargeError and OSError as `read_within` does."""
    with path.open("rb") as opened:
        return read_within(opened, limit)


def read_found_file(path: Path, limit: int) -> bytes:
    """Return what is in a file that nobody named, found by its place: nothing there is waited for.

    Raises TooLargeError, and OSError also for a pipe, in which whoever is to write may never come.
    """
    with open(path, "rb", opener=_without_waiting) as opened:
        if stat.S_ISFIFO(os.fstat(opened.fileno()).st_mode):
            raise OSError(errno.EINVAL, _("it is a pipe and no file"))
        return read_within(opened, limit)


def is_so(test: Callable[[Path], bool], path: Path) -> bool:
    """Tell whether a test such as `Path.is_file` holds of a path; of a name that no file can have none does."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
