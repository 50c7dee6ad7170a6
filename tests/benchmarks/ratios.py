"""Taking turns and putting figures beside each other."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Ratio:
    """What the program takes against its floor, both measured in turns in the same run."""

    what: str
    ours: float
    floor: float
    unit: str
    aim: float | None
    """The ratio is to stay at or under this; None where nothing is aimed at."""
    spread: tuple[float, float] = (0.0, 0.0)
    """First and third quartile of ours."""

    @property
    def value(self) -> float:
        """Ours divided by the floor."""
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        return None if self.aim is None else self.value <= self.aim + 0.005

    def record(self) -> dict[str, object]:
        """Return it as it is in JSON."""
        return {
            "what": self.what,
            "ours": self.ours,
            "floor": self.floor,
            "unit": self.unit,
            "ratio": self.value,
            "aim": self.aim,
            "quartiles": list(self.spread),
        }


def timed(work: Callable[[], object]) -> Measure:
    """Return a measure of the seconds that some work takes."""

    def measure() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measure


def in_turns(measures: Mapping[str, Measure], times: int, warm: int = 1) -> dict[str, list[float]]:
    """Run the measures one after the other, `times` rounds, so that a slow moment falls on all of them alike.

    The first `warm` rounds are run and not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in measures}
    gc.collect()
    for round_number in range(-warm, times):
        for name, measure in measures.items():
            seconds = measure()
            if round_number >= 0:
                taken[name].append(seconds)
    return taken


def ratio(
    what: str, ours: Sequence[float], floor: Sequence[float], aim: float | None, unit: str = "ms"
) -> Ratio:
    """Return the ratio of two medians; seconds are shown as milliseconds."""
    factor = 1000.0 if unit == "ms" else 1.0
    first, _second, third = quantiles(ours, n=4) if len(ours) > 1 else (ours[0],) * 3
    return Ratio(
        what, median(ours) * factor, median(floor) * factor, unit, aim, (first * factor, third * factor)
    )


def table(ratios: Iterable[Ratio]) -> str:
    """Return the figures as a table in Markdown."""
    from tabulate import tabulate

    marks = {True: "yes", False: "NO", None: ""}
    rows = [
        (
            each.what,
            f"{each.ours:.4g} {each.unit}",
            f"{each.floor:.4g} {each.unit}",
            f"{each.value:.2f}",
            "" if each.aim is None else f"≤ {each.aim:g}",
            marks[each.met],
        )
        for each in ratios
    ]
    titles = ("measure", "Auditor", "against", "ratio", "aim", "met")
    return tabulate(rows, titles, tablefmt="github", disable_numparse=True)
