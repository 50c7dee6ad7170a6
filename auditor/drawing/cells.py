"""Text fitted to the cells of a terminal, in which some characters take two and some none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from auditor.base import signs
from auditor.base.text import one_line


def cells_of(text: str) -> int:
    """Return how many cells a text takes."""
    if text.isascii():
        return len(text)
    # Imported here, because most text needs it not and every command would pay for it.
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


Measure = Callable[[str], int]
"""How many cells a text takes; what draws by other means hands in its own, so that both agree on every character."""


_JOINER = "\N{ZERO WIDTH JOINER}"
"""Makes one sign of its neighbours; at an end it would swallow the ellipsis or a space."""


def fit(text: str, width: int, right: bool = False, cells: Measure = cells_of) -> str:
    """Return `text` on one line, cut with an ellipsis or padded to exactly `width` cells."""
    if width <= 0:
        return ""
    line = text if text.isprintable() else one_line(text).strip(_JOINER)
    taken = cells(line)
    if taken > width:
        line = line[: _fitting(line, width - 1, cells)].rstrip(f" {_JOINER}") + "…"
        taken = cells(line)
    gap = " " * (width - taken)
    return gap + line if right else line + gap


def _fitting(line: str, width: int, cells: Measure) -> int:
    """Return how many characters of a line take at most `width` cells."""
    if line.isascii():
        return width
    return bisect_right(range(1, len(line) + 1), width, key=lambda count: cells(line[:count]))


def broken(text: str, width: int, lines: int, cells: Measure = cells_of) -> list[str]:
    """Return `text` in exactly `lines` lines, broken at spaces to fit `width` cells; the last has all the rest."""
    words = one_line(text).split(" ")
    found: list[str] = []
    while len(found) < lines - 1:
        line = words.pop(0) if words else ""
        while words and cells(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        found.append(line)
    return [*found, " ".join(words)]


def wrapped(text: str, width: int, lines: int, cells: Measure = cells_of) -> list[str]:
    """Return `text` in exactly `lines` lines of exactly `width` cells, broken at spaces where that fits."""
    return [fit(line, width, cells=cells) for line in broken(text, width, lines, cells)]


_EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(share: float, width: int) -> str:
    """Return a bar of `width` cells filled to `share` 0..1, in eighths of a cell."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


_STEPS = "▁▂▃▄▅▆▇█"
_PLAIN_STEPS = "12345678"
"""Where the terminal has no such blocks."""
_NOTHING = "·"


def spark(values: Sequence[float | None], low: float, high: float) -> str:
    """Return a line of one block for each value, from the lowest for `low` to the highest for `high`.

    Values beyond are drawn at the edge; where nothing is known there is a dot.
    """
    steps = _STEPS if signs.has(_STEPS[0]) else _PLAIN_STEPS
    return "".join(_NOTHING if value is None else steps[_step(value, low, high)] for value in values)


def _step(value: float, low: float, high: float) -> int:
    share = (value - low) / (high - low)
    return round(max(0.0, min(1.0, share)) * (len(_STEPS) - 1))
