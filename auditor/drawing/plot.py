"""Emotion curves drawn in text: smooth lines of braille dots with a sign at every touchpoint.

Each curve has a sign and a rhythm of its own, so that curves are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from auditor.analysis.curves import Curve
from auditor.drawing.curves import RHYTHMS, SIGNS

TOP, BOTTOM = 2.0, -2.0

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Braille dots by row and column within a cell."""

Cell = tuple[str, int | None]
"""A character, and the number of the curve it belongs to; None where nothing is drawn."""


class Plot(Struct, frozen=True):
    """Curves drawn into rows of cells, the top row for very happy, the bottom row for very sour."""

    rows: tuple[tuple[Cell, ...], ...]
    column_width: int


def plot(curves: Sequence[Curve], columns: int, column_width: int, height: int) -> Plot:
    """Draw curves of `columns` touchpoints, `column_width` cells each, into `height` rows (at least 5).

    The first curve lies on top. Places where nothing is known interrupt a line. Raises ValueError for a score that is
    not −2..2, lest a line to it take for ever.
    """
    for curve in curves:
        for score in curve:
            if score is not None and not BOTTOM <= score <= TOP:
                raise ValueError(f"no score: {score}")
    width = max(1, columns * column_width)
    canvas = _Canvas(width, height)
    for number in reversed(range(len(curves))):
        canvas.draw(curves[number], number, column_width)
    for number in reversed(range(len(curves))):
        for place, score in enumerate(curves[number]):
            if score is not None:
                x = place * column_width + column_width // 2
                canvas.sign(x, row_of(score, height), number)
    return Plot(canvas.rows(), column_width)


def row_of(score: float, height: int) -> int:
    """Return the row of a score −2..2 in a drawing of `height` rows: the one in which its line runs."""
    return _dot_row(score, height) // 4


def even_height(room: int) -> int:
    """Return the most rows within `room`, and at least 5, in which feelings stand at equal distances."""
    return max(5, (room - 1) // 4 * 4 + 1)


def _dot_row(score: float, height: int) -> int:
    return round((TOP - score) / (TOP - BOTTOM) * (height - 1) * 4) + 1


class _Canvas:
    """Cells of braille dots, each owned by the curve drawn last."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._dots: dict[tuple[int, int], tuple[int, int]] = {}
        self._signs: dict[tuple[int, int], int] = {}

    def draw(self, curve: Curve, number: int, column_width: int) -> None:
        """Draw the line of a curve between neighbours that are both known."""
        step = column_width * 2
        on, off = RHYTHMS[number % len(RHYTHMS)]
        for place in range(len(curve) - 1):
            here, there = curve[place], curve[place + 1]
            if here is None or there is None:
                continue
            start = place * step + column_width
            last: int | None = None
            for dot in range(step + 1):
                share = dot / step
                y = _dot_row(here + (there - here) * share * share * (3 - 2 * share), self._height)
                if dot % (on + off) < on:
                    for between in _between(last, y):
                        self._dot(start + dot, between, number)
                last = y

    def _dot(self, x: int, y: int, number: int) -> None:
        column, row = x // 2, y // 4
        if not (0 <= column < self._width and 0 <= row < self._height):
            return
        mask, owner = self._dots.get((column, row), (0, number))
        bit = _DOTS[y % 4][x % 2]
        self._dots[column, row] = (mask | bit if owner == number else bit, number)

    def sign(self, x: int, row: int, number: int) -> None:
        """Put the sign of a curve over its line."""
        self._signs[x, row] = number

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the finished rows."""
        return tuple(
            tuple(self._cell(column, row) for column in range(self._width)) for row in range(self._height)
        )

    def _cell(self, column: int, row: int) -> Cell:
        number = self._signs.get((column, row))
        if number is not None:
            return SIGNS[number % len(SIGNS)], number
        dots = self._dots.get((column, row))
        return (" ", None) if dots is None else (chr(0x2800 + dots[0]), dots[1])


def _between(last: int | None, y: int) -> range:
    """Return the dot rows from just after `last` to `y`, so that a steep line has no holes."""
    if last is None or abs(y - last) <= 1:
        return range(y, y + 1)
    return range(last + 1, y + 1) if y > last else range(y, last)
