"""Asks which of two files of one key counts: the one everybody has, or the user's own in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from auditor.base.i18n import _
from screens.dialogs.choose import ChooseDialog, Option

KEPT, MINE = 0, 1
"""What was chosen: the one that the database keeps, or the user's own."""


class DifferingDialog(ChooseDialog):
    """Two files to choose from, with what the user's own would change."""

    HEIGHT_BELOW: ClassVar[int] = 6

    def __init__(self, title: str, changes: Sequence[str]) -> None:
        """Offer both, the one that everybody has first; `changes` says, a line each, what the other one would change."""
        options = [
            Option(KEPT, _("As the database keeps it"), _("Your file stays, and is not asked")),
            Option(MINE, _("As your file has it, for everybody"), ""),
        ]
        super().__init__(title, options, is_short=True)
        self._changes = changes

    def below(self) -> Iterable[Widget]:
        """Say what the user's own would change."""
        yield Static(
            Content("\n".join(["", _("Yours would change:"), *self._changes])), id="changes", markup=False
        )
