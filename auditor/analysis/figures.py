"""Figures from before and after an action: the difference, and between what it lies with 95 % confidence."""

from __future__ import annotations

from math import sqrt

from msgspec import Struct

from auditor.analysis import student
from auditor.analysis.proportions import Interval, wilson
from auditor.base.vocabulary import Better, Effect
from auditor.views.proofs import BeforeAfter, ComparedFigure

SHARE = "%"


class FigureDifference(Struct, frozen=True):
    """A difference, after minus before, in the unit of the figures; without an interval where none can be told."""

    value: float
    interval: Interval | None


def difference(before: ComparedFigure, after: ComparedFigure, unit: str) -> FigureDifference:
    """Return after − before with its 95 % interval.

    Shares of people (unit `%`, figures 0..100) by `newcombe`, means with a deviation by `welch`; a figure
    without people, or a mean without a deviation, has no interval.
    """
    value = after.figure - before.figure
    if not before.people or not after.people:
        return FigureDifference(value, None)
    if unit == SHARE:
        counts = (_count(after), after.people, _count(before), before.people)
        found = newcombe(*counts)
        return FigureDifference(value, Interval(100 * found.low, 100 * found.high))
    if before.deviation is None or after.deviation is None or min(before.people, after.people) < 2:
        return FigureDifference(value, None)
    return FigureDifference(value, welch(before, after))


def _count(side: ComparedFigure) -> float:
    """Return how many of the people a share is, whole where it is whole but for rounding."""
    exact = side.figure / 100 * (side.people or 0)
    return round(exact) if abs(exact - round(exact)) < 1e-6 else exact


def newcombe(first: float, first_people: int, second: float, second_people: int) -> Interval:
    """Return the 95 % interval of first/first_people − second/second_people, within −1..1.

    From the Wilson intervals (l₁, u₁) and (l₂, u₂): d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²).
    Source: R. G. Newcombe, “Interval estimation for the difference between independent proportions” (1998),
    method 10. 56 of 70 less 48 of 80: 0.0524..0.3339.
    """
    p, q = first / first_people, second / second_people
    one, other = wilson(first, first_people), wilson(second, second_people)
    low = p - q - sqrt((p - one.low) ** 2 + (other.high - q) ** 2)
    high = p - q + sqrt((one.high - p) ** 2 + (q - other.low) ** 2)
    return Interval(max(-1.0, low), min(1.0, high))


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


def effect_of_figures(figures: BeforeAfter) -> Effect | None:
    """Return what figures say of an action: effective or worse where the whole interval lies on one side of 0.

    An interval around 0 is no effect. Figures that have no interval say nothing (None).
    """
    found = difference(figures.before, figures.after, figures.unit).interval
    if found is None:
        return None
    if found.low <= 0 <= found.high:
        return Effect.NONE
    risen = found.low > 0
    return Effect.EFFECTIVE if risen == (figures.better is Better.HIGHER) else Effect.WORSE
