"""`auditor stage strategy delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_strategy
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a strategy; its actions stay. “auditor undo” brings it back."))
@click.argument("strategy")
@journey_option
@with_workspace
def delete(workspace: Workspace, strategy: str, journey: str | None) -> None:
    """Delete a strategy."""
    found = a_strategy(workspace, strategy, journey)
    with told(workspace):
        workspace.strategies.delete(found.id)
