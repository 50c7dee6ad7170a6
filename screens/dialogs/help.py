"""All keys of a place."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _
from screens.dialogs.dialog import Dialog
from screens.frame.commands import MOVING, Command
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

SCROLLBAR = 1
"""Room for a scrollbar, which may come when the sentences are broken."""


class HelpDialog(Dialog[None]):
    """The keys and what each does, in a list that scrolls."""

    def __init__(self, commands: Sequence[Command]) -> None:
        """Show these commands, then those of lists whose keys mean nothing else here."""
        super().__init__()
        taken = {key for command in commands for key in command.keys}
        self.commands = [*commands, *(each for each in MOVING if taken.isdisjoint(each.keys))]
        self._keys_width = max(cell_len(command.all_keys) for command in self.commands) + 3
        self._rows: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """The list and the key that leaves."""
        with Vertical(classes="box") as box:
            box.border_title = _("Keys of this place")
            yield LineList(self._draw, skip=self._goes_on)
            yield Static(
                Content.assemble((_("esc"), "bold $accent"), " " + _("close")), classes="hint", markup=False
            )

    def on_mount(self) -> None:
        """Be ready to scroll."""
        self.query_one(LineList).focus()

    @on(LineList.Resized)
    def lay_out(self, message: LineList.Resized) -> None:
        """Break the sentences to the width, and make the list as high as they are where there is room."""
        self._rows = []
        room = message.width - self._keys_width - SCROLLBAR
        for command in self.commands:
            first, *more = wrap(command.help, max(10, room))
            self._rows += [(command.all_keys, first), *(("", line) for line in more)]
        lines = message.line_list
        lines.styles.height = min(len(self._rows), max(6, self.app.size.height - 10))
        lines.show(len(self._rows))

    def _goes_on(self, line: int) -> bool:
        return not self._rows[line][0]

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        keys, sentence = self._rows[line]
        room = self._keys_width
        return [(fit(f" {keys}", room), "accent"), (fit(sentence, width - room), "plain")]
