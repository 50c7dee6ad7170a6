"""Asks for text of several lines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.base.guests import is_guest
from auditor.base.i18n import _
from screens.dialogs.dialog import Dialog
from screens.widgets.texts import LongText

Save = Callable[[str], Awaitable[bool]]
"""Saves the text and tells whether it is on disk."""


class WriteDialog(Dialog[str]):
    """A text area; ctrl+s keeps the text, escape leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,ctrl+enter", "keep", show=False)]
    DEFAULT_CSS = """
    WriteDialog LongText { height: auto; min-height: 5; max-height: 50vh; background: $panel; margin-top: 1; }
    WriteDialog .wrong { display: none; height: auto; color: $error; text-style: bold; margin-top: 1; }
    """

    def __init__(self, title: str, text: str, save: Save, yes: str = "") -> None:
        """Begin with `text`; the dialog stays open until `save` has worked, so that nothing written is lost.

        `yes` says what keeping the text does, where that is more than keeping it.
        """
        super().__init__()
        self._title = title
        self._area = LongText(text)
        self._wrong = Static("", classes="wrong", markup=False)
        self._save = save
        self._yes = yes or _("keep")
        self._keeping = False
        self._beginning = self._area.text
        self._warned_of: str | None = None

    def compose(self) -> ComposeResult:
        """Title, text area, the line for what is wrong, and the keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), markup=False)
            yield self._area
            yield self._wrong
            yield Static(
                Content.assemble(
                    ("^s", "bold $accent"),
                    f" {self._yes}    ",
                    *(() if is_guest() else (("^e", "bold $accent"), " " + _("your editor") + "    ")),
                    (_("esc"), "bold $accent"),
                    " " + _("leave it"),
                ),
                classes="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Write at the end of the text."""
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    async def action_keep(self) -> None:
        """Keep the text."""
        text = self._area.text
        self._keeping = True
        try:
            is_kept = await self._save(text)
        finally:
            self._keeping = False
        if is_kept and self.is_current:
            self.dismiss(text)

    def action_leave(self) -> None:
        """Leave; what was written is thrown away only when escape is pressed again."""
        text = self._area.text
        if text == self._warned_of or (text == self._beginning and not self._keeping):
            self.dismiss(None)
            return
        self._warned_of = text
        said = (
            _("It is still being saved: esc again does not wait to see whether it can be.")
            if self._keeping
            else _("What you wrote is not kept yet: esc again throws it away.")
        )
        self._wrong.update(Content(said))
        self._wrong.display = True
