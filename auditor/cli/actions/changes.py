"""`auditor action plan`, `start`, `done`, `drop`, `reopen`, `assign`, `due`, `comment`, `merge`: what is done with actions.

Each takes several actions, in one transaction and so in one undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import numbers_then_owner
from auditor.cli.frame.options import actions_argument
from auditor.cli.frame.rows import an_action, some_actions
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


@click.command(help=_("Begin actions. They are in progress from now on."))
@actions_argument
@with_workspace
def start(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Begin actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.start(found)


@click.command(help=_("Call actions done. They wait for proof: a later audit shows whether they worked."))
@actions_argument
@with_workspace
def done(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Call actions done."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.done(found)


@click.command(help=_("Drop actions. Later audits do not propose them again."))
@actions_argument
@click.option("--reason", default="", metavar="TEXT", help=_("Why they are not done."))
@with_workspace
def drop(workspace: Workspace, actions: tuple[str, ...], reason: str) -> None:
    """Drop actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.drop(found, reason)


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


@click.command(help=_('Give actions to somebody. An empty name ("") takes them from everybody.'))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...", shell_complete=numbers_then_owner)
@click.argument("name")
@with_workspace
def assign(workspace: Workspace, actions: tuple[str, ...], name: str) -> None:
    """Give actions to somebody."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.assign(found, name)


@click.command(
    help=_(
        "Set by when actions are to be done. DATE is 2026-12-01, 1/12, fri, +2w, “end of month”, or empty for none."
    )
)
@actions_argument
@click.argument("date")
@with_workspace
def due(workspace: Workspace, actions: tuple[str, ...], date: str) -> None:
    """Set due dates."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.due(found, date)


@click.command(help=_("Say something of actions. It is kept with your name and the time."))
@actions_argument
@click.argument("text")
@with_workspace
def comment(workspace: Workspace, actions: tuple[str, ...], text: str) -> None:
    """Comment on actions."""
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.comment(found, text)


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
