"""`auditor persona list`: the personas of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.personas import persona_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    "list", help=_("List the personas of a journey. Each is a hypothesis, or verified by something.")
)
@click.argument("journey")
@format_option
@with_workspace
def list_personas(workspace: Workspace, journey: str, form: str) -> None:
    """List personas."""
    found = a_journey(workspace, journey)
    hint = _("“{name}” has no personas yet: “auditor persona add” adds one.").format(name=found.name)
    output.rows(Table(persona_columns(), workspace.reads.journeys.personas(found.id)), form, hint)
