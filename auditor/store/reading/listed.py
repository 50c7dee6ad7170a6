"""The list in an order that is each action's own, such as its due date, or of actions that are named one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.analysis.scoring import Scoring
from auditor.i18n import alphabetic
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.groups import Group, Key, in_order
from auditor.store.reading.places import Places, holding
from auditor.store.reading.ranking import ROWS, Ranking
from auditor.store.reading.selection import SELECTED, SELECTED_PARAMETERS, Parameters, Selection
from auditor.text import folded
from auditor.views import ActionFilter, ActionLine
from auditor.vocabulary import Sort, Status

_OWN = {
    Sort.TITLE: ("x.folded", 1),
    Sort.STATUS: ("x.status", 5),
    Sort.OWNER: ("coalesce((SELECT p.name FROM person p WHERE p.id = x.owner_id), '')", 6),
    Sort.DUE: ("x.due", 7),
    Sort.CREATED: ("x.created_at", 9),
}
"""Columns that are each action's own, and their places in a whole row."""

OWN = frozenset(_OWN)

_NUMBERS = {
    sort: Read(
        f"numbers of actions selected, with their {sort}",
        f"SELECT x.id, x.touchpoint_id, x.effort, x.impact, {column} FROM action x WHERE {SELECTED} ORDER BY x.id",
        SELECTED_PARAMETERS,
    )
    for sort, (column, _place) in _OWN.items()
}
_CHUNK = 100
_IDS = tuple(f"id{number}" for number in range(_CHUNK))
_NAMED = f"x.id IN ({', '.join(f':{name}' for name in _IDS)})"
_ROWS_NAMED = Read("actions by their numbers", f"{ROWS} WHERE {_NAMED}", _IDS)
_SELECTED_NAMED = Read(
    "actions selected, by their numbers",
    f"{ROWS} WHERE {_NAMED} AND {SELECTED}",
    (*_IDS, *SELECTED_PARAMETERS),
)

_Numbered = tuple[int, int, int, int, str | None]
"""An action, its touchpoint, effort and impact, and what it is sorted by."""


class ListedRanking(Ranking):
    """The actions of a filter, one by one; reading a page needs their numbers only."""

    def __init__(
        self, reader: Reader, wanted: ActionFilter, scoring: Scoring, places: Places, selection: Selection
    ) -> None:
        """Rank the actions at `places` that `selection` selects."""
        super().__init__(reader, wanted, scoring, places)
        self._selection = selection
        found = self._found()
        counts = Counter((row[1], row[2], row[3]) for row in found)
        self._cells: Counter[tuple[int, int]] = Counter()
        for (_point, effort, impact), count in counts.items():
            self._cells[effort, impact] += count
        self._ids = [row[0] for row in self._in_order(found, counts)]

    @property
    def total(self) -> int:
        """How many actions there are."""
        return len(self._ids)

    def cells(self) -> Counter[tuple[int, int]]:
        """Return how many actions there are at each (effort, impact)."""
        return self._cells

    def page(self, start: int, count: int) -> list[ActionLine]:
        """Return the actions at places start .. start + count − 1, counted from 0."""
        ids = self._ids[start : start + count]
        rows = {row[0]: row for row in _chunks(self.reader, _ROWS_NAMED, ids, {})}
        return self.lines(rows[number] for number in ids if number in rows)

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
        places, cells, text = self.places, self._selection.cells, self._selection.text
        rows: Iterable[_Numbered] = self._numbered(text)
        if text and (named := holding(places, self.filter.text)):
            titled = [row for row in rows if row[1] not in named]
            rows = [*titled, *(row for row in self._numbered("") if row[1] in named)]
        return [row for row in rows if row[1] in places and (row[2], row[3]) in cells]

    def _numbered(self, text: str) -> list[_Numbered]:
        sort, parameters = self.filter.sort, self._selection.with_text(text)
        if self.filter.ids is None:
            rows: list[_Numbered] = self.reader.all(_NUMBERS[sort], **parameters)
            return rows
        own = _OWN[sort][1] if sort in _OWN else 0
        whole = _chunks(self.reader, _SELECTED_NAMED, sorted(self.filter.ids), parameters)
        return [(row[0], row[2], row[3], row[4], _compared(sort, row[own])) for row in whole]

    def _in_order(self, found: list[_Numbered], counts: Counter[Key]) -> list[_Numbered]:
        sort, descending, places = self.filter.sort, self.filter.descending, self.places
        groups = (
            Group(point, effort, impact, count, places[point].score(self.scoring, effort, impact), False)
            for (point, effort, impact), count in counts.items()
        )
        base = (Sort.PRIORITY, False) if sort in OWN else (sort, descending)
        rank = {group.key: at for at, group in enumerate(in_order(groups, *base, self.scoring, places))}
        found.sort(key=lambda row: (rank[row[1], row[2], row[3]], row[0]))
        return _sorted(found, sort, descending) if sort in OWN else found


def _compared(sort: Sort, value: str | None) -> str | None:
    return folded(value) if sort is Sort.TITLE and value else value


def _sorted(rows: list[_Numbered], sort: Sort, descending: bool) -> list[_Numbered]:
    """Return rows by what is their own, those without a value last either way; what is equal stays in its order."""
    keys: dict[str | None, object] = {row[4]: None for row in rows}
    for value in keys:
        keys[value] = _key(sort, value)
    valued = [row for row in rows if row[4]]
    valued.sort(key=lambda row: keys[row[4]], reverse=descending)  # type: ignore[arg-type, return-value]
    return valued + [row for row in rows if not row[4]]


def _key(sort: Sort, value: str | None) -> object:
    if sort is Sort.STATUS:
        return list(Status).index(Status(value or ""))
    if sort is Sort.OWNER:
        return alphabetic(folded(value or ""))
    return alphabetic(value or "")


def _chunks(reader: Reader, read: Read, ids: Sequence[int], parameters: Parameters) -> list[Values]:
    """Return the rows of a read for some numbers, in any order."""
    found: list[Values] = []
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        padded = [*part, *[0] * (_CHUNK - len(part))]
        found += reader.all(read, **dict(zip(_IDS, padded, strict=True)), **parameters)
    return found
