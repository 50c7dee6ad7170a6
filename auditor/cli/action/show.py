"""`auditor action show`: an action, what it answers, and its priority term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.action.detail import show_action
from auditor.cli.action.options import order_option, scoring_of
from auditor.cli.frame.completing import action_numbers
from auditor.cli.frame.options import format_option
from auditor.cli.frame.rows import an_action
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Show an action. What it answers, and its priority and need term by term."))
@click.argument("action", shell_complete=action_numbers)
@order_option
@format_option
@with_workspace
def show(workspace: Workspace, action: str, order: str | None, form: str) -> None:
    """Show an action."""
    workspace.use_scoring(scoring_of(workspace, order))
    show_action(workspace, an_action(workspace, action).id, form)
