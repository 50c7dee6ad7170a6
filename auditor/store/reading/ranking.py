"""The list of actions in order of priority. It is ranked by groups of equal touchpoint, effort and impact, so that a
page of a hundred thousand actions is read as quickly as a page of a hundred."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from auditor.analysis.confidence import FLOOR
from auditor.analysis.priority import quadrant
from auditor.analysis.scoring import Order, Scoring, order_of
from auditor.frozen import frozen
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.columns import day, first
from auditor.store.reading.confidences import DEFAULT_GRADING, Grading, confidences_of
from auditor.text import folded
from auditor.views import ActionFilter, ActionLine
from auditor.vocabulary import Status

_STATUSES = tuple(f"status{number}" for number in range(len(Status)))
_IN_STATUSES = f"x.status IN ({', '.join(f':{name}' for name in _STATUSES)}) AND x.removed_at IS NULL"
_LIKE = "x.folded LIKE :text ESCAPE '!'"

_PLACES = Read(
    "places of actions",
    """
    SELECT t.id, t.stage_id, t.name, s.name, j.id, j.name, t.need, t.importance
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
    WHERE t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    """,
)

_GROUPS = Read(
    "groups of actions",
    f"""
    SELECT x.touchpoint_id, x.effort, x.impact, count(*) FROM action x WHERE {_IN_STATUSES}
    GROUP BY x.touchpoint_id, x.effort, x.impact
    """,
    _STATUSES,
)
_GROUPS_LIKE = Read(
    "groups of actions with a text",
    f"""
    SELECT x.touchpoint_id, x.effort, x.impact, count(*) FROM action x WHERE {_IN_STATUSES} AND {_LIKE}
    GROUP BY x.touchpoint_id, x.effort, x.impact
    """,
    (*_STATUSES, "text"),
)

_ROW_COLUMNS = """
    SELECT x.id, x.title, x.touchpoint_id, x.effort, x.impact, x.status, coalesce(p.name, ''), x.due
    FROM action x LEFT JOIN person p ON p.id = x.owner_id
"""
_IN_GROUP = f"x.touchpoint_id = :touchpoint AND x.effort = :effort AND x.impact = :impact AND {_IN_STATUSES}"
_GROUP_PARAMETERS = ("touchpoint", "effort", "impact", *_STATUSES)
_PAGE = Read(
    "actions of a group",
    f"{_ROW_COLUMNS} WHERE {_IN_GROUP} ORDER BY x.id LIMIT :count OFFSET :skip",
    (*_GROUP_PARAMETERS, "count", "skip"),
)
_PAGE_LIKE = Read(
    "actions of a group with a text",
    f"{_ROW_COLUMNS} WHERE {_IN_GROUP} AND {_LIKE} ORDER BY x.id LIMIT :count OFFSET :skip",
    (*_GROUP_PARAMETERS, "text", "count", "skip"),
)
_EARLIER_COLUMNS = """
    SELECT count(CASE WHEN x.id < :action THEN 1 END), count(CASE WHEN x.id = :action THEN 1 END) FROM action x
