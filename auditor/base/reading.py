"""Bytes of files and streams, read in pieces up to a limit: never more is asked for at once than is there."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from auditor.base.i18n import _

_OPENED_BY_THE_SHELL = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
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
    """Return what is in a file that a user names; raise TooLargeError and OSError as `read_within` does.

    Devices and pipes are no files; a pipe that the shell has opened, as `<(…)` does, is read to its end.
    """
    return _joined(pieces_of(path, limit + 1, str(path).startswith(_OPENED_BY_THE_SHELL)), limit)


def read_found_file(path: Path, limit: int) -> bytes:
    """Return what is in a file that nobody named, found by its place; raise errors as `read_file` does."""
    return _joined(pieces_of(path, limit + 1), limit)


def _joined(pieces: Iterator[bytes], limit: int) -> bytes:
    content = b"".join(pieces)
    if len(content) > limit:
        raise TooLargeError
    return content


def pieces_of(path: Path, limit: int, or_a_pipe: bool = False) -> Iterator[bytes]:
    """Yield the first `limit` bytes of a file piece by piece, whatever the file system says of its size.

    Raises OSError when it can't be read, and for devices and pipes, which may have no end or never begin; nothing is
    waited for but a pipe that is wanted.
    """
    found = path.stat()
    refuse_unless_file(found, or_a_pipe)
    # Whoever puts a pipe in the place of the file meanwhile can't make us wait, nor can a file that only looks like one.
    waiting = 0 if stat.S_ISFIFO(found.st_mode) else getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | waiting)) as opened:
        refuse_unless_file(os.fstat(opened.fileno()), or_a_pipe)
        while limit > 0:
            piece: bytes | None = opened.read(min(_PIECE, limit))
            if piece is None:
                raise _no_file()
            if not piece:
                return
            limit -= len(piece)
            yield piece


def refuse_unless_file(found: os.stat_result, or_a_pipe: bool = False) -> None:
    """Raise OSError for what the system finds to be a folder, a device, or a pipe that is not wanted."""
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode) and not (or_a_pipe and stat.S_ISFIFO(found.st_mode)):
        raise _no_file()


def _no_file() -> OSError:
    return OSError(errno.EINVAL, _("it is no file but a device or a pipe"))


def is_so(test: Callable[[Path], bool], path: Path) -> bool:
    """Tell whether a test such as `Path.is_file` holds of a path; of a name that no file can have none does."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False
