"""`auditor evidence next`: what to find out next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.base.i18n import _, percent
from auditor.cli.columns.questions import questions_by_phase
from auditor.cli.frame import output
from auditor.cli.frame.lookup import journey_number
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.evidence import to_do, why_ask
from auditor.sentences.questions import fitting_questions

if TYPE_CHECKING:
    from auditor.views.evidence import AskNext
    from auditor.workspace import Workspace


class RankedAsk(Struct, frozen=True):
    """Something to find out, with its place and the questions that fit."""

    rank: int
    ask: AskNext
    questions: list[str]


@click.command(
    "next",
    help=_(
        "List what to find out next, of one journey or of all. First comes where better evidence could "
        "change the top of the action list most, each with the questions that fit."
    ),
)
@click.argument("journey", required=False)
@click.option(
    "--top", type=click.IntRange(1, 1000), default=10, show_default=True, help=_("How many to list.")
)
@format_option
@with_workspace
def find_out(workspace: Workspace, journey: str | None, top: int, form: str) -> None:
    """List what to find out."""
    number_ = journey_number(workspace, journey)
    bank = questions_by_phase(workspace)
    found = workspace.reads.evidence.ask_next(number_)[:top]
    replies = {ask.journey_id: workspace.reads.maps.replies(ask.journey_id) for ask in found}
    rows = [
        RankedAsk(rank, ask, fitting_questions(ask, bank, replies[ask.journey_id]))
        for rank, ask in enumerate(found, 1)
    ]
    hint = _("There is nothing to find out yet: finish an audit, so that there are actions to put in order.")
    output.rows(Table(_ask_columns(number_ is None), rows), form, hint)


def _ask_columns(with_journey: bool) -> list[Column[RankedAsk]]:
    return [
        Column("rank", lambda row: row.rank, "#", right=True),
        Column("journey_id", lambda row: row.ask.journey_id),
        Column("journey", lambda row: row.ask.journey, _("Journey") if with_journey else "", minor=2),
        Column("stage", lambda row: row.ask.stage),
        Column("touchpoint_id", lambda row: row.ask.touchpoint_id),
        Column("touchpoint", lambda row: row.ask.touchpoint, _("Touchpoint"), least=12),
        Column("kind", lambda row: row.ask.kind, _("Do this"), lambda row: to_do(row.ask), least=14),
        Column("people", lambda row: row.ask.people),
        Column(
            "value",
            lambda row: round(row.ask.value, 4),
            _("Changes"),
            lambda row: percent(row.ask.value),
            right=True,
        ),
        Column("confidence", lambda row: round(row.ask.confidence, 4)),
        Column("confidence_then", lambda row: round(row.ask.then, 4)),
        Column("need", lambda row: round(row.ask.need, 4)),
        Column("need_lowest", lambda row: round(row.ask.lowest_need, 4)),
        Column("need_highest", lambda row: round(row.ask.highest_need, 4)),
        Column("open_actions", lambda row: row.ask.actions),
        Column("first_place", lambda row: row.ask.first, _("Why"), lambda row: why_ask(row.ask), minor=1, least=20),
        Column("best_place", lambda row: row.ask.best),
        Column("worst_place", lambda row: row.ask.worst),
        Column("questions", lambda row: row.questions, _("Ask"), lambda row: " ".join(row.questions), least=20),
    ]  # fmt: skip
