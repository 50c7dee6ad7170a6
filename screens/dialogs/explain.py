"""Why an action stands where it stands: every term of its priority and need, and what was found."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _
from screens.dialogs.dialog import Dialog
from screens.dialogs.past import past_lines
from screens.dialogs.reasons import Explained, reason_lines

BREADTH = 69
"""Of the text in the box at its full width, in cells, with a scrollbar."""


class ExplainDialog(Dialog[None]):
    """An action with the sums behind its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", show=False),
        Binding("j", "scroll('1')", show=False),
        Binding("k", "scroll('-1')", show=False),
        Binding("h", "turn", show=False),
    ]

    def __init__(self, explained: Explained) -> None:
        """Explain the place of an action."""
        super().__init__()
        self._explained = explained
        self._is_past = False

    def compose(self) -> ComposeResult:
        """One text that scrolls."""
        with Vertical(classes="box") as box:
            box.border_title = _("Why here?")
            scroll = VerticalScroll(Static(self._text(), markup=False, id="said"), id="why")
            scroll.styles.height = "auto"
            scroll.styles.max_height = max(6, self.app.size.height - 8)
            yield scroll
            yield Static(self._hint(), classes="hint", markup=False)

    def _hint(self) -> Content:
        other = _("why here?") if self._is_past else _("history")
        return Content.assemble(
            ("h", "bold $accent"), f" {other}   ", (_("esc"), "bold $accent"), " " + _("close")
        )

    def action_turn(self) -> None:
        """Turn from the reasons to what happened to the action, or back."""
        self._is_past = not self._is_past
        said = Content.assemble(*past_lines(self._explained.events)) if self._is_past else self._text()
        self.query_one(".box").border_title = _("History") if self._is_past else _("Why here?")
        self.query_one("#said", Static).update(said)
        self.query_one(".hint", Static).update(self._hint())
        self.query_one("#why").scroll_home(animate=False)

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one("#why").focus()

    def action_scroll(self, by: str) -> None:
        """Scroll by lines."""
        self.query_one("#why").scroll_relative(y=int(by), animate=False)

    def _text(self) -> Content:
        return Content.assemble(*reason_lines(self._explained, BREADTH))
