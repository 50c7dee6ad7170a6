"""`auditor touchpoint move`: move a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_touchpoint
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Move a touchpoint. Past the edge of its stage it goes into the stage beside it."))
@click.argument("touchpoint")
@journey_option
@click.option(
    "--by", type=int, required=True, metavar="N", help=_("How many places later; -1 is one earlier.")
)
@with_workspace
def move(workspace: Workspace, touchpoint: str, journey: str | None, by: int) -> None:
    """Move a touchpoint."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.stages.move_touchpoint(found.id, by)