"""
_EARLIER = Read(
    "how many of a group come before an action, and whether it is one of them",
    f"{_EARLIER_COLUMNS} WHERE {_IN_GROUP}",
    (*_GROUP_PARAMETERS, "action"),
)
_EARLIER_LIKE = Read(
    "how many of a group with a text come before an action, and whether it is one of them",
    f"{_EARLIER_COLUMNS} WHERE {_IN_GROUP} AND {_LIKE}",
    (*_GROUP_PARAMETERS, "text", "action"),
)
_ALL = Read("all actions", f"{_ROW_COLUMNS} WHERE {_IN_STATUSES} ORDER BY x.id", _STATUSES)
_ALL_LIKE = Read(
    "all actions with a text",
    f"{_ROW_COLUMNS} WHERE {_IN_STATUSES} AND {_LIKE} ORDER BY x.id",
    (*_STATUSES, "text"),
)
_PLACE = Read(
    "place of an action",
    "SELECT x.touchpoint_id, x.effort, x.impact FROM action x WHERE x.id = :action AND x.removed_at IS NULL",
    ("action",),
)


@frozen
class Place:
    """Where actions stand: a touchpoint with its stage and journey."""

    name: str
    stage: str
    journey_id: int
    journey: str
    need: float
    importance: int
    confidence: float = FLOOR

    def score(self, scoring: Scoring, effort: int, impact: int) -> float:
        """Return what puts an action of that effort and impact in order here."""
        return scoring.score(effort, impact, self.need, self.confidence, self.importance)


@frozen
class _Group:
    touchpoint_id: int
    effort: int
    impact: int
    count: int
    score: float
    whole: bool
    """All its actions are shown, because the text is in the name of the place."""

    @property
    def order(self) -> Order:
        """The highest score first; of equals the least effort, then the older touchpoint, then the most impact."""
        return order_of(self.score, self.effort, self.impact, self.touchpoint_id)

    @property
    def key(self) -> tuple[int, int, int]:
        return (self.touchpoint_id, self.effort, self.impact)


class Ranking:
    """The actions of a filter in order of priority, read page by page."""

    def __init__(
        self,
        reader: Reader,
        wanted: ActionFilter,
        scoring: Scoring,
        places: dict[int, Place],
        groups: list[_Group],
    ) -> None:
        """Rank what was found for a filter: `places` by number, and `groups` of equal actions in any order."""
        self.reader = reader
        self.filter = wanted
        self.scoring = scoring
        self.places = places
        self.groups = sorted(groups, key=lambda group: group.order)
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
        lines: list[ActionLine] = []
        at = bisect_right(self._ends, start)
        while at < len(self.groups) and len(lines) < count:
            group = self.groups[at]
            skip = max(0, start - (self._ends[at] - group.count))
            rows = self._rows(group, count - len(lines), skip)
            lines += [self._line(row) for row in rows]
            at += 1
        return lines

    def all(self) -> list[ActionLine]:
        """Return every action, in order."""
        text = like(self.filter.text)
        wanted = {group.key: place for place, group in enumerate(self.groups)}
        some_whole = any(group.whole for group in self.groups)
        if text and not some_whole:
            rows = self.reader.all(_ALL_LIKE, **_statuses(self.filter), text=text)
        else:
            rows = self.reader.all(_ALL, **_statuses(self.filter))
            if text:
                needle = folded(self.filter.text)
                whole = {group.key for group in self.groups if group.whole}
                rows = [row for row in rows if _key(row) in whole or needle in folded(row[1])]
        shown = [row for row in rows if _key(row) in wanted]
        shown.sort(key=lambda row: wanted[_key(row)])
        return [self._line(row) for row in shown]

    def place_of(self, action_id: int) -> int | None:
        """Return the place of an action counted from 0, or None if the filter leaves it out."""
        row = first(self.reader.all(_PLACE, action=action_id))
        if row is None:
            return None
        for at, group in enumerate(self.groups):
            if group.key == tuple(row):
                parameters = self._parameters(group)
                read = _EARLIER_LIKE if "text" in parameters else _EARLIER
                earlier, itself = self.reader.all(read, **parameters, action=action_id)[0]
                return self._ends[at] - group.count + int(earlier) if itself else None
        return None

    def _parameters(self, group: _Group) -> dict[str, object]:
        parameters: dict[str, object] = {
            **_statuses(self.filter),
            "touchpoint": group.touchpoint_id,
            "effort": group.effort,
            "impact": group.impact,
        }
        if self.filter.text and not group.whole:
            parameters["text"] = like(self.filter.text)
        return parameters

    def _rows(self, group: _Group, count: int, skip: int) -> list[Values]:
        parameters = self._parameters(group)
        read = _PAGE_LIKE if "text" in parameters else _PAGE
        return self.reader.all(read, **parameters, count=count, skip=skip)

    def _line(self, row: Values) -> ActionLine:
        return action_line(row, self.places[row[2]], self.scoring)


def places_of(reader: Reader, grading: Grading = DEFAULT_GRADING) -> dict[int, Place]:
    """Return every place where actions can stand, by the number of its touchpoint."""
    confidences = confidences_of(reader, grading)
    return {
        point: Place(*row, confidences.of(point, stage, row[2])) for point, stage, *row in reader.all(_PLACES)
    }


def ranking_of(
    reader: Reader, wanted: ActionFilter, scoring: Scoring, grading: Grading = DEFAULT_GRADING
) -> Ranking:
    """Return the actions of a filter in order of priority; `grading` says how evidence is weighed."""
    places = places_of(reader, grading)
    if wanted.journey_id is not None:
        places = {n: place for n, place in places.items() if place.journey_id == wanted.journey_id}
    groups = _groups(reader, wanted, scoring, places)
    return Ranking(reader, wanted, scoring, places, groups)


def _groups(reader: Reader, wanted: ActionFilter, scoring: Scoring, places: dict[int, Place]) -> list[_Group]:
    statuses = _statuses(wanted)
    rows = reader.all(_GROUPS, **statuses)
    if not wanted.text:
        return list(_kept(rows, wanted, scoring, places, whole=False))
    needle = folded(wanted.text)
    named = {n for n, p in places.items() if any(needle in folded(x) for x in (p.name, p.stage, p.journey))}
    titled = reader.all(_GROUPS_LIKE, **statuses, text=like(wanted.text))
    return [
        *_kept((row for row in rows if row[0] in named), wanted, scoring, places, whole=True),
        *_kept((row for row in titled if row[0] not in named), wanted, scoring, places, whole=False),
    ]


def _kept(
    rows: Iterable[Values], wanted: ActionFilter, scoring: Scoring, places: dict[int, Place], whole: bool
) -> Iterable[_Group]:
    for point, effort, impact, count in rows:
        if point not in places:
            continue
        if wanted.quadrant and quadrant(effort, impact, scoring.bounds) is not wanted.quadrant:
            continue
        if wanted.cell and (effort, impact) != wanted.cell:
            continue
        score = places[point].score(scoring, effort, impact)
        yield _Group(point, effort, impact, count, score, whole)


def action_line(row: Values, place: Place, scoring: Scoring) -> ActionLine:
    """Return the view of a stored action at its place, with its priority."""
    number, title, point, effort, impact, status, owner, due = row
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
    )


_NEEDLE_LIMIT = 10_000
"""Longer than any title can be when it is folded; SQLite refuses patterns of 50,000 bytes."""


def like(text: str) -> str:
    """Return a LIKE pattern, escaped with `!`, that finds `text` anywhere in a folded column; empty for none."""
    needle = folded(text)[:_NEEDLE_LIMIT]
    if not needle:
        return ""
    for special in "!%_":
        needle = needle.replace(special, f"!{special}")
    return f"%{needle}%"


def _key(row: Values) -> tuple[int, int, int]:
    return (row[2], row[3], row[4])


def _statuses(wanted: ActionFilter) -> dict[str, object]:
    padded = [*wanted.statuses, *[""] * len(_STATUSES)]
    return {name: str(status) for name, status in zip(_STATUSES, padded, strict=False)}
