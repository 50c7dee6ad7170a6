"""`auditor action edit`: change what is given of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import some_actions, strategies_of
from auditor.cli.frame.options import STEP, actions_argument, efforts, impacts
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of actions. An empty owner, date, cost or gain takes it away."))
@actions_argument
@click.option("--title", help=_("The new title."))
@click.option("--effort", type=STEP, help=efforts())
@click.option("--impact", type=STEP, help=impacts())
@click.option("--note", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", metavar="NAME", shell_complete=owner_names, help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when: 2026-12-01, fri, +2w …"))
@click.option(
    "--strategy",
    "strategies",
    multiple=True,
    metavar="STRATEGY",
    help=_(
        "A strategy of the journey that they serve: number or part of its text; may be repeated. All of them are "
        "to be named; an empty one takes all away."
    ),
)
@click.option("--cost", metavar="RANGE", help=_("What it costs, such as 1500 or 1000..2000."))
@click.option("--gain", metavar="RANGE", help=_("What it is expected to bring a month, such as 300..500."))
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
    strategies: tuple[str, ...],
    cost: str | None,
    gain: str | None,
) -> None:
    """Change actions."""
    found = some_actions(workspace, actions)
    serves = _strategies(workspace, found, strategies)
    with told(workspace):
        workspace.actions.edit(
            found,
            title=title,
            effort=effort,
            impact=impact,
            note=note,
            owner=owner,
            due=due,
            strategies=serves,
            cost=cost,
            gain=gain,
        )


def _strategies(workspace: Workspace, actions: Iterable[int], words: Sequence[str]) -> list[int] | None:
    """Return the strategies named, each of the journey of the actions; None where none is said."""
    if not words:
        return None
    lines = [found.line for number in actions if (found := workspace.reads.actions.get(number))]
    return strategies_of(workspace, words, lines[0].journey_id) if lines else []
