"""`auditor db check`: whether the database is sound, and mending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import StorageError
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.views.upkeep import Flaw
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Check that the database is sound. Its pages and its schema are looked at, every value, what refers to what, "
        "all sums, whether the history says the same, and every picture.\n\n"
        "--mend mends what it can. A copy is made first. What is derived is worked out anew; a damaged value becomes what "
        "the history says of it, or nothing; where neither may be, its row goes out of sight. Pictures "
        "that nothing names any more are removed, unless one of the copies does."
    )
)
@click.option("--mend", is_flag=True, help=_("Mend what can be mended, and say what was done."))
@format_option
@with_workspace
def check(workspace: Workspace, mend: bool, form: str) -> None:
    """Check the database."""
    place = workspace.location.shown
    if workspace.upkeep.is_empty:
        raise StorageError(
            _("{place} is empty: there is no database in it yet.").format(place=place), WayOut.MAKE_DATABASE
        )
    if not workspace.upkeep.is_there:
        none = _("There is no database at {path} yet.").format(path=place)
        if form == "simple":
            output.say(none)
        else:
            _show([], form, none)
        return
    if workspace.caution:
        output.say(workspace.caution)
    flaws, kept = workspace.upkeep.mend() if mend else (workspace.upkeep.flaws(), None)
    _show(flaws, form, _("{place} is sound.").format(place=place))
    if kept is not None:
        _tell_kept(kept)
    if any(flaw.is_harmless and not flaw.mended for flaw in flaws):
        output.say(_("“auditor db check --mend” removes the pictures that nothing names any more."))
    if all(flaw.mended or flaw.is_harmless for flaw in flaws):
        if form == "simple":
            output.show(_("{place} is sound.").format(place=place))
        return
    output.say(
        _(
            "{place} is damaged. “auditor db backups” lists its copies, “auditor db restore” puts one back."
        ).format(place=place)
        if mend
        else _(
            "{place} is damaged. “auditor db check --mend” mends what can be mended; “auditor db backups” lists its "
            "copies, “auditor db restore” puts one back."
        ).format(place=place)
    )
    click.get_current_context().exit(output.DAMAGED)


def _show(flaws: list[Flaw], form: str, none: str) -> None:
    """Show what was found, or say `none` in the place of a table; without a format, a line each among the messages."""
    if form == "simple":
        for flaw in flaws:
            output.say(str(flaw))
        return
    columns: list[Column[Flaw]] = [
        Column("problem", lambda one: one.problem, _("Problem")),
        Column("table", lambda one: one.table, _("Table")),
        Column("row", lambda one: one.row, _("Row"), right=True),
        Column("column", lambda one: one.column, _("Column")),
        Column("mended", lambda one: one.mended, _("Mended")),
    ]
    output.rows(Table(columns, flaws), form, none)


def _tell_kept(kept: Path) -> None:
    output.say(_("What was there before is kept in {path}.").format(path=kept))
