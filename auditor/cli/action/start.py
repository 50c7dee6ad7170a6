"""`auditor action start`: actions are in progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import some_actions
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Begin actions. They are in progress from now on."))
@actions_argument
@with_workspace
def start(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Begin actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.start(found)
