"""`auditor action drop`: actions are not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import some_actions
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Drop actions. Later audits do not propose them again."))
@actions_argument
@click.option("--reason", default="", metavar="TEXT", help=_("Why they are not done."))
@with_workspace
def drop(workspace: Workspace, actions: tuple[str, ...], reason: str) -> None:
    """Drop actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.drop(found, reason)
