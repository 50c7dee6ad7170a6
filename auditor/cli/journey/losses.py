"""`auditor journey losses`: what each touchpoint loses a month, with its terms, or what is missing to say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.analysis.losses import Missing
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.cli.columns.losses import loss_record, worth_facts, worth_record
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences.amounts import lost_text, range_text, share_text
from auditor.sentences.losses import lost_sales, missing_short, missing_words

if TYPE_CHECKING:
    from auditor.analysis.losses import JourneyMoney, Loss, PointLoss
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Show what touchpoints lose a month. Visits · those who come here · those who leave · those who would buy · "
        "value of an order, each from its lower to its upper end. “auditor journey edit” takes visits and value, a "
        "funnel that is imported tells the shares; what is missing is named, and nothing is guessed. “auditor "
        "touchpoint show” explains each term."
    )
)
@click.argument("journey")
@format_option
@with_workspace
def losses(workspace: Workspace, journey: str, form: str) -> None:
    """Show losses."""
    line = a_journey(workspace, journey)
    money = workspace.reads.losses.of_journey(line.id)
    if money is None:
        raise NotFoundError(_("There is no journey number {number}.").format(number=line.id))
    currency = money.journey.currency
    rows = [*money.known, *(one for one in money.points if one.loss is None)]
    table = Table(_columns(currency), rows)
    record = {
        "journey": money.journey.name,
        "journey_id": money.journey.id,
        **worth_record(money.journey, money, workspace.reads.returns.of_actions(line.id)),
        "touchpoints": [
            {
                **own,
                **loss_record(one, currency),
                "evidence": list(one.loss.drop.evidence_ids) if one.loss else [],
            }
            for own, one in zip(table.records(), rows, strict=True)
        ],
    }
    about = facts([*worth_facts(money.journey), (_("Lost sales"), lost_sales(money))])
    output.whole(record, [about, table], table, form, "\n".join(_to_do(money)))


def _to_do(money: JourneyMoney) -> list[str]:
    """Say how what is missing is said; of a journey of which nothing is said, how one begins."""
    if not money.points:
        missing = dict.fromkeys((Missing.ORDER, Missing.VISITS))
    else:
        missing = dict.fromkeys(one for point in money.points for one in point.missing)
    return [text[:1].upper() + text[1:] + "." for text in missing_words(tuple(missing), commands=True)]


def _columns(currency: str) -> list[Column[PointLoss]]:
    return [
        Column("id", lambda row: row.touchpoint.id, _("No."), right=True),
        Column("stage", lambda row: row.stage, _("Stage"), minor=3),
        Column("name", lambda row: row.touchpoint.name, _("Touchpoint"), least=12),
        *_shares(),
        Column(
            "lost",
            lambda row: round(row.loss.lost.middle, 2) if row.loss else None,
            _("Lost"),
            lambda row: lost_text(row.loss.lost, currency) if row.loss else "",
            right=True,
        ),
        Column(
            "missing",
            lambda row: list(row.missing),
            _("Missing"),
            lambda row: missing_short(row.missing),
        ),
    ]


def _shares() -> list[Column[PointLoss]]:
    def end(name: str, of: str, at: str) -> Column[PointLoss]:
        return Column(name, lambda row: _end(row.loss, of, at))

    def shown(name: str, of: str, heading: str) -> Column[PointLoss]:
        return Column(
            name,
            lambda row: _end(row.loss, of, "high"),
            heading,
            lambda row: _text(row.loss, of),
            right=True,
            minor=2,
        )

    return [
        end("visits_low", "visits", "low"),
        shown("visits_high", "visits", _("Visits")),
        end("came_low", "came", "low"),
        shown("came_high", "came", _("Come here")),
        end("dropped_low", "dropped", "low"),
        shown("dropped_high", "dropped", _("Leave")),
        end("buys_low", "buys", "low"),
        shown("buys_high", "buys", _("Would buy")),
    ]


def _end(loss: Loss | None, of: str, at: str) -> float | None:
    return None if loss is None else round(getattr(getattr(loss, of), at), 4)


def _text(loss: Loss | None, of: str) -> str:
    if loss is None:
        return ""
    return range_text(loss.visits) if of == "visits" else share_text(getattr(loss, of))
