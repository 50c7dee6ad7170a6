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


def why_read_only(path: Path) -> StorageError | None:
    """Return why a database at a path can't be written, as far as the system tells without trying; None if it can.

    SQLite needs a journal beside the file, so the folder counts as much as the file does.
    """
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if _is_on_read_only_disk(path if path.exists() else folder):
        return StorageError(
            _("{place} is on a disk that may only be read.").format(place=path), WayOut.NAME_DATABASE
        )
    if path.exists() and not os.access(path, os.W_OK):
        return StorageError(_("{place} may only be read.").format(place=path), WayOut.CHANGE_PERMISSIONS)
    if not os.access(folder, os.W_OK | os.X_OK):
        return StorageError(
            _("{place} may only be read, because nothing may be written to its folder.").format(place=path),
            WayOut.LOOK_AT_FOLDER,
        )
    return None


def _is_on_read_only_disk(there: Path) -> bool:
    try:
        return bool(os.statvfs(there).f_flag & os.ST_RDONLY)
    except (AttributeError, OSError):
        # Windows does not tell; there, and where it can't be asked, the permissions have to.
        return False


def why_not_written(folder: Path) -> OSError | None:
    """Try to write a few bytes to a folder; return what the system says where it refuses.

    SQLite does not hand on the system's reason, such as a quota that is used up.
    """
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(4096))
            trial.flush()
            os.fsync(trial.fileno())
    except OSError as error:
        return error
    return None
