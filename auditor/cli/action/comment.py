"""`auditor action comment`: what is said of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import some_actions
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Say something of actions. It is kept with your name and the time."))
@actions_argument
@click.argument("text")
@with_workspace
def comment(workspace: Workspace, actions: tuple[str, ...], text: str) -> None:
    """Comment on actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.comment(found, text)
