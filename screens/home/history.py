"""The history: what was changed, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.widget import Widget

from auditor.base.i18n import _, day_and_time
from auditor.sentences.history import describe, state
from auditor.views.history import HistoryLine
from screens.frame.commands import Command
from screens.frame.place import Place
from screens.widgets.detail import Detail
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList

SHOWN = 1000
"""How many changes are shown, the newest first."""


class HistoryPlace(Place):
    """The newest changes."""

    is_history = True
    OFFERED: ClassVar[tuple[Command, ...]] = ()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.lines = LineList(self._draw)
        self.detail = Detail()
        self._history: list[HistoryLine] = []

    def contents(self) -> Iterable[Widget]:
        """One list, and the change in full."""
        yield self.lines
        yield self.detail

    def show(self) -> None:
        """Read the newest changes."""
        self._history = self.workspace.reads.history.lines(SHOWN)
        said = _("{undo} takes back, {redo} does again")
        keys = said.format(undo=self.key_of("app.undo"), redo=self.key_of("app.redo"))
        self.title_line.tell(("Auditor", _("history")), keys)
        self.lines.show(len(self._history))
        self.lines.focus()
        self._tell_detail()

    def on_line_list_moved(self) -> None:
        """Say the change in full."""
        self._tell_detail()

    def _tell_detail(self) -> None:
        if self.lines.cursor < len(self._history):
            change = self._history[self.lines.cursor]
            said = (day_and_time(change.at), change.who, state(change))
            self.detail.tell(describe(change), " · ".join(filter(None, said)))
        else:
            self.detail.tell(_("Nothing has been changed yet."), "")

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        change = self._history[line]
        ink = "dim" if change.state in {"undone", "gone"} else "plain"
        became = f"  {state(change)} " if change.state in {"undone", "gone"} else ""
        return [
            (fit(f" {day_and_time(change.at)}", 21), "dim"),
            (fit(change.who, 14), "dim"),
            (fit(describe(change), max(10, width - 35 - cell_len(became))), ink),
            (became, "warn"),
        ]
