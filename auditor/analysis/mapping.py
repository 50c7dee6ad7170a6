"""Curves of a journey's map, and what is named beside it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from auditor.analysis.curves import (
    Coverage,
    Parting,
    Raise,
    Score,
    Work,
    coverage,
    highest,
    lowest,
    mean,
    partings,
    peak_end,
    persona_gaps,
    remembered_raise,
    wide,
)
from auditor.analysis.need import needing_work
from auditor.base.vocabulary import Existence
from auditor.views.maps import JourneyMap, MapPoint, PersonaFeelings


class Layer(StrEnum):
    """A reading of a journey's feelings that can be drawn as a curve."""

    NEWEST = "newest"
    BEFORE = "before"
    ASSUMED = "assumed"
    OBSERVED = "observed"
    WANTED = "wanted"


def curve(journey_map: JourneyMap, layer: Layer, persona_id: int | None = None) -> list[Score]:
    """Return a layer as a curve, of one persona or as the mean of all.

    Of the newest reading, a persona at a touchpoint that opens into a journey has the mean of what it feels inside,
    if anything. Drafts take part in a mean only where nothing finished is known. Touchpoints only planned are not
    felt yet; those to go are not wanted. What is wanted of a persona is its own wish, else that for every customer.
    """
    return [_score(point, layer, persona_id) for point in journey_map.points]


def as_is(point: MapPoint, persona_id: int | None = None) -> Score:
    """Return what is felt at a touchpoint now, by a persona or by all together."""
    return _score(point, Layer.NEWEST, persona_id)


def _score(point: MapPoint, layer: Layer, persona_id: int | None) -> Score:
    if layer is Layer.WANTED:
        return (
            None if point.touchpoint.existence is Existence.TO_GO else point.touchpoint.wanted_for(persona_id)
        )
    if layer is Layer.OBSERVED:
        seen = observed(point, persona_id)
        return None if seen is None else seen.score
    if persona_id is not None:
        return _of(point.feelings.get(persona_id), layer)
    return mean(_of(felt, layer) for felt in point.feelings.values() if point.draft or not felt.draft)


class Observed(Struct, frozen=True):
    """What customers feel at a touchpoint, and for how many that speaks."""

    score: float
    people: int


def observed(point: MapPoint, persona_id: int | None = None) -> Observed | None:
    """Return the mean of the feelings observed at a touchpoint, Σ feeling·people / Σ people, or None.

    A feeling that an auditor observed speaks for one person, one from evidence for as many as it counts. What is
    about all counts for each persona, too.
    """
    felt: list[tuple[float, int]] = [
        (feelings.observed.score, 1)
        for number, feelings in point.feelings.items()
        if persona_id in (None, number)
        and feelings.observed is not None
        and (persona_id is not None or point.draft or not feelings.draft)
    ]
    felt += [
        (one.feeling, one.people)
        for one in point.heard
        if persona_id is None or one.persona_id in (None, persona_id)
    ]
    people = sum(count for _feeling, count in felt)
    return Observed(sum(feeling * count for feeling, count in felt) / people, people) if people else None


def people_heard(journey_map: JourneyMap, persona_id: int | None = None) -> int:
    """Return the largest number of people whose feelings are observed at any one touchpoint."""
    found = [observed(point, persona_id) for point in journey_map.points]
    return max((each.people for each in found if each is not None), default=0)


def standing_curve(journey_map: JourneyMap, persona_id: int) -> list[Score]:
    """Return what stands of a persona's feelings: a draft only where nothing finished is known of a touchpoint."""
    return [standing_of(point, persona_id) for point in journey_map.points]


def standing_of(point: MapPoint, persona_id: int) -> Score:
    """Return what stands of a persona's feeling at a touchpoint, −2..2, or None."""
    felt = point.feelings.get(persona_id)
    return None if felt is None or (felt.draft and not point.draft) else felt.now


def _of(feelings: PersonaFeelings | None, layer: Layer) -> Score:
    if feelings is None:
        return None
    if layer is Layer.NEWEST:
        return feelings.now
    felt = getattr(feelings, layer.value, None)
    return None if felt is None else felt.score


