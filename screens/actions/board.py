"""The board: a column for each status, a card for each action. Only the cards in view are drawn, whatever their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from auditor.base.i18n import N_, number
from screens.frame.commands import Command, bindings
from screens.widgets.drawing import Part, fit, ink_style

CARD = 4
"""Lines of a card, the empty one below it counted in."""
_HEAD = 2
"""Lines above the cards."""
_LEAST = 26
"""Cells a column has at least; where there is no room for all, some are shown and the others by going there."""

BOARD_COMMANDS = (
    Command("go('left')", ("left", "h"), N_("left"), N_("On the board: to the column before"), False),
    Command("go('right')", ("right", "l"), N_("right"), N_("On the board: to the next column"), False),
    Command("go('up')", ("up", "k"), N_("up"), N_("On the board: to the card above"), False),
    Command("go('down')", ("down", "j"), N_("down"), N_("On the board: to the card below"), False),
    Command("go('page_up')", ("pageup",), N_("page up"), N_("On the board: a page of cards up"), False),
    Command("go('page_down')", ("pagedown",), N_("page down"), N_("On the board: a page of cards down"), False),
    Command("go('first')", ("home",), N_("first"), N_("On the board: to the first card"), False),
    Command("go('last')", ("end",), N_("last"), N_("On the board: to the last card"), False),
    Command("choose", ("enter",), N_("why"), N_("Explain the priority term by term, with what was found"), False),
)  # fmt: skip


class Lane(Struct, frozen=True):
    """One column: what stands above it and how many cards it has."""

    name: str
    count: int
    ink: str = "accent"


class Cards(Protocol):
    """Whoever says what is on the cards."""

    def draw_card(self, lane: int, row: int, width: int) -> Sequence[Sequence[Part]]:
        """Give the lines of a card, each at most `width` cells wide; CARD − 1 of them at most."""


Spot = tuple[int, int]
"""A column and a card in it, from 0 each."""


class Board(Widget, can_focus=True, inherit_bindings=False):
    """Columns of cards with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(BOARD_COMMANDS))
    DEFAULT_CSS = "Board { height: 1fr; }"

    cursor: var[Spot] = var((0, 0))

    @dataclass
    class Moved(Message):
        """The cursor stands on another card."""

        board: Board

    @dataclass
    class Chosen(Message):
        """The user opened a card."""

        leads_on: ClassVar[bool] = True
        """Keys typed behind it are for what it leads to."""
        board: Board

    def __init__(self, cards: Cards) -> None:
        """Draw what `cards` says."""
        super().__init__(id="board")
        self._cards = cards
        self._lanes: Sequence[Lane] = ()
        self._tops: list[int] = []
        self._first = 0
        self._drawn: dict[tuple[int, int, int], Sequence[Sequence[Part]]] = {}

    def show(self, lanes: Sequence[Lane], cursor: Spot | None = None) -> None:
        """Show these columns anew, the cursor on that card or as near as can be to where it was."""
        if len(lanes) != len(self._lanes):
            self._tops, self._first = [0] * len(lanes), 0
        self._lanes = lanes
        self.cursor = self._allowed(*(cursor or self.cursor))
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew."""
        self._drawn.clear()
        self._reveal()
        self.refresh()

    def _allowed(self, lane: int, row: int) -> Spot:
        lane = max(0, min(lane, len(self._lanes) - 1))
        count = self._lanes[lane].count if self._lanes else 0
        return lane, max(0, min(row, count - 1))

    def watch_cursor(self, before: Spot, after: Spot) -> None:
        """Keep the cursor in view, and tell whoever says what it stands on."""
        if before != after:
            self._reveal()
            self.refresh()
            self.post_message(self.Moved(self))

    @property
    def _side_by_side(self) -> int:
        """How many columns are in view."""
        return max(1, min(len(self._lanes), self.size.width // _LEAST))

    @property
    def _high(self) -> int:
        """How many cards are in view in a column."""
        return max(1, (self.size.height - _HEAD) // CARD)

    @property
    def _left(self) -> int:
        """The first column in view. The board may be drawn in a new size before it is told of it."""
        return max(0, min(self._first, len(self._lanes) - self._side_by_side))

    def _reveal(self) -> None:
        if not self._lanes or not self.size.width:
            return
        lane, row = self.cursor
        self._first = max(min(self._first, lane, len(self._lanes) - self._side_by_side), 0)
        self._first = max(self._first, lane - self._side_by_side + 1)
        for at, each in enumerate(self._lanes):
            most = max(0, each.count - self._high)
            self._tops[at] = min(self._tops[at], most)
        self._tops[lane] = max(min(self._tops[lane], row), row - self._high + 1)

    def on_resize(self) -> None:
        """Show as many columns as have room now."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Draw in the inks of the new theme."""
        self._drawn.clear()
        super().notify_style_update()

    def _widths(self) -> list[int]:
        """Return the widths of the columns in view, which take the whole width together."""
        shown = self._side_by_side
        width, rest = divmod(self.size.width, shown)
        return [width + (1 if at < rest else 0) for at in range(shown)]

    def render_line(self, y: int) -> Strip:
        """Draw the line at `y`: a line of each column in view."""
        segments: list[Segment] = []
        base = self.rich_style
        for at, width in enumerate(self._widths() if self._lanes else []):
            lane = self._left + at
            cursor = y >= _HEAD and self._is_cursor(lane, y)
            for text, name in self._line(lane, y, width):
                style = base + ink_style(name, self.app)
                segments.append(Segment(text, style + self._cursor_style() if cursor else style))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _cursor_style(self) -> Style:
        return ink_style("cursor" if self.has_focus else "cursor away", self.app)

    def _is_cursor(self, lane: int, y: int) -> bool:
        row = self._tops[lane] + (y - _HEAD) // CARD
        return (lane, row) == self.cursor and (y - _HEAD) % CARD < CARD - 1 and self._lanes[lane].count > row

    def _line(self, lane: int, y: int, width: int) -> Sequence[Part]:
        """Return the parts of one line of a column."""
        if y == 0:
            return self._head(lane, width)
        if y == 1:
            return [(self._edge("▴", self._tops[lane], width), "dim")]
        shown, at = divmod(y - _HEAD, CARD)
        row = self._tops[lane] + shown
        count = self._lanes[lane].count
        if shown == self._high - 1 and at == CARD - 1 and row < count - 1:
            return [(self._edge("▾", count - 1 - row, width), "dim")]
        if row >= count or at == CARD - 1 or shown >= self._high:
            return [(" " * width, "plain")]
        card = (lane, row, width)
        if card not in self._drawn:
            if len(self._drawn) > 500:
                self._drawn.clear()
            self._drawn[card] = self._cards.draw_card(lane, row, width - 2)
        lines = self._drawn[card]
        parts = lines[at] if at < len(lines) else [(" " * (width - 2), "plain")]
        return [*parts, ("  ", "plain")]

    @staticmethod
    def _edge(sign: str, hidden: int, width: int) -> str:
        """Return the line above or below the cards, which says how many more there are."""
        more = f" {sign} {number(hidden)} " if hidden else ""
        return f"{more.center(width - 1, '─')} "

    def _head(self, lane: int, width: int) -> Sequence[Part]:
        here = self._lanes[lane]
        before = "◂ " if lane == self._left and lane else ""
        last = self._left + self._side_by_side - 1
        after = " ▸" if lane == last and lane < len(self._lanes) - 1 else ""
        count = number(here.count)
        name = fit(f"{before}{here.name}", width - len(count) - len(after) - 2)
        ink = here.ink if lane == self.cursor[0] else "dim"
        return [(name, ink), (f" {count}{after} ", ink)]

    def action_go(self, where: str) -> None:
        """Move the cursor, as far as there are cards."""
        lane, row = self.cursor
        steps = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
        by = {"page_up": -self._high, "page_down": self._high, "first": -row, "last": 10**9}
        aside, along = steps.get(where, (0, by.get(where, 0)))
        if aside:
            # To the card beside this one, not to the one that stands as deep in a column scrolled otherwise.
            target = max(0, min(lane + aside, len(self._lanes) - 1))
            row += self._tops[target] - self._tops[lane] if self._lanes and target != lane else 0
        self.cursor = self._allowed(lane + aside, row + along)

    def action_choose(self) -> None:
        """Open the card under the cursor."""
        if self._lanes and self._lanes[self.cursor[0]].count:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the card clicked; a click on the cursor's card opens it."""
        left = 0
        for at, width in enumerate(self._widths() if self._lanes else []):
            lane = self._left + at
            if left <= event.x < left + width and event.y >= _HEAD:
                row = self._tops[lane] + (event.y - _HEAD) // CARD
                if row < self._lanes[lane].count:
                    again = (lane, row) == self.cursor
                    self.cursor = (lane, row)
                    if again:
                        self.action_choose()
            left += width

    def on_mouse_scroll_down(self) -> None:
        """One card down."""
        self.action_go("down")

    def on_mouse_scroll_up(self) -> None:
        """One card up."""
        self.action_go("up")
