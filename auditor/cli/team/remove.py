"""`auditor team remove`: let somebody in no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Let somebody in no longer. What they did stays, and so does who did it."))
@click.argument("person", shell_complete=owner_names)
@with_workspace
def remove(workspace: Workspace, person: str) -> None:
    """Let a person in no longer."""
    found = a_person(workspace, person)
    workspace.team.dismiss(found.id)
    output.say(_("{name} is let in no longer.").format(name=found.name))
