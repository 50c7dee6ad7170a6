"""Keeps the address of a team's database in the settings, and its password elsewhere."""

from __future__ import annotations

import os

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.settings.config import Config
from auditor.settings.editing import keep
from auditor.settings.known import TEAM, TEAM_PASSWORD
from auditor.store.location import ENV_VARIABLE, Location
from auditor.store.passwords import ENV_PASSWORD, in_file, keep_in_file, keep_in_keyring


def keep_joined(config: Config, location: Location, password: str) -> None:
    """Keep an address as what is opened from now on, and say where its password is, and what goes before it here.

    An empty password is one that is kept already, in whichever place.
    """
    in_keyring = location.in_keyring
    where = ""
    if password:
        in_keyring = keep_in_keyring(location, password)
        if in_keyring:
            where = _("The password is in the system’s keyring.")
        else:
            where = _("The password is in {file}, which nobody else may read.").format(
                file=keep_in_file(location, password)
            )
    elif not in_keyring and os.environ.get(ENV_PASSWORD) and not in_file(location):
        where = _("The password stays in {variable}: it is wanted there each time.").format(
            variable=ENV_PASSWORD
        )
    keep(config.folder, {TEAM.key: location.bare, TEAM_PASSWORD.key: "keyring" if in_keyring else None})
    if where:
        output.say(where)
    if os.environ.get(ENV_VARIABLE):
        output.say(_("{variable} is set here, and goes first.").format(variable=ENV_VARIABLE))
