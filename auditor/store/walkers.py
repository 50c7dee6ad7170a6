"""Who walks which audit just now: each program tells it of itself, and sees it of the others.

On a file, each program that walks holds a lock of the system on a small file of its own, in a folder beside the database,
which says what it walks. On a server, the connection by which a program hears of changes is called so, which everybody
there may see. Both end with the program, however it ends, and nothing of it is kept. Where no folder can be made beside
the file, or the system has no locks, nobody is told.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from auditor.base.text import clean, one_line
from auditor.store.connections import CHANNEL
from auditor.store.in_use import hold_alone, is_held
from auditor.views.walkers import Walker

_SIZE = 1024
_TEXT_AT = 64
"""Bytes at the beginning of the file that are locked: where locks are of bytes, these can't be read meanwhile."""
_NAME_LENGTH = 80
_CALLED = "auditor walks"
"""What the connection to a server is called of a program in which an audit is walked."""
CALLED_ELSE = "auditor watches"
_TOLD = 4
"""It is called so with the numbers of the audit, the visit and the person, and the beginning of the program's token."""
_TOKEN_LENGTH = 8
_WALKERS = """
    SELECT a.application_name, a.usename, p.id, p.name FROM pg_stat_activity a
    LEFT JOIN person p ON p.id::text = split_part(a.application_name, ' ', 5) AND p.removed_at IS NULL
    WHERE a.datname = current_database() AND a.application_name LIKE 'auditor walks %'
"""


class Stand(Struct, frozen=True):
    """What is walked here, and by whom."""

    audit_id: int
    visit_id: int
    person: int
    """The number in the team; 0 for nobody of it."""
    name: str
    login: str
    """What their changes are written under."""


def beside(database: Path) -> Path:
    """Return the folder in which it is said who walks in a file."""
    return database.with_name(f"{database.name}-walks")


class FileWalkers:
    """Tells what is walked in a file, and who walks there. Used by one thread."""

    def __init__(self, database: Path, token: str) -> None:
        """Tell nothing yet; `token` tells this program from all others."""
        self._database = database
        self._path = beside(database) / token
        self._number: int | None = None
        self._told: Stand | None = None

    def tell(self, stand: Stand | None) -> None:
        """Let it be seen what is walked here, None for nothing, where that has changed."""
        if stand == self._told:
            return
        if stand is None:
            self._told = None
            self._leave()
            return
        with suppress(OSError):
            if self._number is None:
                self._number = self._begun()
            text = json.dumps(
                {
                    "audit": stand.audit_id,
                    "visit": stand.visit_id,
                    "person": stand.person,
                    "name": one_line(stand.name)[:_NAME_LENGTH],
                    "login": stand.login,
                }
            ).encode()
            if len(text) <= _SIZE:
                # In one piece, so that nobody reads half of it.
                os.lseek(self._number, _TEXT_AT, os.SEEK_SET)
                os.write(self._number, text.ljust(_SIZE))
            self._told = stand

    def others(self, person: int, login: str) -> frozenset[Walker]:
        """Return who else walks, as seen by a person and a login. What a program has left behind is cleared away."""
        found = set()
        with suppress(OSError):
            for path in self._path.parent.iterdir():
                with suppress(OSError):
                    if path != self._path and (walker := _walker_in(path, person, login)) is not None:
                        found.add(walker)
        return frozenset(found)

    def _begun(self) -> int:
        mode = self._database.stat().st_mode & 0o666
        folder = self._path.parent
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            # Whoever may read the file may look into the folder.
            folder.chmod(mode | (mode & 0o444) >> 2)
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
        number = os.open(self._path, flags, mode)
        if not hold_alone(self._path, number):
            # Somebody looks into it just now, and has taken it for one that was left behind: tried again at the next look.
            os.close(number)
            self._path.unlink(missing_ok=True)
            raise BlockingIOError
        return number

    def _leave(self) -> None:
        number, self._number = self._number, None
        if number is None:
            return
        if os.name != "nt":
            # It goes before the lock does, so that nobody takes it for one that was left behind.
            with suppress(OSError):
                self._path.unlink()
        os.close(number)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            self._path.parent.rmdir()


def _walker_in(path: Path, person: int, login: str) -> Walker | None:
    """Return who has written a file, while they hold it; None for nobody, or nothing that can be understood."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        if not is_held(number):
            path.unlink(missing_ok=True)
            return None
        os.lseek(number, _TEXT_AT, os.SEEK_SET)
        said = json.loads(os.read(number, _SIZE))
    except ValueError:
        return None
    finally:
        os.close(number)
    if not isinstance(said, dict):
        return None
    audit, visit, who = (said.get(name) for name in ("audit", "visit", "person"))
    if not (isinstance(audit, int) and isinstance(visit, int) and isinstance(who, int)):
        return None
    is_me = who == person if who and person else said.get("login") == login
    return Walker(one_line(clean(str(said.get("name", ""))))[:_NAME_LENGTH], audit, visit, is_me)


Rows = Sequence[tuple[str | None, ...]]
Ask = Callable[[str], Rows]
"""Runs a statement on the connection by which a program hears of changes, and returns the rows as text."""


class ServerWalkers:
    """Tells what is walked in a server's database, and who walks there, through a connection that listens."""

    def __init__(self, ask: Ask, token: str) -> None:
        """Tell nothing yet; `token` tells this program from all others."""
        self._ask = ask
        self._token = token
        self._told: Stand | None = None

    def tell(self, stand: Stand | None) -> None:
        """Let it be seen what is walked here, None for nothing, where that has changed."""
        if stand == self._told:
            return
        called = CALLED_ELSE
        if stand is not None:
            # A server keeps 63 bytes of it.
            called = (
                f"{_CALLED} {stand.audit_id} {stand.visit_id} {stand.person} {self._token[:_TOKEN_LENGTH]}"
            )
        self._ask(f"SELECT set_config('application_name', '{called}', false)")
        if stand is None or self._told is None:
            # Those who wait for changes look who walks when they hear of anything.
            self._ask(f"SELECT pg_notify('{CHANNEL}', '{self._token}')")
        self._told = stand

    def others(self, person: int) -> frozenset[Walker]:
        """Return who else walks, as seen by a person."""
        found = set()
        for called, login, number, name in self._ask(_WALKERS):
            told = str(called).removeprefix(f"{_CALLED} ").split()
            if len(told) == _TOLD and told[-1] != self._token[:_TOKEN_LENGTH]:
                with suppress(ValueError):
                    is_me = bool(number) and number == str(person)
                    found.add(Walker(str(name or login), int(told[0]), int(told[1]), is_me))
        return frozenset(found)
