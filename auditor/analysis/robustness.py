"""How much an action's place in the list rests on its effort and impact being guessed right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, product

from msgspec import Struct

from auditor.analysis.priority import quadrant
from auditor.analysis.scoring import Order, Scoring, order_of
from auditor.base.vocabulary import SCALE
from auditor.views.actions import ActionLine

_OFF = (-1, 0, 1)


class Robustness(Struct, frozen=True):
    """Where an action would stand if its effort, its impact or both were one step off."""

    best: int
    """Best place in the list, counted from 1."""
    worst: int
    share: float
    """In how many of the nine cases it stays in its quadrant, 0..1."""


def guesses(effort: int, impact: int) -> Iterator[tuple[int, int]]:
    """Yield the nine (effort, impact) with each of them one less, the same or one more, kept within 1..5."""
    for by_effort, by_impact in product(_OFF, _OFF):
        yield _within(effort + by_effort), _within(impact + by_impact)


def _within(step: int) -> int:
    return max(SCALE[0], min(SCALE[-1], step))


Earlier = Callable[[Order], int]
"""Tells how many actions of exactly that order have a lower number than the action asked about."""


class Standings:
    """A list of actions in order, as groups of equal ones, in which places are looked up by halving."""

    def __init__(self, groups: Sequence[tuple[Order, int]]) -> None:
        """Take `groups`, each an order and how many actions have it, in ascending order."""
        self._orders = [order for order, _count in groups]
        self._before = [0, *accumulate(count for _order, count in groups)]

    def has(self, order: Order) -> bool:
        """Tell whether there are actions of exactly that order."""
        at = bisect_left(self._orders, order)
        return at < len(self._orders) and self._orders[at] == order

    def place(self, order: Order, own: Order | None, earlier: Earlier) -> int:
        """Return the place, from 1, an action would have at `order`, when it stands at `own` now, or nowhere."""
        before = self._before[bisect_left(self._orders, order)]
        if own is not None and own < order:
            before -= 1
        return before + (earlier(order) if self.has(order) else 0) + 1


def robustness(
    line: ActionLine, scoring: Scoring, standings: Standings, listed: bool, earlier: Earlier
) -> Robustness:
    """Return the best and worst place of an action, and the share of its quadrant, over the nine guesses.

    The others are held as they are; ties are broken as the list breaks them. `listed`: whether the action is one
    of those in `standings`. A guess at the end of the scale counts as the end, so that nine always count.
    """
    own = _order(line, scoring, line.effort, line.impact) if listed else None
    places: list[int] = []
    stays = 0
    for effort, impact in guesses(line.effort, line.impact):
        places.append(standings.place(_order(line, scoring, effort, impact), own, earlier))
        stays += quadrant(effort, impact, scoring.bounds) is line.quadrant
    return Robustness(min(places), max(places), stays / len(places))


def _order(line: ActionLine, scoring: Scoring, effort: int, impact: int) -> Order:
    score = scoring.score(effort, impact, line.need, line.confidence, line.importance)
    return order_of(score, effort, impact, line.touchpoint_id)
