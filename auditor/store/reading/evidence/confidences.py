"""Reads how well every touchpoint is supported, for whole lists at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from auditor.analysis.confidence import (
    DEFAULT_WEIGHING,
    ONE_BY_ONE,
    Weighing,
    confidence_of,
    people_of,
)
from auditor.base.frozen import frozen
from auditor.store.adapter import Read, Reader

_ITEMS = Read(
    "evidence that counts for touchpoints",
    """
    SELECT e.journey_id, e.stage_id, e.touchpoint_id, e.kind, e.source, e.collected_on, e.people,
        e.before_people, e.persona_id
    FROM evidence e LEFT JOIN persona p ON p.id = e.persona_id
    WHERE e.removed_at IS NULL AND p.removed_at IS NULL
    AND (e.touchpoint_id IS NOT NULL OR e.stage_id IS NOT NULL OR e.persona_id IS NULL)
    AND (e.journey_id = :journey OR :journey = 0)
    """,
    ("journey",),
)

Place = tuple[str, int]


@frozen
class Grading:
    """How evidence is weighed, and from which day its age is counted."""

    weighing: Weighing = DEFAULT_WEIGHING
    today: Callable[[], date] = date.today


DEFAULT_GRADING = Grading()


class Confidences:
    """The confidence of every touchpoint."""

    def __init__(self, doubts: Mapping[Place, float], floor: float) -> None:
        """Know what doubt, Π(1 − c), the evidence leaves at each place where there is some."""
        self._doubts = doubts
        self._floor = floor

    def of(self, touchpoint_id: int, stage_id: int, journey_id: int) -> float:
        """Return the confidence of a touchpoint from evidence on itself, its stage and its journey."""
        if not self._doubts:
            return self._floor
        return max(self._floor, self.known(touchpoint_id, stage_id, journey_id))

    def known(self, touchpoint_id: int, stage_id: int, journey_id: int) -> float:
        """Return the confidence of a touchpoint without its floor: 0 where there is no evidence."""
        doubt = 1.0
        for place in (("touchpoint", touchpoint_id), ("stage", stage_id), ("journey", journey_id)):
            doubt *= self._doubts.get(place, 1.0)
        return 1 - doubt


def confidences_of(reader: Reader, grading: Grading, journey_id: int | None = None) -> Confidences:
    """Read what supports the touchpoints of a journey, or of all.

    It counts like `analysis.confidence.weighed`, without making an object of every row: lists of a hundred
    thousand actions wait for it.
    """
    weighing = grading.weighing
    gives = _Gives(weighing, grading.today())
    single: list[tuple[Place, float]] = []
    strongest: dict[tuple[object, ...], tuple[Place, float]] = {}
    for journey, stage, point, kind, source, day, people, before, persona in reader.all(
        _ITEMS, journey=journey_id or 0
    ):
        place = ("touchpoint", point) if point else ("stage", stage) if stage else ("journey", journey)
        confidence = gives.of(kind, day, people, before)
        if kind in ONE_BY_ONE:
            single.append((place, confidence))
            continue
        same = (place, kind, source, day, persona)
        if same not in strongest or confidence > strongest[same][1]:
            strongest[same] = (place, confidence)
    shares = {"touchpoint": 1.0, "stage": weighing.stage_share, "journey": weighing.journey_share}
    doubts: dict[Place, float] = {}
    for place, confidence in (*single, *strongest.values()):
        doubts[place] = doubts.get(place, 1.0) * (1 - shares[place[0]] * confidence)
    return Confidences(doubts, weighing.floor)


class _Gives:
    """Works out what evidence gives by itself, once for each kind, day and number of people."""

    def __init__(self, weighing: Weighing, today: date) -> None:
        self._trusts = {str(kind): trust for kind, trust in weighing.trusts.items()}
        self._today = today.toordinal()
        self._ages: dict[str, int] = {}
        self._known: dict[tuple[str, int, int | None], float] = {}

    def of(self, kind: str, day: str, people: int | None, before: int | None) -> float:
        """Return the confidence of one piece of evidence."""
        age = self._ages.get(day)
        if age is None:
            age = self._ages[day] = self._today - date.fromisoformat(day).toordinal()
        key = (kind, age, people_of(people, before))
        if key not in self._known:
            self._known[key] = confidence_of(self._trusts[kind], key[2], age)
        return self._known[key]
