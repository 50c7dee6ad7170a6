"""Figures of surveys with their intervals: shares, top two of a scale, the net promoter score, means."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from msgspec import Struct

from auditor.analysis import student

Z_95 = 1.959963984540054
"""The normal quantile of 97.5 %, for intervals of 95 %."""

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


def top_two(counts: Counts) -> tuple[int, int]:
    """Return (how many chose one of the two highest scores of the scale, how many answered): CSAT."""
    highest = sorted(counts)[-2:]
    return sum(counts[score] for score in highest), sum(counts.values())


def promoters(counts: Counts) -> tuple[int, int, int]:
    """Return (promoters 9–10, detractors 0–6, all who answered) of scores 0..10 (F. Reichheld, 2003)."""
    loyal = sum(count for score, count in counts.items() if score >= PROMOTER_FROM)
    critical = sum(count for score, count in counts.items() if score <= DETRACTOR_TO)
    return loyal, critical, sum(counts.values())


def nps(loyal: float, critical: float, people: float) -> Estimate:
    """Return the net promoter score −100..100 with its interval; `people` must be more than 0.

    The score is 100·(promoters − detractors)/n. The interval is the adjusted Wald one: three answers are added,
    ¾ promoter, ¾ detractor and 1½ between, and then ±z·√((p + d − (p − d)²)/n) is taken (B. Rocks, “Interval
    estimation for the net promoter score”, The American Statistician, 2016). Kept within −100..100.
    """
    larger = people + 3
    p, d = (loyal + 0.75) / larger, (critical + 0.75) / larger
    half = 100 * Z_95 * sqrt((p + d - (p - d) ** 2) / larger)
    centre = 100 * (p - d)
    score = 100 * (loyal - critical) / people
    return Estimate(score, Interval(max(-100.0, centre - half), min(100.0, centre + half)))


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
