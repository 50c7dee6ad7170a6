"""What to find out next: where better evidence could change the top of the action list most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice

from msgspec import Struct

from auditor.analysis.confidence import Weighing, by_kind, combined, confidence_of
from auditor.analysis.need import CRITICAL_FACTOR
from auditor.analysis.scoring import Scoring
from auditor.analysis.support import INTERVIEWS_WANTED
from auditor.base.vocabulary import EvidenceKind

TOP = 10
"""How many places of the list count as its top."""

SURVEYED = 100
"""How many answers a survey is thought to bring."""

Group = tuple[int, int, int]
"""(effort, impact, how many open actions are like that)."""

Order = tuple[float, int, int, int]
"""What groups of equal actions are sorted by, as the list sorts them."""


class OpenTouchpoint(Struct, frozen=True):
    """A touchpoint with open actions, and what is known of it."""

    touchpoint_id: int
    importance: int
    critical: bool
    need: float
    known: Mapping[EvidenceKind, float]
    """1 − Π(1 − c) of its evidence of each kind."""
    interviewed: int
    groups: tuple[Group, ...]


class Worth(Struct, frozen=True):
    """What asking at a touchpoint is worth, and how the place of its first action could change."""

    touchpoint_id: int
    kind: EvidenceKind
    people: int
    value: float
    confidence: float
    then: float
    lowest_need: float
    highest_need: float
    actions: int
    first: int
    """Its place in the list as it is now, from 1."""
    best: int
    """The highest place it has now or in any of the three outcomes."""
    worst: int
    """The lowest; new evidence alone can lift it over its place now, however low the need proves."""


def ask_next(
    standings: Sequence[OpenTouchpoint], scoring: Scoring, weighing: Weighing, top: int = TOP
) -> list[Worth]:
    """Return what asking at each touchpoint is worth, the most first; of equals the greater need, then the older.

    The value of asking is how much the first `top` places of the list change, as the mean of three outcomes:
    the need proves as low as it may be, as it is taken to be now, or as high as it may be, each with the
    confidence that the new evidence gives. The change of two lists is the footrule with a place beyond the
    end for what has dropped out, Σ|place now − place then| / (top·(top + 1)), in 0..1 (R. Fagin, R. Kumar and
    D. Sivakumar, “Comparing top k lists”, 2003). What the need may be, and that it has three outcomes, is the
    product's own choice.
    """
    table = _Table(standings, scoring, weighing, top)
    found = [table.worth(one) for one in standings]
    needs = {one.touchpoint_id: one.need for one in standings}
    return sorted(
        found, key=lambda each: (-round(each.value, 9), -needs[each.touchpoint_id], each.touchpoint_id)
    )


def need_range(standing: OpenTouchpoint, confidence: float) -> tuple[float, float]:
    """Return the lowest and highest need there may be: c·need .. c·need + (1 − c)·most.

    So far as nothing is known, the need may be anything from 0 to the most that importance allows,
    min(1, importance/5 · (1.25 if a moment of truth)).
    """
    most = min(1.0, standing.importance / 5 * (CRITICAL_FACTOR if standing.critical else 1.0))
    low = confidence * standing.need
    return low, max(standing.need, low + (1 - confidence) * most)


def to_ask(standing: OpenTouchpoint) -> tuple[EvidenceKind, int]:
    """Return what fits best: first the interviews that lack to five, which tell why, then a survey of a hundred."""
    lacking = INTERVIEWS_WANTED - standing.interviewed
    return (EvidenceKind.INTERVIEW, lacking) if lacking > 0 else (EvidenceKind.SURVEY, SURVEYED)


class _Table:
    """The list of actions as it is now, to be compared with what it could become."""

    def __init__(
        self, standings: Iterable[OpenTouchpoint], scoring: Scoring, weighing: Weighing, top: int
    ) -> None:
        self.scoring, self.weighing, self.top = scoring, weighing, top
        rows: list[tuple[Order, int]] = []
        for one in standings:
            rows += self._rows(one, one.need, combined(one.known, weighing, weighing.floor))
        self.rows = sorted(rows)
        self.orders = [order for order, _count in self.rows]
        self.before = [0, *accumulate(count for _order, count in self.rows)]
        self.now = _first(self.rows, top)

    def _rows(self, one: OpenTouchpoint, need: float, confidence: float) -> list[tuple[Order, int]]:
        rows = []
        for effort, impact, count in one.groups:
            score = self.scoring.score(effort, impact, need, confidence, one.importance)
            rows.append(((-round(score, 9), effort, one.touchpoint_id, -impact), count))
        return sorted(rows)

    def worth(self, one: OpenTouchpoint) -> Worth:
        """Return what asking at a touchpoint is worth."""
        floor = self.weighing.floor
        confidence = combined(one.known, self.weighing, floor)
        kind, people = to_ask(one)
        gained = confidence_of(self.weighing.trusts[kind], people, 0)
        then = combined(by_kind([*one.known.items(), (kind, gained)]), self.weighing, floor)
        low, high = need_range(one, confidence)
        own = self._rows(one, one.need, confidence)
        outcomes = [self._rows(one, need, then) for need in (low, one.need, high)]
        changes = [self._change(one, rows) for rows in outcomes]
        places = [self._place(own, rows) for rows in (own, *outcomes)]
        return Worth(
            one.touchpoint_id,
            kind,
            people,
            sum(changes) / len(changes),
            confidence,
            then,
            low,
            high,
            sum(count for _effort, _impact, count in one.groups),
            places[0],
            min(places),
            max(places),
        )

    def _change(self, one: OpenTouchpoint, rows: list[tuple[Order, int]]) -> float:
        others = islice((row for row in self.rows if row[0][2] != one.touchpoint_id), self.top)
        return footrule(self.now, _first(sorted([*others, *rows]), self.top), self.top)

    def _place(self, own: list[tuple[Order, int]], rows: list[tuple[Order, int]]) -> int:
        """Return the place, from 1, of the first action of `rows`, which stand in place of `own`."""
        order = rows[0][0]
        ahead = self.before[bisect_left(self.orders, order)]
        return 1 + ahead - sum(count for mine, count in own if mine < order)


def _first(rows: Iterable[tuple[Order, int]], top: int) -> list[tuple[int, int, int, int]]:
    """Return the first actions of sorted groups, each as (touchpoint, effort, −impact, which of its group)."""
    return list(islice(_slots(rows), top))


def _slots(rows: Iterable[tuple[Order, int]]) -> Iterator[tuple[int, int, int, int]]:
    for (_score, effort, touchpoint, impact), count in rows:
        for which in range(count):
            yield touchpoint, effort, impact, which


def footrule(now: Sequence[object], then: Sequence[object], top: int) -> float:
    """Return how far two lists of at most `top` different things lie apart, in 0 (equal) .. 1 (nothing in common)."""
    places = [{thing: place for place, thing in enumerate(each, 1)} for each in (now, then)]
    things = {*now, *then}
    apart = sum(abs(places[0].get(thing, top + 1) - places[1].get(thing, top + 1)) for thing in things)
    return apart / (top * (top + 1))
