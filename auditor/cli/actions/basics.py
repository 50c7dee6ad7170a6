"""`auditor action show`, `add` and `edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.actions.options import order_option, scoring_of
from auditor.cli.frame import output
from auditor.cli.frame.completing import action_numbers, owner_names
from auditor.cli.frame.options import STEP, actions_argument, efforts, format_option, impacts
from auditor.cli.frame.rows import an_action, some_actions, whole_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Show an action. What it answers, and its priority and need term by term."))
@click.argument("action", shell_complete=action_numbers)
@order_option
@format_option
@with_workspace
def show(workspace: Workspace, action: str, order: str | None, form: str) -> None:
    """Show an action."""
    from auditor.cli.actions.detail import show_action

    workspace.use_scoring(scoring_of(workspace, order))
    show_action(workspace, an_action(workspace, action).id, form)


@click.command(help=_("Add a planned action at a touchpoint; print its number."))
@click.argument("journey")
@click.argument("touchpoint")
@click.argument("title")
@click.option("--effort", type=STEP, required=True, help=efforts())
@click.option("--impact", type=STEP, required=True, help=impacts())
@click.option("--note", default="", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", default="", metavar="NAME", shell_complete=owner_names, help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when: 2026-12-01, fri, +2w …"))
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


@click.command(help=_("Change what is given of actions. An empty owner or date takes it away."))
@actions_argument
@click.option("--title", help=_("The new title."))
@click.option("--effort", type=STEP, help=efforts())
@click.option("--impact", type=STEP, help=impacts())
@click.option("--note", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", metavar="NAME", shell_complete=owner_names, help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when: 2026-12-01, fri, +2w …"))
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
    found = some_actions(workspace, actions)
    with told(workspace):
        workspace.actions.edit(
            found, title=title, effort=effort, impact=impact, note=note, owner=owner, due=due
        )
