"""The list in an order that follows from where actions stand and from their effort and impact, such as the priority.

It is ranked by groups of equal touchpoint, effort and impact, so that a page of a hundred thousand actions is read as
quickly as a page of a hundred.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate

from auditor.analysis.scoring import Scoring
from auditor.store.adapter import Reader
from auditor.store.reading.actions.groups import Group, Key, in_order
from auditor.store.reading.actions.places import Places, holding
from auditor.store.reading.actions.ranking import ROWS, Ranking, StoredAction
from auditor.store.reading.actions.selection import (
    SELECTED,
    SELECTED_PARAMETERS,
    STANDING,
    STANDING_PARAMETERS,
    FilterParameters,
    Parameters,
)
from auditor.store.viewing import Read, T, first
from auditor.views.actions import ActionFilter, ActionLine

_COUNTED = "SELECT x.touchpoint_id, x.effort, x.impact, count(*) FROM action x WHERE"
_EACH = "GROUP BY x.touchpoint_id, x.effort, x.impact"
_Counted = tuple[int, int, int, int]
"""A touchpoint, an effort, an impact, and how many actions."""

_GROUPS = Read(
    "groups of actions", tuple[int, int, int, int], f"{_COUNTED} {STANDING} {_EACH}", STANDING_PARAMETERS
)
_GROUPS_SELECTED = Read(
    "groups of actions selected",
    tuple[int, int, int, int],
    f"{_COUNTED} {SELECTED} {_EACH}",
    SELECTED_PARAMETERS,
)

_IN_GROUP = "x.touchpoint_id = :touchpoint AND x.effort = :effort AND x.impact = :impact"
_GROUP_PARAMETERS = ("touchpoint", "effort", "impact", *SELECTED_PARAMETERS)
_PAGE = Read(
    "actions of a group",
    StoredAction,
    f"{ROWS} WHERE {_IN_GROUP} AND {SELECTED} ORDER BY x.id LIMIT :count OFFSET :skip",
    (*_GROUP_PARAMETERS, "count", "skip"),
)
_EARLIER = Read(
    "how many of a group come before an action, and whether it is one of them",
    tuple[int, bool],
    f"""
    SELECT count(CASE WHEN x.id < :action THEN 1 END), count(CASE WHEN x.id = :action THEN 1 END)
    FROM action x WHERE {_IN_GROUP} AND {SELECTED}
    """,
    (*_GROUP_PARAMETERS, "action"),
)
_ALL = Read("actions selected", StoredAction, f"{ROWS} WHERE {SELECTED} ORDER BY x.id", SELECTED_PARAMETERS)
_NUMBERS = Read(
    "numbers of actions selected, with their groups",
    tuple[int, int, int, int],
    f"SELECT x.id, x.touchpoint_id, x.effort, x.impact FROM action x WHERE {SELECTED} ORDER BY x.id",
    SELECTED_PARAMETERS,
)
_GROUP_OF = Read(
    "group of an action",
    tuple[int, int, int],
    "SELECT x.touchpoint_id, x.effort, x.impact FROM action x WHERE x.id = :action AND x.removed_at IS NULL",
    ("action",),
)


class GroupedRanking(Ranking):
    """The actions of a filter, group by group."""

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
        self.groups = in_order(self._found(), wanted.sort, wanted.descending, scoring, places)
        self._ends = list(accumulate(group.count for group in self.groups))

    @property
    def total(self) -> int:
        """How many actions there are."""
        return self._ends[-1] if self._ends else 0

    def cells(self) -> Counter[tuple[int, int]]:
        """Return how many actions there are at each (effort, impact)."""
        cells: Counter[tuple[int, int]] = Counter()
        for group in self.groups:
            cells[group.effort, group.impact] += group.count
        return cells

    def page(self, start: int, count: int) -> list[ActionLine]:
        """Return the actions at places start .. start + count − 1, counted from 0."""
        rows: list[StoredAction] = []
        at = bisect_right(self._ends, start)
        while at < len(self.groups) and len(rows) < count:
            group = self.groups[at]
            skip = max(0, start - (self._ends[at] - group.count))
            rows += self.reader.all(_PAGE, **self._parameters(group), count=count - len(rows), skip=skip)
            at += 1
        return self.lines(rows)

    def all(self) -> list[ActionLine]:
        """Return every action, in order."""
        return self.lines(self._in_order(_ALL, lambda one: (one.touchpoint_id, one.effort, one.impact)))

    def ids(self) -> list[int]:
        """Return the numbers of all actions, in order."""
        return [row[0] for row in self._in_order(_NUMBERS, lambda row: row[1:])]

    def place_of(self, action_id: int) -> int | None:
        """Return the place of an action counted from 0, or None if the filter leaves it out."""
        row = first(self.reader.all(_GROUP_OF, action=action_id))
        for at, group in enumerate(self.groups if row else ()):
            if group.key == row:
                earlier, is_in_it = self.earlier(group, action_id)
                return self._ends[at] - group.count + earlier if is_in_it else None
        return None

    def earlier(self, group: Group, action_id: int) -> tuple[int, bool]:
        """Return how many actions of a group come before an action by number, and whether it is one of the group."""
        return self.reader.all(_EARLIER, **self._parameters(group), action=action_id)[0]

    def _found(self) -> Iterable[Group]:
        """Yield the groups in any order; with a text, whole where it is in the name of the place."""
        text = self._selection.text
        if not text:
            yield from self._kept(self._counted(""), whole=False)
            return
        named = holding(self.places, self.filter.text)
        if named:
            yield from self._kept((row for row in self._counted("") if row[0] in named), whole=True)
        yield from self._kept((row for row in self._counted(text) if row[0] not in named), whole=False)

    def _counted(self, text: str) -> list[_Counted]:
        if self._selection.plain and not text:
            return self.reader.all(_GROUPS, **self._selection.standing)
        return self.reader.all(_GROUPS_SELECTED, **self._selection.with_text(text))

    def _kept(self, rows: Iterable[_Counted], whole: bool) -> Iterable[Group]:
        cells, places, scoring = self._selection.cells, self.places, self.scoring
        for point, effort, impact, count in rows:
            if point in places and (effort, impact) in cells:
                score = places[point].score(scoring, effort, impact)
                yield Group(point, effort, impact, count, score, whole)

    def _parameters(self, group: Group) -> Parameters:
        return {
            **self._selection.with_text("" if group.whole else self._selection.text),
            "touchpoint": group.touchpoint_id,
            "effort": group.effort,
            "impact": group.impact,
        }

    def _in_order(self, read: Read[T], key: Callable[[T], Key]) -> list[T]:
        order = {group.key: place for place, group in enumerate(self.groups)}
        whole = {group.key for group in self.groups if group.whole}
        rows = self.reader.all(read, **self._selection.with_text(self._selection.text))
        if whole:
            rows = [row for row in rows if key(row) not in whole]
            every = self.reader.all(read, **self._selection.with_text(""))
            rows += [row for row in every if key(row) in whole]
        rows = [row for row in rows if key(row) in order]
        rows.sort(key=lambda row: order[key(row)])
        return rows
