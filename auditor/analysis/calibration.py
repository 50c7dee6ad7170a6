"""How well a team estimates: the impact it expected of actions against the impact they turned out to have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from statistics import fmean, stdev
from typing import TypeVar

from msgspec import Struct

from auditor.analysis.proportions import Interval, mean_interval

ENOUGH = 5
"""Of fewer actions of a person or a phase nothing is said. A house rule: the interval of four is as wide as the scale."""

K = TypeVar("K", bound=Hashable)


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


class PartCalibration(Struct, frozen=True):
    """How well one person estimates, or all in one phase."""

    actions: int
    calibration: Calibration | None
    """None for fewer than ENOUGH actions."""

    @property
    def missing(self) -> int:
        """How many actions more it takes before something is said."""
        return max(0, ENOUGH - self.actions)


def calibrations(overestimates: Iterable[tuple[K, float]]) -> dict[K, PartCalibration]:
    """Return the calibration of each part that actions fall into, in the order in which the parts are first met.

    Each is the mean of expected less realised impact of its actions, −4..4, with Student's t interval.
    """
    parts: defaultdict[K, list[float]] = defaultdict(list)
    for part, over in overestimates:
        parts[part].append(over)
    return {
        part: PartCalibration(len(each), calibration(each) if len(each) >= ENOUGH else None)
        for part, each in parts.items()
    }
