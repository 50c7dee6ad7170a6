"""What fits in a number of person-days: the exact 0/1 knapsack, made quick by there being only five efforts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import gcd

from msgspec import Struct

from auditor.analysis.dependencies import Blockers, Thing, choices

DAYS = (0.5, 2.0, 5.0, 15.0, 40.0)
"""Person-days of effort 1..5. House defaults, set in the config."""

PARTS = 4
"""Days are counted in quarters, so that sums of them are exact."""

POINTS = 1_000_000
"""Values are compared in millionths, so that sums of them are exact."""

_NONE: Blockers = {}


def are_days(value: object) -> bool:
    """Tell whether a value is a number of days that can be worked with: quarters of a day from ¼ to 1000."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 1 / PARTS <= value <= 1000 and value * PARTS == int(value * PARTS)


class Best(Struct, frozen=True):
    """The most valuable set: how many of each class, the most valuable of it, and which of those in a knot."""

    counts: tuple[int, ...]
    knotted: frozenset[int]


class Knotted(Struct, frozen=True):
    """Something that waits for others, or that others wait for: by its number, its class and its value."""

    number: int
    kind: int
    value: float


def best_set(
    values: Sequence[Sequence[float]],
    days: Sequence[float],
    capacity: float,
    knotted: Sequence[Knotted] = (),
    blockers: Blockers = _NONE,
) -> Best:
    """Return how many of each class to take, and which of those knotted, so that the sum of values is greatest.

    `values[c]` are the values (0 or more) of the things of class c in falling order, each of which takes `days[c]`
    person-days (quarters of a day); together they take `capacity` days at most. Of sets of equal value one that
    takes the fewest days is returned. Of those `knotted` one is taken only with all that it waits for, see
    `dependencies.choices`, which raises TooTangledError.

    The 0/1 knapsack problem is exact over days by dynamic programming (R. Bellman, 1957). Things of a class take
    equal time, so only their number counts, and the value of the k best of a class is concave in k. So the best
    number for each room never goes down by more than the room does, and divide and conquer finds all of them in
    O(room · log room) a class, however many things there are (A. Aggarwal and others, 1987, on such matrices).
    """
    sizes = [int(each * PARTS) for each in days]
    part = gcd(*sizes)
    sizes = [size // part for size in sizes]
    every = sum(size * len(kind) for size, kind in zip(sizes, values, strict=True))
    every += sum(sizes[one.kind] for one in knotted)
    room = min(int(capacity * PARTS) // part, every)
    best = [0] * (room + 1)
    taken: list[list[int]] = []
    for size, kind in zip(sizes, values, strict=True):
        best, counts = _with_class(best, _sums(kind, room // size), size)
        taken.append(counts)
    things = [Thing(one.number, sizes[one.kind], round(one.value * POINTS)) for one in knotted]
    _worth, _less, at, chosen = max(
        (best[room - one.days] + one.worth, -least - one.days, least, one.numbers)
        for one in choices(things, blockers, room)
        for least in [best.index(best[room - one.days])]
    )
    found = []
    for size, counts in zip(reversed(sizes), reversed(taken), strict=True):
        found.append(counts[at])
        at -= counts[at] * size
    return Best(tuple(reversed(found)), chosen)


def _sums(values: Sequence[float], most: int) -> list[int]:
    """Return the value in millionths of the 0, 1, 2 … first things; what is worth nothing is left out."""
    worth = [points for value in values[:most] if (points := round(value * POINTS)) > 0]
    return [0, *accumulate(worth)]


def _with_class(best: Sequence[int], sums: Sequence[int], size: int) -> tuple[list[int], list[int]]:
    """Return the best value for each room with the things of one more class, and how many of them that takes."""
    values, counts = list(best), [0] * len(best)
    for rest in range(min(size, len(best))):
        before = best[rest::size]
        for at, count in enumerate(_counts(before, sums)):
            counts[rest + at * size] = count
            values[rest + at * size] = before[at - count] + sums[count]
    return values, counts


def _counts(before: Sequence[int], sums: Sequence[int]) -> list[int]:
    """Return for each i the k that makes before[i − k] + sums[k] greatest.

    `sums` is concave, so the best i − k never goes down as i goes up.
    """
    counts = [0] * len(before)
    last = len(sums) - 1
    ranges = [(0, len(before) - 1, 0, len(before) - 1)]
    while ranges:
        low, high, first, final = ranges.pop()
        if low > high:
            continue
        middle = (low + high) // 2
        left = max(
            range(max(first, middle - last), min(final, middle) + 1),
            key=lambda kept: before[kept] + sums[middle - kept],
        )
        counts[middle] = middle - left
        ranges += [(low, middle - 1, first, left), (middle + 1, high, left, final)]
    return counts
