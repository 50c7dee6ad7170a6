"""Text fitted to the cells of a terminal, in which some characters take two and some none."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base.text import one_line


def cells_of(text: str) -> int:
    """Return how many cells a text takes."""
    if text.isascii():
        return len(text)
    # Imported here, because most text needs it not and every command would pay for it.
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def fit(text: str, width: int) -> str:
    """Return `text` on one line, cut with an ellipsis or padded to exactly `width` cells."""
    if width <= 0:
        return ""
    line = one_line(text)
    if cells_of(line) > width:
        while line and cells_of(line) > width - 1:
            line = line[:-1]
        line = line.rstrip() + "…"
    return line + " " * (width - cells_of(line))


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """Return `text` in exactly `lines` lines of exactly `width` cells, broken at spaces where that fits."""
    words = one_line(text).split(" ")
    found: list[str] = []
    while len(found) < lines - 1:
        line = words.pop(0) if words else ""
        while words and cells_of(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        found.append(fit(line, width))
    return [*found, fit(" ".join(words), width)]


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
