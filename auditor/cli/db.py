"""`auditor db`: where the database is; check, copy and restore it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day_and_time, number
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from auditor.store.backup import Backup
    from auditor.workspace import Workspace


@click.group(cls=Noun, help=_("Where the database is; check, copy and restore it."))
def database() -> None:
    """Group of the database commands."""


@database.command(help=_("Print where the database is. Says too where your settings belong."))
@with_workspace
def path(workspace: Workspace) -> None:
    """Print the place."""
    output.show(workspace.location.shown)
    output.say(
        _("Settings and checklists of your own belong in {folder}.").format(folder=workspace.config.folder)
    )


@database.command(
    help=_("Check that the database is sound. Its pages, what refers to what, and all sums are looked at.")
)
@with_workspace
def check(workspace: Workspace) -> None:
    """Check the database."""
    if not workspace.upkeep.is_there:
        output.say(_("There is no database at {path} yet.").format(path=workspace.location.shown))
        return
    problems = workspace.upkeep.check()
    if not problems:
        output.show(_("{place} is sound.").format(place=workspace.location.shown))
        return
    for problem in problems:
        output.say(problem)
    output.say(
        _(
            "{place} is damaged. “auditor db backups” lists its copies, “auditor db restore” puts one back."
        ).format(place=workspace.location.shown)
    )
    click.get_current_context().exit(output.DAMAGED)


@database.command(
    help=_("Copy the database; print where the copy is. It is made beside the database, or in FILE.")
)
@click.argument("file", required=False)
@with_workspace
def backup(workspace: Workspace, file: str | None) -> None:
    """Copy the database."""
    output.show(str(workspace.upkeep.copy(Path(file).expanduser() if file else None)))


@database.command(help=_("List the copies of the database, the newest first."))
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


@database.command(
    help=_(
        "Put a copy in the place of the database. FILE is a path or a name of “db backups”. What "
        "was there is kept."
    )
)
@click.argument("file")
@with_workspace
def restore(workspace: Workspace, file: str) -> None:
    """Restore a copy."""
    kept = workspace.upkeep.restore(file)
    output.say(_("{place} is restored from {file}.").format(place=workspace.location.shown, file=file))
    if kept is not None:
        output.say(_("What was there before is kept in {path}.").format(path=kept))
