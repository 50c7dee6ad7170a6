"""What the app keeps for whoever uses it on this machine: where they were when they left it.

It is in a file of the platform's folder for such state, one for each database and person, never in the database that
is shared. Whatever is wrong with it, there is then nothing kept: it never keeps anybody from beginning.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from auditor.base.errors import AuditorError
from auditor.base.files import write_whole
from auditor.base.reading import read_found_file
from auditor.base.text import folded

ENV_STATE = "AUDITOR_STATE"
SIZE_LIMIT = 200_000
"""Largest file that is read, in bytes."""
MOST_KEPT = 50
"""How many databases are remembered; the longest unused is forgotten first."""


def state_folder() -> Path:
    """Return the folder of what is kept: the environment's AUDITOR_STATE, else the platform's."""
    if named := os.environ.get(ENV_STATE):
        return Path(named).expanduser()
    from platformdirs import user_state_path

    return user_state_path("auditor", appauthor=False)


def state_file(database: str, person: str) -> Path:
    """Return the file of what somebody was at in a database, which is named by what tells it from others."""
    name = sha256(f"{database}\n{folded(person)}".encode()).hexdigest()[:24]
    return state_folder() / f"left-at-{name}.json"


def read_left(path: Path) -> bytes:
    """Return what is kept in a file; nothing where there is none, or it can't be read."""
    with suppress(OSError, AuditorError):
        return read_found_file(path, SIZE_LIMIT)
    return b""


def keep_left(path: Path, content: bytes) -> None:
    """Keep something in a file; where that can't be done it is not kept, and nobody is told."""
    with suppress(OSError, AuditorError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content, force=True)
        for old in list(_by_age(path.parent))[MOST_KEPT:]:
            old.unlink(missing_ok=True)


def _by_age(folder: Path) -> Iterator[Path]:
    """Return the files of all databases, the last used first."""
    found = [(one.stat().st_mtime, one) for one in folder.glob("left-at-*.json")]
    return (one for _when, one in sorted(found, reverse=True))
