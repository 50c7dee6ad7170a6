"""Reads of the team, and of what everybody has to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.input.days import week_end
from auditor.store.adapter import Read, Reader, Values
from auditor.views.actions import ActionCounts
from auditor.views.journeys import Person
from auditor.views.people import PersonLoad

_PEOPLE = Read(
    "the team",
    "SELECT p.id, p.name, p.role FROM person p WHERE p.removed_at IS NULL ORDER BY p.name, p.id",
)

_STANDS = """
    x.removed_at IS NULL AND x.touchpoint_id IN (
        SELECT t.id FROM touchpoint t JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
        WHERE t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL)
"""
_OPEN = f"x.status IN {tuple(map(str, OPEN_STATUSES))}"
_WAITING = f"x.status = '{Status.DONE}' AND x.effect = ''"
_LATE = f"{_OPEN} AND x.due < :today"
_WEEK = f"{_OPEN} AND x.due BETWEEN :today AND :sunday"

_LOADS = Read(
    "what everybody has to do, by effort",
    f"""
    SELECT coalesce(x.owner_id, 0), x.effort, sum(CASE WHEN {_OPEN} THEN 1 ELSE 0 END),
        sum(CASE WHEN x.status = '{Status.IN_PROGRESS}' THEN 1 ELSE 0 END),
        sum(CASE WHEN {_LATE} THEN 1 ELSE 0 END), sum(CASE WHEN {_WEEK} THEN 1 ELSE 0 END),
        sum(CASE WHEN {_WAITING} THEN 1 ELSE 0 END)
    FROM action x WHERE {_STANDS} AND x.status NOT IN ('{Status.VERIFIED}', '{Status.DROPPED}')
    GROUP BY coalesce(x.owner_id, 0), x.effort
    """,
    ("today", "sunday"),
)

_COUNTS = Read(
    "how many actions want somebody's eye",
    f"""
    SELECT count(CASE WHEN {_OPEN} THEN 1 END), count(CASE WHEN {_OPEN} AND x.owner_id = :person THEN 1 END),
        count(CASE WHEN {_LATE} THEN 1 END), count(CASE WHEN {_LATE} AND x.owner_id = :person THEN 1 END),
        count(CASE WHEN {_WEEK} THEN 1 END), count(CASE WHEN {_OPEN} AND x.owner_id IS NULL THEN 1 END),
        count(CASE WHEN {_WAITING} THEN 1 END)
    FROM action x WHERE {_STANDS} AND x.status NOT IN ('{Status.VERIFIED}', '{Status.DROPPED}')
    """,
    ("person", "today", "sunday"),
)


class PeopleReads:
    """What can be asked about the team."""

    def __init__(self, reader: Callable[[], Reader], days: Sequence[float]) -> None:
        """Read through what `reader` gives at each call; `days` are the person-days of effort 1..5."""
        self._reader = reader
        self._days = days

    def all(self) -> list[Person]:
        """Return everybody, by name."""
        return [Person(*row) for row in self._reader().all(_PEOPLE)]

    def loads(self, today: date) -> list[PersonLoad]:
        """Return what everybody has to do, by name, and last what nobody has."""
        reader = self._reader()
        given: defaultdict[int, list[Values]] = defaultdict(list)
        for owner, *row in reader.all(_LOADS, **_days(today)):
            given[owner].append(tuple(row))
        loads = [self._load(person.id, person.name, person.role, given[person.id]) for person in self.all()]
        return [*loads, self._load(None, "", "", given[0])]

    def _load(self, number: int | None, name: str, role: str, rows: list[Values]) -> PersonLoad:
        days = sum(self._days[effort - 1] * still for effort, still, *_rest in rows)
        still, begun, late, week, waiting = (sum(int(row[at]) for row in rows) for at in range(1, 6))
        return PersonLoad(number, name, role, still, begun, float(days), late, week, waiting)


def counts_of(reader: Reader, today: date, who: str) -> ActionCounts:
    """Return how many actions want somebody's eye; `who` is the name of the one whose are “mine”."""
    people = reader.all(_PEOPLE)
    person = next((row[0] for row in people if folded(row[1]) == folded(who)), 0)
    rows = reader.all(_COUNTS, person=person, **_days(today))
    return ActionCounts(*(rows[0] if rows else (0,) * 7))


def _days(today: date) -> dict[str, object]:
    return {"today": today.isoformat(), "sunday": week_end(today).isoformat()}
