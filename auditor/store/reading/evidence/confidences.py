"""Reads how well every touchpoint is supported, for whole lists at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from auditor.analysis.confidence import (
    DEFAULT_WEIGHING,
    ONE_BY_ONE,
    Weighing,
    confidence_of,
    people_of,
)
from auditor.base.vocabulary import EvidenceKind
from auditor.store.adapter import Reader
from auditor.store.viewing import Read


class _Item(Struct, frozen=True):
    """What of a piece of evidence counts, and where it stands."""

    journey_id: int
    stage_id: int | None
    touchpoint_id: int | None
    kind: EvidenceKind
    source: str
    collected_on: date
    people: int | None
    before_people: int | None
    persona_id: int | None

    @property
    def place(self) -> _Place:
        """The narrowest place it stands on."""
        if self.touchpoint_id:
            return ("touchpoint", self.touchpoint_id)
        return ("stage", self.stage_id) if self.stage_id else ("journey", self.journey_id)


_ITEMS = Read(
    "evidence that counts for touchpoints",
    _Item,
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

_Place = tuple[str, int]


class Grading(Struct, frozen=True):
    """How evidence is weighed, and from which day its age is counted."""

    weighing: Weighing = DEFAULT_WEIGHING
    today: Callable[[], date] = date.today


DEFAULT_GRADING = Grading()


class Confidences:
    """The confidence of every touchpoint."""

    def __init__(self, doubts: Mapping[_Place, float], floor: float) -> None:
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

    It counts like `analysis.confidence.weighed`, without looking at the other columns: lists of a hundred thousand
    actions wait for it.
    """
    weighing = grading.weighing
    gives = _Gives(weighing, grading.today())
    single: list[tuple[_Place, float]] = []
    strongest: dict[tuple[object, ...], tuple[_Place, float]] = {}
    for one in reader.all(_ITEMS, journey=journey_id or 0):
        place, confidence = one.place, gives.of(one)
        if one.kind in ONE_BY_ONE:
            single.append((place, confidence))
            continue
        same = (place, one.kind, one.source, one.collected_on, one.persona_id)
        if same not in strongest or confidence > strongest[same][1]:
            strongest[same] = (place, confidence)
    shares = {"touchpoint": 1.0, "stage": weighing.stage_share, "journey": weighing.journey_share}
    doubts: dict[_Place, float] = {}
    for place, confidence in (*single, *strongest.values()):
        doubts[place] = doubts.get(place, 1.0) * (1 - shares[place[0]] * confidence)
    return Confidences(doubts, weighing.floor)


class _Gives:
    """Works out what evidence gives by itself, once for each kind, day and number of people."""

    def __init__(self, weighing: Weighing, today: date) -> None:
        self._trusts = weighing.trusts
        self._today = today
        self._known: dict[tuple[EvidenceKind, date, int | None], float] = {}

    def of(self, one: _Item) -> float:
        """Return the confidence of one piece of evidence."""
        people = people_of(one.people, one.before_people)
        key = (one.kind, one.collected_on, people)
        if key not in self._known:
            age = (self._today - one.collected_on).days
            self._known[key] = confidence_of(self._trusts[one.kind], people, age)
        return self._known[key]
