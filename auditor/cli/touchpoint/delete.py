"""`auditor touchpoint delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_touchpoint
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a touchpoint with its answers. “auditor undo” brings it back."))
@click.argument("touchpoint")
@journey_option
@with_workspace
def delete(workspace: Workspace, touchpoint: str, journey: str | None) -> None:
    """Delete a touchpoint."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.stages.delete_touchpoint(found.id)
