"""The emotion curve as plain text: stages above, faces at the left, touchpoints below, and a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from auditor.analysis.curves import Curve
from auditor.analysis.mapping import Layer, curve, people_heard
from auditor.base.i18n import N_, _, number
from auditor.base.labels import FEELING_FACES
from auditor.base.vocabulary import FEELINGS
from auditor.drawing.cells import cells_of, fit, wrapped
from auditor.drawing.plot import SIGNS, Plot, plot, row_of
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap

HEIGHT = 9
"""Rows of the drawing: every other one is a feeling."""

_AXIS = 5
_NARROWEST, _WIDEST = 8, 14
_NAME_LINES = 2


class View(StrEnum):
    """Which readings are laid over each other."""

    NOW = "now"
    BEFORE = "before"
    BASIS = "basis"
    WISH = "wish"


_LAYERS: dict[View, tuple[Layer, ...]] = {
    View.NOW: (Layer.NEWEST,),
    View.BEFORE: (Layer.NEWEST, Layer.BEFORE),
    View.BASIS: (Layer.ASSUMED, Layer.OBSERVED),
    View.WISH: (Layer.NEWEST, Layer.WANTED),
}

_WORDS = {
    Layer.NEWEST: N_("now"),
    Layer.BEFORE: N_("last time"),
    Layer.ASSUMED: N_("assumed"),
    Layer.OBSERVED: N_("observed"),
    Layer.WANTED: N_("wanted"),
}


class Drawn(Struct, frozen=True):
    """A curve and what it is called."""

    name: str
    scores: Curve


def curves_of(journey_map: JourneyMap, view: View, persona: Persona | None = None) -> list[Drawn]:
    """Return the curves of a view, of one persona or of each; wishes are the same for all and drawn once."""
    personas: Sequence[Persona | None] = [persona] if persona else journey_map.personas or [None]
    layers = _LAYERS[view]
    found = []
    for layer in layers:
        for one in personas if layer is not Layer.WANTED else [None]:
            label = [one.name] if one else []
            if len(layers) > 1 or not label:
                label.append(_(_WORDS[layer]))
            number_ = one.id if one else None
            if layer is Layer.OBSERVED and (people := people_heard(journey_map, number_)) > 1:
                label.append(_("up to {count} people").format(count=number(people)))
            found.append(Drawn(" · ".join(label), curve(journey_map, layer, number_)))
    return found


def emotion_curve(journey_map: JourneyMap, drawn: Sequence[Drawn], width: int) -> str:
    """Return curves as text of at most `width` cells a line, at least 20; empty when nothing is known.

    A long journey goes on in further strips below. The numbers below the curve are those of the touchpoints.
    """
    known = [one for one in drawn if any(score is not None for score in one.scores)]
    count = len(journey_map.points)
    if not known:
        return ""
    room = max(width, 20) - _AXIS
    strips = -(-count // max(1, room // _NARROWEST))
    each = -(-count // strips)
    column = min(_WIDEST, room // each)
    whole = plot([one.scores for one in known], count, column, HEIGHT)
    texts = [
        "\n".join(line.rstrip() for line in _strip(journey_map, whole, start, min(start + each, count)))
        for start in range(0, count, each)
    ]
    return "\n\n".join([*texts, _legend(known, width)])


def _strip(journey_map: JourneyMap, whole: Plot, start: int, end: int) -> Iterator[str]:
    column = whole.column_width
    yield " " * _AXIS + _stages(journey_map, start, end, column)
    for y, row in enumerate(whole.rows):
        face = next((FEELING_FACES[score] for score in FEELINGS if row_of(score, HEIGHT) == y), "")
        middle = row_of(0, HEIGHT) == y
        cells = row[start * column : end * column]
        drawn = (text if owner is not None else _paper(x, middle) for x, (text, owner) in enumerate(cells))
        yield f"{face:>{_AXIS - 1}} " + "".join(drawn)
    points = [point.touchpoint for point in journey_map.points[start:end]]
    yield " " * _AXIS + "".join(_centred(str(point.id), column) for point in points)
    names = [wrapped(point.name, column - 1, _NAME_LINES) for point in points]
    for line in range(_NAME_LINES):
        yield " " * _AXIS + "".join(name[line] + " " for name in names)


def _paper(x: int, middle: bool) -> str:
    return "·" if middle and x % 2 else " "


def _centred(text: str, width: int) -> str:
    """Return `text` below the sign of a column, which stands in its middle."""
    return (" " * max(0, width // 2 - (len(text) - 1) // 2) + text)[:width].ljust(width)


def _stages(journey_map: JourneyMap, start: int, end: int, column: int) -> str:
    """Return the names of stages over their touchpoints; ‹ and › where one goes beyond the strip."""
    parts = []
    at = 0
    for stage in journey_map.journey.stages:
        after = at + len(stage.touchpoints)
        seen = min(after, end) - max(at, start)
        if seen > 0:
            before = "‹ " if at < start else "| "
            more = " ›" if after > end else ""
            wide = seen * column - 1
            parts.append(fit(before + stage.name, wide - len(more)) + more + " ")
        at = after
    return "".join(parts)


def _legend(drawn: Sequence[Drawn], width: int) -> str:
    """Return what each sign means, as many on a line as fit."""
    lines: list[str] = []
    for place, one in enumerate(drawn):
        entry = fit(f"{SIGNS[place % len(SIGNS)]} {one.name}", min(width, cells_of(one.name) + 2))
        if lines and cells_of(lines[-1]) + cells_of(entry) + 3 <= width:
            lines[-1] += f"   {entry}"
        else:
            lines.append(entry)
    return "\n".join(lines)
