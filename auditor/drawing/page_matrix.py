"""The effort-versus-impact matrix as shapes on a plane: which action stands in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from textwrap import wrap

from msgspec import Struct

from auditor.analysis.priority import Bounds, quadrant
from auditor.base import labels
from auditor.base.vocabulary import SCALE, Quadrant
from auditor.views.actions import ActionLine

SIDE_X, SIDE_Y = 96, 64
LEFT, TOP = 184, 26
_WIDTH, _LINES = 15, 3
"""Characters in a line of a field, and lines."""


class MatrixField(Struct, frozen=True):
    """A field of the matrix, and the numbers of the actions that stand there."""

    x: float
    y: float
    quadrant: Quadrant
    lines: tuple[str, ...]


class Tick(Struct, frozen=True):
    """A step of effort or impact."""

    x: float
    y: float
    word: str


class Corner(Struct, frozen=True):
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
    fields: tuple[MatrixField, ...]
    efforts: tuple[Tick, ...]
    impacts: tuple[Tick, ...]
    corners: tuple[Corner, ...]


def matrix(actions: Sequence[ActionLine], bounds: Bounds) -> PageMatrix:
    """Return the matrix of actions, which are named by their numbers, in the order of the sequence."""
    numbers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for one in actions:
        numbers[one.effort, one.impact].append(one.id)
    fields = tuple(
        MatrixField(_x(effort), _y(impact), quadrant(effort, impact, bounds), _lines(numbers[effort, impact]))
        for impact in reversed(SCALE)
        for effort in SCALE
    )
    bottom = TOP + len(SCALE) * SIDE_Y
    return PageMatrix(
        LEFT + len(SCALE) * SIDE_X + 6,
        bottom + 50,
        LEFT,
        SIDE_X,
        SIDE_Y,
        fields,
        tuple(Tick(_x(step) + SIDE_X / 2, bottom + 18, labels.effort(step)) for step in SCALE),
        tuple(Tick(LEFT - 8, _y(step) + SIDE_Y / 2 + 4, labels.impact(step)) for step in SCALE),
        tuple(_corners(bounds)),
    )


def _x(effort: int) -> float:
    return LEFT + (effort - 1) * SIDE_X


def _y(impact: int) -> float:
    return TOP + (5 - impact) * SIDE_Y


def _lines(numbers: Sequence[int]) -> tuple[str, ...]:
    """Return numbers as lines of a field; what there is no room for is counted."""
    for count in range(min(len(numbers), _WIDTH * _LINES), 0, -1):
        left = len(numbers) - count
        words = [*map(str, numbers[:count]), *([f"+{left}"] if left else [])]
        lines = wrap(" ".join(words), _WIDTH)
        if len(lines) <= _LINES:
            return tuple(lines)
    return ()


def _corners(bounds: Bounds) -> list[Corner]:
    """Return the names of the quadrants that have a field, each in its outer corner."""
    places = {
        Quadrant.QUICK_WIN: (_x(1) + 6, _y(5) + 14),
        Quadrant.BIG_BET: (_x(max(1, min(5, bounds.effort))) + 6, _y(5) + 14),
        Quadrant.FILL_IN: (_x(1) + 6, _y(1) + SIDE_Y - 6),
        Quadrant.MONEY_PIT: (_x(max(1, min(5, bounds.effort))) + 6, _y(1) + SIDE_Y - 6),
    }
    there = {quadrant(effort, impact, bounds) for effort in SCALE for impact in SCALE}
    return [Corner(x, y, labels.word(one)) for one, (x, y) in places.items() if one in there]
