"""`auditor action unblock`: let an action wait for others no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.action.blockers import by_option
from auditor.cli.frame.completing import action_numbers
from auditor.cli.frame.lookup import an_action, some_actions
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Let an action wait for others no longer."))
@click.argument("action", shell_complete=action_numbers)
@by_option
@with_workspace
def unblock(workspace: Workspace, action: str, by: tuple[str, ...]) -> None:
    """Let an action wait no longer."""
    waits, blockers = an_action(workspace, action).id, some_actions(workspace, by)
    with told(workspace):
        workspace.actions.unblock(waits, blockers)
