"""What stands beside the list where there is room: the action under the cursor in full, and the matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from screens.actions.words import cell_words
from screens.widgets.matrix import Matrix

if TYPE_CHECKING:
    from auditor.drawing.matrix import Axes, Cell
    from screens.dialogs.reasons import Explained

RESTS = 0.15
"""Seconds that the cursor rests on an action before all of it is read."""


class Beside(Vertical):
    """The pane of the action under the cursor above the matrix; each is shown where there is room."""

    DEFAULT_CSS = """
    Beside { border-left: solid $panel; }
    Beside VerticalScroll { height: 1fr; padding: 0 0 0 1; }
    Beside .told { height: 3; padding: 1 2 0 2; color: $quiet; }
    """

    def __init__(self, axes: Axes, read: Callable[[], Explained | None]) -> None:
        """Draw a matrix of these scales; `read` reads the action that the pane shows."""
        super().__init__(id="side")
        self._read = read
        self._wait: Timer | None = None
        self.said = Static("", markup=False)
        self.pane = VerticalScroll(self.said, id="pane", can_focus=False)
        self.matrix = Matrix(axes)
        self.told = Static("", markup=False, classes="told", id="told")

    def compose(self) -> ComposeResult:
        """The pane above the matrix."""
        yield self.pane
        yield self.matrix
        yield self.told

    def give_room(self, pane: bool, matrix: bool) -> None:
        """Show the pane, the matrix, both or nothing."""
        self.pane.display = pane
        self.matrix.display = self.told.display = matrix
        self.display = pane or matrix

    def tell_cell(self, cell: Cell) -> None:
        """Say what a cell of the matrix means."""
        self.told.update(cell_words(cell), layout=False)

    def follow(self) -> None:
        """Tell of the action under the cursor as soon as the cursor rests."""
        if not self.pane.display:
            return
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(RESTS, self._tell)

    def _tell(self) -> None:
        from screens.dialogs.reasons import brief_lines

        self._wait = None
        found = self._read()
        if found is None:
            self.said.update("")
            return
        breadth = max(30, self.pane.scrollable_content_region.width - 1)
        self.said.update(Content.assemble(*brief_lines(found, breadth)))
        self.pane.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fit what is told to the new width."""
        self.follow()
