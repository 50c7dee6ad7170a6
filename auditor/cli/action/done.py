"""`auditor action done`: actions are done and wait for proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import some_actions
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Call actions done. They wait for proof: a later audit shows whether they worked."))
@actions_argument
@with_workspace
def done(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Call actions done."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.done(found)
