"""`auditor persona add`: add a persona to a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.rows import a_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.persona.options import _given, _options

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Add a persona to a journey; print its number."))
@click.argument("journey")
@click.argument("name")
@_options
@with_workspace
def add(workspace: Workspace, /, journey: str, name: str, **texts: str | None) -> None:
    """Add a persona."""
    found = a_journey(workspace, journey)
    with told(workspace):
        made = workspace.journeys.add_persona(found.id, name, **_given(texts))
    output.show(str(made))
