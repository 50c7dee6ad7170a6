"""`auditor journey unarchive`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Bring a journey back from the archive. What is inside it and went with it comes too."))
@click.argument("journey")
@with_workspace
def unarchive(workspace: Workspace, journey: str) -> None:
    """Bring a journey back."""
    found = a_journey(workspace, journey)
    with told(workspace):
        workspace.journeys.unarchive(found.id)
