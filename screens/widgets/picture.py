"""A picture in its region: as good as the terminal can show it, or a line of text where it can't."""

from __future__ import annotations

import asyncio
from typing import ClassVar, Protocol, runtime_checkable

from rich.control import Control
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from screens.widgets.drawing import fit
from screens.widgets.picture_drawing import Draw, Drawing, draw_half_blocks

_LEAST = 4, 2
"""Columns and rows below which nothing can be made out."""


@runtime_checkable
class Draws(Protocol):
    """An app that knows how pictures are drawn on its terminal."""

    async def way_to_draw(self) -> Draw:
        """Return how they are, having asked the terminal the first time."""


class Picture(Widget):
    """Shows the picture of a content, with its proportions, as large as there is room.

    It is drawn in a thread, and until then the line of text stands there, as it does where nothing can be shown.
    """

    DEFAULT_CSS: ClassVar[str] = "Picture { width: 1fr; height: 1fr; }"

    def __init__(self, content: bytes = b"", text: str = "") -> None:
        """Show a content; `text` says what is to be seen."""
        super().__init__()
        self._content = content
        self._text = text
        self._drawing: Drawing | None = None
        self._drawn: tuple[bytes, Size] | None = None
        self._is_drawing = False

    def show(self, content: bytes, text: str = "") -> None:
        """Show another content; an empty one shows the text alone."""
        self._content, self._text = content, text
        self._draw_soon()

    def on_resize(self) -> None:
        """Draw it in its new size."""
        self._draw_soon()

    def on_unmount(self) -> None:
        """Let the terminal forget it."""
        self._replace(None)

    def _draw_soon(self) -> None:
        if self._drawn is not None and self._drawn[0] != self._content:
            self._replace(None)
        self.refresh()
        if self.is_mounted and not self._is_drawing:
            self._is_drawing = True
            self.run_worker(self._draw(), group="picture")

    async def _draw(self) -> None:
        """Draw until what is drawn is what is to be seen: it may have become another meanwhile."""
        try:
            while self._drawn != (wanted := (self._content, self.size)):
                drawing = await self._drawn_into(*wanted)
                if wanted == (self._content, self.size):
                    self._replace(drawing)
                elif drawing is not None:
                    drawing.let_go()
                self._drawn = wanted
        finally:
            self._is_drawing = False

    async def _drawn_into(self, content: bytes, room: Size) -> Drawing | None:
        if not content or room.width < _LEAST[0] or room.height < _LEAST[1]:
            return None
        draw = await self.app.way_to_draw() if isinstance(self.app, Draws) else draw_half_blocks
        try:
            drawing = await asyncio.to_thread(draw, content, room.width, room.height)
        except RefusedError:
            return None
        return drawing if drawing.lines else None

    def _replace(self, drawing: Drawing | None) -> None:
        before, self._drawing = self._drawing, drawing
        if before is not None:
            before.let_go()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line of what was drawn, cut to the size there is now."""
        width, ground = self.size.width, self.rich_style
        if self._drawing is None:
            said = (self._text or _("The picture can’t be shown here.")) if y == 0 else ""
            return Strip([Segment(fit(said, width), ground)], width)
        lines = self._drawing.lines
        line = lines[y] if y < len(lines) else Strip([])
        return line.crop_extend(0, width, ground)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines as they are; at the end of them what lies over all lines, where all of them can be seen."""
        strips = super().render_lines(crop)
        if strips and self._drawing is not None and self._drawing.over and self.screen.is_active:
            place = self.screen.find_widget(self)
            if place.visible_region == place.region and self._drawn == (self._content, self.size):
                strips[-1] = _with_over(strips[-1], self._drawing.over, place.region, crop)
        return strips


def _with_over(strip: Strip, over: str, region: Region, crop: Region) -> Strip:
    """Return a line at whose end the terminal is sent something from the upper left corner of a region."""
    begin = Control.move_to(region.x, region.y).segment.text
    end = Control.move_to(region.x + crop.right, region.y + crop.bottom - 1).segment.text
    sent = Segment(f"{begin}{over}{end}", Style(), [(ControlType.CURSOR_FORWARD, 0)])
    return Strip([*strip, sent], strip.cell_length)
