"""Lets whoever starts a team's database in, as its owner with a login of their own."""

from __future__ import annotations

import secrets
from contextlib import closing

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.vocabulary import Access
from auditor.settings.config import Config
from auditor.store.location import Location, locate
from auditor.store.passwords import known_password
from auditor.store.server.listening import ANYWHERE, LOOPBACK
from auditor.store.server.own import DATABASE, OwnServer, Running, own_login
from auditor.workspace import Workspace


def settle_owner(server: OwnServer, running: Running, config: Config) -> tuple[Location, str]:
    """Make the schema, and the caller its owner, as far as that is not so yet; return their address and a new password.

    The password is empty where they have one that works.
    """
    with closing(Workspace.open(server.address_by_socket(), config)) as workspace:
        workspace.get_ready_to_write()
        admit_owner(server, workspace, own_login())
    location = own_location(running, config)
    if known_password(location) and _is_let_in(location):
        return location, ""
    password = secrets.token_urlsafe(24)
    server.set_password(own_login(), password)
    return location, password


def own_location(running: Running, config: Config) -> Location:
    """Return the address by which the caller comes to their own server."""
    host = LOOPBACK if running.listen in ANYWHERE else running.listen
    told = f"[{host}]" if ":" in host else host
    address = f"postgresql://{own_login()}@{told}:{running.port}/{DATABASE}"
    return locate(address, config.team, config.team_in_keyring)


def admit_owner(server: OwnServer, workspace: Workspace, login: str) -> None:
    """Let the caller do everything in a database, under a login at its server."""
    person = _me(workspace)
    server.make_login(login)
    workspace.team.begin()
    workspace.team.admit(person, Access.OWNER, login)


def _me(workspace: Workspace) -> int:
    """Return the number of the caller's person in the team; they are put into it where they are not yet."""
    if not workspace.person:
        try:
            number = workspace.people.add(workspace.who)
        except RefusedError:
            # Several have that name: who of them is meant can't be told, and they are merged later where one is.
            number = workspace.people.add(workspace.who, own_login())
        workspace.people.be(number)
    return workspace.person


def _is_let_in(location: Location) -> bool:
    from auditor.store.server.joining import tried

    try:
        tried(location)
    except AuditorError:
        return False
    return True
