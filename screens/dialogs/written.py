"""Says that a file was written, and asks what is to be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _
from auditor.base.text import one_line
from screens.dialogs.dialog import Dialog


class WrittenDialog(Dialog[str]):
    """Where a file is; gives `open`, `copy` for its path, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "choose('open')", show=False),
        Binding("ctrl+y", "choose('copy')", show=False),
        Binding("enter", "leave", show=False),
    ]

    def __init__(self, path: Path, said: Sequence[str] = ()) -> None:
        """Tell of a file, and what else is to be said of it."""
        super().__init__()
        self._path = path
        self._said = said

    def compose(self) -> ComposeResult:
        """What was written, and the keys."""
        written = _("Written: {path}").format(path=one_line(str(self._path)))
        keys = (("o", _("open it")), ("^y", _("copy its path")), (_("enter"), _("close")))
        parts: list[str | tuple[str, str]] = []
        for key, label in keys:
            parts += [(key, "bold $accent"), f" {label}    "]
        with Vertical(classes="box"):
            yield Static(Content("\n".join((written, *self._said))), markup=False)
            yield Static(Content.assemble(*parts), classes="hint", markup=False)

    def action_choose(self, what: str) -> None:
        """Say what is to be done with it."""
        self.dismiss(what)
