"""The list of actions: what every way of putting it in order has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable

from auditor.analysis.priority import quadrant
from auditor.analysis.scoring import Scoring
from auditor.base.vocabulary import Effect, Status
from auditor.store.adapter import Reader, Values
from auditor.store.reading.actions.places import Place, Places
from auditor.store.reading.columns import day, moment_of
from auditor.views.actions import ActionFilter, ActionLine

ROW_COLUMNS = """
    x.id, x.title, x.touchpoint_id, x.effort, x.impact, x.status, coalesce(p.name, ''), x.due, x.effect,
    x.created_at
"""
ROW_WIDTH = 10
"""How many columns that are."""
ROWS = f"SELECT {ROW_COLUMNS} FROM action x LEFT JOIN person p ON p.id = x.owner_id"


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

    def lines(self, rows: Iterable[Values]) -> list[ActionLine]:
        """Return the views of rows that stand at places of the list."""
        return [action_line(row, self.places[row[2]], self.scoring) for row in rows]


def action_line(row: Values, place: Place, scoring: Scoring) -> ActionLine:
    """Return the view of a stored action at its place, with its score."""
    number, title, point, effort, impact, status, owner, due, effect, created = row
    return ActionLine(
        number,
        title,
        place.journey_id,
        place.journey,
        place.stage,
        point,
        place.name,
        effort,
        impact,
        place.importance,
        place.need,
        place.confidence,
        place.score(scoring, effort, impact),
        quadrant(effort, impact, scoring.bounds),
        Status(status),
        owner,
        day(due),
        Effect(effect) if effect else None,
        moment_of(created),
    )
