"""`auditor people merge`: two entries become one person."""

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
        "Make two entries one person. INTO takes over all that PERSON has, did and is responsible for, and PERSON goes."
    )
)
@click.argument("person", shell_complete=owner_names)
@click.argument("into", shell_complete=owner_names)
@with_workspace
def merge(workspace: Workspace, person: str, into: str) -> None:
    """Merge two people."""
    first, second = a_person(workspace, person), a_person(workspace, into)
    with told(workspace):
        workspace.people.merge(first.id, second.id)
