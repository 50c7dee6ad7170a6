"""`auditor persona edit`: change what is given of a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.rows import a_persona
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.persona.options import _options

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a persona."))
@click.argument("persona")
@journey_option
@click.option("--name", help=_("The new name."))
@_options
@with_workspace
def edit(
    workspace: Workspace, /, persona: str, journey: str | None, name: str | None, **texts: str | None
) -> None:
    """Change a persona."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.edit_persona(found.id, name=name, **texts)
