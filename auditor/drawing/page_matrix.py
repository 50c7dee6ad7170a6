"""A matrix of two scales as shapes on a plane: which action, or touchpoint, stands in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap

from msgspec import Struct

from auditor.analysis.moments import MomentBounds
from auditor.analysis.priority import Bounds
from auditor.base import labels
from auditor.base.vocabulary import SCALE
from auditor.drawing.matrix import Axes, Cell, business_and_customer, effort_and_impact
from auditor.views.actions import ActionLine
from auditor.views.journeys import Touchpoint

SIDE_X, SIDE_Y = 96, 64
LEFT, TOP = 184, 26
_WIDTH, _LINES = 15, 3
"""Characters in a line of a field, and lines."""


class MatrixField(Struct, frozen=True):
    """A field of the matrix, and the numbers of what stands there."""

    x: float
    y: float
    quadrant: str
    """The key of its quadrant."""
    lines: tuple[str, ...]


class Tick(Struct, frozen=True):
    """A step of a scale."""

    x: float
    y: float
    word: str


class CornerName(Struct, frozen=True):
    """The name of a quadrant."""

    x: float
    y: float
    word: str


class PageMatrix(Struct, frozen=True):
    """The whole matrix; all measures in units of the drawing."""

    width: float
    height: float
    left: float
    side_x: float
    side_y: float
    across: str
    up: str
    fields: tuple[MatrixField, ...]
    steps_across: tuple[Tick, ...]
    steps_up: tuple[Tick, ...]
    corners: tuple[CornerName, ...]


def matrix(actions: Sequence[ActionLine], bounds: Bounds) -> PageMatrix:
    """Return the matrix of actions, which are named by their numbers, in the order of the sequence."""
    numbers: defaultdict[Cell, list[int]] = defaultdict(list)
    for one in actions:
        numbers[one.effort, one.impact].append(one.id)
    return _matrix(effort_and_impact(bounds), numbers, labels.effort, labels.impact)


def moments_matrix(points: Sequence[Touchpoint], bounds: MomentBounds) -> PageMatrix | None:
    """Return the matrix of touchpoints by what they mean, named by their numbers; None where none means anything to us."""
    numbers: defaultdict[Cell, list[int]] = defaultdict(list)
    for one in points:
        if one.business is not None:
            numbers[one.business, one.importance].append(one.id)
    if not numbers:
        return None
    return _matrix(business_and_customer(bounds), numbers, str, str)


def _matrix(
    axes: Axes,
    numbers: Mapping[Cell, Sequence[int]],
    word_across: Callable[[int], str],
    word_up: Callable[[int], str],
) -> PageMatrix:
    fields = tuple(
        MatrixField(_x(across), _y(up), axes.corner(across, up).key, _lines(numbers.get((across, up), ())))
        for up in reversed(SCALE)
        for across in SCALE
    )
    bottom = TOP + len(SCALE) * SIDE_Y
    return PageMatrix(
        LEFT + len(SCALE) * SIDE_X + 6,
        bottom + 50,
        LEFT,
        SIDE_X,
        SIDE_Y,
        axes.across,
        axes.up,
        fields,
        tuple(Tick(_x(step) + SIDE_X / 2, bottom + 18, word_across(step)) for step in SCALE),
        tuple(Tick(LEFT - 8, _y(step) + SIDE_Y / 2 + 4, word_up(step)) for step in SCALE),
        tuple(_corners(axes)),
    )


def _x(across: int) -> float:
    return LEFT + (across - 1) * SIDE_X


def _y(up: int) -> float:
    return TOP + (5 - up) * SIDE_Y


def _lines(numbers: Sequence[int]) -> tuple[str, ...]:
    """Return numbers as lines of a field; what there is no room for is counted."""
    for count in range(min(len(numbers), _WIDTH * _LINES), 0, -1):
        left = len(numbers) - count
        words = [*map(str, numbers[:count]), *([f"+{left}"] if left else [])]
        lines = wrap(" ".join(words), _WIDTH)
        if len(lines) <= _LINES:
            return tuple(lines)
    return ()


def _corners(axes: Axes) -> list[CornerName]:
    """Return the names of the quadrants that have a field, each in its outer corner."""
    middle = _x(max(1, min(5, axes.across_from))) + 6
    above, below = _y(5) + 14, _y(1) + SIDE_Y - 6
    there = {axes.corner(across, up).key for across in SCALE for up in SCALE}
    return [
        CornerName(x, y, corner.name)
        for row, y in zip(axes.corners, (above, below), strict=True)
        for corner, x in zip(row, (_x(1) + 6, middle), strict=True)
        if corner.key in there
    ]
