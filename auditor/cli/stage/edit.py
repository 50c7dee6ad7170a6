"""`auditor stage edit`: change what is given of a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_stage
from auditor.cli.frame.options import journey_option, responsible_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.stage.stage_options import lines_of, phase_option, strategies_option

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a stage."))
@click.argument("stage")
@journey_option
@click.option("--name", help=_("The new name."))
@click.option("--goal", metavar="TEXT", help=_("What you want to reach in this stage."))
@strategies_option
@phase_option
@responsible_option
@with_workspace
def edit(
    workspace: Workspace,
    stage: str,
    journey: str | None,
    name: str | None,
    goal: str | None,
    strategies: tuple[str, ...],
    phase: str | None,
    responsible: str | None,
) -> None:
    """Change a stage."""
    found = a_stage(workspace, stage, journey)
    with told(workspace):
        workspace.stages.edit(
            found.id,
            name=name,
            goal=goal,
            strategies=lines_of(strategies) if strategies else None,
            phase=phase,
            responsible=responsible,
        )
