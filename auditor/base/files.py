"""Files that a user names, written whole or not at all.

What was there stays until all of the new is on disk. A new file is for its owner alone, as a database is; one that
takes the place of another is for whom that was, so that whoever wants others to read it says so once.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from auditor.base import temporary
from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.reading import refuse_unless_file
from auditor.base.text import one_line
from auditor.base.ways_out import WayOut

Content = str | bytes | Iterable[str] | Iterable[bytes]
"""A file's content: text or bytes, whole or in pieces."""

PRIVATE = 0o600
"""The mode of a new file."""
PRIVATE_FOLDER = 0o700
"""The mode of a new folder."""


def write_whole(file: str | Path, content: Content, force: bool = False) -> Path:
    """Write a file; what was there is replaced only with `force`. Return where it is.

    Raises RefusedError when it is there already, or can't be written; then what was there is still there.
    """
    path = Path(file).expanduser()
    refuse_there(path, force)
    write_several({path: content})
    return path


def refuse_there(path: Path, force: bool) -> None:
    """Raise RefusedError where there is a file already that is not to be replaced by `force`."""
    if not force and os.path.lexists(path):
        raise RefusedError(
            _("{file} is already there.").format(file=one_line(str(path))), WayOut.REPLACE_FILE
        )


def write_several(contents: Mapping[Path, Content]) -> None:
    """Write several files; none is replaced before all of them are on disk beside their places.

    What programs that were killed have left there is removed. Raises RefusedError naming the file that can't be
    written.
    """
    at = Path()
    with ExitStack() as stack:
        try:
            for folder in {path.parent for path in contents}:
                temporary.clear(folder)
            beside: dict[Path, temporary.Temporary] = {}
            for path, content in contents.items():
                at = path
                beside[path] = stack.enter_context(temporary.new(path.parent))
                write(beside[path].path, beside[path].opened, content, path)
            for at, written in beside.items():
                written.put(at)
        except OSError as error:
            raise unwritable(at, error) from error


def make_folder(folder: Path) -> None:
    """Make a folder, for its owner alone, unless it is there. Raises RefusedError when it can't be made."""
    try:
        folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def write(path: Path, opened: IO[bytes], content: Content, replaced: Path) -> None:
    """Write a content into a new file that is open, to be put in the place of `replaced`; wait until it is on disk.

    It gets the mode and the owner of one that is there already. Raises OSError, and does so too where what is
    there is no file.
    """
    before = _replaceable(replaced)
    pieces = [content] if isinstance(content, str | bytes) else content
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
    refuse_unless_file(found)
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


def unwritable(path: Path, error: OSError) -> RefusedError:
    """Return the user's error for a place where the system lets nothing be written."""
    return RefusedError(
        _("{file} can’t be written: {reason}.").format(file=one_line(str(path)), reason=system_reason(error))
    )
