"""`auditor people add`: somebody joins the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Add somebody to the team; print the number."))
@click.argument("name")
@click.option("--role", default="", metavar="TEXT", help=_("What they do, such as web developer."))
@click.option("--unit", default="", metavar="TEXT", help=_("The part of the organisation they belong to."))
@with_workspace
def add(workspace: Workspace, name: str, role: str, unit: str) -> None:
    """Add a person."""
    with told(workspace):
        made = workspace.people.add(name, role, unit)
    output.show(str(made))
