"""`auditor team list`: who is let in, and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.team import role_of

if TYPE_CHECKING:
    from auditor.views.team import Member
    from auditor.workspace import Workspace


@click.command("list", help=_("List who is let in, with what each may do."))
@format_option
@with_workspace
def list_members(workspace: Workspace, form: str) -> None:
    """List logins."""
    columns: list[Column[Member]] = [
        Column("person_id", lambda one: one.person_id, _("No."), right=True),
        Column("name", lambda one: one.name, _("Name")),
        Column("login", lambda one: one.login, _("Login")),
        Column("role", _role, _("May"), role_of),
        Column("until", lambda one: one.until, _("Until"), lambda one: (one.until or "")[:16], minor=1),
    ]
    hint = _("No rights are set up here: whoever reaches the database is an owner.")
    output.rows(Table(columns, workspace.team.members()), form, hint)


def _role(member: Member) -> str:
    return "administrator" if member.administers else member.access.value
