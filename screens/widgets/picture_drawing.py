"""Pictures as lines of a terminal: coloured half blocks, or what textual-image makes where the terminal shows pictures.

All of it takes a while for a large picture, and is done in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import StringIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from rich.color import Color
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from auditor.imaging.scaling import Cells, decoded, half_blocks

if TYPE_CHECKING:
    from PIL.Image import Image

_UPPER = "▀"
_CELL = 24, 48
"""Pixels of a cell of a terminal at the most: a larger picture is scaled down before it is handed on."""
_BEGINS_SIXELS = "\x1bP"


class Drawing(Struct, frozen=True):
    """A picture drawn into a room of cells."""

    lines: list[Strip]
    over: str = ""
    """What is sent to the terminal to lie over the lines, from their upper left corner; empty for nothing."""
    let_go: Callable[[], None] = lambda: None
    """Called when it is not shown any more."""


Draw = Callable[[bytes, int, int], Drawing]
"""Draws the picture of a content into so many columns and rows; raises RefusedError for what is no picture."""


Maker = Callable[[Any, str, str], Any]
"""Makes what Rich draws of a picture of Pillow's, a width and a height, each `auto` for as much as there is.

What textual-image makes has `cleanup`, with which the terminal forgets it.
"""


def draw_half_blocks(content: bytes, columns: int, rows: int) -> Drawing:
    """Draw a picture in cells of two colours each."""
    return _of_cells(half_blocks(content, columns, rows))


def draw_placed(make: Maker, content: bytes, columns: int, rows: int) -> Drawing:
    """Draw a picture that the terminal keeps and shows in the place of certain characters, as kitty does."""
    drawn: Any = make(_fitting(content, columns, rows), "auto", "auto")
    lines = [
        [segment for segment in line if segment.text]
        for line in Segment.split_lines(_rendered(drawn, columns, rows))
    ]
    return Drawing([Strip(line) for line in lines if line], let_go=drawn.cleanup)


def draw_sixels(make: Maker, content: bytes, columns: int, rows: int) -> Drawing:
    """Draw a picture that is sent to the terminal as sixels; half blocks lie below, for when it can't be."""
    sent, across, down = "", 0, 0
    drawn = make(_fitting(content, columns, rows), "auto", "auto")
    for segment in _rendered(drawn, columns, rows):
        if segment.control and segment.text.startswith(_BEGINS_SIXELS):
            sent = segment.text
        elif not segment.control and segment.text.strip("\n"):
            across, down = max(across, len(segment.text.rstrip("\n"))), down + 1
    return Drawing(draw_half_blocks(content, across, down).lines, over=sent)


def _fitting(content: bytes, columns: int, rows: int) -> Image:
    return decoded(content, columns * _CELL[0], rows * _CELL[1])


def _rendered(drawn: RenderableType, columns: int, rows: int) -> Iterable[Segment]:
    console = Console(file=StringIO(), width=columns, height=rows)
    return console.render(drawn, console.options.update(width=columns, height=rows))


def _of_cells(cells: Cells) -> Drawing:
    lines = []
    for row in cells:
        segments: list[Segment] = []
        start = 0
        for end in range(1, len(row) + 1):
            if end == len(row) or row[end] != row[start]:
                upper, lower = row[start]
                style = Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))
                segments.append(Segment(_UPPER * (end - start), style))
                start = end
        lines.append(Strip(segments, len(row)))
    return Drawing(lines)
