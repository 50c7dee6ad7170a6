"""`auditor interview question add`: add a question of the team's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Add a question of your own to a journey; print its number."))
@click.argument("journey")
@click.argument("text")
@click.option("--stage", metavar="STAGE", help=_("Asked at this stage; without it, at every one."))
@with_workspace
def add(workspace: Workspace, journey: str, text: str, stage: str | None) -> None:
    """Add a question."""
    found = whole_journey(workspace, journey)
    place = None if stage is None else pick(found.stages, stage, _("stage")).id
    with told(workspace):
        made = workspace.questions.add(found.id, text, place)
    output.show(str(made))
