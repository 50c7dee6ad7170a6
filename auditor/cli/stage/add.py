"""`auditor stage add`: add a stage to a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.vocabulary import Phase
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import responsible_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.stage.stage_options import lines_of, phase_option, strategies_option

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Add a stage; print its number. It comes last in the journey, or after the stage you name.")
)
@click.argument("journey")
@click.argument("name")
@click.option("--goal", default="", metavar="TEXT", help=_("What you want to reach in this stage."))
@strategies_option
@phase_option
@click.option("--after", metavar="STAGE", help=_("The stage it comes after."))
@responsible_option
@with_workspace
def add(
    workspace: Workspace,
    journey: str,
    name: str,
    goal: str,
    strategies: tuple[str, ...],
    phase: str | None,
    after: str | None,
    responsible: str | None,
) -> None:
    """Add a stage."""
    found = whole_journey(workspace, journey)
    before = pick(found.stages, after, _("stage")).id if after is not None else None
    with told(workspace):
        made = workspace.stages.add(
            found.id,
            name,
            goal,
            before,
            lines_of(strategies),
            phase or Phase.OTHER,
            responsible=responsible or "",
        )
    output.show(str(made))
