"""`auditor db backups`: the copies of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day_and_time, number
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.store.backup import Backup
    from auditor.workspace import Workspace


@click.command(help=_("List the copies of the database, the newest first."))
@format_option
@with_workspace
def backups(workspace: Workspace, form: str) -> None:
    """List copies."""
    columns: list[Column[Backup]] = [
        Column("name", lambda one: one.path.name, _("Copy")),
        Column("made", lambda one: one.made, _("Made"), lambda one: day_and_time(one.made)),
        Column(
            "bytes", lambda one: one.size, _("Kilobytes"), lambda one: number(one.size / 1000), right=True
        ),
        Column("path", lambda one: str(one.path)),
    ]
    output.rows(Table(columns, workspace.upkeep.copies()), form, _("There are no copies yet."))
