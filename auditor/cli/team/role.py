"""`auditor team role`: let somebody do more, or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import Access
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.session import with_workspace
from auditor.cli.team.roles import ROLES

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Let somebody do more, or less, from now on."))
@click.argument("person", shell_complete=owner_names)
@click.argument("role", type=ROLES)
@with_workspace
def role(workspace: Workspace, person: str, role: str) -> None:
    """Change what a person may do."""
    found = a_person(workspace, person)
    workspace.team.change(found.id, Access(role))
    output.say(_("{name}: {role}.").format(name=found.name, role=word(Access(role))))
