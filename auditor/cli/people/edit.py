"""`auditor people edit`: change the name, role or part of the organisation of somebody, or that they have left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Change name, role or part of the organisation of somebody. Or note that they have left, or are back."
    )
)
@click.argument("person", shell_complete=owner_names)
@click.option("--name", metavar="NAME", help=_("The new name."))
@click.option("--role", metavar="TEXT", help=_("What they do, such as web developer."))
@click.option("--unit", metavar="TEXT", help=_("The part of the organisation they belong to."))
@click.option(
    "--left/--back",
    default=None,
    help=_("They have left: what they did stays theirs, and they are handed nothing more; or they are back."),
)
@click.option("--login", metavar="LOGIN", help=_("What the database server knows them by."))
@with_workspace
def edit(
    workspace: Workspace,
    person: str,
    name: str | None,
    role: str | None,
    unit: str | None,
    left: bool | None,
    login: str | None,
) -> None:
    """Change a person."""
    found = a_person(workspace, person)
    if login is not None:
        workspace.people.know(found.id, login)
        output.say(_("{name} is known by the login {login}.").format(name=found.name, login=login))
    if login is None or (name, role, unit, left) != (None, None, None, None):
        with told(workspace):
            workspace.people.edit(found.id, name=name, role=role, unit=unit, left=left)
