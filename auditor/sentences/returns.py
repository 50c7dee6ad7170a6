"""What actions cost and bring, in words and term by term."""

from __future__ import annotations

from auditor.analysis.returns import expected_return, net_return
from auditor.base.i18n import _, percent
from auditor.sentences.amounts import amount, factor, range_text
from auditor.views.actions import ActionLine
from auditor.views.money import RangeTerm


def return_text(line: ActionLine, months: int) -> str:
    """Return the return of an action as a range, or what is missing; empty where neither cost nor gain is said."""
    if line.cost is None and line.gain is None:
        return ""
    if line.cost is None:
        return _("cost is missing")
    if line.gain is None:
        return _("gain is missing")
    return range_text(net_return(line.cost, line.gain, months), line.currency)


def return_or_missing(line: ActionLine, months: int) -> str:
    """Return the return of an action as a range, or what is missing, also where nothing is said."""
    return return_text(line, months) or _("cost and gain are missing")


def chance_text(chance: float | None) -> str:
    """Return how likely an action is to bring most, in per cent; a dash where that is not worked out."""
    if chance is None:
        return "–"
    if 0 < chance < 0.005:
        return f"<{percent(0.01)}"
    return percent(chance)


def return_terms(line: ActionLine, months: int) -> tuple[RangeTerm, ...]:
    """Return the terms of an action's return and, last, that itself; none where cost or gain is missing."""
    if line.cost is None or line.gain is None:
        return ()
    cost, gain = line.cost, line.gain
    found = net_return(cost, gain, months)
    middle = expected_return(cost, gain, months)
    return (
        RangeTerm(
            _("Gain a month"),
            range_text(gain, line.currency),
            gain.low,
            gain.high,
            _("what it is expected to bring, as you have said"),
        ),
        RangeTerm(
            _("Months"),
            f"{months}",
            months,
            months,
            _("over how many months a gain counts, as the settings have it"),
        ),
        RangeTerm(
            _("Cost"),
            range_text(cost, line.currency),
            cost.low,
            cost.high,
            _("what it costs once, as you have said"),
        ),
        RangeTerm(
            _("Return"),
            f"{months} · {factor(gain)} − {factor(cost)}",
            found.low,
            found.high,
            _(
                "the least gain with the highest cost, and the reverse; the list goes by the middle, {middle}"
            ).format(middle=amount(middle)),
        ),
    )
