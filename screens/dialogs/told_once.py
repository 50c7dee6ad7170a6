"""Shows something that is told once and kept nowhere, such as a new password."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _
from screens.dialogs.dialog import Dialog


class ToldOnceDialog(Dialog[None]):
    """A secret, to be copied or written down; it goes when the dialog is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy", show=False),
        Binding("enter", "leave", show=False),
    ]

    def __init__(self, said: str, secret: str, copy: Callable[[str], None]) -> None:
        """Tell what the secret is of; `copy` puts it on the clipboard without repeating it."""
        super().__init__()
        self._said = said
        self._secret = secret
        self._copy = copy

    def compose(self) -> ComposeResult:
        """What it is, the secret, the keys."""
        keys = (("^y", _("copy it")), (_("enter"), _("close")))
        parts: list[str | tuple[str, str]] = []
        for key, label in keys:
            parts += [(key, "bold $accent"), f" {label}    "]
        with Vertical(classes="box"):
            yield Static(Content(self._said), markup=False)
            yield Static(Content(f"\n{self._secret}\n"), id="secret", markup=False)
            yield Static(Content.assemble(*parts), classes="hint", markup=False)

    def action_copy(self) -> None:
        """Put the secret on the clipboard."""
        self._copy(self._secret)
