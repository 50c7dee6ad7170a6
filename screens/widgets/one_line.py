"""A line to type in, safe against whatever is pasted into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.widgets import Input

from auditor.base.text import clean

PASTE_LIMIT = 100_000
"""Most characters taken from one paste: more than any field keeps, and little enough not to stop the screen."""


class OneLine(Input):
    """One line to type in; what is pasted is cleaned, and where it is several lines it is asked what becomes of them."""

    @dataclass
    class SeveralLines(Message):
        """Several lines were pasted, where one fits."""

        leads_on: ClassVar[bool] = True
        """Keys typed behind it are for what is asked then."""
        field: OneLine
        lines: Sequence[str]

    def on_paste(self, event: events.Paste) -> None:
        """Take in text without control characters."""
        event.stop()
        event.prevent_default()
        pasted = clean(event.text[:PASTE_LIMIT]).replace("\t", " ")
        lines = [line.strip() for line in pasted.split("\n") if line.strip()]
        if len(lines) > 1:
            self.post_message(self.SeveralLines(self, lines))
        else:
            self.put(pasted.replace("\n", " ") if lines else "")

    def put(self, text: str) -> None:
        """Put text where the cursor is, in the place of what is selected."""
        self.replace(text, *self.selection)
