"""`auditor history`: who changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _, day_and_time
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option, of_journey_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.history import describe, state

if TYPE_CHECKING:
    from auditor.views.history import HistoryLine
    from auditor.workspace import Workspace


@click.command()
@of_journey_option
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help=_("How many changes.")
)
@format_option
@with_workspace
def list_changes(workspace: Workspace, journey: str | None, limit: int, form: str) -> None:
    """List changes."""
    found = journey_number(workspace, journey)
    lines = workspace.reads.history.lines(limit, found)
    output.rows(Table(history_columns(), lines), form, _("Nothing has been changed yet."))


def history_columns() -> list[Column[HistoryLine]]:
    """Return the columns of changes."""
    return [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("at", lambda line: line.at, _("When"), lambda line: day_and_time(line.at)),
        Column("who", lambda line: line.who, _("Who")),
        Column("code", lambda line: line.code),
        Column("text", describe, _("What"), least=24),
        Column("state", lambda line: line.state, _("State"), state, minor=1),
    ]