class Named(Struct, frozen=True):
    """What is named beside a map; places count touchpoints from 0, None where nothing is known."""

    highest: int | None
    lowest: int | None
    needing_work: tuple[int, ...]
    """The touchpoints that need work, the neediest first; those of which nothing is known are not among them."""
    remembered: tuple[tuple[int, Score, Score], ...]
    """(persona, mean as lived, peak-end as remembered) for each persona with feelings."""
    persona_gap: Parting | None
    """The largest gap between personas."""
    assumption_gap: Parting | None
    """The largest gap between what the team assumes (first) and what customers say (second) of one persona."""
    coverage: Coverage
    assumption_persona: int | None = None
    """The persona of whom assumed and observed differ most."""
    apart: tuple[Parting, ...] = ()
    """Every touchpoint where two personas differ by two steps or more, the widest first."""
    raises: tuple[tuple[int, Raise], ...] = ()
    """For each persona with feelings, where one step better raises what it remembers most."""

    @property
    def neediest(self) -> int | None:
        """The touchpoint that most needs work, if any does."""
        return self.needing_work[0] if self.needing_work else None


def coverage_of(journey_map: JourneyMap, persona_id: int | None = None) -> Coverage:
    """Return how much of the way to the wanted feelings of a journey is being worked on, for a persona or for all.

    For all, the way at a touchpoint is the widest of: the mean feeling to the wish for every customer, unless each
    persona has a wish of its own there, and the feeling of each persona to its own wish.
    """
    works = [
        Work(point.open_actions, point.accepted_actions, point.first_due) for point in journey_map.points
    ]
    if persona_id is not None:
        ways = [_way(point, persona_id) for point in journey_map.points]
    else:
        ways = [_widest(journey_map, point) for point in journey_map.points]
    return coverage([before for before, _after in ways], [after for _before, after in ways], works)


def _way(point: MapPoint, persona_id: int | None) -> tuple[Score, Score]:
    return _score(point, Layer.NEWEST, persona_id), _score(point, Layer.WANTED, persona_id)


def _widest(journey_map: JourneyMap, point: MapPoint) -> tuple[Score, Score]:
    """Return from where to where the widest rise at a touchpoint leads."""
    own = [persona.id for persona in journey_map.personas if has_own_wish(point, persona.id)]
    every: list[int | None] = [] if own and len(own) == len(journey_map.personas) else [None]
    ways = [_way(point, number) for number in (*every, *own)]
    rises = [(after - before if before is not None and after is not None else -5.0) for before, after in ways]
    return ways[rises.index(max(rises))]


def has_own_wish(point: MapPoint, persona_id: int) -> bool:
    """Tell whether a feeling is wanted at a touchpoint for that persona itself."""
    wish = point.touchpoint.wish_of(persona_id)
    return wish is not None and wish.feeling is not None


def named(journey_map: JourneyMap) -> Named:
    """Return what is named beside a map."""
    personas = [persona.id for persona in journey_map.everybody]
    curves = [standing_curve(journey_map, number) for number in personas]
    gaps = persona_gaps(curves)
    as_is = curve(journey_map, Layer.NEWEST)
    persona, assumption_gap = _assumption_gap(journey_map)
    return Named(
        highest(as_is),
        lowest(as_is),
        needing_work(point.known_need for point in journey_map.points),
        tuple(
            (number, mean(scores), peak_end(scores))
            for number, scores in zip(personas, curves, strict=True)
            if mean(scores) is not None
        ),
        _first(gaps),
        assumption_gap,
        coverage_of(journey_map),
        persona,
        tuple(wide(gaps)),
        tuple(
            (number, found)
            for number, scores in zip(personas, curves, strict=True)
            if (found := remembered_raise(scores)) is not None
        ),
    )


def _assumption_gap(journey_map: JourneyMap) -> tuple[int | None, Parting | None]:
    """Return the persona of whom assumed and observed differ most, and where; of equals the first persona."""
    found = [
        (persona.id, gap)
        for persona in journey_map.personas
        if (
            gap := _first(
                partings(
                    curve(journey_map, Layer.ASSUMED, persona.id),
                    curve(journey_map, Layer.OBSERVED, persona.id),
                )
            )
        )
    ]
    return max(found, key=lambda one: one[1].size, default=(None, None))


def _first(gaps: list[Parting]) -> Parting | None:
    return gaps[0] if gaps and gaps[0].size > 0 else None
