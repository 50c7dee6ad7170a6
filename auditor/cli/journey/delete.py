"""`auditor journey delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Delete a journey. Its audits and actions go too; “auditor undo” brings all of it back.")
)
@click.argument("journey")
@with_workspace
def delete(workspace: Workspace, journey: str) -> None:
    """Delete a journey."""
    found = a_journey(workspace, journey)
    with told(workspace):
        workspace.journeys.delete(found.id)
