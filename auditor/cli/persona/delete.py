"""`auditor persona delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a persona without audits."))
@click.argument("persona")
@journey_option
@with_workspace
def delete(workspace: Workspace, persona: str, journey: str | None) -> None:
    """Delete a persona."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.delete_persona(found.id)
