"""Reads what the evidence of a journey says for its map: feelings heard of, and how well touchpoints are supported."""

from __future__ import annotations

from auditor.base.vocabulary import EvidenceKind
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import Grading
from auditor.store.viewing import Read
from auditor.views.evidence import PointSupport
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


def known_of(reader: Reader, journey: Journey, grading: Grading) -> Known:
    """Return the feelings that evidence tells of, and the support of touchpoints that have any."""
    if not reader.all(_ANY, journey=journey.id):
        return {}, {}
    from auditor.analysis.support import point_support, standing
    from auditor.store.reading.evidence.reads import counted_at, lines_of

    lines = lines_of(reader, journey.id)
    heard: dict[int, tuple[HeardFeeling, ...]] = {}
    for one in reversed(standing(lines)):
        people = 1 if one.people is None else one.people
        if one.touchpoint_id is not None and one.feeling is not None and people and one.kind not in _OWN:
            told = HeardFeeling(one.persona_id, one.feeling, people)
            heard[one.touchpoint_id] = (*heard.get(one.touchpoint_id, ()), told)
    counted = counted_at(journey, lines, grading)
    supports = {
        point.id: point_support(point, stage.name, counted[point.id], grading.weighing)
        for stage in journey.stages
        for point in stage.touchpoints
        if counted[point.id]
    }
    return heard, supports
