"""The journey as it is to be: what changes at each touchpoint, and what that does to the curve.

A curve is a sequence of scores −2..2, one per touchpoint from left to right; None where nothing is known.
"""

from __future__ import annotations

from msgspec import Struct

from auditor.analysis.curves import Score, mean, peak_end
from auditor.analysis.mapping import Layer, curve
from auditor.base.vocabulary import Existence
from auditor.views.journeys import Touchpoint, Wish
from auditor.views.maps import JourneyMap, MapPoint


class PointToBe(Struct, frozen=True):
    """A touchpoint as it is and as it is to be, for a persona or for every customer."""

    point: MapPoint
    place: int
    """Counted from 0."""
    as_is: Score
    to_be: Score
    """The wanted feeling; None where none is wanted, and at a touchpoint that is to go."""
    wish: Wish | None
    """What is wanted there, the persona's own before what is wanted for every customer, field by field."""
    own: bool
    """Something of it is the persona's own."""
    lived: Score
    """What this change alone does to the mean of the curve; None where it changes nothing or nothing is known."""
    remembered: Score
    """What this change alone does to the peak-end; None as `lived`."""

    @property
    def difference(self) -> Score:
        """Wanted − where that persona is: how far the feeling is to rise; negative where less is wanted than there is."""
        return None if self.as_is is None or self.to_be is None else self.to_be - self.as_is

    @property
    def is_new(self) -> bool:
        """Whether the touchpoint is planned."""
        return self.point.touchpoint.existence is Existence.PLANNED

    @property
    def goes(self) -> bool:
        """Whether the touchpoint is to go."""
        return self.point.touchpoint.existence is Existence.TO_GO

    @property
    def changes(self) -> bool:
        """Whether anything is to be otherwise there."""
        return self.wish is not None or self.is_new or self.goes


class ToBe(Struct, frozen=True):
    """A journey as it is and as it is to be, for a persona or for every customer."""

    persona_id: int | None
    points: tuple[PointToBe, ...]
    lived: tuple[Score, Score]
    """The mean of the curve, as it is and as it is to be."""
    remembered: tuple[Score, Score]
    """The peak-end, as it is and as it is to be."""


def to_be(journey_map: JourneyMap, persona_id: int | None = None) -> ToBe:
    """Return the journey as it is to be for a persona, or with None for every customer.

    As it is, the curve A is what that persona feels, or the mean of all. As it is to be, the curve B is at each
    touchpoint the wanted feeling, where none is wanted the feeling as it is, and nothing where the touchpoint is to go.
    `lived` is the mean of a curve, `remembered` its peak-end, see `curves.peak_end`; both in −2..2. Of a single touchpoint
    they are f(A with B there alone) − f(A), in −4..4. What several do together is no sum of these: the whole is f(B) − f(A).
    """
    before = curve(journey_map, Layer.NEWEST, persona_id)
    wanted = curve(journey_map, Layer.WANTED, persona_id)
    after = [
        _after(point.touchpoint, one, other)
        for point, one, other in zip(journey_map.points, before, wanted, strict=True)
    ]
    lived, remembered = mean(before), peak_end(before)
    points = []
    for place, point in enumerate(journey_map.points):
        alone = [*before[:place], after[place], *before[place + 1 :]]
        changed = after[place] != before[place]
        own = point.touchpoint.wish_of(persona_id) if persona_id is not None else None
        points.append(
            PointToBe(
                point,
                place,
                before[place],
                wanted[place],
                wish_for(point.touchpoint, persona_id),
                own is not None,
                _rise(lived, mean(alone)) if changed else None,
                _rise(remembered, peak_end(alone)) if changed else None,
            )
        )
    return ToBe(persona_id, tuple(points), (lived, mean(after)), (remembered, peak_end(after)))


def wish_for(touchpoint: Touchpoint, persona_id: int | None) -> Wish | None:
    """Return what is wanted for a persona: its own wish before that for every customer, field by field."""
    every = touchpoint.wish_of(None)
    own = touchpoint.wish_of(persona_id) if persona_id is not None else None
    if own is None or every is None:
        return own or every
    return Wish(
        own.id,
        own.touchpoint_id,
        own.persona_id,
        every.feeling if own.feeling is None else own.feeling,
        own.channel or every.channel,
        own.text or every.text,
        own.needs or every.needs,
    )


def _after(touchpoint: Touchpoint, as_is: Score, wanted: Score) -> Score:
    if touchpoint.existence is Existence.TO_GO:
        return None
    return as_is if wanted is None else wanted


def _rise(before: Score, after: Score) -> Score:
    return None if before is None or after is None else after - before
