"""How well a team estimates: the impact it expected of actions against the impact they turned out to have."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, stdev

from msgspec import Struct

from auditor.analysis.proportions import Interval, mean_interval


class Calibration(Struct, frozen=True):
    """The mean overestimate in steps of impact −4..4, its 95 % interval, and of how many actions."""

    mean: float
    interval: Interval | None
    """None for fewer than two actions."""
    actions: int


def calibration(overestimates: Sequence[float]) -> Calibration | None:
    """Return the mean of expected less realised impact with Student's t interval; None without any."""
    if not overestimates:
        return None
    mean, count = fmean(overestimates), len(overestimates)
    interval = mean_interval(mean, stdev(overestimates), count) if count > 1 else None
    return Calibration(mean, interval, count)
