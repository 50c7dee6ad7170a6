"""How a guest's process gets into the database: as the person who was invited, with what they may do and no more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from auditor.base.files import make_folder
from auditor.serving.book import Invitation
from auditor.settings import known
from auditor.settings.editing import keep
from auditor.settings.left_at import ENV_STATE
from auditor.store.location import ENV_VARIABLE
from auditor.workspace import Workspace

_OF_SOMEBODY = ("user", "password", "passfile", "sslkey", "sslcert", "sslpassword", "service")
"""Options of an address that say who connects."""
_LENT = timedelta(hours=24)
"""So long a login is lent at the most; a session that lasts longer goes on, and only its next connection needs a new one."""


class Entrances:
    """Lets guests into the database of a workspace."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Keep what guests set for themselves below `folder`."""
        self._workspace = workspace
        self._folder = folder
        self._one = threading.Lock()

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

    def admit(self, guest: Invitation) -> tuple[Mapping[str, str], Mapping[str, str], Callable[[], None]]:
        """Let a process in. On a server it gets a login that is lent, whose password goes by a file for it alone."""
        location = self._workspace.location
        if location.url is None:
            return {}, {}, _nothing
        team = self._workspace.team
        until = min(guest.until, datetime.now(UTC) + _LENT)
        with self._one:
            lent = team.lend(guest.person, guest.access, until)

        def let_out() -> None:
            with self._one:
                team.take_back(lent.login)

        return (
            {ENV_VARIABLE: with_login(location.url, lent.login)},
            {"PGPASSFILE": f"*:*:*:{_escaped(lent.login)}:{_escaped(lent.password)}\n"},
            let_out,
        )


def with_login(url: str, login: str) -> str:
    """Return the address of a server with another login, and without a password."""
    parts = urlsplit(url)
    options = [(name, value) for name, value in parse_qsl(parts.query) if name not in _OF_SOMEBODY]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(("postgresql", f"{quote(login, safe='')}@{host}", parts.path, urlencode(options), ""))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")


def _nothing() -> None:
    """There is nobody to let out."""
