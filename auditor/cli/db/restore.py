"""`auditor db restore`: put a copy in the place of the database."""

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
        "Put a copy in the place of the database. FILE is a path or a name of “db backups”. What "
        "was there is kept."
    )
)
@click.argument("file")
@click.option("--anyway", is_flag=True, help=_("Restore it although another program has the database open."))
@with_workspace
def restore(workspace: Workspace, file: str, anyway: bool) -> None:
    """Restore a copy."""
    kept = workspace.upkeep.restore(file, anyway)
    output.say(_("{place} is restored from {file}.").format(place=workspace.location.shown, file=file))
    if kept is not None:
        output.say(_("What was there before is kept in {path}.").format(path=kept))
