"""`auditor action`: what to improve, in order of priority."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli import output
from auditor.cli.action_capacity import plan_capacity
from auditor.cli.action_export import export
from auditor.cli.action_figures import figures
from auditor.cli.action_list import list_actions
from auditor.cli.action_preview import preview
from auditor.cli.action_proof import estimates, proof, verify, waiting
from auditor.cli.options import STEP, Noun, efforts, format_option, impacts
from auditor.cli.rows import an_action, whole_journey
from auditor.cli.session import told, with_workspace
from auditor.i18n import _
from auditor.naming import pick

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.group(
    cls=Noun, help=_("What to improve, in order of priority. ACTION is a number or part of a title.")
)
def action() -> None:
    """Group of the action commands."""


action.add_command(list_actions)


@action.command(help=_("Show an action. What it answers, and its priority and need term by term."))
@click.argument("action")
@format_option
@with_workspace
def show(workspace: Workspace, action: str, form: str) -> None:
    """Show an action."""
    from auditor.cli.action_detail import show_action

    show_action(workspace, an_action(workspace, action).id, form)


@action.command(help=_("Add a planned action at a touchpoint; print its number."))
@click.argument("journey")
@click.argument("touchpoint")
@click.argument("title")
@click.option("--effort", type=STEP, required=True, help=efforts())
@click.option("--impact", type=STEP, required=True, help=impacts())
@click.option("--note", default="", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", default="", metavar="NAME", help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when, such as 2026-12-01."))
@with_workspace
def add(
    workspace: Workspace,
    journey: str,
    touchpoint: str,
    title: str,
    effort: int,
    impact: int,
    note: str,
    owner: str,
    due: str | None,
) -> None:
    """Add an action."""
    point = pick(whole_journey(workspace, journey).touchpoints, touchpoint, _("touchpoint"))
    with told(workspace):
        made = workspace.actions.add(point.id, title, effort, impact, note=note, owner=owner, due=due)
    output.show(str(made))


@action.command(help=_("Change what is given of actions. An empty owner or date takes it away."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@click.option("--title", help=_("The new title."))
@click.option("--effort", type=STEP, help=efforts())
@click.option("--impact", type=STEP, help=impacts())
@click.option("--note", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", metavar="NAME", help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when, such as 2026-12-01."))
@with_workspace
def edit(
    workspace: Workspace,
    actions: tuple[str, ...],
    title: str | None,
    effort: int | None,
    impact: int | None,
    note: str | None,
    owner: str | None,
    due: str | None,
) -> None:
    """Change actions."""
    for found in [an_action(workspace, word) for word in actions]:
        with told(workspace):
            workspace.actions.edit(
                found.id, title=title, effort=effort, impact=impact, note=note, owner=owner, due=due
            )


@action.command(
    help=_("Accept proposed actions. They are planned from now on; dropped ones come back the same way.")
)
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@with_workspace
def accept(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Accept actions."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.accept(found)


@action.command(help=_("Begin actions. They are in progress from now on."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@with_workspace
def start(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Begin actions."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.start(found)


@action.command(help=_("Call actions done. They wait for proof: a later audit shows whether they worked."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@with_workspace
def done(workspace: Workspace, actions: tuple[str, ...]) -> None:
    """Call actions done."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.done(found)


for command in (waiting, proof, verify, figures, estimates):
    action.add_command(command)


@action.command(help=_("Drop actions. Later audits do not propose them again."))
@click.argument("actions", nargs=-1, required=True, metavar="ACTION...")
@click.option("--reason", default="", metavar="TEXT", help=_("Why they are not done."))
@with_workspace
def drop(workspace: Workspace, actions: tuple[str, ...], reason: str) -> None:
    """Drop actions."""
    found = [an_action(workspace, word).id for word in actions]
    with told(workspace):
        workspace.actions.drop(found, reason)


action.add_command(plan_capacity)
action.add_command(export)
action.add_command(preview)
