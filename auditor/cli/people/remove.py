"""`auditor people remove`: take somebody out of the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Take somebody out of the team. Only who has no actions, audits or comments, and is responsible for nothing."
    )
)
@click.argument("person", shell_complete=owner_names)
@with_workspace
def remove(workspace: Workspace, person: str) -> None:
    """Take a person out."""
    found = a_person(workspace, person)
    with told(workspace):
        workspace.people.delete(found.id)
