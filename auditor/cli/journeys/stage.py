"""`auditor stage`: add and change the stages of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.base.vocabulary import Phase
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, journey_option, one_of
from auditor.cli.frame.rows import a_stage, whole_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.group(
    cls=Noun,
    help=_(
        "Add and change the stages of a journey. STAGE is a number, which “auditor journey show” tells, "
        "or part of a name; --journey narrows the search."
    ),
)
def stage() -> None:
    """Group of the stage commands."""


@stage.command(
    help=_("Add a stage; print its number. It comes last in the journey, or after the stage you name.")
)
@click.argument("journey")
@click.argument("name")
@click.option("--goal", default="", metavar="TEXT", help=_("What you want to reach in this stage."))
@click.option("--after", metavar="STAGE", help=_("The stage it comes after."))
@with_workspace
def add(workspace: Workspace, journey: str, name: str, goal: str, after: str | None) -> None:
    """Add a stage."""
    found = whole_journey(workspace, journey)
    before = pick(found.stages, after, _("stage")).id if after is not None else None
    with told(workspace):
        made = workspace.stages.add(found.id, name, goal, before)
    output.show(str(made))


@stage.command(help=_("Change what is given of a stage."))
@click.argument("stage")
@journey_option
@click.option("--name", help=_("The new name."))
@click.option("--goal", metavar="TEXT", help=_("What you want to reach in this stage."))
@click.option("--strategies", metavar="TEXT", help=_("How you want to reach it."))
@click.option(
    "--phase",
    type=one_of(Phase),
    help=_("The part of the customer’s way; it decides which questions are asked in interviews."),
)
@with_workspace
def edit(
    workspace: Workspace,
    stage: str,
    journey: str | None,
    name: str | None,
    goal: str | None,
    strategies: str | None,
    phase: str | None,
) -> None:
    """Change a stage."""
    found = a_stage(workspace, stage, journey)
    with told(workspace):
        workspace.stages.edit(found.id, name=name, goal=goal, strategies=strategies, phase=phase)


@stage.command(help=_("Move a stage with its touchpoints."))
@click.argument("stage")
@journey_option
@click.option(
    "--by", type=int, required=True, metavar="N", help=_("How many places later; -1 is one earlier.")
)
@with_workspace
def move(workspace: Workspace, stage: str, journey: str | None, by: int) -> None:
    """Move a stage."""
    found = a_stage(workspace, stage, journey)
    with told(workspace):
        workspace.stages.move(found.id, by)


@stage.command(help=_("Delete a stage with its touchpoints. “auditor undo” brings them back."))
@click.argument("stage")
@journey_option
@with_workspace
def delete(workspace: Workspace, stage: str, journey: str | None) -> None:
    """Delete a stage."""
    found = a_stage(workspace, stage, journey)
    with told(workspace):
        workspace.stages.delete(found.id)
