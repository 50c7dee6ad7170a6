"""How long an auditor takes for a judgement, from when they gave their earlier ones. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

USUAL = 25.0
"""Seconds a judgement of somebody of whom too little is known: a house default."""
SHORTEST, LONGEST = 1.0, 300.0
"""Seconds between two judgements that were given one after the other.

Less is a whole file of answers or several at once; more is a break.
"""
FEWEST = 20
"""With fewer gaps than this, the usual pace is taken."""


def seconds_a_judgement(given: Iterable[tuple[int, datetime]]) -> float:
    """Return how many seconds an auditor takes for a judgement, of when each was given and in which audit.

    With t₁ ≤ t₂ ≤ … the moments of the judgements in one audit, the gaps are tᵢ₊₁ − tᵢ; those of all audits with
    1 s ≤ gap ≤ 300 s are taken together, and the pace is their median. Of fewer than 20 gaps it is 25 s. So it lies in
    1..300 s.
    """
    # Hardly any command asks this, and all would pay for the import.
    from statistics import median

    moments = sorted(given)
    gaps = [
        (later - earlier).total_seconds()
        for (audit, earlier), (other, later) in pairwise(moments)
        if audit == other
    ]
    taken = [gap for gap in gaps if SHORTEST <= gap <= LONGEST]
    return median(taken) if len(taken) >= FEWEST else USUAL


def minutes(judgements: int, seconds: float) -> int:
    """Return about how many minutes so many judgements take, at that many seconds each: one at least, if there are any."""
    return max(round(judgements * seconds / 60), 1) if judgements else 0
