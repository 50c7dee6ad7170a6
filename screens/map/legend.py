"""What the curves of a map are called: each sign with its name, none broken over two lines."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from auditor.base.text import one_line


class LegendEntry(Struct, frozen=True):
    """A curve's sign, the style of its ink, what it is called, and whether anything of it is drawn."""

    sign: str
    style: str
    text: str
    known: bool


class Legend(Static):
    """The names of curves, on as many lines as they take."""

    DEFAULT_CSS = "Legend { height: auto; max-height: 4; }"

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("", markup=False)
        self._entries: Sequence[LegendEntry] = ()
        self._note = ""

    def tell(self, entries: Sequence[LegendEntry], note: str = "") -> None:
        """Name these curves, or say `note` instead."""
        self._entries, self._note = entries, note
        self._lay_out()

    def on_resize(self) -> None:
        """Fit the names to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._note:
            self.update(Content(f" {self._note}"))
            return
        parts: list[str | tuple[str, str]] = []
        left = self.size.width
        for entry in self._entries:
            text = one_line(entry.text)
            width = cell_len(text) + 5
            if parts and width > left:
                parts.append("\n")
                left = self.size.width
            left -= width
            parts += [(f" {entry.sign} ", entry.style), (text, "" if entry.known else "$quiet"), "  "]
        self.update(Content.assemble(*parts))
