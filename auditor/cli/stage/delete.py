"""`auditor stage delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_stage
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a stage with its touchpoints. “auditor undo” brings them back."))
@click.argument("stage")
@journey_option
@with_workspace
def delete(workspace: Workspace, stage: str, journey: str | None) -> None:
    """Delete a stage."""
    found = a_stage(workspace, stage, journey)
    with told(workspace):
        workspace.stages.delete(found.id)
