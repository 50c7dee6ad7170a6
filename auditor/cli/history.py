"""`auditor history`: who changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base import labels
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, day_and_time
from auditor.base.text import shortened
from auditor.cli.frame import output
from auditor.cli.frame.options import Noun, format_option, of_journey_option
from auditor.cli.frame.rows import journey_number
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts

if TYPE_CHECKING:
    from auditor.views.history import HistoryDetail, HistoryLine
    from auditor.workspace import Workspace

_VALUE_WIDTH = 60


@click.group(
    cls=Noun,
    invoke_without_command=True,
    help=_("Who changed what, and when. The newest first; “show” has the values."),
)
@of_journey_option
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help=_("How many changes.")
)
@format_option
@click.pass_context
def history(ctx: click.Context, journey: str | None, limit: int, form: str) -> None:
    """List changes."""
    if ctx.invoked_subcommand is None:
        _list(journey, limit, form)


@with_workspace
def _list(workspace: Workspace, journey: str | None, limit: int, form: str) -> None:
    found = journey_number(workspace, journey)
    lines = workspace.reads.history.lines(limit, found)
    output.rows(Table(_columns(), lines), form, _("Nothing has been changed yet."))


def _columns() -> list[Column[HistoryLine]]:
    from auditor.sentences.history import describe, state

    return [
        Column("id", lambda line: line.id, _("No."), right=True),
        Column("at", lambda line: line.at, _("When"), lambda line: day_and_time(line.at)),
        Column("who", lambda line: line.who, _("Who")),
        Column("code", lambda line: line.code),
        Column("text", describe, _("What"), least=24),
        Column("state", lambda line: line.state, _("State"), state, minor=1),
    ]


@history.command(help=_("Show the values that a change changed, before and after."))
@click.argument("number", type=int)
@format_option
@with_workspace
def show(workspace: Workspace, number: int, form: str) -> None:
    """Show a change."""
    from auditor.sentences.history import describe

    line = workspace.reads.history.get(number)
    if line is None:
        raise NotFoundError(_("There is no change number {number}.").format(number=number))
    about = [(_("What"), describe(line)), (_("Who"), line.who), (_("When"), day_and_time(line.at))]
    details = Table(_detail_columns(), workspace.reads.history.details(number))
    record = {**Table(_columns(), [line]).records()[0], "details": details.records()}
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
