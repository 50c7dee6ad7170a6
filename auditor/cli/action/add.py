"""`auditor action add`: a planned action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame import output
from auditor.cli.frame.completing import finding_names, owner_names
from auditor.cli.frame.lookup import some_findings, strategies_of, whole_journey
from auditor.cli.frame.options import STEP, efforts, impacts
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Add a planned action at a touchpoint; print its number."))
@click.argument("journey")
@click.argument("touchpoint")
@click.argument("title")
@click.option("--effort", type=STEP, required=True, help=efforts())
@click.option("--impact", type=STEP, required=True, help=impacts())
@click.option("--note", default="", metavar="TEXT", help=_("What is to be done, in more words."))
@click.option("--owner", default="", metavar="NAME", shell_complete=owner_names, help=_("Who does it."))
@click.option("--due", metavar="DATE", help=_("By when: 2026-12-01, fri, +2w …"))
@click.option(
    "--strategy",
    "strategies",
    multiple=True,
    metavar="STRATEGY",
    help=_("A strategy of the journey that it serves: number or part of its text; may be repeated."),
)
@click.option(
    "--mends",
    multiple=True,
    metavar="FINDING",
    shell_complete=finding_names,
    help=_("A finding that it mends, such as CHK-12, at any touchpoint of the journey; may be repeated."),
)
@click.option("--cost", metavar="RANGE", help=_("What it costs, such as 1500 or 1000..2000."))
@click.option("--gain", metavar="RANGE", help=_("What it is expected to bring a month, such as 300..500."))
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
    strategies: tuple[str, ...],
    mends: tuple[str, ...],
    cost: str | None,
    gain: str | None,
) -> None:
    """Add an action."""
    found = whole_journey(workspace, journey)
    point = pick(found.touchpoints, touchpoint, _("touchpoint"))
    mended = [one.id for one in some_findings(workspace, mends, str(found.id))]
    serves = strategies_of(workspace, strategies, found.id)
    with told(workspace):
        made = workspace.actions.add(
            point.id,
            title,
            effort,
            impact,
            note=note,
            owner=owner,
            due=due,
            cost=cost,
            gain=gain,
            mends=mended,
            strategies=serves,
        )
    output.show(str(made))
