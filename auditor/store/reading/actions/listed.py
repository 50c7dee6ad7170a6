"""The list in an order that is each action's own, such as its due date, or of actions that are named one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from auditor.analysis.returns import expected_return
from auditor.analysis.scoring import Scoring
from auditor.base.i18n import alphabetic
from auditor.base.text import folded
from auditor.base.vocabulary import Sort, Status
from auditor.store.adapter import Reader
from auditor.store.reading.actions.groups import Group, in_order
from auditor.store.reading.actions.numbered import IDS, among, read_numbered
from auditor.store.reading.actions.places import Places, holding
from auditor.store.reading.actions.ranking import Ranking
from auditor.store.reading.actions.selection import (
    SELECTED,
    SELECTED_PARAMETERS,
    FilterParameters,
)
from auditor.store.viewing import Read
from auditor.views.actions import ActionFilter, ActionLine
from auditor.views.money import range_of

_CURRENCY = """coalesce((SELECT j.currency FROM touchpoint t JOIN journey j ON j.id = t.journey_id
    WHERE t.id = x.touchpoint_id), '')"""

_OWN = {
    Sort.TITLE: "x.folded",
    Sort.STATUS: "x.status",
    Sort.OWNER: "coalesce((SELECT p.name FROM person p WHERE p.id = x.owner_id), '')",
    Sort.DUE: "x.due",
    Sort.CREATED: "x.created_at",
    Sort.RETURN: f"""x.gain_low || ' ' || x.gain_high || ' ' || x.cost_low || ' ' || x.cost_high || ' ' || {_CURRENCY}""",
}
"""Columns that are each action's own."""

OWN = frozenset(_OWN)

_KEY = "x.touchpoint_id * 100 + x.effort * 10 + x.impact"
"""The group of an action in one number: a hundred thousand are read in half the time."""

_Numbered = tuple[int, int, str | None]
"""An action, its group, and what it is sorted by."""

_NUMBERS = {
    sort: Read(
        f"numbers of actions selected, with their {sort}",
        tuple[int, int, str | None],
        f"SELECT x.id, {_KEY}, {column} FROM action x WHERE {SELECTED} ORDER BY x.id",
        SELECTED_PARAMETERS,
        shown=False,
    )
    for sort, column in _OWN.items()
}
_NUMBERS_NAMED = {
    sort: Read(
        f"numbers of actions selected, by their numbers, with their {sort}",
        tuple[int, int, str | None],
        f"SELECT x.id, {_KEY}, {_OWN.get(sort, 'NULL')} FROM action x WHERE {among('x.id')} AND {SELECTED}",
        (*IDS, *SELECTED_PARAMETERS),
        shown=False,
    )
    for sort in Sort
}


class ListedRanking(Ranking):
    """The actions of a filter, one by one; reading a page needs their numbers only."""

    def __init__(
        self,
        reader: Reader,
        wanted: ActionFilter,
        scoring: Scoring,
        places: Places,
        selection: FilterParameters,
    ) -> None:
        """Rank the actions at `places` that `selection` selects."""
        super().__init__(reader, wanted, scoring, places)
        self._selection = selection
        found = self._found()
        self._counts = self._kept(Counter(map(itemgetter(1), found)))
        self._ids = self._in_order(row for row in found if row[1] in self._counts)

    @property
    def total(self) -> int:
        """How many actions there are."""
        return len(self._ids)

    def cells(self) -> Counter[tuple[int, int]]:
        """Return how many actions there are at each (effort, impact)."""
        cells: Counter[tuple[int, int]] = Counter()
        for key, count in self._counts.items():
            cells[_cell(key)] += count
        return cells

    def page(self, start: int, count: int) -> list[ActionLine]:
        """Return the actions at places start .. start + count − 1, counted from 0."""
        return self.numbered(self._ids[start : start + count])

    def all(self) -> list[ActionLine]:
        """Return every action, in order."""
        return self.page(0, self.total)

    def ids(self) -> list[int]:
        """Return the numbers of all actions, in order."""
        return list(self._ids)

    def place_of(self, action_id: int) -> int | None:
        """Return the place of an action counted from 0, or None if the filter leaves it out."""
        return self._ids.index(action_id) if action_id in self._ids else None

    def _found(self) -> list[_Numbered]:
        """Return what the filter asks of actions themselves leaves; with a text, also all where it names the place."""
        text = self._selection.text
        rows = self._numbered(text)
        if text and (named := holding(self.places, self.filter.text)):
            rows = [row for row in rows if row[1] // 100 not in named]
            rows += [row for row in self._numbered("") if row[1] // 100 in named]
            rows.sort(key=itemgetter(0))
        return rows

    def _numbered(self, text: str) -> list[_Numbered]:
        sort, parameters = self.filter.sort, self._selection.with_text(text)
        if self.filter.ids is None:
            return self.reader.all(_NUMBERS[sort], **parameters)
        return sorted(read_numbered(self.reader, _NUMBERS_NAMED[sort], sorted(self.filter.ids), parameters))

    def _kept(self, counts: Counter[int]) -> dict[int, int]:
        places, cells = self.places, self._selection.cells
        return {key: count for key, count in counts.items() if key // 100 in places and _cell(key) in cells}

    def _in_order(self, found: Iterable[_Numbered]) -> list[int]:
        """Return the numbers sorted by what is their own, and those that are equal in it in order of priority."""
        sort, descending = self.filter.sort, self.filter.descending
        groups = (
            Group(key // 100, *_cell(key), count, self._score(key), False)
            for key, count in self._counts.items()
        )
        by = (Sort.PRIORITY, False) if sort in OWN else (sort, descending)
        sorted_groups = in_order(groups, *by, self.scoring, self.places)
        rank = {
            group.touchpoint_id * 100 + group.effort * 10 + group.impact: at
            for at, group in enumerate(sorted_groups)
        }
        rows = list(found)
        if sort not in OWN:
            rows.sort(key=lambda row: rank[row[1]])
        else:
            months = self.scoring.months
            many, value = len(rank), _ordinals(sort, descending, set(map(itemgetter(2), rows)), months)
            rows.sort(key=lambda row: value[row[2]] * many + rank[row[1]])
        return [row[0] for row in rows]

    def _score(self, key: int) -> float:
        return self.places[key // 100].score(self.scoring, *_cell(key))


def _cell(key: int) -> tuple[int, int]:
    return (key // 10 % 10, key % 10)


def _ordinals(
    sort: Sort, descending: bool, values: Iterable[str | None], months: int
) -> dict[str | None, int]:
    """Return the place of each value; to have none comes last either way."""
    keys: dict[str | None, Any] = {value: _key(sort, value, months) for value in values if value}
    ordered: list[str | None] = sorted(keys, key=lambda value: keys[value], reverse=descending)
    return {value: at for at, value in enumerate(ordered)} | dict.fromkeys((None, ""), len(ordered))


def _key(sort: Sort, value: str, months: int) -> Any:
    if sort is Sort.RETURN:
        return _return_key(value, months)
    if sort is Sort.STATUS:
        return list(Status).index(Status(value))
    return alphabetic(folded(value) if sort is Sort.OWNER else value)


def _return_key(value: str, months: int) -> tuple[str, float]:
    """Return what a cost and a gain are sorted by: the highest return first, those of one currency together."""
    *ends, currency = value.split(" ", 4)
    gain_low, gain_high, cost_low, cost_high = map(float, ends)
    cost, gain = range_of(cost_low, cost_high), range_of(gain_low, gain_high)
    assert cost is not None and gain is not None
    return alphabetic(folded(currency)), -round(expected_return(cost, gain, months), 6)
