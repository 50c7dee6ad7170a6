"""Reads how well every touchpoint is supported, for whole lists at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from auditor.analysis.confidence import DEFAULT_WEIGHING, Item, Weighing, people_of, weighed
from auditor.frozen import frozen
from auditor.store.adapter import Read, Reader
from auditor.vocabulary import EvidenceKind

_ITEMS = Read(
    "evidence that counts for touchpoints",
    """
    SELECT e.journey_id, e.stage_id, e.touchpoint_id, e.kind, e.source, e.collected_on, e.people,
        e.before_people, e.persona_id
    FROM evidence e LEFT JOIN persona p ON p.id = e.persona_id
    WHERE e.removed_at IS NULL AND p.removed_at IS NULL
    AND (e.touchpoint_id IS NOT NULL OR e.stage_id IS NOT NULL OR e.persona_id IS NULL)
    ORDER BY e.id
    """,
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


def confidences_of(reader: Reader, grading: Grading) -> Confidences:
    """Read what supports the touchpoints of all journeys."""
    weighing = grading.weighing
    listed: defaultdict[Place, list[Item]] = defaultdict(list)
    for journey, stage, point, kind, source, day, people, before, persona in reader.all(_ITEMS):
        place = ("touchpoint", point) if point else ("stage", stage) if stage else ("journey", journey)
        counted = people_of(people, before)
        listed[place].append(Item(EvidenceKind(kind), source, date.fromisoformat(day), counted, persona))
    shares = {"touchpoint": 1.0, "stage": weighing.stage_share, "journey": weighing.journey_share}
    doubts: dict[Place, float] = {}
    today = grading.today()
    for place, items in listed.items():
        doubt = 1.0
        for gives, repeated in weighed(items, weighing, today):
            if not repeated:
                doubt *= 1 - shares[place[0]] * gives
        doubts[place] = doubt
    return Confidences(doubts, weighing.floor)
