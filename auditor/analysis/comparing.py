"""Personas side by side along a journey: what each feels and needs at every touchpoint, and where they part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from auditor.analysis.curves import Parting, Score, mean, peak_end, persona_gaps, wide
from auditor.analysis.mapping import standing_curve
from auditor.base.vocabulary import Channel, Emotion
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap, MapPoint


class PersonaAt(Struct, frozen=True):
    """One persona at one touchpoint."""

    feeling: Score
    """−2..2; None where nothing is felt yet."""
    emotion: Emotion | None
    draft: bool
    """The feeling is from an audit in progress, and counts in no difference where others have finished theirs."""
    need: float | None
    """How badly the touchpoint wants work for this persona alone, 0..1; None where nothing is known of it."""


class ComparedPoint(Struct, frozen=True):
    """A touchpoint as each of the personas meets it."""

    stage: str
    point: MapPoint
    sides: tuple[PersonaAt, ...]
    """In the order of the personas."""
    gap: Parting | None
    """Between the lowest and the highest feeling that stand; None where fewer than two personas have one."""


class Compared(Struct, frozen=True):
    """Personas of one journey, compared whole."""

    journey_map: JourneyMap
    personas: tuple[Persona, ...]
    points: tuple[ComparedPoint, ...]
    """In the order of the journey."""
    apart: tuple[ComparedPoint, ...]
    """Every touchpoint where two of the personas differ by two steps or more, the widest first."""
    remembered: tuple[tuple[Score, Score], ...]
    """For each persona the mean as lived, and peak-end as remembered."""
    met: tuple[tuple[tuple[Channel, int], ...], ...]
    """For each persona at how many touchpoints of which channel it was met, the most frequent first."""


def compare(journey_map: JourneyMap, personas: Sequence[Persona]) -> Compared:
    """Compare personas of a map: each touchpoint as each meets it, and every difference of two steps or more.

    A difference is the highest less the lowest of the feelings that stand, 0..4. The need of a persona is that of
    `analysis/need.py` for what stands of this persona alone.
    """
    curves = [standing_curve(journey_map, one.id) for one in personas]
    gaps = persona_gaps(curves)
    stages = {stage.id: stage.name for stage in journey_map.journey.stages}
    by_place = {gap.place: gap for gap in gaps}
    points = tuple(
        ComparedPoint(
            stages[point.stage_id],
            point,
            tuple(_side(point, one.id) for one in personas),
            by_place.get(place),
        )
        for place, point in enumerate(journey_map.points)
    )
    return Compared(
        journey_map,
        tuple(personas),
        points,
        tuple(points[gap.place] for gap in wide(gaps)),
        tuple((mean(scores), peak_end(scores)) for scores in curves),
        tuple(_met(journey_map, one.id) for one in personas),
    )


def _side(point: MapPoint, persona_id: int) -> PersonaAt:
    felt, stand = point.feelings.get(persona_id), point.stands.get(persona_id)
    return PersonaAt(
        felt.now if felt else None,
        felt.emotion if felt else None,
        felt is not None and felt.draft,
        stand.need if stand else None,
    )


def _met(journey_map: JourneyMap, persona_id: int) -> tuple[tuple[Channel, int], ...]:
    """Return the channels of the touchpoints at which something is felt or answered of a persona, with their number."""
    there = Counter(
        point.touchpoint.channel
        for point in journey_map.points
        if persona_id in point.stands or persona_id in point.feelings
    )
    return tuple(there.most_common())
