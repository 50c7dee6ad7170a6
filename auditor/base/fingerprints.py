"""Files that belong to evidence: by their SHA-256 it shows when one has changed or is gone."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from auditor.base.errors import RefusedError, system_reason
from auditor.base.i18n import _
from auditor.base.text import clean

SIZE_LIMIT = 2 * 1024**3
"""Largest file that is read, in bytes."""

_PIECE = 1024 * 1024


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


def state_of(file: str, sha256: str) -> FileState:
    """Return what has become of a file that had that SHA-256 when it was recorded."""
    path = Path(file)
    try:
        if not path.is_file():
            return FileState.MISSING
        if path.stat().st_size > SIZE_LIMIT:
            return FileState.CHANGED
        return FileState.SAME if _sum_of(path) == sha256 else FileState.CHANGED
    except (OSError, ValueError):
        return FileState.UNREADABLE


def _sum_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
