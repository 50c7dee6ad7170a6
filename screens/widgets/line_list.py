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

_MUCH_ROOM = 200
"""Cells in which a line is drawn to look for its text."""
_ALIKE = 20
"""So many letters tell a line of which something has changed meanwhile."""
_NEAR = 300
"""So many lines before and after where a line was it is looked for."""

DrawLine = Callable[[int, int], Sequence[Part]]
"""Gives the parts of a line: called with the line's number from 0 and the width in cells."""

DrawMore = Callable[[int, int, int], Sequence[Part]]
"""Gives the parts of a further line of a row: called with the row, which of its lines from 1, and the width."""


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines with a cursor. Whoever makes it says how many there are and draws each.

    A row is one line on the screen, or `tall` of them where `draw_more` draws the others.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(MOVING))
    DEFAULT_CSS = """
    LineList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    IS_OPENED_BY_ONE_CLICK: ClassVar[bool] = False
    """Whether a click opens a line at once, and not only that of the cursor."""

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
        moved: Callable[[], None] | None = None,
        draw_more: DrawMore | None = None,
        id: str | None = None,
    ) -> None:
        """Draw lines with `draw`; lines for which `skip` is true are headings the cursor passes over.

        `moved` is called as the cursor moves, in place of the message, so that all of it is drawn in one go.
        """
        super().__init__(id=id)
        self._draw = draw
        self._draw_more = draw_more
        self._skip = skip or (lambda _line: False)
        self._moved = moved
        self._tall = 1
        self._count = 0
        self._inks: dict[str, Style] = {}
        self._base: Style | None = None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def show(self, count: int, cursor: int | None = None) -> None:
        """Show `count` lines anew, the cursor on `cursor` or as near as can be to where it was."""
        self._count = count
        self.virtual_size = Size(self.size.width, count * self._tall)
        self.cursor = self._allowed(self.cursor if cursor is None else cursor, 1)
        self._reveal()
        self.refresh()

    def text_of(self, line: int) -> str:
        """Return the text of a line, as it is drawn where there is much room, without what fills it up."""
        return "  ".join(filter(None, (text.strip() for text, _ink in self._draw(line, _MUCH_ROOM))))

    def is_heading(self, line: int) -> bool:
        """Tell whether the cursor passes over a line."""
        return self._skip(line)

    def go_to_text(self, line: int, text: str) -> None:
        """Let the cursor stand on the nearest line to `line` that has a text, or else begins as it does, else on `line`."""
        near = sorted(
            range(max(0, line - _NEAR), min(self._count, line + _NEAR)), key=lambda at: abs(at - line)
        )
        texts = {at: self.text_of(at) for at in near}
        same = next((at for at in near if texts[at].startswith(text)), None)
        alike = next((at for at in near if texts[at].startswith(text[:_ALIKE])), line)
        found = alike if same is None else same
        self._move(max(0, min(found, self._count - 1)), 1)

    def stay_on(self, line: int, text: str) -> None:
        """Let the cursor, which stood on `line`, stand on the nearest one that has a text, if it was moved nowhere else."""
        if not self._count or self.cursor != self._allowed(line, 1) or self.text_of(self.cursor) == text:
            return
        near = range(max(0, line - _NEAR), min(self._count, line + _NEAR))
        same = [at for at in near if not self._skip(at) and self.text_of(at) == text]
        if same:
            self._move(min(same, key=lambda at: abs(at - line)), 1)

    @property
    def tall(self) -> int:
        """How many lines of the screen a row takes."""
        return self._tall

    @tall.setter
    def tall(self, tall: int) -> None:
        if tall != self._tall:
            top, self._tall = self.scroll_offset.y // self._tall, tall
            self.virtual_size = Size(self.size.width, self._count * tall)
            self.scroll_to(y=top * tall, animate=False, force=True)
            self._reveal()
            self.refresh()

    def redraw(self, lines: Iterable[int]) -> None:
        """Draw some lines anew."""
        for line in lines:
            y = line * self._tall - self.scroll_offset.y
            self.refresh(Region(0, y, self.size.width, self._tall))

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
        if self._moved is not None:
            self._moved()
        else:
            self.post_message(self.Moved(self, after))

    def _reveal(self) -> None:
        height = self.scrollable_content_region.height
        if not height or not self._count:
            return
        top = self.scroll_offset.y
        heading = self.cursor - 1 if self.cursor and self._skip(self.cursor - 1) else self.cursor
        below = (self.cursor + 1) * self._tall
        if heading * self._tall < top:
            self.scroll_to(y=heading * self._tall, animate=False, force=True)
        elif below > top + height:
            self.scroll_to(y=min(below - height, self.cursor * self._tall), animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the width of the lines that of the list, and the cursor in view."""
        self.virtual_size = Size(event.size.width, self._count * self._tall)
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
        self._base = None
        super().notify_style_update()

    def _ink(self, name: str) -> Style:
        if name not in self._inks:
            self._inks[name] = ink_style(name, self.app)
        return self._inks[name]

    def render_line(self, y: int) -> Strip:
        """Draw the line at `y` of the view."""
        line, more = divmod(y + self.scroll_offset.y, self._tall)
        width = self.scrollable_content_region.width
        # Worked out once and not at each refresh, as Textual does: it takes longer than the line.
        base = self._base = self._base or self.rich_style
        if line >= self._count:
            return Strip.blank(width, base)
        parts = self._draw_more(line, more, width) if more and self._draw_more else self._draw(line, width)
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
        self._move(self.cursor - max(1, self.size.height // self._tall - 1), -1)

    def action_page_down(self) -> None:
        """One page down."""
        self._move(self.cursor + max(1, self.size.height // self._tall - 1), 1)

    def moves_by(self, key: str) -> bool:
        """Move by a key that is typed elsewhere, in a field above; tell whether it is one that moves."""
        moves = {
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "pageup": self.action_page_up,
            "pagedown": self.action_page_down,
        }
        if move := moves.get(key):
            move()
        return key in moves

    def action_first(self) -> None:
        """To the first line."""
        self._move(0, 1)
        self.scroll_to(y=0, animate=False, force=True)

    def action_last(self) -> None:
        """To the last line."""
        self._move(self._count - 1, -1)
        self.scroll_to(y=max(0, self._count - self.size.height), animate=False, force=True)

    def action_choose(self) -> None:
        """Open the line the cursor stands on."""
        if self._count and not self._skip(self.cursor):
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the line clicked; a click on the cursor's line, or where one is enough any, opens it."""
        line = (event.y + self.scroll_offset.y) // self._tall
        if line >= self._count or self._skip(line):
            return
        if line == self.cursor or event.chain == 2 or self.IS_OPENED_BY_ONE_CLICK:
            self.cursor = line
            self.action_choose()
        else:
            self.cursor = line
