"""`auditor action plan`: actions are to be done."""

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
        "Plan actions. They are to be done: proposed ones are accepted, dropped ones come back the same way."
    )
)
@actions_argument
@with_workspace
def plan(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Plan actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.accept(found)
