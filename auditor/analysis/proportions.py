"""Figures of surveys with their intervals: shares, top two of a scale, the net promoter score, means."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, sqrt

from msgspec import Struct

from auditor.analysis import student

Z_95 = 1.959963984540054
"""The normal quantile of 97.5 %, for intervals of 95 %."""

_EXACT = 1e-12
"""How near a bound is found."""

PROMOTER_FROM, DETRACTOR_TO = 9, 6
"""Who counts in the net promoter score, on the scale 0..10."""

Counts = Mapping[int, int]
"""How many gave each score."""


class Interval(Struct, frozen=True):
    """Between what a figure lies with 95 % confidence."""

    low: float
    high: float


class Estimate(Struct, frozen=True):
    """A figure and its interval."""

    value: float
    interval: Interval


def wilson(successes: float, people: float, z: float = Z_95) -> Interval:
    """Return the score interval of a share 0..1 (E. B. Wilson, 1927); with nobody asked, 0..1.

    Centre (p + z²/2n)/(1 + z²/n), half width z·√(p(1 − p)/n + z²/4n²)/(1 + z²/n). 4 of 5: 0.376..0.964.
    """
    if people <= 0:
        return Interval(0.0, 1.0)
    share = successes / people
    spread = z * z / people
    centre = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / people + spread / (4 * people)) / (1 + spread)
    # At the ends of the scale the bound is the end itself, but for what rounding leaves.
    low = 0.0 if successes <= 0 else max(0.0, centre - half)
    high = 1.0 if successes >= people else min(1.0, centre + half)
    return Interval(low, high)


def top_two(counts: Counts, highest: int) -> tuple[int, int]:
    """Return (how many chose one of the two highest scores of the scale, how many answered): CSAT.

    `highest` is the highest score that could be given, whether anybody gave it or not.
    """
    return sum(counts.get(score, 0) for score in (highest - 1, highest)), sum(counts.values())


def promoters(counts: Counts) -> tuple[int, int, int]:
    """Return (promoters 9–10, detractors 0–6, all who answered) of scores 0..10 (F. Reichheld, 2003)."""
    loyal = sum(count for score, count in counts.items() if score >= PROMOTER_FROM)
    critical = sum(count for score, count in counts.items() if score <= DETRACTOR_TO)
    return loyal, critical, sum(counts.values())


def nps(loyal: float, critical: float, people: float) -> Estimate:
    """Return the net promoter score −100..100 with its interval; `people` must be more than 0.

    The score is 100·(promoters − detractors)/n. The interval is the score interval of a difference of two shares of
    the same people (T. Tango, “Equivalence test and confidence interval for the difference in proportions for the
    paired-sample design”, Statistics in Medicine, 1998): all differences that a test at 5 % does not reject. It
    stays within −100..100 and always holds the score.
    """
    score = (loyal - critical) / people

    def bound(end: float) -> float:
        """Return the farthest difference towards `end` that is not rejected, found by halving."""
        if _score_statistic(loyal, critical, people, end) <= Z_95:
            return end
        kept, rejected = score, end
        while abs(rejected - kept) > _EXACT:
            middle = (kept + rejected) / 2
            if _score_statistic(loyal, critical, people, middle) <= Z_95:
                kept = middle
            else:
                rejected = middle
        return kept

    return Estimate(100 * score, Interval(100 * bound(-1.0), 100 * bound(1.0)))


def _score_statistic(first: float, second: float, people: float, difference: float) -> float:
    """Return |first − second − n·d| / √(n·(2q + d(1 − d))) for a difference d in −1..1 of two shares of the same people.

    q is the likeliest share of the second kind if the difference is d: the larger root of 2n·q² + B·q + C = 0 with
    B = (2n − first + second)·d − first − second and C = −second·d·(1 − d) (Tango, 1998).
    """
    off = abs(first - second - people * difference)
    if off == 0:
        return 0.0
    b = (2 * people - first + second) * difference - first - second
    c = -second * difference * (1 - difference)
    likeliest = (sqrt(max(0.0, b * b - 8 * people * c)) - b) / (4 * people)
    spread = people * (2 * likeliest + difference * (1 - difference))
    return off / sqrt(spread) if spread > 0 else inf


def mean_of(counts: Counts) -> tuple[float, float | None, int]:
    """Return (mean, standard deviation, how many) of scores; the deviation needs two answers, the mean one."""
    people = sum(counts.values())
    mean = sum(score * count for score, count in counts.items()) / people
    if people < 2:
        return mean, None, people
    squares = sum(count * (score - mean) ** 2 for score, count in counts.items())
    return mean, sqrt(squares / (people - 1)), people


def mean_interval(mean: float, deviation: float, people: int) -> Interval | None:
    """Return mean ± t·s/√n with Student's t for n − 1 degrees of freedom; None for fewer than two people."""
    if people < 2:
        return None
    half = student.quantile(0.975, people - 1) * deviation / sqrt(people)
    return Interval(mean - half, mean + half)
