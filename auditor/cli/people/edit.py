"""`auditor people edit`: change the name or the role of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change the name or the role of somebody."))
@click.argument("person", shell_complete=owner_names)
@click.option("--name", metavar="NAME", help=_("The new name."))
@click.option("--role", metavar="TEXT", help=_("What they do, such as web developer."))
@with_workspace
def edit(workspace: Workspace, person: str, name: str | None, role: str | None) -> None:
    """Change a person."""
    found = a_person(workspace, person)
    with told(workspace):
        workspace.people.edit(found.id, name=name, role=role)
