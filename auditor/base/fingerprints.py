"""Files that belong to evidence: by their SHA-256 it shows when one has changed or is gone."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.reading import pieces_of
from auditor.base.text import clean

SIZE_LIMIT = 2 * 1024**3
"""Largest file that is read, in bytes."""

Sums = dict[tuple[int, int], str]
"""The SHA-256 of files that were read, by device and number there."""


class FileState(StrEnum):
    """What has become of a file since it was recorded."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, read piece by piece.

    Raises RefusedError when it is no file, can't be read, or is larger than 2 GB.
    """
    try:
        if path.exists() and not path.is_file():
            raise RefusedError(_("{path} is no file.").format(path=path))
        if path.stat().st_size > SIZE_LIMIT:
            raise RefusedError(_("{path} is too large: 2 GB is the most.").format(path=path))
        return _sum_of(path)
    except (OSError, ValueError) as error:
        reason = clean(system_reason(error) if isinstance(error, OSError) else str(error))
        raise RefusedError(
            _("{path} can’t be read: {reason}.").format(path=clean(str(path)), reason=reason)
        ) from error


def state_of(file: str, sha256: str, sums: Sums | None = None) -> FileState:
    """Return what has become of a file that had that SHA-256 when it was recorded.

    What is no file now, such as a device, can't be read. A file that is in `sums` is not read again.
    """
    path = Path(file)
    sums = {} if sums is None else sums
    try:
        found = path.stat()
        if found.st_size > SIZE_LIMIT:
            return FileState.CHANGED
        known = (found.st_dev, found.st_ino)
        if known not in sums:
            sums[known] = _sum_of(path)
        return FileState.SAME if sums[known] == sha256 else FileState.CHANGED
    except (FileNotFoundError, NotADirectoryError):
        return FileState.MISSING
    except (OSError, ValueError):
        return FileState.UNREADABLE


def _sum_of(path: Path) -> str:
    found = hashlib.sha256()
    for piece in pieces_of(path, SIZE_LIMIT):
        found.update(piece)
    return found.hexdigest()
