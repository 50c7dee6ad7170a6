"""Files that a user names, read within limits, and written whole or not at all.

What was there stays until all of the new is on disk. A new file is for its owner alone, as a database is; one that
takes the place of another is for whom that was, so that whoever wants others to read it says so once.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.ways_out import WayOut

Content = str | bytes | Iterable[str]
"""A file's content: text, bytes, or text in pieces."""

PRIVATE = 0o600
"""The mode of a new file."""
PRIVATE_FOLDER = 0o700
"""The mode of a new folder."""
_OPENED_BY_THE_SHELL = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_PIECE = 1 << 20


def write_whole(file: str | Path, content: Content, force: bool = False) -> Path:
    """Write a file; what was there is replaced only with `force`. Return where it is.

    Raises RefusedError when it is there already, or can't be written; then what was there is still there.
    """
    path = Path(file).expanduser()
    if not force and os.path.lexists(path):
        raise RefusedError(
            _("{file} is already there.").format(file=one_line(str(file))), WayOut.REPLACE_FILE
        )
    write_several({path: content})
    return path


def write_several(contents: Mapping[Path, Content]) -> None:
    """Write several files; none is replaced before all of them are on disk beside their places.

    Raises RefusedError naming the file that can't be written.
    """
    beside: dict[Path, Path] = {}
    at = Path()
    try:
        for path, content in contents.items():
            at = path
            beside[path] = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            _write(beside[path], content, path)
        for at, written in beside.items():
            written.replace(at)
    except OSError as error:
        raise _unwritable(at, error) from error
    finally:
        for written in beside.values():
            with suppress(OSError):
                written.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder, for its owner alone, unless it is there. Raises RefusedError when it can't be made."""
    try:
        folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def first_bytes(path: Path, limit: int) -> bytes:
    """Return what a file holds, at most its first `limit` bytes, whatever the file system says of its size.

    Raises OSError when it can't be read, and for devices and pipes, which may have no end or never begin; a pipe
    that the shell has opened, as `<(…)` does, is read to its end.
    """
    content = bytearray()
    for piece in pieces_of(path, limit, or_a_pipe=str(path).startswith(_OPENED_BY_THE_SHELL)):
        content += piece
    return bytes(content)


def pieces_of(path: Path, limit: int, or_a_pipe: bool = False) -> Iterator[bytes]:
    """Yield what a file holds piece by piece, as `first_bytes` does; never waits but for a pipe that is wanted."""
    found = path.stat()
    _refuse_unless_file(found, or_a_pipe)
    # Whoever puts a pipe in the place of the file meanwhile can't make us wait, nor can a file that only looks like one.
    waiting = 0 if stat.S_ISFIFO(found.st_mode) else getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | waiting)) as opened:
        _refuse_unless_file(os.fstat(opened.fileno()), or_a_pipe)
        while limit > 0:
            piece: bytes | None = opened.read(min(_PIECE, limit))
            if piece is None:
                raise _no_file()
            if not piece:
                return
            limit -= len(piece)
            yield piece


def _refuse_unless_file(found: os.stat_result, or_a_pipe: bool = False) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode) and not (or_a_pipe and stat.S_ISFIFO(found.st_mode)):
        raise _no_file()


def _no_file() -> OSError:
    return OSError(errno.EINVAL, _("it is no file but a device or a pipe"))


def _write(path: Path, content: Content, replaced: Path) -> None:
    before = _replaceable(replaced)
    pieces = [content] if isinstance(content, str | bytes) else content
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, PRIVATE)) as opened:
        for piece in pieces:
            opened.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
        opened.flush()
        if before is not None:
            path.chmod(_kept_mode(opened.fileno(), before))
        os.fsync(opened.fileno())


def _replaceable(path: Path) -> os.stat_result | None:
    """Return what is known of the file at a path; None for none. Raises OSError for what is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    _refuse_unless_file(found)
    return found


def _kept_mode(descriptor: int, before: os.stat_result) -> int:
    """Give a file to whom the one before belonged, as far as that is allowed; return the mode it is to have."""
    mode = stat.S_IMODE(before.st_mode) & 0o777
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) == (before.st_uid, before.st_gid):
        return mode
    try:
        os.chown(descriptor, before.st_uid, before.st_gid)
    except OSError:
        with suppress(OSError):
            os.chown(descriptor, -1, before.st_gid)
    # What one group may do is nothing for another.
    return mode if os.fstat(descriptor).st_gid == before.st_gid else mode & ~0o070


def _unwritable(path: Path, error: OSError) -> RefusedError:
    return RefusedError(
        _("{file} can’t be written: {reason}.").format(file=one_line(str(path)), reason=system_reason(error))
    )
