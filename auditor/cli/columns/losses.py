"""What journeys and touchpoints are worth and lose, in tables, facts and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.sentences.amounts import lost_text, range_text
from auditor.sentences.losses import missing_words
from auditor.views.money import Money, Range

if TYPE_CHECKING:
    from auditor.analysis.losses import JourneyMoney, PointLoss
    from auditor.analysis.returns import ActionMoney
    from auditor.views.journeys import Journey


def loss_facts(lost: PointLoss | None, currency: str) -> list[tuple[str, str]]:
    """Return what a touchpoint loses a month, or what is missing; nothing where nobody has begun to say it."""
    if lost is None:
        return []
    visits = lost.touchpoint.visits
    return [
        (_("Visits a month"), range_text(visits) if visits else ""),
        (_("Loses"), lost_text(lost.loss.lost, currency) if lost.loss else ""),
        (_("To know what it loses"), "; ".join(missing_words(lost.missing, commands=True))),
    ]


def loss_record(lost: PointLoss | None, currency: str) -> dict[str, object]:
    """Return the same for JSON; null where it is not known."""
    return {
        **_ends("lost", lost.loss.lost if lost and lost.loss else None),
        "currency": currency or None,
        "missing": list(lost.missing) if lost else [],
    }


def worth_facts(journey: Journey) -> list[tuple[str, str]]:
    """Return what an order of a journey is worth and how many set out, as far as it is said."""
    return [
        (_("Value of an order"), range_text(journey.order, journey.currency) if journey.order else ""),
        (_("Visits a month"), range_text(journey.visits) if journey.visits else ""),
    ]


def worth_record(journey: Journey, money: JourneyMoney | None, actions: ActionMoney) -> dict[str, object]:
    """Return what a journey is worth and loses, and what its open actions cost and bring, for JSON."""
    return {
        **_ends("order", journey.order),
        "currency": journey.currency or None,
        **_ends("visits", journey.visits),
        **_ends("lost", money.lost if money else None),
        "lost_known_at": len(money.known) if money else 0,
        **_ends("action_cost", actions.cost),
        **_ends("action_gain", actions.gain),
    }


def _ends(name: str, found: Range | Money | None) -> dict[str, object]:
    return {
        f"{name}_low": round(found.low, 2) if found else None,
        f"{name}_high": round(found.high, 2) if found else None,
    }
