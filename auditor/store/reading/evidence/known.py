"""Reads what the evidence of a journey says for its map: feelings heard of, and how well touchpoints are supported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.analysis.curves import mean
from auditor.base.vocabulary import EvidenceKind
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import Grading
from auditor.store.viewing import Read
from auditor.views.evidence import Evidence, PointSupport
from auditor.views.journeys import Journey
from auditor.views.maps import HeardFeeling

_ANY = Read(
    "whether a journey has evidence",
    int,
    "SELECT e.id FROM evidence e WHERE e.journey_id = :journey AND e.removed_at IS NULL LIMIT 1",
    ("journey",),
)

Known = tuple[dict[int, tuple[HeardFeeling, ...]], dict[int, PointSupport]]
"""By touchpoint."""

_OWN = (EvidenceKind.WALK, EvidenceKind.MEASUREMENT)
"""Kinds that no customer speaks in."""


def _told(lines: Sequence[Evidence]) -> Iterator[tuple[int, HeardFeeling]]:
    """Yield the feelings told of at touchpoints, the oldest first; those of one respondent at one are one, their mean."""
    said: dict[object, list[Evidence]] = {}
    for one in reversed(lines):
        if (
            one.touchpoint_id is not None
            and one.feeling is not None
            and one.people != 0
            and one.kind not in _OWN
        ):
            whose = ("respondent", one.respondent_id) if one.respondent_id is not None else ("piece", one.id)
            said.setdefault((one.touchpoint_id, whose), []).append(one)
    for same in said.values():
        feeling = mean(one.feeling for one in same)
        if (at := same[0].touchpoint_id) is not None and feeling is not None:
            people = 1 if same[0].people is None else same[0].people
            yield at, HeardFeeling(same[0].persona_id, feeling, people)


def known_of(reader: Reader, journey: Journey, grading: Grading) -> Known:
    """Return the feelings that evidence tells of, and the support of touchpoints that have any."""
    if not reader.all(_ANY, journey=journey.id):
        return {}, {}
    from auditor.analysis.support import point_support, standing
    from auditor.store.reading.evidence.lines import lines_of
    from auditor.store.reading.evidence.reads import counted_at

    lines = lines_of(reader, journey.id)
    heard: dict[int, tuple[HeardFeeling, ...]] = {}
    for at, told in _told(standing(lines)):
        heard[at] = (*heard.get(at, ()), told)
    counted = counted_at(journey, lines, grading)
    supports = {
        point.id: point_support(point, stage.name, counted[point.id], grading.weighing)
        for stage in journey.stages
        for point in stage.touchpoints
        if counted[point.id]
    }
    return heard, supports
