"""`auditor stage strategy edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_strategy
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Word a strategy otherwise; its actions go on serving it."))
@click.argument("strategy")
@click.argument("text")
@journey_option
@with_workspace
def edit(workspace: Workspace, strategy: str, text: str, journey: str | None) -> None:
    """Change a strategy."""
    found = a_strategy(workspace, strategy, journey)
    with told(workspace):
        workspace.strategies.edit(found.id, text)
