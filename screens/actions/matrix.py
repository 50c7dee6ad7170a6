"""The effort-versus-impact matrix: how many actions stand in each cell, with a cursor that moves by the arrows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from auditor.analysis.priority import Bounds, quadrant
from auditor.base.i18n import N_, _
from auditor.base.labels import word
from auditor.base.vocabulary import SCALE, Quadrant
from auditor.drawing.inks import QUADRANT_INKS
from screens.frame.commands import Command, bindings
from screens.widgets.drawing import Part, fit, ink_style

Cell = tuple[int, int]
"""(effort, impact), 1..5 each."""

_CELL = 5
_LEFT = 5
MATRIX_COMMANDS = (
    Command("move('left')", ("left", "h"), N_("less effort"), N_("In the matrix: to less effort"), False),
    Command("move('right')", ("right", "l"), N_("more effort"), N_("In the matrix: to more effort"), False),
    Command("move('up')", ("up", "k"), N_("more impact"), N_("In the matrix: to more impact"), False),
    Command("move('down')", ("down", "j"), N_("less impact"), N_("In the matrix: to less impact"), False),
    Command("choose", ("enter", "space"), N_("only these"), N_("In the matrix: list only this cell")),
)


class Matrix(Widget, can_focus=True):
    """Five columns of effort, five rows of impact, four quadrants by name."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(MATRIX_COMMANDS))
    DEFAULT_CSS = "Matrix { width: 36; height: 13; padding: 0 1; }"

    cursor: reactive[Cell] = reactive((1, 5))

    @dataclass
    class Moved(Message):
        """The cursor moved to another cell."""

        matrix: Matrix
        cell: Cell

    @dataclass
    class Chosen(Message):
        """The user asked for the actions of a cell."""

        leads_on: ClassVar[bool] = True
        """Keys typed behind it are for what it leads to."""
        matrix: Matrix
        cell: Cell

    def __init__(self, bounds: Bounds) -> None:
        """Draw quadrants with these bounds."""
        super().__init__()
        self.bounds = bounds
        """From where effort and impact count as high; whoever changes them shows the counts anew."""
        self._counts: Mapping[Cell, int] = {}

    def show(self, counts: Mapping[Cell, int]) -> None:
        """Show how many actions stand in each cell."""
        self._counts = counts
        self.refresh()

    def watch_cursor(self) -> None:
        """Tell whoever shows what is in the cell."""
        self.post_message(self.Moved(self, self.cursor))

    def action_move(self, where: str) -> None:
        """Move the cursor by one cell, as far as there is room."""
        effort, impact = self.cursor
        effort += {"left": -1, "right": 1}.get(where, 0)
        impact += {"up": 1, "down": -1}.get(where, 0)
        self.cursor = (max(1, min(5, effort)), max(1, min(5, impact)))

    def action_choose(self) -> None:
        """Ask for the actions of the cell."""
        self.post_message(self.Chosen(self, self.cursor))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width the drawing takes."""
        del container, viewport
        return _LEFT + _CELL * len(SCALE) + 2

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._lines()
        parts = lines[y] if y < len(lines) else []
        strip = Strip([Segment(text, self._style(name)) for text, name in parts])
        return strip.adjust_cell_length(self.content_size.width, self.rich_style)

    def _style(self, name: str) -> Style:
        if name.endswith("+"):
            return (
                self._style(name[:-1])
                + ink_style("cursor", self.app)
                + Style(bold=True, underline=self.has_focus)
            )
        return self.rich_style + ink_style(name, self.app)

    def _lines(self) -> list[list[Part]]:
        width = _LEFT + _CELL * len(SCALE) + 2
        high = (self.bounds.effort - 1) * _CELL
        lines: list[list[Part]] = [[(fit(_("impact ↑"), width), "dim")]]
        lines.append(self._names(Quadrant.QUICK_WIN, Quadrant.BIG_BET, high))
        for impact in reversed(SCALE):
            if impact == self.bounds.impact - 1:
                lines.append([("  ├" + "╌" * high + "┼" + "╌" * (_CELL * 5 - high), "dim")])
            lines.append(self._row(impact))
        lines.append(self._names(Quadrant.FILL_IN, Quadrant.MONEY_PIT, high))
        lines.append([("  └" + "─" * (_CELL * 5 + 1), "dim")])
        scale = "".join(str(step).center(_CELL) for step in SCALE)
        lines.append([(f"   {scale[:high]} {scale[high:]}", "dim")])
        lines.append([(fit(_("effort →"), width, right=True), "dim")])
        return lines

    def _names(self, left: Quadrant, right: Quadrant, high: int) -> list[Part]:
        return [
            ("  │", "dim"),
            (fit(f" {word(left)}", high), QUADRANT_INKS[left]),
            ("┆", "dim"),
            (fit(f" {word(right)}", _CELL * 5 - high), QUADRANT_INKS[right]),
        ]

    def _row(self, impact: int) -> list[Part]:
        parts: list[Part] = [(f"{impact} │", "dim")]
        for effort in SCALE:
            if effort == self.bounds.effort:
                parts.append(("┆", "dim"))
            count = self._counts.get((effort, impact), 0)
            text = _count(count)
            ink = QUADRANT_INKS[quadrant(effort, impact, self.bounds)] if count else "dim"
            if (effort, impact) == self.cursor:
                parts.append((f"[{text.strip()}]".center(_CELL), f"{ink}+"))
            else:
                parts.append((text.center(_CELL), ink))
        return parts

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell clicked."""
        column = event.x - self.styles.padding.left - 3
        edge = (self.bounds.effort - 1) * _CELL
        effort = (column if column < edge else column - 1) // _CELL + 1
        row = event.y - 2
        above = 5 - self.bounds.impact + 1
        impact = 5 - (row if row < above else row - 1)
        if effort in SCALE and impact in SCALE:
            self.cursor = (effort, impact)
            self.action_choose()


def _count(count: int) -> str:
    if not count:
        return "·"
    return str(count) if count < 1000 else f"{count // 1000}k"
