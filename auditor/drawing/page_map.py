"""The emotion map as shapes on a plane: where a page draws stages, curves, faces and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from auditor.analysis.curves import Curve
from auditor.base.i18n import number
from auditor.base.labels import feeling, nearest
from auditor.base.vocabulary import FEELINGS, Existence, Side
from auditor.drawing.cells import wrapped
from auditor.drawing.curves import SIGNS, Drawn
from auditor.drawing.plot import BOTTOM, TOP
from auditor.views.maps import JourneyMap

COLUMN = 104
AXIS = 134
BAND = 30
PLOT = 170
MARGIN = 16
NAMES = 78
MOST_COLUMNS = 8
"""More touchpoints go on in a further strip, so that a sheet of A4 shows each readably."""
MOST_IN_A_ROW = 20
"""As many as a sheet of A3 shows readably, lying."""
KINDS = len(SIGNS)
"""So many curves are told apart by shape, dashes and colour: those of the page, in `report.css`."""
_NAME_CELLS, _NAME_LINES = 17, 4


class Label(Struct, frozen=True):
    """A word at a place."""

    x: float
    y: float
    text: str


class Level(Struct, frozen=True):
    """A feeling at the left, with its face and a line across."""

    y: float
    score: int
    word: str


class StageBand(Struct, frozen=True):
    """A stage over its touchpoints; it may go beyond the strip."""

    x: float
    width: float
    name: str


class Mark(Struct, frozen=True):
    """A score on a curve."""

    x: float
    y: float
    kind: int
    face: int
    """The feeling it is nearest to."""
    told: str


class Line(Struct, frozen=True):
    """A curve: the path along it, and its marks."""

    kind: int
    path: str
    marks: tuple[Mark, ...]


class TouchpointColumn(Struct, frozen=True):
    """A touchpoint below the curves: its number, its name in lines, and its signs."""

    x: float
    number: int
    lines: tuple[Label, ...]
    critical: bool
    indirect: bool
    planned: bool
    to_go: bool


class Strip(Struct, frozen=True):
    """A part of the map as wide as a sheet; all measures in units of the drawing."""

    width: float
    height: float
    left: float
    top: float
    plot_height: float
    levels: tuple[Level, ...]
    bands: tuple[StageBand, ...]
    lines: tuple[Line, ...]
    columns: tuple[TouchpointColumn, ...]


def strips(journey_map: JourneyMap, drawn: Sequence[Drawn], most: int = MOST_COLUMNS) -> tuple[Strip, ...]:
    """Return the map in strips of nearly equal width and at most so many touchpoints; empty without any."""
    count = len(journey_map.points)
    if not count:
        return ()
    rows = -(-count // most)
    each = -(-count // rows)
    return tuple(
        _strip(journey_map, drawn, start, min(start + each, count), each) for start in range(0, count, each)
    )


def y_of(score: float) -> float:
    """Return how far below the top of the plot a score −2..2 is drawn."""
    return round(MARGIN + (TOP - score) / (TOP - BOTTOM) * (PLOT - 2 * MARGIN), 1)


def x_of(place: int) -> float:
    """Return how far right of the axis a touchpoint is drawn, counted from 0 within its strip."""
    return (place + 0.5) * COLUMN


def _strip(journey_map: JourneyMap, drawn: Sequence[Drawn], start: int, end: int, each: int) -> Strip:
    names = journey_map.points
    lines = [
        _line(one, kind, start, end, [point.touchpoint.name for point in names])
        for kind, one in enumerate(drawn)
    ]
    return Strip(
        AXIS + each * COLUMN,
        BAND + PLOT + NAMES,
        AXIS,
        BAND,
        PLOT,
        tuple(Level(y_of(score), score, feeling(score)) for score in reversed(FEELINGS)),
        tuple(_bands(journey_map, start, end)),
        tuple(lines),
        tuple(_column(journey_map, place, start) for place in range(start, end)),
    )


def _bands(journey_map: JourneyMap, start: int, end: int) -> Iterator[StageBand]:
    at = 0
    for stage in journey_map.journey.stages:
        after = at + len(stage.touchpoints)
        first, last = max(at, start), min(after, end)
        if first < last:
            width = (last - first) * COLUMN
            name = wrapped(stage.name, max(4, int(width / 8.5)), 1)[0].strip()
            yield StageBand(AXIS + (first - start) * COLUMN + 2, width - 4, name)
        at = after


def _column(journey_map: JourneyMap, place: int, start: int) -> TouchpointColumn:
    point = journey_map.points[place].touchpoint
    x = AXIS + x_of(place - start)
    texts = [line.strip() for line in wrapped(point.name, _NAME_CELLS, _NAME_LINES)]
    lines = [Label(x, BAND + PLOT + 22 + 14 * row, text) for row, text in enumerate(texts) if text]
    return TouchpointColumn(
        x,
        point.id,
        tuple(lines),
        point.critical,
        point.side is Side.INDIRECT,
        point.existence is Existence.PLANNED,
        point.existence is Existence.TO_GO,
    )


def _line(drawn: Drawn, kind: int, start: int, end: int, names: Sequence[str]) -> Line:
    marks = tuple(
        Mark(x_of(place - start), y_of(score), kind % KINDS, nearest(score), told)
        for place in range(start, end)
        if (score := drawn.scores[place]) is not None
        for told in [f"{drawn.name} · {names[place]}: {number(score, 1, signed=True)}"]
    )
    return Line(kind % KINDS, path(drawn.scores, start, end), marks)


def path(scores: Curve, start: int, end: int) -> str:
    """Return an SVG path along the scores from `start` to `end`, going on to both neighbours beyond.

    It is a monotone cubic (Fritsch and Carlson, “Monotone piecewise cubic interpolation”, 1980), so that it
    never rises above or falls below the scores it joins. Places where nothing is known interrupt it.
    """
    parts: list[str] = []
    run: list[tuple[float, float]] = []
    for place in [*range(max(0, start - 1), min(len(scores), end + 1)), None]:
        score = scores[place] if place is not None else None
        if place is not None and score is not None:
            run.append((x_of(place - start), y_of(score)))
            continue
        parts.append(_smooth(run))
        run = []
    return " ".join(part for part in parts if part)


def _smooth(points: Sequence[tuple[float, float]]) -> str:
    if len(points) < 2:
        return ""
    slopes = _tangents([y for _x, y in points])
    text = f"M{points[0][0]:g} {points[0][1]:g}"
    third = COLUMN / 3
    for (x, y), (next_x, next_y), slope, next_slope in zip(
        points, points[1:], slopes, slopes[1:], strict=False
    ):
        text += (
            f"C{x + third:g} {y + slope / 3:.4g} {next_x - third:g} {next_y - next_slope / 3:.4g}"
            f" {next_x:g} {next_y:g}"
        )
    return text


def _tangents(values: Sequence[float]) -> list[float]:
    """Return how much the curve rises per place at each value: 0 at highs and lows, else the harmonic mean."""
    steps = [after - before for before, after in pairwise(values)]
    inner = [2 * one * other / (one + other) if one * other > 0 else 0.0 for one, other in pairwise(steps)]
    return [steps[0], *inner, steps[-1]]
