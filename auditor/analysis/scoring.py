"""The number that puts actions in order: our priority, or RICE, ICE or WSJF made of what is known of an action."""

from __future__ import annotations

from msgspec import Struct

from auditor.analysis.capacity import DAYS
from auditor.analysis.priority import DEFAULT_BOUNDS, DEFAULT_WEIGHTS, Bounds, Weights, priority
from auditor.analysis.returns import MONTHS
from auditor.base.vocabulary import Method

RICE_IMPACT = (0.25, 0.5, 1.0, 2.0, 3.0)
"""RICE's impact of our steps 1..5: minimal, low, medium, high, massive."""


class Scoring(Struct, frozen=True):
    """How actions are put in order and in quadrants; all of it can be set in the config."""

    method: Method = Method.PRIORITY
    weights: Weights = DEFAULT_WEIGHTS
    bounds: Bounds = DEFAULT_BOUNDS
    days: tuple[float, ...] = DAYS
    """Person-days of effort 1..5."""
    months: int = MONTHS
    """Over how many months the gain of an action counts in its return."""

    def score(self, effort: int, impact: int, need: float, confidence: float, importance: int) -> float:
        """Return the number of the chosen method; the higher, the sooner.

        `effort`, `impact` and `importance` 1..5, `need` and `confidence` 0..1.
        """
        days = self.days[effort - 1]
        if self.method is Method.RICE:
            return rice(importance, impact, confidence, days)
        if self.method is Method.ICE:
            return ice(effort, impact, confidence)
        if self.method is Method.WSJF:
            return wsjf(importance, impact, need, days)
        return priority(effort, impact, need, confidence, self.weights)


DEFAULT_SCORING = Scoring()

Order = tuple[float, int, int, int]
"""What actions are sorted by; those of equal order by their number."""


def order_of(score: float, effort: int, impact: int, touchpoint_id: int) -> Order:
    """Return what actions are put in order by: the highest score first; of equals the least effort, then the older
    touchpoint, then the most impact. Of what is equal in all, the older action comes first."""
    return (-round(score, 9), effort, touchpoint_id, -impact)


def rice(importance: int, impact: int, confidence: float, days: float) -> float:
    """Return RICE = reach · impact · confidence / effort (S. McBride, Intercom, 2018).

    Reach is 100 · importance/5, the share of customers in per cent to whom the touchpoint matters, because how
    many people pass it is not known everywhere. Impact is RICE's ¼, ½, 1, 2, 3 for our steps 1..5. Confidence is
    ours, 0..1. Effort is in person-days, where RICE has months; the order is the same.
    """
    return 100 * importance / 5 * RICE_IMPACT[impact - 1] * confidence / days


def ice(effort: int, impact: int, confidence: float) -> float:
    """Return ICE = impact · confidence · ease, each 1..10, so in 1..1000 (S. Ellis, Hacking Growth, 2017).

    Impact is 2 · our step; confidence is 10 · ours; ease is 2 · (6 − effort).
    """
    return (2 * impact) * (10 * confidence) * (2 * (6 - effort))


def wsjf(importance: int, impact: int, need: float, days: float) -> float:
    """Return WSJF = cost of delay / duration (D. Reinertsen, 2009; three parts as in SAFe).

    The cost of delay adds user value, which is our impact 1..5; time criticality, which is 5 · need, because
    each day costs where it hurts now; and what it opens up, the importance 1..5 of the touchpoint. Duration is
    in person-days.
    """
    return (impact + 5 * need + importance) / days
