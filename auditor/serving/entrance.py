"""How a guest's process gets into the database: as the person who was invited, with what they may do and no more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from msgspec import Struct

from auditor.base.files import make_folder, write_whole
from auditor.base.reading import read_found_file
from auditor.serving.book import Invitation
from auditor.settings import known
from auditor.settings.editing import keep
from auditor.settings.left_at import ENV_STATE
from auditor.store.location import ENV_VARIABLE
from auditor.workspace import Workspace

_OF_SOMEBODY = ("user", "password", "passfile", "sslkey", "sslcert", "sslpassword", "service")
"""Options of an address that say who connects."""
_LENT = timedelta(hours=24)
"""So long a login is lent at the most; for a session that lasts longer it is renewed."""
_MOST_NAMES = 1_000_000
"""Bytes of the largest file of names of logins."""


class Admittance(Struct, frozen=True):
    """What a guest's process is let in with."""

    environment: Mapping[str, str]
    """What its environment says besides."""
    secrets: Mapping[str, str]
    """Contents of files for it alone, by the variable that names each."""
    let_out: Callable[[], None]
    """Lets it in no longer."""
    renew: Callable[[], None]
    """Lets it in for longer."""


class Entrances:
    """Lets guests into the database of a workspace."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Keep what guests set for themselves below `folder`."""
        self._workspace = workspace
        self._folder = folder
        self._one = threading.Lock()
        self._lent = folder / f"{sha256(workspace.uid.encode()).hexdigest()[:24]}.lent"
        """The file of the names of all logins that are lent just now."""

    def sweep(self) -> None:
        """Take back what was lent by a program that was killed, and what has ended elsewhere.

        Nobody else serves the database on this machine meanwhile.
        """
        if self._workspace.location.url is None:
            return
        team, now = self._workspace.team, datetime.now(UTC)
        with self._one:
            known = self._names()
            for member in team.members():
                if member.until is not None and (
                    member.login in known or datetime.fromisoformat(member.until) < now
                ):
                    team.take_back(member.login)
            self._keep_names(frozenset())

    def _names(self) -> frozenset[str]:
        try:
            return frozenset(read_found_file(self._lent, _MOST_NAMES).decode().split())
        except (FileNotFoundError, UnicodeDecodeError):
            return frozenset()

    def _keep_names(self, names: frozenset[str]) -> None:
        make_folder(self._folder)
        write_whole(self._lent, "".join(f"{name}\n" for name in sorted(names)), force=True)

    def environment(self, guest: Invitation) -> Mapping[str, str]:
        """Return what the environment of a guest's process says. Raises RefusedError where their folder can't be made.

        They are known by the settings in a folder of their own, which the app lets them change but for who they are.
        """
        mine = self._folder / "guests" / guest.id
        settings, state = mine / "settings", mine / "state"
        for folder in (settings, state):
            make_folder(folder)
        keep(settings, {known.NAME.key: guest.name, known.PERSON.key: guest.lasting or None})
        location = self._workspace.location
        place = str(location.path.absolute()) if location.path is not None else str(location.url)
        return {
            known.ENV_FOLDER: str(settings),
            ENV_STATE: str(state),
            ENV_VARIABLE: place,
            known.ENV_ACCESS: guest.access.value,
        }

    def admit(self, guest: Invitation) -> Admittance:
        """Let a process in. On a server it gets a login that is lent, whose password goes by a file for it alone."""
        location = self._workspace.location
        if location.url is None:
            return Admittance({}, {}, _nothing, _nothing)
        team = self._workspace.team
        with self._one:
            lent = team.lend(guest.person, guest.access, _until(guest))
            self._keep_names(self._names() | {lent.login})

        def let_out() -> None:
            with self._one:
                team.take_back(lent.login)
                self._keep_names(self._names() - {lent.login})

        def renew() -> None:
            with self._one:
                team.lend_longer(lent.login, _until(guest))

        return Admittance(
            {ENV_VARIABLE: with_login(location.url, lent.login)},
            {"PGPASSFILE": f"*:*:*:{_escaped(lent.login)}:{_escaped(lent.password)}\n"},
            let_out,
            renew,
        )


def _until(guest: Invitation) -> datetime:
    return min(guest.until, datetime.now(UTC) + _LENT)


def with_login(url: str, login: str) -> str:
    """Return the address of a server with another login, and without a password."""
    parts = urlsplit(url)
    options = [(name, value) for name, value in parse_qsl(parts.query) if name not in _OF_SOMEBODY]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(("postgresql", f"{quote(login, safe='')}@{host}", parts.path, urlencode(options), ""))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")


def _nothing() -> None:
    """In a file there is nobody to let out, and nothing ends by itself."""
