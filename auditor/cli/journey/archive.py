"""`auditor journey archive`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Put a journey out of the way. It is not at home nor in lists, and what is late in it is told nowhere, until "
        "“auditor journey unarchive” brings it back; nothing is deleted."
    )
)
@click.argument("journey")
@with_workspace
def archive(workspace: Workspace, journey: str) -> None:
    """Archive a journey."""
    found = a_journey(workspace, journey)
    with told(workspace):
        workspace.journeys.archive(found.id)
