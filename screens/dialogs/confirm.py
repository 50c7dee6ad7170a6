"""Asks whether to go on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _
from screens.dialogs.dialog import Dialog


class ConfirmDialog(Dialog[bool]):
    """A question, answered with enter or left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "agree", show=False),
        Binding("n", "leave", show=False),
    ]

    def __init__(self, question: str, yes: str) -> None:
        """Ask `question`; `yes` says what enter does."""
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The question and the two keys."""
        hint = Content.assemble(
            (_("enter"), "bold $accent"), f" {self._yes}    ", (_("esc"), "bold $accent"), " " + _("leave it")
        )
        with Vertical(classes="box"):
            yield Static(Content(self._question), markup=False)
            yield Static(hint, classes="hint", markup=False)

    def action_agree(self) -> None:
        """Say yes."""
        self.dismiss(True)
