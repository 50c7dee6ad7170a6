"""Reads of the team, and of what everybody has to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.i18n import by_name
from auditor.base.vocabulary import OPEN_STATUSES, Status
from auditor.input.days import week_end
from auditor.store.adapter import Reader
from auditor.store.viewing import Read
from auditor.views.journeys import Person
from auditor.views.people import PersonLoad, told_apart

_PEOPLE = Read(
    "the team",
    Person,
    'SELECT p.id, p.name, p.role, p.left_on AS "left", p.unit FROM person p WHERE p.removed_at IS NULL ORDER BY p.id',
)

_LASTING = Read("the lasting id of a person", str, "SELECT p.uid FROM person p WHERE p.id = :id", ("id",))

_STANDS = """
    x.removed_at IS NULL AND x.touchpoint_id IN (
        SELECT t.id FROM touchpoint t JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
        WHERE t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL AND j.archived_at IS NULL)
"""
_OPEN = f"x.status IN {tuple(map(str, OPEN_STATUSES))}"
_WAITING = f"x.status = '{Status.DONE}' AND x.effect = ''"
_LATE = f"{_OPEN} AND x.due < :today"
_WEEK = f"{_OPEN} AND x.due BETWEEN :today AND :sunday"


class _Load(Struct, frozen=True):
    """How many actions of one effort somebody has in a journey."""

    journey_id: int
    owner_id: int
    """0 is nobody."""
    effort: int
    open: int
    in_progress: int
    late: int
    week: int
    waiting: int


_LOADS = Read(
    "what everybody has to do, by journey and effort",
    _Load,
    f"""
    SELECT t.journey_id, coalesce(x.owner_id, 0) AS owner_id, x.effort, sum(CASE WHEN {_OPEN} THEN 1 ELSE 0 END) AS open,
        sum(CASE WHEN x.status = '{Status.IN_PROGRESS}' THEN 1 ELSE 0 END) AS in_progress,
        sum(CASE WHEN {_LATE} THEN 1 ELSE 0 END) AS late, sum(CASE WHEN {_WEEK} THEN 1 ELSE 0 END) AS week,
        sum(CASE WHEN {_WAITING} THEN 1 ELSE 0 END) AS waiting
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id
    WHERE {_STANDS} AND x.status NOT IN ('{Status.VERIFIED}', '{Status.DROPPED}')
    GROUP BY t.journey_id, coalesce(x.owner_id, 0), x.effort
    """,
    ("today", "sunday"),
)


class _AskingLoad(Struct, frozen=True):
    """How much evidence of a journey somebody is to ask for again."""

    journey_id: int
    owner_id: int
    """0 is nobody."""
    open: int
    late: int


_ASKING_LOADS = Read(
    "how much evidence everybody is to ask for again, by journey",
    _AskingLoad,
    """
    SELECT e.journey_id, coalesce(k.owner_id, 0) AS owner_id, count(*) AS open,
        sum(CASE WHEN k.due < :today THEN 1 ELSE 0 END) AS late
    FROM asking k JOIN evidence e ON e.id = k.evidence_id AND e.removed_at IS NULL
    JOIN journey j ON j.id = e.journey_id AND j.removed_at IS NULL AND j.archived_at IS NULL
    LEFT JOIN touchpoint t ON t.id = e.touchpoint_id
    LEFT JOIN stage s ON s.id = coalesce(t.stage_id, e.stage_id)
    LEFT JOIN persona p ON p.id = e.persona_id
    WHERE k.removed_at IS NULL AND k.closed_at IS NULL
    AND t.removed_at IS NULL AND s.removed_at IS NULL AND p.removed_at IS NULL
    GROUP BY e.journey_id, coalesce(k.owner_id, 0)
    """,
    ("today",),
)


class PeopleReads:
    """What can be asked about the team."""

    def __init__(self, reader: Callable[[], Reader], days: Sequence[float]) -> None:
        """Read through what `reader` gives at each call; `days` are the person-days of effort 1..5."""
        self._reader = reader
        self._days = days

    def all(self) -> list[Person]:
        """Return everybody, by name, those who have left too."""
        return sorted(self._reader().all(_PEOPLE), key=lambda person: by_name(person.name))

    def lasting_id(self, person_id: int) -> str:
        """Return the id by which somebody is known in all databases; empty for nobody."""
        return next(iter(self._reader().all(_LASTING, id=person_id)), "")

    def here(self) -> list[Person]:
        """Return everybody who can be handed something, by name; a name that several have goes on with role or number."""
        people = self.all()
        names = told_apart((person.id, person.name, person.role) for person in people)
        return [replace(person, name=names[person.id]) for person in people if person.left is None]

    def loads(self, today: date, journeys: Container[int] | None = None) -> list[PersonLoad]:
        """Return what everybody has to do, by name, and last what nobody has: in some journeys, or in all."""
        reader = self._reader()
        given: defaultdict[int, list[_Load]] = defaultdict(list)
        for load in reader.all(_LOADS, **_days(today)):
            if journeys is None or load.journey_id in journeys:
                given[load.owner_id].append(load)
        asking: defaultdict[int, list[_AskingLoad]] = defaultdict(list)
        for one in reader.all(_ASKING_LOADS, today=today.isoformat()):
            if journeys is None or one.journey_id in journeys:
                asking[one.owner_id].append(one)
        loads = [self._load(person, given[person.id], asking[person.id]) for person in self.all()]
        return [*loads, self._load(None, given[0], asking[0])]

    def _load(self, person: Person | None, loads: list[_Load], askings: list[_AskingLoad]) -> PersonLoad:
        return PersonLoad(
            person.id if person else None,
            person.name if person else "",
            person.role if person else "",
            sum(load.open for load in loads),
            sum(load.in_progress for load in loads),
            float(sum(self._days[load.effort - 1] * load.open for load in loads)),
            sum(load.late for load in loads),
            sum(load.week for load in loads),
            sum(load.waiting for load in loads),
            person.left if person else None,
            sum(one.open for one in askings),
            sum(one.late for one in askings),
            person.unit if person else "",
        )


def _days(today: date) -> dict[str, object]:
    return {"today": today.isoformat(), "sunday": week_end(today).isoformat()}
