"""Figures from before and after an action: the difference, and between what it lies with 95 % confidence."""

from __future__ import annotations

from math import sqrt

from msgspec import Struct

from auditor.analysis import student
from auditor.analysis.proportions import Interval, nps, wilson
from auditor.base.vocabulary import Better, Effect, EvidenceKind
from auditor.views.proofs import BeforeAfter, ComparedFigure

SHARE, PROMOTERS = "%", "NPS"
"""Units whose scale is known: shares of people 0..100, and the net promoter score −100..100."""

_RANGES = {SHARE: 100.0, PROMOTERS: 200.0, "CES": 6.0}
"""How far two figures of a unit can lie apart: the width of its scale. Effort is asked from 1 to 7."""


class Worth(Struct, frozen=True):
    """The smallest difference worth having; anything less is as good as no effect. Set in the config."""

    share: float = 5.0
    """Of shares of people, in percentage points; of the net promoter score twice as much, as its scale is twice as wide."""
    deviation: float = 0.2
    """Of means, as a part of their standard deviation: a small effect by J. Cohen, “Statistical Power Analysis” (1988)."""


DEFAULT_WORTH = Worth()


def usual_kind(unit: str) -> EvidenceKind:
    """Return what figures from before and after are won by where nobody says it: asked, for scores, else counted."""
    return (
        EvidenceKind.SURVEY if unit.strip().upper() in ("CSAT", PROMOTERS, "CES") else EvidenceKind.ANALYTICS
    )


class FigureDifference(Struct, frozen=True):
    """A difference, after minus before, in the unit of the figures; without an interval where none can be told."""

    value: float
    interval: Interval | None


def difference(before: ComparedFigure, after: ComparedFigure, unit: str) -> FigureDifference:
    """Return after − before with its 95 % interval.

    Shares of people (unit `%`, figures 0..100) by `newcombe`, net promoter scores without a deviation by
    `square_and_add`, means with a deviation by `welch`; a figure without people, or a mean without a deviation, has
    no interval. Where the scale is known, the interval is cut at the largest difference there can be.
    """
    value = after.figure - before.figure
    interval = _interval(before, after, unit)
    if interval is not None and (widest := _RANGES.get(_known(unit))) is not None:
        interval = Interval(max(-widest, interval.low), min(widest, interval.high))
    return FigureDifference(value, interval)


def _interval(before: ComparedFigure, after: ComparedFigure, unit: str) -> Interval | None:
    if not before.people or not after.people:
        return None
    if _known(unit) == SHARE:
        found = newcombe(_count(after), after.people, _count(before), before.people)
        return Interval(100 * found.low, 100 * found.high)
    if before.deviation is None or after.deviation is None:
        if _known(unit) != PROMOTERS or max(abs(before.figure), abs(after.figure)) > 100:
            return None
        return square_and_add(
            after.figure,
            _promoters(after.figure, after.people),
            before.figure,
            _promoters(before.figure, before.people),
        )
    return welch(before, after) if min(before.people, after.people) > 1 else None


def _known(unit: str) -> str:
    return unit.strip().upper()


def _promoters(score: float, people: int) -> Interval:
    """Return the interval of a net promoter score as if nobody were in between, which is the widest it can be."""
    loyal = people * (1 + score / 100) / 2
    return nps(loyal, people - loyal, people).interval


def _count(side: ComparedFigure) -> float:
    """Return how many of the people a share is, whole where it is whole but for rounding."""
    exact = side.figure / 100 * (side.people or 0)
    return round(exact) if abs(exact - round(exact)) < 1e-6 else exact


def newcombe(first: float, first_people: int, second: float, second_people: int) -> Interval:
    """Return the 95 % interval of first/first_people − second/second_people, within −1..1.

    `square_and_add` of the Wilson intervals. Source: R. G. Newcombe, “Interval estimation for the difference between
    independent proportions” (1998), method 10. 56 of 70 less 48 of 80: 0.0524..0.3339.
    """
    found = square_and_add(
        first / first_people,
        wilson(first, first_people),
        second / second_people,
        wilson(second, second_people),
    )
    return Interval(max(-1.0, found.low), min(1.0, found.high))


def square_and_add(first: float, one: Interval, second: float, other: Interval) -> Interval:
    """Return the interval of first − second, which are independent, from the interval of each.

    From (l₁, u₁) and (l₂, u₂): d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²). Source: G. Y. Zou
    and A. Donner, “Construction of confidence limits about effect measures: a general approach” (2008).
    """
    low = first - second - sqrt((first - one.low) ** 2 + (other.high - second) ** 2)
    high = first - second + sqrt((one.high - first) ** 2 + (second - other.low) ** 2)
    return Interval(low, high)


def welch(before: ComparedFigure, after: ComparedFigure) -> Interval:
    """Return the 95 % interval of the difference of two means, after − before; both have people ≥ 2 and a deviation.

    d ± t·√(a + b) with a = s₁²/n₁, b = s₂²/n₂ and (a + b)²/(a²/(n₁−1) + b²/(n₂−1)) degrees of freedom.
    Source: B. L. Welch, “The generalization of Student’s problem when several different population variances
    are involved” (1947).
    """
    value = after.figure - before.figure
    m, n = before.people or 0, after.people or 0
    a, b = (before.deviation or 0.0) ** 2 / m, (after.deviation or 0.0) ** 2 / n
    if a + b == 0:
        return Interval(value, value)
    freedom = (a + b) ** 2 / (a * a / (m - 1) + b * b / (n - 1))
    half = student.quantile(0.975, freedom) * sqrt(a + b)
    return Interval(value - half, value + half)


def smallest_worth(figures: BeforeAfter, worth: Worth = DEFAULT_WORTH) -> float:
    """Return the smallest difference worth having, in the unit of the figures.

    Shares: `worth.share` points. NPS: twice as many. Means: `worth.deviation` · √((s₁² + s₂²)/2), as Cohen’s d.
    """
    if _known(figures.unit) == SHARE:
        return worth.share
    deviations = [one.deviation for one in (figures.before, figures.after) if one.deviation is not None]
    if _known(figures.unit) == PROMOTERS and len(deviations) < 2:
        return 2 * worth.share
    return worth.deviation * sqrt(sum(one * one for one in deviations) / 2)


def effect_of_figures(figures: BeforeAfter, worth: Worth = DEFAULT_WORTH) -> Effect | None:
    """Return what figures say of an action. Figures that have no interval say nothing (None).

    Effective or worse where the whole interval lies on one side of 0. Else no effect where the whole of it lies within
    the smallest difference worth having, and where it reaches beyond it can’t be told. Source: D. J. Schuirmann, “A
    comparison of the two one-sided tests procedure …” (1987); with 95 % for his 90 %, which is stricter.
    """
    return effect_within(
        difference(figures.before, figures.after, figures.unit).interval,
        figures.better,
        smallest_worth(figures, worth),
    )


def effect_within(interval: Interval | None, better: Better, smallest: float) -> Effect | None:
    """Return what an interval of a difference says, where less than `smallest` is as good as nothing."""
    if interval is None:
        return None
    if interval.low <= 0 <= interval.high:
        nothing = -smallest <= interval.low and interval.high <= smallest
        return Effect.NONE if nothing else Effect.CANT_TELL
    risen = interval.low > 0
    return Effect.EFFECTIVE if risen == (better is Better.HIGHER) else Effect.WORSE
