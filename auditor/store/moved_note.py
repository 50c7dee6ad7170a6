"""A note beside a database file that was carried over to a server: where it has gone, so that nobody goes on in the old one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from auditor.base.errors import RefusedError
from auditor.base.files import write_whole
from auditor.base.text import one_line

_LARGEST = 2000


def path_of(database: Path) -> Path:
    """Return where the note of a database is, or would be."""
    return database.with_name(f"{database.name}-moved")


def moved_to(database: Path) -> str:
    """Return where the database of a file has gone; empty where it has not."""
    with suppress(OSError), path_of(database).open("rb") as opened:
        return one_line(opened.read(_LARGEST).decode("utf-8", "replace"))
    return ""


def write(database: Path, where: str) -> None:
    """Note where a database has gone, empty for into this very file; a folder that may not be written to gets no note."""
    with suppress(OSError, RefusedError):
        if where:
            write_whole(path_of(database), f"{where}\n", force=True)
        else:
            path_of(database).unlink(missing_ok=True)
