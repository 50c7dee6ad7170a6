"""How far several auditors agree: Krippendorff's alpha, and how far apart single answers are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from auditor.base.vocabulary import Verdict

V = TypeVar("V", bound=Hashable)

Metric = Callable[[Sequence[float], Sequence[float], int, int], float]
"""The squared difference of two values: from all values in order, how often each was given, and the two's places."""


def interval(values: Sequence[float], _counts: Sequence[float], one: int, other: int) -> float:
    """Return (c − k)²."""
    return (values[one] - values[other]) ** 2


def ordinal(_values: Sequence[float], counts: Sequence[float], one: int, other: int) -> float:
    """Return (Σ n_g for g from c to k − (n_c + n_k)/2)²: how many given values lie between the two ranks."""
    low, high = sorted((one, other))
    return (sum(counts[low : high + 1]) - (counts[low] + counts[high]) / 2) ** 2


def alpha(units: Iterable[Sequence[float | None]], metric: Metric = ordinal) -> float | None:
    """Return Krippendorff's alpha = 1 − D_o/D_e, at most 1; 0 is chance.

    Each unit holds the values the coders gave, None where one gave none; units with fewer than two values
    say nothing. None when alpha is undefined: no two values to compare, or the same value everywhere.

    D_o = 1/n · Σ o_ck·δ²_ck and D_e = 1/(n(n−1)) · Σ n_c·n_k·δ²_ck over the coincidences o_ck of values c and k.
    Source: K. Krippendorff, “Computing Krippendorff’s alpha-reliability” (2011).
    """
    pairs: defaultdict[tuple[float, float], float] = defaultdict(float)
    for unit in units:
        given = Counter(value for value in unit if value is not None)
        count = given.total()
        if count < 2:
            continue
        for one, times in given.items():
            for other, others in given.items():
                pairs[one, other] += times * (others - (one == other)) / (count - 1)
    values = sorted({value for pair, times in pairs.items() if times for value in pair})
    counts = [sum(pairs[one, other] for other in values) for one in values]
    total = sum(counts)
    places = range(len(values))
    apart = [(c, k, metric(values, counts, c, k)) for c in places for k in places if c != k]
    expected = sum(counts[c] * counts[k] * distance for c, k, distance in apart)
    if not expected:
        return None
    observed = sum(pairs[values[c], values[k]] * distance for c, k, distance in apart)
    return 1 - (total - 1) * observed / expected


RANKS = {Verdict.FAIL: 0.0, Verdict.PARTLY: 1.0, Verdict.PASS: 2.0}
"""The order of verdicts; not applicable has no place in it and counts as missing."""


def apart(verdicts: Iterable[Verdict | None]) -> float:
    """Return how far apart verdicts are, 0 alike .. 1 pass against fail.

    Not applicable against anything else counts as ½. The product's own measure, for the order of what to talk over.
    """
    given = {verdict for verdict in verdicts if verdict is not None}
    ranks = [RANKS[verdict] for verdict in given if verdict in RANKS]
    spread = (max(ranks) - min(ranks)) / 2 if ranks else 0.0
    return max(spread, 0.5) if Verdict.NOT_APPLICABLE in given and ranks else spread


def feelings_apart(feelings: Iterable[int | None]) -> float:
    """Return how far apart feelings −2..2 are, (max − min)/4 in 0..1."""
    given = [score for score in feelings if score is not None]
    return (max(given) - min(given)) / 4 if given else 0.0


def are_alike(values: Iterable[V | None]) -> bool | None:
    """Tell whether all who gave a value gave the same; None when fewer than two did."""
    given = [value for value in values if value is not None]
    return None if len(given) < 2 else len(set(given)) == 1
