"""Asks for text of several lines."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from auditor.i18n import _
from screens.dialogs.dialog import Dialog


class WriteDialog(Dialog[str]):
    """A text area; ctrl+s keeps the text, escape leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,ctrl+enter", "keep", show=False, priority=True)]

    def __init__(self, title: str, text: str) -> None:
        """Begin with `text`."""
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, text area and the keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), markup=False)
            area = TextArea(self._text, soft_wrap=True, show_line_numbers=False)
            area.cursor_blink = False
            yield area
            yield Static(
                Content.assemble(
                    ("^s", "bold $accent"), f" {_('keep')}    ", (_("esc"), "bold $accent"), f" {_('leave it')}"
                ),
                classes="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Write at the end of the text."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        """Keep the text."""
        self.dismiss(self.query_one(TextArea).text)
