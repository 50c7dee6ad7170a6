"""`auditor team stop`: stop the server that `team start` started."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.team.folder import folder_of, folder_option
from auditor.store.server.own import OwnServer


@click.command(
    help=_(
        "Stop the server that “team start” started. What is being written is finished first, nothing is lost."
    )
)
@folder_option
def stop(folder: Path | None) -> None:
    """Stop the server."""
    did = OwnServer(folder_of(folder)).stop()
    output.say(_("The server is stopped.") if did else _("The server did not run."))
