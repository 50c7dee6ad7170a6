"""The emotion map: stages as bands, touchpoints as columns, feelings as curves over them, rows below.

It scrolls sideways by touchpoints; the stage in view always has its name at the left edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import ClassVar, TypeVar

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from auditor.base.i18n import N_
from auditor.base.labels import FEELING_FACES
from auditor.base.vocabulary import FEELINGS
from auditor.drawing.curves import Drawn, ink_of
from auditor.drawing.plot import Plot, even_height, plot, row_of
from screens.frame.commands import Command, bindings
from screens.widgets.drawing import Part, fit, ink_style, width_of, wrapped

T = TypeVar("T")

AXIS = 7
"""Width of the faces at the left."""
_NARROWEST, _WIDEST = 9, 18
_NAME_LINES = 2
"""So many lines names have at least."""
_ROOMY = 14
"""From this width on, a column has room for a face beside its word."""

MAP_COMMANDS = (
    Command("step('-1')", ("left", "h"), N_("touchpoint before"), N_("To the touchpoint before"), False),
    Command("step('1')", ("right", "l"), N_("touchpoint after"), N_("To the touchpoint after"), False),
    Command("step('-5')", ("pageup",), N_("five back"), N_("Five touchpoints back"), False),
    Command("step('5')", ("pagedown",), N_("five on"), N_("Five touchpoints on"), False),
    Command("edge('0')", ("home",), N_("first"), N_("To the first touchpoint"), False),
    Command("edge('1')", ("end",), N_("last"), N_("To the last touchpoint"), False),
)


class MapRow(Struct, frozen=True):
    """A row below the curve: a heading and a text for every touchpoint."""

    heading: str
    cells: Sequence[Part]
    narrow: Sequence[Part] = ()
    """The texts for columns too narrow for those of `cells`, where they differ."""


class Band(Struct, frozen=True):
    """A stage: its name and how many touchpoints it has."""

    name: str
    count: int


class EmotionMap(Widget, can_focus=True):
    """The map as a drawing; whoever makes it gives bands, columns, curves and rows."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(MAP_COMMANDS))
    DEFAULT_CSS = "EmotionMap { height: 1fr; overflow: hidden; }"

    cursor: var[int] = var(0)
    """The touchpoint the cursor stands on, from 0."""

    @dataclass
    class Moved(Message):
        """The cursor moved to another touchpoint."""

        place: int

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._bands: Sequence[Band] = ()
        self._names: Sequence[str] = ()
        self._marks = MapRow("", ())
        self._curves: Sequence[Drawn] = ()
        self._rows: Sequence[MapRow] = ()
        self._first = 0
        self._plot: tuple[tuple[int, int], Plot] | None = None

    def show(
        self,
        bands: Sequence[Band],
        names: Sequence[str],
        marks: MapRow,
        curves: Sequence[Drawn],
        rows: Sequence[MapRow],
    ) -> None:
        """Show a journey; the cursor stays where it was as far as there are touchpoints."""
        self._bands, self._names, self._marks = bands, names, marks
        self._curves, self._rows = curves, rows
        self._plot = None
        self.cursor = max(0, min(self.cursor, len(names) - 1))
        self._reveal()
        self.refresh()

    @property
    def column_width(self) -> int:
        """How many cells a touchpoint has: as many as fit the journey, within limits."""
        room = self.size.width - AXIS
        return max(_NARROWEST, min(_WIDEST, room // max(1, len(self._names))))

    @property
    def _shown(self) -> int:
        return max(1, (self.size.width - AXIS) // self.column_width)

    @property
    def _name_lines(self) -> int:
        """How many lines a name has: 2 to 4, as the height and the curve allow."""
        left = self._room_for_chart - self.chart_height
        return max(_NAME_LINES, min(4, _NAME_LINES + left))

    @property
    def chart_height(self) -> int:
        """How many rows the curve has: as many as the other rows leave and feelings stand evenly in, 5 to 29."""
        return min(29, even_height(self._room_for_chart))

    @property
    def _room_for_chart(self) -> int:
        return self.size.height - 2 - _NAME_LINES - len(self._rows)

    def action_step(self, by: str) -> None:
        """Move the cursor by touchpoints."""
        self.cursor = max(0, min(len(self._names) - 1, self.cursor + int(by)))

    def action_edge(self, end: str) -> None:
        """Move the cursor to the first or the last touchpoint."""
        self.cursor = len(self._names) - 1 if end == "1" and self._names else 0

    def watch_cursor(self) -> None:
        """Bring the touchpoint into view and say that the cursor moved."""
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.cursor))

    def _reveal(self) -> None:
        last = max(0, len(self._names) - self._shown)
        if self.cursor < self._first:
            self._first = self.cursor
        elif self.cursor >= self._first + self._shown:
            self._first = self.cursor - self._shown + 1
        self._first = max(0, min(self._first, last))

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._plot = None
        self._reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the touchpoint clicked."""
        place = self._first + (event.x - AXIS) // self.column_width
        if event.x >= AXIS and place < len(self._names):
            self.cursor = place

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take all the room there is."""
        del viewport
        return container.width

    def _drawn(self) -> Plot:
        key = (self.column_width, self.chart_height)
        if self._plot is None or self._plot[0] != key:
            scores = [curve.scores for curve in self._curves]
            self._plot = (key, plot(scores, len(self._names), *key))
        return self._plot[1]

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        base = self.rich_style
        strip = Strip(
            [
                Segment("".join(text for text, _ink in run), self._style(ink, base))
                for ink, run in groupby(self._line(y), itemgetter(1))
            ]
        )
        return strip.adjust_cell_length(self.size.width, base)

    def _style(self, name: str, base: Style) -> Style:
        style = base + ink_style(name.removesuffix("+"), self.app)
        return style + ink_style("cursor", self.app) if name.endswith("+") else style

    def _line(self, y: int) -> list[Part]:
        if not self._names:
            return []
        if y == 0:
            return self._bands_line()
        y -= 1
        lines = self._name_lines
        if y < lines:
            width = self.column_width - 1
            names = [wrapped(name, width, lines)[y] for name in self._visible(self._names)]
            return self._columns([(name, "plain") for name in names])
        y -= lines
        if y == 0:
            return self._columns(self._marks_that_fit())
        y -= 1
        if y < self.chart_height:
            return self._chart_line(y)
        y -= self.chart_height
        if y < len(self._rows):
            row = self._rows[y]
            cells = row.narrow if row.narrow and self.column_width < _ROOMY else row.cells
            return self._columns(self._visible(cells), row.heading)
        return []

    def _marks_that_fit(self) -> list[Part]:
        """Return the marks in sight, in short where a column has no room for their words."""
        marks = zip(self._visible(self._marks.cells), self._visible(self._marks.narrow), strict=True)
        return [whole if width_of([whole]) < self.column_width else short for whole, short in marks]

    def _visible(self, items: Sequence[T]) -> Sequence[T]:
        return items[self._first : self._first + self._shown]

    def _columns(self, cells: Sequence[Part], heading: str = "") -> list[Part]:
        parts: list[Part] = [(fit(heading, AXIS - 1) + " ", "dim")]
        for number, (text, name) in enumerate(cells):
            here = self._first + number == self.cursor
            parts.append((fit(text, self.column_width - 1) + " ", f"{name}+" if here else name))
        return parts

    def _bands_line(self) -> list[Part]:
        parts: list[Part] = [(" " * AXIS, "plain")]
        start, end = self._first, self._first + self._shown
        at = 0
        for number, band in enumerate(self._bands):
            seen = min(at + band.count, end) - max(at, start)
            if seen > 0:
                ink = "band" if number % 2 == 0 else "strong"
                arrow = "‹ " if at <= start > 0 else " "
                more = " ›" if at + band.count >= end and end < len(self._names) else ""
                width = seen * self.column_width - 1
                parts.append((fit(arrow + band.name, width - len(more)) + more + " ", ink))
            at += band.count
        return parts

    def _chart_line(self, y: int) -> list[Part]:
        height = self.chart_height
        face = next((FEELING_FACES[s] for s in FEELINGS if row_of(s, height) == y), "")
        parts: list[Part] = [(fit(face, AXIS - 1, right=True) + " ", "dim")]
        cells = self._drawn().rows[y]
        width = self.column_width
        left = self._first * width
        middle = row_of(0, height) == y
        cursor = (self.cursor * width, (self.cursor + 1) * width - 1)
        for x in range(left, min(len(cells), left + self._shown * width)):
            text, owner = cells[x]
            if owner is None and middle:
                text = "·" if x % 2 else " "
            ink = "dim" if owner is None else ink_of(owner)
            parts.append((text, f"{ink}+" if cursor[0] <= x < cursor[1] else ink))
        return parts
