"""What a touchpoint loses a month: the orders that those would have placed who left there.

The formula is the product's own, in interval arithmetic (R. E. Moore, Interval Analysis, 1966): every term has a lower
and an upper end, and so has their product, which is the product of the lower and that of the upper ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from math import prod

from msgspec import Struct

from auditor.analysis.proportions import wilson
from auditor.views.evidence import Evidence
from auditor.views.journeys import Journey, Touchpoint
from auditor.views.money import Money, Range

FUNNEL = "funnel"
"""What evidence is imported from whose figure is a drop-off."""

UNKNOWN = Range(0.0, 1.0)
"""A share of which nothing is known."""
ALL = Range(1.0, 1.0)


class Missing(StrEnum):
    """A term without which nothing can be said of what a touchpoint loses."""

    ORDER = "order"
    VISITS = "visits"
    DROP = "drop"
    PERSONA = "persona"
    """The drop-off is known of some personas alone."""
    STEPS = "steps"
    """Several steps of a funnel stand for the touchpoint, and they don't follow each other."""


class DropOff(Struct, frozen=True):
    """How many left at a touchpoint, as the newest funnel that stands has it."""

    evidence_ids: tuple[int, ...]
    collected: date
    step: str
    people: int
    """Who came to the step."""
    onward: str
    """The step after it."""
    went_on: int
    first: str = ""
    """The first step of the funnel."""
    began: int | None = None
    """Who were at the first step; None where the funnel does not say."""
    last: str = ""
    bought: int | None = None
    """Who came to the last step; None where the funnel does not say."""

    @property
    def dropped(self) -> Range:
        """The share of those who came that left, with its 95 % interval (Wilson)."""
        return _share(self.people - self.went_on, self.people)

    @property
    def came(self) -> Range:
        """The share of those who began that came to the step, with its interval; 0..1 where that is not known."""
        if self.began is None:
            return UNKNOWN
        return ALL if self.step == self.first else _share(self.people, self.began)

    @property
    def buys(self) -> Range:
        """The share of those who went on that came to the last step, with its interval; 0..1 where not known."""
        if self.bought is None:
            return UNKNOWN
        return ALL if self.onward == self.last else _share(self.bought, self.went_on)


def _share(part: int, whole: int) -> Range:
    found = wilson(part, whole)
    return Range(found.low, found.high)


class Loss(Struct, frozen=True):
    """What a touchpoint loses a month, with its terms."""

    drop: DropOff
    visits: Range
    """A month: of people who come by, or of those who come to the first step of the funnel where `of_journey`."""
    of_journey: bool
    came: Range
    """The share of those at the first step that come by; exactly 1 where the touchpoint's own visits are known."""
    dropped: Range
    buys: Range
    order: Range
    lost: Range
    """Money a month."""


def drop_off(pieces: Iterable[Evidence], personas: int) -> DropOff | Missing:
    """Return the drop-off at a touchpoint from its evidence, or what is missing.

    What is superseded does not count, and of what stands the newest funnel does. One that is about a persona is about
    all only where the journey has no other of the `personas`. Steps of one funnel that follow each other are taken as
    one: who came to the first, and who went on from the last.
    """
    funnels = [one for one in pieces if one.origin == FUNNEL and one.superseded_by is None and one.people]
    of_all = [one for one in funnels if one.persona_id is None or personas <= 1]
    if not of_all:
        return Missing.PERSONA if funnels else Missing.DROP
    newest = max(of_all, key=lambda one: (one.collected, one.id))
    same = [one for one in of_all if (one.collected, one.source, one.sha256) == _file(newest)]
    steps = [_step(one) for one in sorted(same, key=lambda one: one.id)]
    known = [step for step in steps if step is not None]
    if len(known) < len(steps):
        return Missing.DROP
    return _joined(known)


def _file(one: Evidence) -> tuple[date, str, str]:
    return one.collected, one.source, one.sha256


