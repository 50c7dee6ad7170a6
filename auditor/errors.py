"""What can go wrong for a user. Each message is one line that says what happened and what to do."""

from __future__ import annotations


class AuditorError(Exception):
    """Base of all errors meant for the user. `str(error)` is one translated line."""


class RefusedError(AuditorError):
    """Bad input, or something that cannot be done as things stand. Nothing was changed."""


class NotFoundError(RefusedError):
    """No row has that number or name, or several do."""


class ConflictError(RefusedError):
    """Somebody else changed the same thing since; nothing was overwritten."""


class BusyError(AuditorError):
    """Another program holds the database. Nothing was changed; trying again is safe."""


class DatabaseError(AuditorError):
    """The database is damaged, from a newer program, or not one of ours. It was not touched."""


class StorageError(AuditorError):
    """The disk or folder does not let us write or read. What was saved before is still there."""
