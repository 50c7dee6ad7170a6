"""Files that a user names: read as text, and written whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from auditor.errors import RefusedError
from auditor.i18n import _


def read_text(file: str, limit: int) -> str:
    """Return the text in a file, or of standard input for a dash; refuse more than `limit` bytes."""
    try:
        if file == "-":
            content = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(file).expanduser().open("rb") as opened:
                content = opened.read(limit + 1)
        if len(content) > limit:
            raise RefusedError(_("{file} is larger than {limit} bytes.").format(file=file, limit=limit))
        return content.decode("utf-8-sig")
    except OSError as error:
        raise RefusedError(
            _("{file} can’t be read: {reason}.").format(file=file, reason=error.strerror or error)
        ) from error
    except UnicodeDecodeError as error:
        raise RefusedError(_("{file} is not UTF-8 text: save it as UTF-8.").format(file=file)) from error


def write_text(file: str, text: str, force: bool) -> Path:
    """Write a file whole; what was there is replaced only with `force`. Return where it is."""
    path = Path(file).expanduser()
    if not force and os.path.lexists(path):
        raise RefusedError(_("{file} is already there: --force replaces it.").format(file=file))
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("x", encoding="utf-8", errors="replace", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise RefusedError(
            _("{file} can’t be written: {reason}.").format(file=file, reason=error.strerror or error)
        ) from error
    return path
