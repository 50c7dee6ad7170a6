"""`auditor people`: the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.cli import output
from auditor.cli.options import format_option
from auditor.cli.session import with_workspace
from auditor.cli.tables import Column, Table
from auditor.i18n import _

if TYPE_CHECKING:
    from auditor.views import Person
    from auditor.workspace import Workspace


@click.command(help=_("List the team. It is everybody who has audited or has had an action to do."))
@format_option
@with_workspace
def people(workspace: Workspace, form: str) -> None:
    """List the team."""
    columns: list[Column[Person]] = [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name, _("Name")),
        Column("role", lambda one: one.role, _("Role")),
    ]
    hint = _("Nobody yet: people are added by their name in audits and actions.")
    output.rows(Table(columns, workspace.reads.journeys.people()), form, hint)
