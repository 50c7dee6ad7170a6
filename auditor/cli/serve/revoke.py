"""`auditor serve revoke`: let somebody in no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace
from auditor.cli.serve.showing import book_in

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Let somebody in no longer, and end what they have open. "
        "NAME is that of an invitation, of the journey of an address, or the number that “serve invitations” tells."
    )
)
@click.argument("name")
@with_workspace
def revoke(workspace: Workspace, name: str) -> None:
    """Take back invitations and addresses."""
    for struck in book_in(workspace).revoke(name):
        output.say(_("Taken back: {name}").format(name=struck))
