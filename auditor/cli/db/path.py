"""`auditor db path`: where the database is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Print where the database is. Says too where your settings belong."))
@with_workspace
def path(workspace: Workspace) -> None:
    """Print the place."""
    output.show(workspace.location.shown)
    if workspace.caution:
        output.say(workspace.caution)
    output.say(
        _("Settings and checklists of your own belong in {folder}.").format(folder=workspace.config.folder)
    )
