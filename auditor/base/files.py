"""Files that a user names, written whole or not at all: what was there stays until all of the new is on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from auditor.base import temporary
from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.ways_out import WayOut

Content = str | bytes | Iterable[str]
"""A file's content: text, bytes, or text in pieces."""


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
                write(beside[path].opened, content)
            for at, written in beside.items():
                written.put(at)
        except OSError as error:
            raise unwritable(at, error) from error


def write(opened: IO[bytes], content: Content) -> None:
    """Write a content into an open file and wait until it is on disk; raises OSError."""
    pieces = [content] if isinstance(content, str | bytes) else content
    for piece in pieces:
        opened.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
    opened.flush()
    os.fsync(opened.fileno())


def unwritable(path: Path, error: OSError) -> RefusedError:
    """Return the user's error for a place where the system lets nothing be written."""
    return RefusedError(
        _("{file} can’t be written: {reason}.").format(file=one_line(str(path)), reason=system_reason(error))
    )
