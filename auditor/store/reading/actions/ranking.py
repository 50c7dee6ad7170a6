"""The list of actions: what every way of putting it in order has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from msgspec import Struct

from auditor.analysis.dependencies import before, doing_order
from auditor.analysis.priority import quadrant
from auditor.analysis.scoring import Scoring
from auditor.base.vocabulary import Effect, Status
from auditor.store.adapter import Reader
from auditor.store.reading.actions.dependencies import blockers_of
from auditor.store.reading.actions.linked import touchpoints_of
from auditor.store.reading.actions.numbered import IDS, among, read_numbered
from auditor.store.reading.actions.places import ActionPlace, Places
from auditor.store.reading.called import called
from auditor.store.viewing import Read, named
from auditor.views.actions import ActionFilter, ActionLine


class StoredAction(Struct, frozen=True, gc=False):
    """An action as it is stored, without its place."""

    id: int
    title: str
    touchpoint_id: int
    effort: int
    impact: int
    status: Status
    owner: str
    due: date | None
    effect: Effect | None
    created: datetime
    cost_low: float | None
    cost_high: float | None
    gain_low: float | None
    gain_high: float | None


STORED_ACTION = {
    "id": "x.id",
    "title": "x.title",
    "touchpoint_id": "x.touchpoint_id",
    "effort": "x.effort",
    "impact": "x.impact",
    "status": "x.status",
    "owner": f"coalesce({called('p')}, '')",
    "due": "x.due",
    "effect": "x.effect",
    "created": "x.created_at",
    "cost_low": "x.cost_low",
    "cost_high": "x.cost_high",
    "gain_low": "x.gain_low",
    "gain_high": "x.gain_high",
}
"""The columns of `action x` and its owner `person p` that fill a stored action."""
ROWS = f"SELECT {named(STORED_ACTION)} FROM action x LEFT JOIN person p ON p.id = x.owner_id"
_NUMBERED = Read("actions by their numbers", StoredAction, f"{ROWS} WHERE {among('x.id')}", IDS)


class Ranking(ABC):
    """The actions of a filter in its order, read page by page."""

    def __init__(self, reader: Reader, wanted: ActionFilter, scoring: Scoring, places: Places) -> None:
        """Hold the `places` of the actions of a filter."""
        self.reader = reader
        self.filter = wanted
        self.scoring = scoring
        self.places = places

    @property
    @abstractmethod
    def total(self) -> int:
        """How many actions there are."""

    @abstractmethod
    def cells(self) -> Counter[tuple[int, int]]:
        """Return how many actions there are at each (effort, impact)."""

    @abstractmethod
    def page(self, start: int, count: int) -> list[ActionLine]:
        """Return the actions at places start .. start + count − 1, counted from 0."""

    @abstractmethod
    def all(self) -> list[ActionLine]:
        """Return every action, in order."""

    @abstractmethod
    def ids(self) -> list[int]:
        """Return the numbers of all actions, in order."""

    @abstractmethod
    def place_of(self, action_id: int) -> int | None:
        """Return the place of an action counted from 0, or None if the filter leaves it out."""

    def numbered(self, ids: Sequence[int]) -> list[ActionLine]:
        """Return actions by their numbers, in that order; without those that are no longer there."""
        found = {one.id: one for one in read_numbered(self.reader, _NUMBERED, ids)}
        there = (found[number] for number in ids if number in found)
        return self.lines(one for one in there if one.touchpoint_id in self.places)

    def lines(self, stored: Iterable[StoredAction]) -> list[ActionLine]:
        """Return the views of actions that stand at places of the list."""
        places, scoring, blockers = self.places, self.scoring, self.blockers
        rows = list(stored)
        touchpoints = touchpoints_of(self.reader, [one.id for one in rows])
        return [
            action_line(
                one,
                places[one.touchpoint_id],
                scoring,
                len(blockers.get(one.id, ())),
                touchpoints.get(one.id, 1),
            )
            for one in rows
        ]

    def first(self, count: int) -> list[ActionLine]:
        """Return what to do first: so many actions from the top, each after what it waits for.

        What one of them waits for is drawn forward, where it stands at a place of the list.
        """
        lines = {line.id: line for line in self.page(0, count)}
        missing = sorted(before(self.blockers, lines) - lines.keys())
        lines |= {line.id: line for line in self.numbered(missing)}
        return [lines[number] for number in doing_order(list(lines), self.blockers)][:count]

    @cached_property
    def blockers(self) -> Mapping[int, list[int]]:
        """The open actions that each open one waits for, of all there are."""
        return blockers_of(self.reader)


def action_line(
    one: StoredAction, place: ActionPlace, scoring: Scoring, blocked: int, touchpoints: int
) -> ActionLine:
    """Return the view of a stored action at its place, with its score.

    `blocked` is how many open ones it waits for, `touchpoints` at how many it mends something.
    """
    return ActionLine(
        one.id,
        one.title,
        place.journey_id,
        place.journey,
        place.stage,
        one.touchpoint_id,
        place.name,
        one.effort,
        one.impact,
        place.importance,
        place.need,
        place.confidence,
        place.score(scoring, one.effort, one.impact),
        quadrant(one.effort, one.impact, scoring.bounds),
        one.status,
        one.owner,
        one.due,
        one.effect,
        one.created,
        blocked,
        one.cost_low,
        one.cost_high,
        one.gain_low,
        one.gain_high,
        place.currency,
        touchpoints,
    )
