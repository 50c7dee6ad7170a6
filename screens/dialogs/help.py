"""All keys of a place."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.i18n import _
from screens.commands import MOVING, Command
from screens.dialogs.dialog import Dialog
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList


class HelpDialog(Dialog[None]):
    """The keys and what each does, in a list that scrolls."""

    def __init__(self, commands: Sequence[Command]) -> None:
        """Show these commands, then those of lists."""
        super().__init__()
        known = {command.action for command in commands}
        self._commands = [*commands, *(command for command in MOVING if command.action not in known)]

    def compose(self) -> ComposeResult:
        """The list and the key that leaves."""
        with Vertical(classes="box") as box:
            box.border_title = _("Keys of this place")
            lines = LineList(self._draw)
            lines.styles.height = min(len(self._commands), max(6, self.app.size.height - 10))
            yield lines
            yield Static(
                Content.assemble((_("esc"), "bold $accent"), " " + _("close")), classes="hint", markup=False
            )

    def on_mount(self) -> None:
        """Fill the list."""
        lines = self.query_one(LineList)
        lines.show(len(self._commands))
        lines.focus()

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        command = self._commands[line]
        return [(fit(f" {command.all_keys}", 20), "accent"), (fit(command.help, width - 20), "plain")]