def _step(one: Evidence) -> DropOff | None:
    """Return the step of a funnel as it was imported; None where it can't be read."""
    try:
        detail = json.loads(one.detail)
        found = DropOff(
            (one.id,),
            one.collected,
            str(detail["step"]),
            _count(detail["people"]),
            str(detail["next"]),
            _count(detail["went_on"]),
            str(detail.get("first", "")),
            _count(detail["began"]) if "began" in detail else None,
            str(detail.get("last", "")),
            _count(detail["bought"]) if "bought" in detail else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    fits = (
        found.people > 0
        and found.went_on <= found.people
        and (found.began is None or found.began >= found.people)
        and (found.bought is None or found.bought <= found.went_on)
    )
    return found if fits else None


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError(value)


def _joined(steps: Sequence[DropOff]) -> DropOff | Missing:
    """Return several steps of one funnel as one, in whatever order they are given."""
    after = {step.step: step for step in steps}
    reached = {step.onward for step in steps}
    beginnings = [step for step in steps if step.step not in reached]
    if len(beginnings) != 1 or len(after) != len(steps):
        return Missing.STEPS
    first = end = beginnings[0]
    seen = [*first.evidence_ids]
    while (more := after.get(end.onward)) is not None:
        end = more
        seen += more.evidence_ids
    if len(seen) != len(steps):
        return Missing.STEPS
    return DropOff(
        tuple(seen),
        first.collected,
        first.step,
        first.people,
        end.onward,
        end.went_on,
        first.first,
        first.began,
        end.last,
        end.bought,
    )


def is_asked(journey: Journey, point: Touchpoint) -> bool:
    """Tell whether somebody has begun to say what a touchpoint is worth: otherwise nothing is said of it."""
    return journey.order is not None or journey.visits is not None or point.visits is not None


def loss(journey: Journey, point: Touchpoint, drop: DropOff | Missing) -> Loss | tuple[Missing, ...]:
    """Return what a touchpoint loses a month, or what is missing.

    lost = visits · came · dropped · buys · value of an order. Visits are those of the touchpoint, or else those who come
    to the first step of the funnel, of whom the share `came` comes by. `dropped` of them leave there. Not everybody
    who leaves would have bought: had they gone on, they would have bought as those do who go on, of whom the share
    `buys` comes to the last step, which is taken for an order. A share that the funnel does not tell is 0..1.

    Of the result, in money a month and 0 or more, the lower end is what is lost if each term is at its lower end, and the
    upper if each is at its upper. Where visits and value are what they are said to be, what is lost is between the ends
    at least 85 times in 100, for each of the three shares is with 95 %, and in fact more often. It is too high where
    those who leave wanted it less than those who stay, as is often so: it is what there is to win at most, if nobody
    left here and all else stayed.
    """
    visits = point.visits if point.visits is not None else journey.visits
    missing = [
        term
        for term, is_missing in (
            (Missing.ORDER, journey.order is None),
            (Missing.VISITS, visits is None),
        )
        if is_missing
    ]
    if isinstance(drop, Missing):
        return (*missing, drop)
    if journey.order is None or visits is None:
        return tuple(missing)
    of_journey = point.visits is None
    came = drop.came if of_journey else ALL
    terms = (visits, came, drop.dropped, drop.buys, journey.order)
    lost = Range(prod(one.low for one in terms), prod(one.high for one in terms))
    return Loss(drop, visits, of_journey, came, drop.dropped, drop.buys, journey.order, lost)


def total(losses: Iterable[Loss]) -> Range | None:
    """Return what several touchpoints lose a month together; None for none.

    Who leaves does so at one of them, so each counts once: as if they had gone on there and then fared as others do.
    """
    found = list(losses)
    if not found:
        return None
    return Range(sum(one.lost.low for one in found), sum(one.lost.high for one in found))


class PointLoss(Struct, frozen=True):
    """What a touchpoint loses a month, or what is missing to say so."""

    touchpoint: Touchpoint
    stage: str
    loss: Loss | None
    missing: tuple[Missing, ...] = ()


class JourneyMoney(Struct, frozen=True):
    """What the touchpoints of a journey lose a month; none of them where nobody has begun to say what they are worth."""

    journey: Journey
    points: tuple[PointLoss, ...]
    lost: Money | None
    """All of them that are known together."""

    @property
    def known(self) -> tuple[PointLoss, ...]:
        """The touchpoints of which it is known, those that lose most first."""
        found = [point for point in self.points if point.loss is not None]
        return tuple(sorted(found, key=lambda point: -point.loss.lost.middle if point.loss else 0))

    def at(self, touchpoint_id: int) -> PointLoss | None:
        """Return what is said of a touchpoint; None where nothing is."""
        return next((point for point in self.points if point.touchpoint.id == touchpoint_id), None)
