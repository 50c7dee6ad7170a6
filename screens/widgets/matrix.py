"""A matrix of two scales: how many stand in each cell, with a cursor that moves by the arrows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from auditor.base.i18n import N_
from auditor.drawing.matrix import Axes, Cell, Part, matrix_lines
from screens.frame.commands import Command, bindings
from screens.widgets.drawing import ink_style

MATRIX_COMMANDS = (
    Command("move('left')", ("left", "h"), N_("less effort"), N_("In the matrix: to less effort"), False),
    Command("move('right')", ("right", "l"), N_("more effort"), N_("In the matrix: to more effort"), False),
    Command("move('up')", ("up", "k"), N_("more impact"), N_("In the matrix: to more impact"), False),
    Command("move('down')", ("down", "j"), N_("less impact"), N_("In the matrix: to less impact"), False),
    Command("choose", ("enter", "space"), N_("only these"), N_("In the matrix: list only this cell")),
)


class Matrix(Widget, can_focus=True):
    """Five columns, five rows, four quadrants by name."""

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
        """The user asked for what stands in a cell."""

        leads_on: ClassVar[bool] = True
        """Keys typed behind it are for what it leads to."""
        matrix: Matrix
        cell: Cell

    def __init__(self, axes: Axes) -> None:
        """Draw a matrix of these scales."""
        super().__init__()
        self.axes = axes
        """What it is of; whoever changes them shows the counts anew."""
        self._counts: Mapping[Cell, int] = {}

    def show(self, counts: Mapping[Cell, int]) -> None:
        """Show how many stand in each cell."""
        self._counts = counts
        self.refresh()

    def watch_cursor(self) -> None:
        """Tell whoever shows what is in the cell."""
        self.post_message(self.Moved(self, self.cursor))

    def action_move(self, where: str) -> None:
        """Move the cursor by one cell, as far as there is room."""
        across, up = self.cursor
        across += {"left": -1, "right": 1}.get(where, 0)
        up += {"up": 1, "down": -1}.get(where, 0)
        self.cursor = (max(1, min(5, across)), max(1, min(5, up)))

    def action_choose(self) -> None:
        """Ask for what stands in the cell."""
        self.post_message(self.Chosen(self, self.cursor))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width the drawing takes."""
        del container, viewport
        return self.axes.width

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
        return matrix_lines(self.axes, self._counts, self.cursor, cell_len)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell clicked."""
        if cell := self.axes.clicked(event.x - self.styles.padding.left, event.y):
            self.cursor = cell
            self.action_choose()
