"""`auditor action assign`: who does actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.completing import numbers_then_owner
from auditor.cli.frame.lookup import some_actions
from auditor.cli.frame.session import told, with_workspace
from auditor.sentences.deciding import accepted_words

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        'Give actions to somebody. What is proposed is accepted by that. An empty name ("") takes them from everybody.'
    )
)
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...", shell_complete=numbers_then_owner)
@click.argument("name")
@with_workspace
def assign(workspace: Workspace, actions: tuple[str, ...], name: str) -> None:
    """Give actions to somebody."""
    found = some_actions(workspace, actions)
    with told(workspace):
        accepted = workspace.actions.assign(found, name)
    if accepted:
        output.say(accepted_words(accepted))
