"""What can go wrong for a user. Each message is one line that says what happened and what to do."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from auditor.base.i18n import N_, _
from auditor.base.ways_out import Told, WayOut, Ways

_SYSTEM = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EEXIST: N_("File exists"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.EBADF: N_("It is closed"),
    errno.EIO: N_("Input/output error"),
    errno.EADDRINUSE: N_("Address already in use"),
    errno.EADDRNOTAVAIL: N_("This machine has no such address"),
}
"""The system's words for what goes wrong most with files, so that they can be translated."""


class AuditorError(Exception):
    """Base of all errors meant for the user. `str(error)` is one translated line, without the way out."""

    def __init__(self, message: str, way_out: WayOut | None = None, **about: object) -> None:
        """Say what happened; `about` is what the way out needs, see WayOut."""
        super().__init__(message)
        self.told = Told(message, way_out, about)

    def worded(self, ways: Ways) -> str:
        """Return what happened, going on with the way out in the words of the command line or the app."""
        return self.told.worded(ways)


class RefusedError(AuditorError):
    """Bad input, or something that cannot be done as things stand. Nothing was changed."""


class NotFoundError(RefusedError):
    """No row has that number or name, or several do."""


class ConflictError(RefusedError):
    """Somebody else changed the same thing since; nothing was overwritten."""


class OvertakenError(ConflictError):
    """Somebody else has changed the same values meanwhile; nothing was overwritten. It can be said whose stand."""

    def __init__(self, told: Sequence[str], changes: frozenset[int]) -> None:
        """Say who has changed what, when, from what to what; `changes` are the numbers of those changes."""
        super().__init__(
            _("{changes}. Nothing was saved.").format(changes="; ".join(told)), WayOut.GIVE_AGAIN
        )
        self.overtaken = tuple(told)
        self.changes = changes


class BusyError(AuditorError):
    """Another program holds the database. Nothing was changed; trying again is safe."""


class DatabaseError(AuditorError):
    """The database is damaged, from a newer program, or not one of ours. It was not touched."""


class StorageError(AuditorError):
    """The disk or folder does not let us write or read. What was saved before is still there."""


class LineError(StorageError):
    """A server does not answer, or has ended the connection. Nothing was changed; trying again is safe."""


def system_reason(error: OSError) -> str:
    """Return why the system refused, in the user's language where it is a common reason; without a full stop."""
    words = _SYSTEM.get(error.errno) if error.errno is not None else None
    return _(words) if words else error.strerror or str(error)
