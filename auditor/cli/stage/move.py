"""`auditor stage move`: move a stage with its touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_stage
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Move a stage with its touchpoints."))
@click.argument("stage")
@journey_option
@click.option(
    "--by", type=int, required=True, metavar="N", help=_("How many places later; -1 is one earlier.")
)
@with_workspace
def move(workspace: Workspace, stage: str, journey: str | None, by: int) -> None:
    """Move a stage."""
    found = a_stage(workspace, stage, journey)
    with told(workspace):
        workspace.stages.move(found.id, by)
