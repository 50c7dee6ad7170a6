"""All keys of a place, by what they are for, and found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from auditor.analysis.word_search import WordSearch
from auditor.base.i18n import _
from screens.dialogs.dialog import Dialog
from screens.frame.commands import MOVING, Command
from screens.frame.groups import grouped
from screens.widgets.drawing import Part, draw_heading, fit
from screens.widgets.line_list import LineList

SCROLLBAR = 1
"""Room for a scrollbar, which may come when the sentences are broken."""


class HelpDialog(Dialog[None]):
    """The keys and what each does, in a list that scrolls; a line to type in narrows it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "find", show=False)]

    def __init__(self, commands: Sequence[Command]) -> None:
        """Show these commands, then those of lists whose keys mean nothing else here."""
        super().__init__()
        taken = {key for command in commands for key in command.keys}
        every = [*commands, *(each for each in MOVING if taken.isdisjoint(each.keys))]
        self._groups = grouped(every)
        self.commands = [command for _group, some in self._groups for command in some]
        self._keys_width = max(cell_len(command.all_keys) for command in self.commands) + 3
        self._rows: list[tuple[str, str]] = []
        """Keys and a sentence; a heading has no keys, nor has the rest of a sentence."""
        self._headings: set[int] = set()
        self._width = 0
        self._words: WordSearch | None = None
        self._field = Input(placeholder=_("type to find"), compact=True)
        self._field.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The line to type in, once it is wanted, the list, and the keys that leave and find."""
        with Vertical(classes="box") as box:
            box.border_title = _("Keys of this place")
            self._field.display = False
            yield self._field
            yield LineList(self._draw, skip=self._goes_on)
            keys = (("/", "bold $accent"), " " + _("find") + "    ", (_("esc"), "bold $accent"))
            yield Static(Content.assemble(*keys, " " + _("close")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Be ready to scroll."""
        self.query_one(LineList).focus()

    @on(LineList.Resized)
    def lay_out(self, message: LineList.Resized) -> None:
        """Break the sentences to the width, and make the list as high as they are where there is room."""
        self._width = message.width
        self._show()
        message.line_list.styles.height = min(len(self._rows), max(6, self.app.size.height - 11))

    def _show(self) -> None:
        self._rows, self._headings = [], set()
        typed = self._field.value
        if any(map(str.isalnum, typed)):
            for command in self._found(typed):
                self._add(command)
        else:
            for group, some in self._groups:
                self._headings.add(len(self._rows))
                self._rows.append(("", group.heading))
                for command in some:
                    self._add(command)
        if not self._rows:
            self._rows = [("", _("Nothing has all of these words."))]
        self.query_one(LineList).show(len(self._rows))

    def _add(self, command: Command) -> None:
        room = self._width - self._keys_width - SCROLLBAR
        first, *more = wrap(command.help, max(10, room))
        self._rows += [(command.all_keys, first), *(("", line) for line in more)]

    def _found(self, typed: str) -> list[Command]:
        """Return the commands that are said to do what is typed, the best first."""
        if self._words is None:
            self._words = WordSearch(
                [((one.help, 1.0), (one.label, 1.0)), ((group.heading, 0.4),)]
                for group, some in self._groups
                for one in some
            )
        return [self.commands[number] for number in self._words.find(typed)]

    def _goes_on(self, line: int) -> bool:
        return not self._rows[line][0]

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        keys, sentence = self._rows[line]
        if line in self._headings:
            return draw_heading(sentence, width)
        room = self._keys_width
        return [(fit(f" {keys}", room), "accent"), (fit(sentence, width - room), "plain")]

    def action_find(self) -> None:
        """Type what the keys are to do."""
        self._field.display = True
        self._field.focus()

    def action_leave(self) -> None:
        """Leave what is typed before the dialog."""
        if not self._field.display:
            super().action_leave()
            return
        self._field.display = False
        self._field.value = ""
        self.query_one(LineList).focus()

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show only what is said to do what is typed."""
        self._show()
        self.query_one(LineList).action_first()

    @on(Input.Submitted)
    def scroll_found(self) -> None:
        """Go on to what was found."""
        self.query_one(LineList).focus()

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        lines = self.query_one(LineList)
        moves = {"up": lines.action_cursor_up, "down": lines.action_cursor_down}
        if self._field.has_focus and (move := moves.get(event.key)):
            move()
            event.stop()
            event.prevent_default()
