"""The headings above a list; a click on one sorts the list by what stands below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from auditor.base.text import capital
from screens.widgets.drawing import fit

UP, DOWN = "▴", "▾"
"""The signs of a list that begins with the least, and with the most, of what it is sorted by."""


class Heading(Struct, frozen=True):
    """What stands above a column."""

    text: str
    width: int
    sort: StrEnum | None = None
    """What a click sorts by; None where one can't sort by the column."""
    right: bool = False


def heading_text(headings: Sequence[Heading], sort: StrEnum | None, descending: bool) -> str:
    """Return headings as wide as their columns; the one that the list is sorted by has a sign before it."""
    return "".join(_drawn(one, one.sort is not None and one.sort is sort, descending) for one in headings)


def _drawn(heading: Heading, is_sorted: bool, descending: bool) -> str:
    sign = (DOWN if descending else UP) if is_sorted else " "
    text = capital(heading.text)
    if heading.right:
        return fit(f"{sign}{text}" if is_sorted else text, heading.width, right=True)
    return fit(f"{sign}{text}", heading.width)


class Headings(Widget):
    """A line of headings."""

    DEFAULT_CSS = "Headings { height: 1; color: $quiet; text-style: bold; }"

    def __init__(self, sorted_by: Callable[[StrEnum], None]) -> None:
        """Start empty; a heading that is clicked is told to `sorted_by`."""
        super().__init__(id="headings")
        self._sorted_by = sorted_by
        self.headings: Sequence[Heading] = ()
        """Those that are shown."""
        self.text = ""
        """What they say."""

    def tell(self, headings: Sequence[Heading], sort: StrEnum | None, descending: bool) -> None:
        """Show headings, with a sign at the one that the list is sorted by."""
        self.headings = headings
        text = heading_text(headings, sort, descending)
        if text != self.text:
            self.text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        return Strip([Segment(self.text, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )

    def on_click(self, event: events.Click) -> None:
        """Sort by the column below the mouse."""
        at = 0
        for heading in self.headings:
            at += heading.width
            if event.x < at:
                if heading.sort is not None:
                    self._sorted_by(heading.sort)
                return
