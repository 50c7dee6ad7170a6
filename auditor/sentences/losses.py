"""What touchpoints lose, and a journey for its purpose, in words and term by term."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.analysis.losses import JourneyMoney, Loss, Missing
from auditor.analysis.purpose import PurposeFigures
from auditor.base.i18n import N_, _, day, ngettext, number
from auditor.base.text import shortened
from auditor.sentences.amounts import a_month, factor, lost_text, range_text
from auditor.views.money import Money, RangeTerm

_MISSING = {
    Missing.ORDER: N_("say what an order is worth"),
    Missing.VISITS: N_("say how many come a month"),
    Missing.DROP: N_("import a funnel that says how many leave here"),
    Missing.PERSONA: N_("the drop-off is known of one persona alone: import a funnel of everybody"),
    Missing.STEPS: N_("the funnel’s steps here don’t follow each other: place them otherwise"),
}
_COMMANDS = {
    Missing.ORDER: "auditor journey edit JOURNEY --order-value 400..600",
    Missing.VISITS: "auditor journey edit JOURNEY --visits 8000..10000",
    Missing.DROP: "auditor evidence import FILE",
}

_SHORT = {
    Missing.ORDER: N_("value of an order"),
    Missing.VISITS: N_("visits a month"),
    Missing.DROP: N_("drop-off"),
    Missing.PERSONA: N_("drop-off of everybody"),
    Missing.STEPS: N_("steps that follow each other"),
}


def missing_words(missing: Sequence[Missing], commands: bool = False) -> list[str]:
    """Return what is missing to say what a touchpoint loses, each with what to do; with `commands`, also by which."""
    return [
        f"{_(_MISSING[one])}: {_COMMANDS[one]}" if commands and one in _COMMANDS else _(_MISSING[one])
        for one in missing
    ]


def missing_short(missing: Sequence[Missing]) -> str:
    """Return what is missing in a few words."""
    return ", ".join(_(_SHORT[one]) for one in missing)


def loss_terms(loss: Loss, currency: str) -> tuple[RangeTerm, ...]:
    """Return the terms of what a touchpoint loses a month and, last, that itself."""
    drop = loss.drop
    visits = RangeTerm(
        _("Visits"),
        range_text(loss.visits),
        loss.visits.low,
        loss.visits.high,
        _("who come to the first step of the funnel a month, as you have said")
        if loss.of_journey
        else _("who come by here a month, as you have said"),
    )
    order = RangeTerm(
        _("Order"),
        range_text(loss.order, currency),
        loss.order.low,
        loss.order.high,
        _("what an order is worth, as you have said"),
    )
    terms = [visits, *([_came(loss)] if loss.of_journey else []), _dropped(loss), _buys(loss), order]
    product = " · ".join(factor(term) for term in terms)
    why = _(
        "each term at its lower end, and each at its upper; it is what there is to win at most, for those who "
        "leave often wanted it less than those who stay ({day})"
    ).format(day=day(drop.collected))
    return (*terms, RangeTerm(_("Lost a month"), product, loss.lost.low, loss.lost.high, why))


def _came(loss: Loss) -> RangeTerm:
    drop = loss.drop
    if drop.began is None:
        return _unknown_share(
            _("Come here"),
            _(
                "the funnel does not say how many of those who begin come here: say how many visits there are here"
            ),
        )
    if drop.step == drop.first:
        return RangeTerm(_("Come here"), "1", 1, 1, _("it is the first step of the funnel"))
    said = _("of {began} at the funnel’s first step, “{first}”, {people} came here")
    return RangeTerm(
        _("Come here"),
        f"{number(drop.people)}/{number(drop.began)}",
        loss.came.low,
        loss.came.high,
        said.format(began=number(drop.began), first=shortened(drop.first, 40), people=number(drop.people)),
    )


def _dropped(loss: Loss) -> RangeTerm:
    drop = loss.drop
    left = drop.people - drop.went_on
    said = _("of {people} at “{step}”, {left} did not go on to “{next}”; with its 95% interval")
    return RangeTerm(
        _("Leave"),
        f"{number(left)}/{number(drop.people)}",
        loss.dropped.low,
        loss.dropped.high,
        said.format(
            people=number(drop.people),
            step=shortened(drop.step, 40),
            left=number(left),
            next=shortened(drop.onward, 40),
        ),
    )


def _buys(loss: Loss) -> RangeTerm:
    drop = loss.drop
    if drop.bought is None:
        return _unknown_share(
            _("Would buy"),
            _("the funnel does not say how many of those who go on buy, so none or all: import it once more"),
        )
    if drop.onward == drop.last:
        return RangeTerm(
            _("Would buy"), "1", 1, 1, _("who goes on is at the last step, which is taken for an order")
        )
    said = _(
        "of {went_on} who went on, {bought} came to the last step, “{last}”, which is taken for an order"
    )
    return RangeTerm(
        _("Would buy"),
        f"{number(drop.bought)}/{number(drop.went_on)}",
        loss.buys.low,
        loss.buys.high,
        said.format(went_on=number(drop.went_on), bought=number(drop.bought), last=shortened(drop.last, 40)),
    )


def _unknown_share(name: str, because: str) -> RangeTerm:
    return RangeTerm(name, "0–1", 0, 1, because)


def lost_sales(money: JourneyMoney) -> str:
    """Say what a journey loses a month, and at how many of its touchpoints that is known; empty where it is not."""
    if money.lost is None:
        return ""
    known, every = len(money.known), len(money.journey.touchpoints)
    said = ngettext(
        "{money}, known at {known} of {count} touchpoint",
        "{money}, known at {known} of {count} touchpoints",
        every,
    )
    return said.format(money=lost_text(money.lost), known=known, count=every)


def purpose_lines(figures: PurposeFigures) -> list[tuple[str, str]]:
    """Return the figures of a journey’s purpose, where they are known, as names and values."""
    pairs = []
    if figures.lost is not None:
        pairs = [(_("Lost sales"), lost_sales(figures.lost))]
    if (actions := figures.actions) is not None:
        pairs += [
            (_("Cost of the actions"), _of_actions(actions.cost, actions.costed, actions.actions, False)),
            (_("Gain of the actions"), _of_actions(actions.gain, actions.gaining, actions.actions, True)),
        ]
    return [(name, value) for name, value in pairs if value]


def _of_actions(found: Money | None, said: int, every: int, monthly: bool) -> str:
    if found is None:
        return ""
    text = ngettext(
        "{money}, said of {said} of {count} open action",
        "{money}, said of {said} of {count} open actions",
        every,
    )
    return text.format(money=a_month(found) if monthly else range_text(found), said=said, count=every)
