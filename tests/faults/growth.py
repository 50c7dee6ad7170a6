"""How the work for a file grows with its size, told by ratios: seconds say nothing on a machine that others use too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import process_time

from auditor.base.errors import RefusedError

TIMES = 8
"""How many times as large the larger file is. What grows with the square takes 64 times as long."""
_MOST = 3 * TIMES
"""What a reader may take for it: three times its share, for memory that is slower where there is more of it."""
_LEAST = 0.003
"""Seconds that count as nothing, so that no ratio is made of them."""
_TRIES = 3

Make = Callable[[int], str]
"""Makes a file of a size."""


def growth(read: Callable[[str], object], make: Make, size: int) -> float:
    """Return how many times as long reading takes when a file is `TIMES` as large; a refusal is read too.

    Only the processor's own time counts, of several turns the shortest; where it grew too much, once more.
    """
    small, large = make(size), make(size * TIMES)
    found = float("inf")
    for _turn in range(_TRIES):
        found = min(found, _seconds(read, large, 1) / max(_LEAST, _seconds(read, small, 3)))
        if found <= _MOST:
            break
    return found


def is_linear(read: Callable[[str], object], make: Make, size: int) -> bool:
    """Tell whether the time for a file grows as its size does, and no faster."""
    return growth(read, make, size) <= _MOST


def _seconds(read: Callable[[str], object], text: str, turns: int) -> float:
    taken = []
    for _turn in range(turns):
        begun = process_time()
        with suppress(RefusedError):
            read(text)
        taken.append(process_time() - begun)
    return min(taken)
