"""`auditor persona edit`: change what is given of a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import given, takes
from auditor.cli.persona.options import PersonaOptions

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a persona."))
@click.argument("persona")
@journey_option
@click.option("--name", help=_("The new name."))
@takes("texts", PersonaOptions)
@with_workspace
def edit(
    workspace: Workspace, texts: PersonaOptions, persona: str, journey: str | None, name: str | None
) -> None:
    """Change a persona."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.edit_persona(found.id, name=name, **given(texts))
