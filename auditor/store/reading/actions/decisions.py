"""Reads that help to decide: how robust places in the list are, what fits, what other settings would change."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import repeat

from msgspec.structs import replace

from auditor.analysis.capacity import Knotted, best_set
from auditor.analysis.dependencies import Blockers, TooTangledError, before, doing_order
from auditor.analysis.priority import quadrant
from auditor.analysis.robustness import Robustness, Standings, robustness
from auditor.analysis.scoring import Order, Scoring
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import OPEN_STATUSES, SCALE, Quadrant, Sort, Status
from auditor.store.reading.actions.grouped import GroupedRanking
from auditor.store.reading.actions.groups import Group
from auditor.store.reading.actions.reads import ALL_OPEN, ActionReads
from auditor.views.actions import ActionFilter, ActionLine
from auditor.views.deciding import Fitting, MovedAction, Preview


class Candidates:
    """Actions to choose from when days are few."""

    def __init__(
        self, ranking: GroupedRanking, started: Sequence[ActionLine], knotted: Sequence[ActionLine]
    ) -> None:
        """Choose from the actions of `ranking`, once those that are `started` are counted.

        `knotted` are those of them that wait for others, or that others wait for.
        """
        self._ranking = ranking
        self._started = started
        begun = {line.id for line in started}
        self._blockers = {
            number: [blocker for blocker in blockers if blocker not in begun]
            for number, blockers in ranking.blockers.items()
        }
        self._knotted = {line.id: line for line in knotted}
        self._stuck = _stuck(self._knotted, self._blockers)
        self._apart = Counter((line.touchpoint_id, line.effort, line.impact) for line in knotted)
        self._values: list[list[float]] = [[] for _effort in SCALE]
        for group in ranking.groups:
            self._values[group.effort - 1] += repeat(group.score, group.count - self._apart[group.key])

    def fitting(self, capacity: float) -> Fitting:
        """Return the most valuable set that fits in `capacity` person-days, in which nothing waits for what is not in it.

        Raises RefusedError where so many wait for each other that the best set can't be found.
        """
        days = self._ranking.scoring.days
        begun = sum(days[line.effort - 1] for line in self._started)
        knotted = [
            Knotted(line.id, line.effort - 1, line.priority)
            for line in self._knotted.values()
            if line.id not in self._stuck
        ]
        try:
            best = best_set(self._values, days, max(0.0, capacity - begun), knotted, self._blockers)
        except TooTangledError:
            raise RefusedError(
                _(
                    "Too many actions are blocked by each other to find the best set: choose fewer with a filter."
                )
            ) from None
        taken, left_out = self._chosen(list(best.counts), best.knotted)
        return Fitting(
            capacity,
            begun + sum(days[line.effort - 1] for line in taken),
            sum(line.priority for line in [*self._started, *taken]),
            tuple(self._started),
            tuple(taken),
            left_out,
            self._ranking.total + len(self._started),
            len(self._stuck),
        )

    def _chosen(self, left: list[int], knotted: frozenset[int]) -> tuple[list[ActionLine], ActionLine | None]:
        """Return the first so many actions of each effort with those knotted, each after what it waits for.

        Then the first action that is not one of them.
        """
        ranking, missing = self._ranking, len(knotted)
        taken: list[ActionLine] = []
        left_out: ActionLine | None = None
        for start, group in _starts(ranking):
            apart = self._apart[group.key]
            count = min(group.count - apart, left[group.effort - 1])
            left[group.effort - 1] -= count
            if apart:
                lines = ranking.page(start, group.count)
                free = [line.id for line in lines if line.id not in self._knotted][:count]
                chosen = {*free, *knotted}
                missing -= sum(line.id in knotted for line in lines)
                taken += [line for line in lines if line.id in chosen]
                left_out = left_out or next((line for line in lines if line.id not in chosen), None)
            elif count:
                taken += ranking.page(start, count)
            if not apart and count < group.count and left_out is None:
                left_out = next(iter(ranking.page(start + count, 1)), None)
            if left_out is not None and not any(left) and not missing:
                break
        lines_of = {line.id: line for line in taken}
        return [lines_of[number] for number in doing_order(list(lines_of), self._blockers)], left_out


def _stuck(knotted: Container[int], blockers: Blockers) -> set[int]:
    """Return what waits, at first or second hand, for something that is not among those to choose from."""
    return {
        number
        for number in blockers
        if number in knotted and any(each not in knotted for each in before(blockers, [number]))
    }


class DecisionReads:
    """What can be asked before deciding about actions. All of it goes by the order of priority, however the list
    is sorted; a filter's choice of single actions is not looked at."""

    def __init__(self, actions: ActionReads) -> None:
        """Ask `actions` for the lists."""
        self._actions = actions

    def robustness(
        self, line: ActionLine, wanted: ActionFilter = ALL_OPEN, scoring: Scoring | None = None
    ) -> Robustness:
        """Return how robust the place of an action among those of a filter is; it need not be one of them."""
        ranking = self._grouped(wanted, scoring)
        return _robust(ranking, [line], ranking.place_of(line.id) is not None)[line.id]

    def robust_page(
        self, lines: Sequence[ActionLine], wanted: ActionFilter = ALL_OPEN, scoring: Scoring | None = None
    ) -> dict[int, Robustness]:
        """Return how robust the places of some of a filter's actions are, by their numbers."""
        return _robust(self._grouped(wanted, scoring), lines, True)

    def robust_list(
        self, wanted: ActionFilter = ALL_OPEN, scoring: Scoring | None = None
    ) -> dict[int, Robustness]:
        """Return how robust the place of every action of a filter is, by its number."""
        ranking = self._grouped(wanted, scoring)
        orders = [order for group in ranking.groups for order in repeat(group.order, group.count)]
        lines = ranking.all()
        numbers: dict[Order, list[int]] = defaultdict(list)
        for order, line in zip(orders, lines, strict=False):
            numbers[order].append(line.id)
        standings = _standings(ranking)

        def robust(line: ActionLine) -> Robustness:
            return robustness(
                line, ranking.scoring, standings, True, lambda order: bisect_left(numbers[order], line.id)
            )

        return {line.id: robust(line) for line in lines}

    def candidates(
        self, wanted: ActionFilter = ALL_OPEN, scoring: Scoring | None = None, *, started_first: bool = False
    ) -> Candidates:
        """Return the open actions of a filter to choose from, for as many numbers of days as are asked about.

        `started_first` counts those in progress as taken, whatever they are worth, before the others are chosen.
        """
        started: list[ActionLine] = []
        still_open = tuple(status for status in wanted.statuses if status in OPEN_STATUSES)
        # What waits for proof is done, whatever the statuses say.
        wanted = replace(wanted, statuses=() if wanted.waiting else still_open, waiting=False)
        if started_first and Status.IN_PROGRESS in wanted.statuses:
            started = self._grouped(replace(wanted, statuses=(Status.IN_PROGRESS,)), scoring).all()
            others = tuple(status for status in wanted.statuses if status is not Status.IN_PROGRESS)
            wanted = replace(wanted, statuses=others)
        ranking = self._grouped(wanted, scoring)
        related = {number for pair in ranking.blockers.items() for number in (pair[0], *pair[1])}
        among = replace(ranking.filter, ids=frozenset(related))
        knotted = self._actions.ranking(among, ranking.scoring).all() if related else []
        return Candidates(ranking, started, knotted)

    def fitting(
        self,
        capacity: float,
        wanted: ActionFilter = ALL_OPEN,
        scoring: Scoring | None = None,
        *,
        started_first: bool = False,
    ) -> Fitting:
        """Return the most valuable set of a filter's open actions that fits in `capacity` person-days."""
        return self.candidates(wanted, scoring, started_first=started_first).fitting(capacity)

    def preview(self, other: Scoring, wanted: ActionFilter = ALL_OPEN, top: int = 20) -> Preview:
        """Return what the settings in `other` would change in the first `top` places and in the quadrants."""
        now, then = self._grouped(wanted, None), self._grouped(wanted, other)
        before = {line.id: line for line in now.page(0, top)}
        after = {line.id: line for line in then.page(0, top)}
        moved = [self._moved(line, now, then) for line in after.values()]
        gone = [line for number, line in before.items() if number not in after]
        moved += [self._moved(line, now, then) for line in gone]
        return Preview(
            top, now.total, tuple(sorted(moved, key=lambda one: one.after)), _quadrants(now, other)
        )

    def _moved(self, line: ActionLine, now: GroupedRanking, then: GroupedRanking) -> MovedAction:
        before, after = now.place_of(line.id), then.place_of(line.id)
        assert before is not None and after is not None
        new = then.page(after, 1)[0]
        was = quadrant(line.effort, line.impact, now.scoring.bounds)
        return MovedAction(new, before + 1, after + 1, was)

    def _grouped(self, wanted: ActionFilter, scoring: Scoring | None) -> GroupedRanking:
        by_priority = replace(wanted, sort=Sort.PRIORITY, descending=False, ids=None)
        ranking = self._actions.ranking(by_priority, scoring)
        assert isinstance(ranking, GroupedRanking)
        return ranking


def _standings(ranking: GroupedRanking) -> Standings:
    return Standings([(group.order, group.count) for group in ranking.groups])


def _robust(ranking: GroupedRanking, lines: Sequence[ActionLine], listed: bool) -> dict[int, Robustness]:
    """Return how robust the places of some actions are, asking the database who of equals comes first."""
    groups = {group.order: group for group in ranking.groups}
    standings = _standings(ranking)

    def robust(line: ActionLine) -> Robustness:
        return robustness(
            line,
            ranking.scoring,
            standings,
            listed,
            lambda order: ranking.earlier(groups[order], line.id)[0],
        )

    return {line.id: robust(line) for line in lines}


def _starts(ranking: GroupedRanking) -> Iterator[tuple[int, Group]]:
    start = 0
    for group in ranking.groups:
        yield start, group
        start += group.count


def _quadrants(now: GroupedRanking, other: Scoring) -> Counter[tuple[Quadrant, Quadrant]]:
    moves: Counter[tuple[Quadrant, Quadrant]] = Counter()
    for cell, count in now.cells().items():
        before, after = quadrant(*cell, now.scoring.bounds), quadrant(*cell, other.bounds)
        if before is not after:
            moves[before, after] += count
    return moves
