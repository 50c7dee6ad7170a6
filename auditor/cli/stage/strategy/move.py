"""`auditor stage strategy move`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_strategy
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Move a strategy among those of its stage."))
@click.argument("strategy")
@journey_option
@click.option(
    "--by", type=int, required=True, metavar="N", help=_("How many places later; -1 is one earlier.")
)
@with_workspace
def move(workspace: Workspace, strategy: str, journey: str | None, by: int) -> None:
    """Move a strategy."""
    found = a_strategy(workspace, strategy, journey)
    with told(workspace):
        workspace.strategies.move(found.id, by)
