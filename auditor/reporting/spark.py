"""Small lines of a few values, one cell each."""

from __future__ import annotations

from collections.abc import Sequence

_STEPS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"


def spark(values: Sequence[float | None], low: float, high: float) -> str:
    """Return a line of one block for each value, from the lowest for `low` to the highest for `high`.

    Values beyond are drawn at the edge; where nothing is known there is a dot.
    """
    return "".join(_NOTHING if value is None else _STEPS[_step(value, low, high)] for value in values)


def _step(value: float, low: float, high: float) -> int:
    share = (value - low) / (high - low)
    return round(max(0.0, min(1.0, share)) * (len(_STEPS) - 1))
