"""`auditor journey copy`: copy a journey without its audits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.sharing import tell_differing_at
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Copy a journey without its audits; print the copy’s number."))
@click.argument("journey")
@click.argument("name", default="")
@with_workspace
def copy(workspace: Workspace, journey: str, name: str) -> None:
    """Copy a journey."""
    found = a_journey(workspace, journey)
    tell_differing_at(workspace, found.id)
    with told(workspace):
        made = workspace.journeys.copy(found.id, name)
    output.show(str(made))
