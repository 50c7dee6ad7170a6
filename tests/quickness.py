"""How long something may take, told against a floor that is measured beside it: seconds alone fail on a slow day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

_FLOOR = 0.05
"""Seconds that `_count` takes on a machine that has nothing else to do."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let a block take so many seconds of the processor's own time, and as much more as this machine is slower now."""
    before = _count()
    begun = process_time()
    yield
    taken = process_time() - begun
    slower = max(before, _count(), _FLOOR) / _FLOOR
    assert taken < seconds * slower, f"{taken:.1f} s, {taken / slower:.1f} s of a quiet machine"


def _count() -> float:
    """Return how long a small piece of work takes now."""
    begun = process_time()
    sum(range(2_000_000))
    return process_time() - begun
