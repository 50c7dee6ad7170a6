"""`auditor action due`: by when actions are to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import some_actions
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Set by when actions are to be done. DATE is 2026-12-01, 1/12, fri, +2w, “end of month”, or empty for none."
    )
)
@actions_argument
@click.argument("date")
@with_workspace
def due(workspace: Workspace, actions: tuple[str, ...], date: str) -> None:
    """Set due dates."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.due(found, date)
