"""`auditor stage strategy add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_stage
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Add a strategy to a stage; print its number. It comes last, or after the strategy you name.")
)
@click.argument("stage")
@click.argument("text")
@click.option("--after", metavar="STRATEGY", help=_("The strategy it comes after."))
@journey_option
@with_workspace
def add(workspace: Workspace, stage: str, text: str, after: str | None, journey: str | None) -> None:
    """Add a strategy."""
    found = a_stage(workspace, stage, journey)
    before = pick(found.strategies, after, _("strategy")).id if after is not None else None
    with told(workspace):
        made = workspace.strategies.add(found.id, text, before)
    output.show(str(made))
