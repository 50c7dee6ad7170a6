"""Reads of home: quick ones for its first sight, at any number of actions, and the figures, for which all are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.input.days import week_end
from auditor.store.adapter import Reader
from auditor.store.reading.called import called
from auditor.store.reading.journeys import LAST_AUDIT
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read
from auditor.views.home import HomeJourney, JourneyFigures, NextAction, Signs

_JOURNEYS = Read(
    "journeys at home",
    HomeJourney,
    f"""
    SELECT j.id, j.name, j.client, j.tags, j.purpose, j.scope, j.archived_at AS archived, j.review_days,
        {LAST_AUDIT} AS last_audit,
        (SELECT max(a.id) FROM audit a
            WHERE a.journey_id = j.id AND a.removed_at IS NULL AND a.finished_at IS NULL
            AND a.kind <> 'recheck' AND {open_to("a")}) AS open_audit,
        coalesce((SELECT max(a.started_at) FROM audit a
            WHERE a.journey_id = j.id AND a.removed_at IS NULL), '') AS begun,
        coalesce(n.touchpoints, 0) AS touchpoints, coalesce(n.worst, 0.0) AS worst,
        coalesce(n.mean_need, 0.0) AS mean_need
    FROM journey j LEFT JOIN (
        SELECT t.journey_id AS journey_id, count(*) AS touchpoints, max(t.need) AS worst, avg(t.need) AS mean_need
        FROM touchpoint t JOIN stage s ON s.id = t.stage_id
        WHERE t.removed_at IS NULL AND s.removed_at IS NULL GROUP BY t.journey_id
    ) n ON n.journey_id = j.id
    WHERE j.removed_at IS NULL ORDER BY j.id
    """,
    (VIEWER,),
    later={"answered": 0, "asked": 0, "parent": None, "belongs": ""},
)

_VISITED = """FROM visit v JOIN touchpoint t ON t.id = v.touchpoint_id JOIN stage s ON s.id = t.stage_id
    WHERE v.audit_id = a.id AND v.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL"""

_DRAFTS = Read(
    "how far audits in progress have come",
    tuple[int, int, int],
    f"""
    SELECT a.id, coalesce((SELECT sum(v.answered) {_VISITED}), 0), coalesce((SELECT sum(v.asked) {_VISITED}), 0)
    FROM audit a WHERE a.removed_at IS NULL AND a.finished_at IS NULL AND a.kind <> 'recheck'
    """,
)

_INSIDE = Read(
    "which journeys are inside which at home",
    tuple[int, int, str, str],
    """
    SELECT t.opens_id, j.id, j.name, t.name FROM touchpoint t JOIN stage s ON s.id = t.stage_id
    JOIN journey j ON j.id = t.journey_id
    WHERE t.opens_id IS NOT NULL AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    ORDER BY t.id DESC
    """,
)

_STATUSES = tuple(map(str, OPEN_STATUSES))
_OPEN = f"x.status IN {_STATUSES}"
_OPEN_OF_FEW = f"coalesce(x.removed_at, '') = '' AND x.status || '' IN {_STATUSES}"
"""The same of those in sight, said so that the index of the days or of the owners is used, not that of the statuses."""
_WAITING = f"x.removed_at IS NULL AND x.status = '{Status.DONE}' AND x.effect = ''"
_PLACE = """JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
    JOIN journey j ON j.id = t.journey_id"""
_THERE = """t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    AND j.archived_at IS NULL"""


def _some(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM action x {_PLACE} WHERE {condition} AND {_THERE})"


_SIGNS = Read(
    "whether some actions want somebody's eye",
    Signs,
    f"""
    SELECT {_some(f"x.owner_id = :{VIEWER} AND {_OPEN_OF_FEW}")} AS mine,
        {_some(f"x.due < :today AND {_OPEN_OF_FEW}")} AS late,
        {_some(f"x.due BETWEEN :today AND :sunday AND {_OPEN_OF_FEW}")} AS week,
        {_some(f"x.owner_id IS NULL AND {_OPEN_OF_FEW}")} AS nobody,
        {_some(f"x.owner_id > 0 AND {_OPEN_OF_FEW}")} AS handed,
        {_some(_WAITING)} AS waiting,
        EXISTS (SELECT 1 FROM asking k WHERE k.removed_at IS NULL AND k.closed_at IS NULL) AS askings,
        (SELECT coalesce(max(x.id), 0) FROM action x) AS numbers
    """,
    (VIEWER, "today", "sunday"),
)


def _next(name: str, condition: str, order: str, parameters: tuple[str, ...]) -> Read[NextAction]:
    return Read(
        name,
        NextAction,
        f"""
        SELECT x.id, x.title, x.due, coalesce(x.owner_id = :{VIEWER}, false) AS mine,
            coalesce({called("p")}, '') AS owner,
            j.id AS journey_id, j.name AS journey, j.client, t.name AS touchpoint
        FROM action x {_PLACE} LEFT JOIN person p ON p.id = x.owner_id
        WHERE {condition} AND {_OPEN_OF_FEW} AND {_THERE}
        ORDER BY {order} LIMIT :most
        """,
        (VIEWER, "most", *parameters),
    )


_MINE = _next("what of one's own is due next", f"x.owner_id = :{VIEWER}", "x.due IS NULL, x.due, x.id", ())
_LATE = _next(
    "what of others is late",
    f"x.due < :today AND coalesce(x.owner_id, 0) <> :{VIEWER}",
    "x.due, x.id",
    ("today",),
)


def _counted(condition: str) -> str:
    return f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"


_COUNTED = {
    "open": _OPEN,
    "mine": f"{_OPEN} AND x.owner_id = :{VIEWER}",
    "late": f"{_OPEN} AND x.due < :today",
    "mine_late": f"{_OPEN} AND x.due < :today AND x.owner_id = :{VIEWER}",
    "week": f"{_OPEN} AND x.due BETWEEN :today AND :sunday",
    "nobody": f"{_OPEN} AND x.owner_id IS NULL",
    "waiting": _WAITING,
}

_FIGURES = Read(
    "actions of journeys, counted",
    JourneyFigures,
    f"""
    SELECT t.journey_id, {", ".join(f'CAST(sum(n."{name}") AS INTEGER) AS "{name}"' for name in _COUNTED)}
    FROM (
        SELECT x.touchpoint_id AS touchpoint_id,
            {", ".join(f'{_counted(condition)} AS "{name}"' for name, condition in _COUNTED.items())}
        FROM action x WHERE x.removed_at IS NULL AND x.status IN {(*_STATUSES, str(Status.DONE))}
        GROUP BY x.touchpoint_id
    ) n JOIN touchpoint t ON t.id = n.touchpoint_id JOIN stage s ON s.id = t.stage_id
    WHERE t.removed_at IS NULL AND s.removed_at IS NULL GROUP BY t.journey_id
    """,
    (VIEWER, "today", "sunday"),
)


class HomeReads:
    """What home asks."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def journeys(self) -> list[HomeJourney]:
        """Return all journeys, archived ones too, each with how far its open audit has come and what it is inside."""
        reader = self._reader()
        found = reader.all(_JOURNEYS)
        drafts = {number: (answered, asked) for number, answered, asked in reader.all(_DRAFTS)}
        inside = {inner: (outer, f"{name} · {point}") for inner, outer, name, point in reader.all(_INSIDE)}
        names = [folded(one.name) for one in found]
        often = Counter(names)
        return [_placed(one, drafts, inside, often[name] > 1) for one, name in zip(found, names, strict=True)]

    def signs(self, today: date) -> Signs:
        """Tell of what there is something; the user's own is “mine”."""
        (signs,) = self._reader().all(_SIGNS, **_days(today)) or (_NOTHING,)
        return signs

    def next(self, today: date, most: int) -> list[NextAction]:
        """Return the user's own actions that are due next, then those of others that are late: at most so many."""
        reader = self._reader()
        mine = reader.all(_MINE, most=most)
        if len(mine) < most:
            mine += reader.all(_LATE, today=today.isoformat(), most=most - len(mine))
        return mine

    def figures(self, today: date) -> dict[int, JourneyFigures]:
        """Return the figures of the journeys that have actions, by number."""
        return {one.journey_id: one for one in self._reader().all(_FIGURES, **_days(today))}


_NOTHING = Signs(False, False, False, False, False, False, False, 0)


def _placed(
    one: HomeJourney,
    drafts: dict[int, tuple[int, int]],
    inside: dict[int, tuple[int, str]],
    alike: bool,
) -> HomeJourney:
    answered, asked = drafts.get(one.open_audit or 0, (0, 0))
    parent, where = inside.get(one.id, (None, f"#{one.id}"))
    belongs = where if alike else ""
    if not (asked or belongs or parent):
        return one
    return replace(one, answered=answered, asked=asked, parent=parent, belongs=belongs)


def _days(today: date) -> dict[str, object]:
    return {"today": today.isoformat(), "sunday": week_end(today).isoformat()}
