"""Asks for the password of a server where one is wanted."""

from __future__ import annotations

import sys

import click

from auditor.base.i18n import _
from auditor.store.location import Location
from auditor.store.schema import State
from auditor.store.server.joining import PasswordError, tried


def let_in(location: Location) -> tuple[State, str]:
    """Try an address; return how its database stands, and the password where it was in the address or was asked for.

    Raises AuditorError as `tried` does; where the password is wrong that was told, or nobody can be asked, that too.
    """
    told = location.address.told_password
    try:
        return tried(location), told
    except PasswordError:
        if told or not (password := _asked(location)):
            raise
    return tried(location.with_password(password)), password


def _asked(location: Location) -> str:
    """Return the password as it is typed, without showing it; where nobody can be asked, the first line that comes in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt(
        _("Password of {user}").format(user=location.address.user or _("your login")),
        hide_input=True,
        err=True,
        default="",
        show_default=False,
    )
    return asked
