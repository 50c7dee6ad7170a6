"""`auditor action merge`: several actions become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import an_action, some_actions
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Make actions one. INTO answers all they answer and has what was said of them; they are dropped.")
)
@actions_argument
@click.argument("into")
@with_workspace
def merge(workspace: Workspace, actions: tuple[str, ...], into: str) -> None:
    """Merge actions."""
    found, kept = some_actions(workspace, actions), an_action(workspace, into).id
    with told(workspace):
        workspace.actions.merge(found, kept)
