"""A matrix of two scales 1..5 with four quadrants by name, as lines of text: the terminal's and the command line's.

Effort against impact is one; what touchpoints mean to the business against what they mean to the customer another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from auditor.analysis.moments import MomentBounds, stake
from auditor.analysis.priority import Bounds, quadrant
from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import SCALE, Quadrant, Stake
from auditor.drawing.cells import Measure, cells_of, fit
from auditor.drawing.inks import QUADRANT_INKS, STAKE_INKS

Cell = tuple[int, int]
"""The steps across and up, 1..5 each."""

Part = tuple[str, str]
"""A text and the name of its ink; with a plus behind it is that of the cell under the cursor."""

LEFT = 5
"""Cells of the scale on the left with its line."""


class Corner(Struct, frozen=True):
    """A quadrant: the key it has in stored and exported data, its name and its ink."""

    key: str
    name: str
    ink: str


class Axes(Struct, frozen=True):
    """What a matrix is of. A step at a bound counts as high."""

    across: str
    up: str
    across_from: int
    """From which step across on it counts as high."""
    up_from: int
    corners: tuple[tuple[Corner, Corner], tuple[Corner, Corner]]
    """Above and below, left and right of the bounds."""
    cell: int = 5
    """Cells of a field."""

    @property
    def width(self) -> int:
        """How many cells the drawing takes."""
        return LEFT + self.cell * len(SCALE) + 2

    def corner(self, across: int, up: int) -> Corner:
        """Return the quadrant of a field."""
        return self.corners[up < self.up_from][across >= self.across_from]

    def clicked(self, column: int, row: int) -> Cell | None:
        """Return the field at a column and a row of the drawing; None beside the fields."""
        column -= 3
        edge = (self.across_from - 1) * self.cell
        across = (column if column < edge else column - 1) // self.cell + 1
        row -= 2
        above = 5 - self.up_from + 1
        up = 5 - (row if row < above else row - 1)
        return (across, up) if across in SCALE and up in SCALE else None


def effort_and_impact(bounds: Bounds) -> Axes:
    """Return the axes of actions."""

    def corner(effort: int, impact: int) -> Corner:
        one: Quadrant = quadrant(effort, impact, bounds)
        return Corner(one, labels.word(one), QUADRANT_INKS[one])

    return _axes(_("effort →"), _("impact ↑"), bounds.effort, bounds.impact, corner)


def business_and_customer(bounds: MomentBounds) -> Axes:
    """Return the axes of touchpoints."""

    def corner(business: int, customer: int) -> Corner:
        one: Stake = stake(customer, business, bounds)
        return Corner(one, labels.word(one), STAKE_INKS[one])

    return _axes(_("to us →"), _("to the customer ↑"), bounds.business, bounds.customer, corner, 6)


def _axes(
    across: str, up: str, across_from: int, up_from: int, corner: Callable[[int, int], Corner], cell: int = 5
) -> Axes:
    high, low = (
        (corner(across_from - 1, step), corner(across_from, step)) for step in (up_from, up_from - 1)
    )
    return Axes(across, up, across_from, up_from, (high, low), cell)


def matrix_lines(
    axes: Axes, counts: Mapping[Cell, int], cursor: Cell | None = None, cells: Measure = cells_of
) -> list[list[Part]]:
    """Return the lines of a matrix that says how many stand in each field; the one at the cursor is in brackets."""
    high = (axes.across_from - 1) * axes.cell
    whole = axes.cell * len(SCALE)
    lines: list[list[Part]] = [[(fit(axes.up, axes.width, cells=cells), "dim")]]
    lines.append(_names(axes.corners[0], high, whole, cells))
    for up in reversed(SCALE):
        if up == axes.up_from - 1:
            lines.append([("  ├" + "╌" * high + "┼" + "╌" * (whole - high), "dim")])
        lines.append(_row(axes, up, counts, cursor))
    lines.append(_names(axes.corners[1], high, whole, cells))
    lines.append([("  └" + "─" * (whole + 1), "dim")])
    scale = "".join(str(step).center(axes.cell) for step in SCALE)
    lines.append([(f"   {scale[:high]} {scale[high:]}", "dim")])
    lines.append([(fit(axes.across, axes.width, right=True, cells=cells), "dim")])
    return lines


def text_matrix(axes: Axes, counts: Mapping[Cell, int]) -> str:
    """Return a matrix as plain text."""
    return "\n".join("".join(text for text, _ink in line).rstrip() for line in matrix_lines(axes, counts))


def _names(corners: Sequence[Corner], high: int, whole: int, cells: Measure) -> list[Part]:
    left, right = corners
    return [
        ("  │", "dim"),
        (fit(f" {left.name}", high, cells=cells), left.ink),
        ("┆", "dim"),
        (fit(f" {right.name}", whole - high, cells=cells), right.ink),
    ]


def _row(axes: Axes, up: int, counts: Mapping[Cell, int], cursor: Cell | None) -> list[Part]:
    parts: list[Part] = [(f"{up} │", "dim")]
    for across in SCALE:
        if across == axes.across_from:
            parts.append(("┆", "dim"))
        count = counts.get((across, up), 0)
        text = _count(count)
        ink = axes.corner(across, up).ink if count else "dim"
        if (across, up) == cursor:
            parts.append((f"[{text}]".center(axes.cell), f"{ink}+"))
        else:
            parts.append((text.center(axes.cell), ink))
    return parts


def _count(count: int) -> str:
    if not count:
        return "·"
    return str(count) if count < 1000 else f"{count // 1000}k"
