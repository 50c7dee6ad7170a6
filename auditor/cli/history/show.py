"""`auditor history show`: the values that a change changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day_and_time
from auditor.base.text import shortened
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.cli.history.list import history_columns
from auditor.sentences.history import describe

if TYPE_CHECKING:
    from auditor.views.history import HistoryDetail
    from auditor.workspace import Workspace


_VALUE_WIDTH = 60


@click.command(help=_("Show the values that a change changed, before and after."))
@click.argument("number", type=int)
@format_option
@with_workspace
def show(workspace: Workspace, number: int, form: str) -> None:
    """Show a change."""
    line = workspace.reads.history.get(number)
    if line is None:
        raise NotFoundError(_("There is no change number {number}.").format(number=number))
    about = [(_("What"), describe(line)), (_("Who"), line.who), (_("When"), day_and_time(line.at))]
    details = Table(_detail_columns(), workspace.reads.history.details(number))
    record = {**Table(history_columns(), [line]).records()[0], "details": details.records()}
    output.whole(record, [facts(about), details], details, form)


def _detail_columns() -> list[Column[HistoryDetail]]:
    return [
        Column(
            "entity", lambda one: one.entity, _("Of"), lambda one: f"{labels.entity(one.entity)} {one.row_id}"
        ),
        Column("row_id", lambda one: one.row_id),
        Column("field", lambda one: one.field, _("Field")),
        Column(
            "before",
            lambda one: one.before,
            _("Before"),
            lambda one: shortened(one.before or "", _VALUE_WIDTH),
        ),
        Column(
            "after", lambda one: one.after, _("After"), lambda one: shortened(one.after or "", _VALUE_WIDTH)
        ),
    ]
