"""`auditor team protect`: let the server hold who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Let the server hold who may do what; you are an owner then. Needs a login of the server that may make "
        "others. Done again, it renews the rules."
    )
)
@with_workspace
def protect(workspace: Workspace) -> None:
    """Set up rights."""
    workspace.team.begin()
    output.say(
        _("The server holds now who may do what. You are an owner; “auditor team add” lets others in.")
    )
