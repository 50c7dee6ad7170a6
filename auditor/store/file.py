"""A database's file as the system sees it: which one is at a path, and making an empty one."""

from __future__ import annotations

import os
from pathlib import Path

from auditor.base.errors import StorageError, system_reason
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut

Which = tuple[int, int]
"""A file's device and its number there."""


def which(path: Path) -> Which | None:
    """Return which file is at a path; None for none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unusable(path, error) from error
    return found.st_dev, found.st_ino


def is_there(path: Path) -> bool:
    """Tell whether there is a file with something in it at a path."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise unusable(path, error) from error


def make_private(path: Path) -> None:
    """Make an empty file, and its folder if need be, that are for their owner alone."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise unusable(path, error) from error


def unusable(path: Path, error: OSError) -> StorageError:
    """Return the user's error for a place that the system refuses."""
    return StorageError(
        _("{place} can’t be used: {reason}.").format(place=path, reason=system_reason(error)),
        WayOut.NAME_DATABASE,
    )
