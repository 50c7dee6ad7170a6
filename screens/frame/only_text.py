"""What keeps control characters from the terminal, whatever widget they come through.

Text is cleaned when it is entered. A database may still hold what another program wrote, and an escape sequence
in it would reach the terminal through most widgets.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from auditor.base.text import clean


class OnlyText(LineFilter):
    """Takes control characters out of drawn lines; a line keeps its width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with nothing in them but text."""
        del background
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.text.isprintable() else Segment(_cleaned(segment.text), segment.style)
            for segment in segments
            if segment.control is None
        ]


def _cleaned(text: str) -> str:
    kept = clean(text).replace("\n", " ").replace("\t", " ")
    return kept + " " * (cell_len(text) - cell_len(kept))
