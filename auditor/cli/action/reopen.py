"""`auditor action reopen`: actions are taken up again."""

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
        "Take up again what is done, verified or dropped. Dropped ones are planned, the others in progress."
    )
)
@actions_argument
@with_workspace
def reopen(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Reopen actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.reopen(found)
