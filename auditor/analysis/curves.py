"""The emotion curve: its high and low points, what is remembered of it, and where two curves part.

A curve is a sequence of scores −2 (very sour) .. 2 (very happy), one per touchpoint from left to right; None
where nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

BEST = 2.0
"""The best score there is."""

Score = float | None
Curve = Sequence[Score]


class Parting(Struct, frozen=True):
    """Two values at one place of the line: from `low` to `high`, or from the first curve to the second."""

    place: int
    first: float
    second: float

    @property
    def size(self) -> float:
        """How far apart they are, 0..4."""
        return abs(self.second - self.first)


def known(curve: Curve) -> list[tuple[int, float]]:
    """Return the places and scores where something is known, from left to right."""
    return [(place, score) for place, score in enumerate(curve) if score is not None]


def highest(curve: Curve) -> int | None:
    """Return the place of the highest score, the first of equals; None for an empty curve."""
    points = known(curve)
    return max(points, key=lambda point: (point[1], -point[0]))[0] if points else None


def lowest(curve: Curve) -> int | None:
    """Return the place of the lowest score, the first of equals; None for an empty curve."""
    points = known(curve)
    return min(points, key=lambda point: (point[1], point[0]))[0] if points else None


def mean(scores: Iterable[Score]) -> Score:
    """Return the mean of what is known, or None."""
    given = [score for score in scores if score is not None]
    return sum(given) / len(given) if given else None


def peak(curve: Curve) -> Score:
    """Return the strongest score, of equally strong ones the negative; None for an empty curve."""
    points = known(curve)
    return max((score for _place, score in points), key=lambda s: (abs(s), -s)) if points else None


def peak_end(curve: Curve) -> Score:
    """Return (strongest feeling + last feeling)/2, in −2..2: what is remembered of an experience.

    Of equally strong feelings the negative one counts. Source: B. L. Fredrickson and D. Kahneman, “Duration
    neglect in retrospective evaluations of affective episodes” (1993).
    """
    strongest = peak(curve)
    return None if strongest is None else (strongest + known(curve)[-1][1]) / 2


STEP = 1.0
"""How much better one step is."""
_ALIKE = 1e-9
"""Sums that differ by less are the same."""


class Raise(Struct, frozen=True):
    """Where one step better raises what is remembered most, and what it then is."""

    places: tuple[int, ...]
    """Several where each alone raises it as much; none where no single step raises it."""
    before: float
    """What is remembered now, −2..2."""
    after: float
    """What would be, −2..2; as `before` where no single step raises it."""

    @property
    def gain(self) -> float:
        """By how much it rises, 0..2."""
        return self.after - self.before


def stepped(curve: Curve, place: int) -> list[Score]:
    """Return a curve with the score at a place, which is known, one step better: min(2, score + 1)."""
    score = curve[place]
    assert score is not None
    return [*curve[:place], min(BEST, score + STEP), *curve[place + 1 :]]


def remembered_raise(curve: Curve) -> Raise | None:
    """Return where one step better raises peak_end most; None for an empty curve.

    For each known place i the gain is peak_end(curve with min(2, score_i + 1) at i) − peak_end(curve), in 0..2; the
    largest counts, and all places that have it. One step is the least that a walk notes; the rule is the product's own.
    """
    before = peak_end(curve)
    if before is None:
        return None
    found = {place: peak_end(stepped(curve, place)) or 0.0 for place, _score in known(curve)}
    after = max(found.values())
    if after - before < _ALIKE:
        return Raise((), before, before)
    return Raise(tuple(place for place, each in found.items() if after - each < _ALIKE), before, after)


def persona_gaps(curves: Sequence[Curve]) -> list[Parting]:
    """Return, where at least two personas are known, the lowest and highest of their scores, widest first."""
    gaps = []
    for place, scores in enumerate(zip(*curves, strict=True)):
        given = [score for score in scores if score is not None]
        if len(given) >= 2:
            gaps.append(Parting(place, min(given), max(given)))
    return _widest_first(gaps)


STEPS_APART = 2
"""Personas who differ by so many steps of −2..2 need different things of a touchpoint. The product's own choice."""

_ROUNDING = 1e-9
"""Feelings from inside are means, which no computer holds exactly."""


def wide(gaps: Iterable[Parting]) -> list[Parting]:
    """Return the gaps of two steps or more, in their order."""
    return [gap for gap in gaps if gap.size >= STEPS_APART - _ROUNDING]


def partings(first: Curve, second: Curve) -> list[Parting]:
    """Return where both curves are known and how far the second lies from the first, widest first."""
    both = enumerate(zip(first, second, strict=True))
    return _widest_first(
        Parting(place, one, other) for place, (one, other) in both if one is not None and other is not None
    )


def _widest_first(gaps: Iterable[Parting]) -> list[Parting]:
    return sorted(gaps, key=lambda gap: (-gap.size, gap.place))


class Work(Struct, frozen=True):
    """The actions that want doing at one place."""

    open: int
    """Proposed ones among them."""
    accepted: int
    """Planned or in progress."""
    due: date | None = None
    """The first day on which an accepted one is due; None where none has a date."""


class DueCover(Struct, frozen=True):
    """How much of the way will be covered when all is done that is due by the end of a month."""

    month: date
    """The first day of the month."""
    covered: float
    share: float
    """covered/wanted in 0..1; the months before are in it."""


class Coverage(Struct, frozen=True):
    """How much of the way from the journey as it is to the journey as it is wanted is being worked on."""

    wanted: float
    """Sum of how far feelings are to rise, over all touchpoints."""
    covered: float
    """The part of it at touchpoints with an accepted action."""
    proposed: float
    """The part of it at touchpoints with any open action, proposals too; at least `covered`."""
    untouched: tuple[int, ...]
    """Places with a rise wanted and no accepted action, the widest first."""
    by_due: tuple[DueCover, ...]
    """Month by month, the earliest first; a touchpoint is covered from the first due date of its accepted actions."""
    undated: float
    """The part of `covered` where no accepted action has a date."""

    @property
    def share(self) -> Score:
        """covered/wanted in 0..1, or None when nothing is wanted."""
        return self.covered / self.wanted if self.wanted else None

    @property
    def share_with_proposals(self) -> Score:
        """proposed/wanted in 0..1, or None when nothing is wanted."""
        return self.proposed / self.wanted if self.wanted else None


def coverage(as_is: Curve, to_be: Curve, works: Sequence[Work]) -> Coverage:
    """Return the gap coverage: Σ max(0, to-be − as-is) at touchpoints with an accepted action, of the whole sum.

    The product's own measure. `works` are the actions of each touchpoint; all three have the same length.
    """
    rises = [gap for gap in partings(as_is, to_be) if gap.second > gap.first]
    covered = [gap for gap in rises if works[gap.place].accepted > 0]
    wanted = sum(gap.size for gap in rises)
    dated = [(due.replace(day=1), gap.size) for gap in covered if (due := works[gap.place].due) is not None]
    months = []
    for month in sorted({one for one, _size in dated}):
        until = sum(size for one, size in dated if one <= month)
        months.append(DueCover(month, until, until / wanted))
    return Coverage(
        wanted,
        sum(gap.size for gap in covered),
        sum(gap.size for gap in rises if works[gap.place].open > 0),
        tuple(gap.place for gap in rises if works[gap.place].accepted == 0),
        tuple(months),
        sum(gap.size for gap in covered if works[gap.place].due is None),
    )
