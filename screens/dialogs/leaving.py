"""Shown to those who leave while something is still being saved: waits for it, or gives it up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _, ngettext
from screens.dialogs.dialog import Dialog


class LeavingDialog(Dialog[bool]):
    """Waits until all is saved; gives True to those who leave without that."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "give_up", show=False)]

    def __init__(self, unsaved: int) -> None:
        """Wait for so many changes."""
        super().__init__()
        self._text = Static("", markup=False)
        self.count(unsaved)

    def count(self, unsaved: int) -> None:
        """Say how many changes are waited for."""
        said = ngettext(
            "{count} change is not saved yet. Auditor leaves by itself as soon as it is.",
            "{count} changes are not saved yet. Auditor leaves by itself as soon as they are.",
            unsaved,
        )
        self._text.update(Content(said.format(count=unsaved)))

    def compose(self) -> ComposeResult:
        """What is waited for, and the two keys."""
        hint = Content.assemble(
            ("x", "bold $accent"),
            " " + _("leave at once, without what is not saved") + "\n",
            (_("esc"), "bold $accent"),
            " " + _("stay"),
        )
        with Vertical(classes="box"):
            yield self._text
            yield Static(hint, classes="hint", markup=False)

    def action_give_up(self) -> None:
        """Leave without waiting."""
        self.dismiss(True)
