"""`auditor team add`: let somebody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Access
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.session import with_workspace
from auditor.cli.team.roles import ROLES

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Let somebody in: print a password for a new login, this once. “auditor people add” adds people.")
)
@click.argument("person", shell_complete=owner_names)
@click.option("--role", type=ROLES, required=True, help=_("What they may do."))
@click.option("--login", metavar="NAME", help=_("A login the server has already; its password stays."))
@with_workspace
def add(workspace: Workspace, person: str, role: str, login: str | None) -> None:
    """Let a person in."""
    found = a_person(workspace, person)
    made = workspace.team.admit(found.id, Access(role), login)
    output.say(_("{name} is let in as {login}.").format(name=found.name, login=made.login))
    if made.password:
        output.say(_("The password, told this once and kept nowhere:"))
        output.show(made.password)
