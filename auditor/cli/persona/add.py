"""`auditor persona add`: add a persona to a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import given, takes
from auditor.cli.persona.options import PersonaOptions

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Add a persona to a journey; print its number."))
@click.argument("journey")
@click.argument("name")
@takes("texts", PersonaOptions)
@with_workspace
def add(workspace: Workspace, texts: PersonaOptions, journey: str, name: str) -> None:
    """Add a persona."""
    found = a_journey(workspace, journey)
    with told(workspace):
        made = workspace.journeys.add_persona(found.id, name, **given(texts))
    output.show(str(made))
