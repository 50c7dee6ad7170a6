"""A list that draws only the lines in view, so that a million of them open as quickly as ten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.frame.commands import MOVING, bindings
from screens.widgets.drawing import Part, ink_style

DrawLine = Callable[[int, int], Sequence[Part]]
"""Gives the parts of a line: called with the line's number from 0 and the width in cells."""


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines with a cursor. Whoever makes it says how many there are and draws each."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(MOVING))
    DEFAULT_CSS = """
    LineList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    cursor: var[int] = var(0)
    """The line the cursor stands on, from 0."""

    @dataclass
    class Moved(Message):
        """The cursor moved to another line."""

        line_list: LineList
        line: int

        @property
        def control(self) -> LineList:
            """The list it happened in."""
            return self.line_list

    @dataclass
    class Resized(Message):
        """The lines have another width now, in cells."""

        line_list: LineList
        width: int

    @dataclass
    class Chosen(Message):
        """The user opened a line."""

        leads_on: ClassVar[bool] = True
        """Keys typed behind it are for what it leads to."""
        line_list: LineList
        line: int

        @property
        def control(self) -> LineList:
            """The list it happened in."""
            return self.line_list

    def __init__(
        self,
        draw: DrawLine,
        *,
        skip: Callable[[int], bool] | None = None,
        id: str | None = None,
    ) -> None:
        """Draw lines with `draw`; lines for which `skip` is true are headings the cursor passes over."""
        super().__init__(id=id)
        self._draw = draw
        self._skip = skip or (lambda _line: False)
        self._count = 0
        self._inks: dict[str, Style] = {}

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def show(self, count: int, cursor: int | None = None) -> None:
        """Show `count` lines anew, the cursor on `cursor` or as near as can be to where it was."""
        self._count = count
        self.virtual_size = Size(self.size.width, count)
        self.cursor = self._allowed(self.cursor if cursor is None else cursor, 1)
        self._reveal()
        self.refresh()

    def redraw(self, lines: Iterable[int]) -> None:
        """Draw some lines anew."""
        for line in lines:
            self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))

    def _allowed(self, line: int, direction: int) -> int:
        """Return the line nearest to `line` on which the cursor may stand, looking first in `direction`."""
        line = max(0, min(line, self._count - 1))
        for step in (direction, -direction):
            at = line
            while 0 <= at < self._count:
                if not self._skip(at):
                    return at
                at += step
        return line

    def validate_cursor(self, line: int) -> int:
        """Keep the cursor within the list."""
        return max(0, min(line, self._count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two lines anew that the cursor left and reached."""
        if before == after:
            return
        self._reveal()
        self.redraw((before, after))
        self.post_message(self.Moved(self, after))

    def _reveal(self) -> None:
        height = self.scrollable_content_region.height
        if not height or not self._count:
            return
        top = self.scroll_offset.y
        heading = self.cursor - 1 if self.cursor and self._skip(self.cursor - 1) else self.cursor
        if heading < top:
            self.scroll_to(y=heading, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the width of the lines that of the list, and the cursor in view."""
        self.virtual_size = Size(event.size.width, self._count)
        self._reveal()
        self._tell_width()

    def watch_show_vertical_scrollbar(self) -> None:
        """Tell of the width that a scroll bar takes, or gives back."""
        self.call_after_refresh(self._tell_width)

    def _tell_width(self) -> None:
        self.post_message(self.Resized(self, self.scrollable_content_region.width))

    def notify_style_update(self) -> None:
        """Forget the inks of the old theme."""
        self._inks.clear()
        super().notify_style_update()

    def _ink(self, name: str) -> Style:
        if name not in self._inks:
            self._inks[name] = ink_style(name, self.app)
        return self._inks[name]

    def render_line(self, y: int) -> Strip:
        """Draw the line at `y` of the view."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if line >= self._count:
            return Strip.blank(width, base)
        parts = self._draw(line, width)
        strip = Strip([Segment(text, base + self._ink(name)) for text, name in parts])
        strip = strip.adjust_cell_length(width, base)
        if line == self.cursor and not self._skip(line):
            strip = self._with_cursor(strip)
        return strip

    def _with_cursor(self, strip: Strip) -> Strip:
        lively = self.has_focus or not self.can_focus
        cursor = self._ink("cursor" if lively else "cursor away")
        return Strip([Segment(text, (style or Style()) + cursor) for text, style, _c in strip])

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show by the cursor whether keys go here."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def _move(self, line: int, direction: int) -> None:
        self.cursor = self._allowed(line, direction)

    def action_cursor_up(self) -> None:
        """One line up."""
        if self.cursor > 0:
            target = self._allowed(self.cursor - 1, -1)
            self.cursor = target if target < self.cursor else self.cursor

    def action_cursor_down(self) -> None:
        """One line down."""
        if self.cursor < self._count - 1:
            target = self._allowed(self.cursor + 1, 1)
            self.cursor = target if target > self.cursor else self.cursor

    def action_page_up(self) -> None:
        """One page up."""
        self._move(self.cursor - max(1, self.size.height - 1), -1)

    def action_page_down(self) -> None:
        """One page down."""
        self._move(self.cursor + max(1, self.size.height - 1), 1)

    def action_first(self) -> None:
        """To the first line."""
        self._move(0, 1)
        self.scroll_to(y=0, animate=False, force=True)

    def action_last(self) -> None:
        """To the last line."""
        self._move(self._count - 1, -1)

    def action_choose(self) -> None:
        """Open the line the cursor stands on."""
        if self._count and not self._skip(self.cursor):
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the line clicked; a click on the cursor's line opens it."""
        line = event.y + self.scroll_offset.y
        if line >= self._count or self._skip(line):
            return
        if line == self.cursor or event.chain == 2:
            self.cursor = line
            self.action_choose()
        else:
            self.cursor = line
