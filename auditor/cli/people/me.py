"""`auditor people me`: who of the team you are."""

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


@click.command(
    help=_(
        "Show who of the team you are, or say it with PERSON. What is yours then is what they have and did, "
        "whatever you are called in your settings."
    )
)
@click.argument("person", required=False, shell_complete=owner_names)
@with_workspace
def me(workspace: Workspace, person: str | None) -> None:
    """Show or say who one is."""
    if person is not None:
        workspace.people.be(a_person(workspace, person).id)
    own = next((one for one in workspace.reads.people.all() if one.id == workspace.person), None)
    if own is None:
        output.say(
            _("Nobody of the team is known to be you yet: you write as “{name}”.").format(name=workspace.who)
        )
        return
    output.show(_("{number} “{name}”").format(number=own.id, name=own.name))
