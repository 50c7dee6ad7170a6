"""Asks the second of two who have changed the same whose stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from auditor.base.i18n import _
from screens.dialogs.dialog import Dialog


class WhoseDialog(Dialog[bool]):
    """Shows what somebody else has changed; gives True to put one's own in its place, False to leave theirs.

    No key that answers a check or leads on chooses: such keys may be on their way when it opens.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "choose(True)", show=False),
        Binding("t", "choose(False)", show=False),
    ]

    def __init__(self, about: str, overtaken: Sequence[str]) -> None:
        """Show a line for each value that was `overtaken`; `about` says of what it is, where that can't be seen."""
        super().__init__()
        self._about = about
        self._overtaken = overtaken

    def compose(self) -> ComposeResult:
        """What was changed meanwhile, and the keys."""
        hint = Content.assemble(
            ("m", "bold $accent"),
            " " + _("put mine in its place") + "    ",
            ("t", "bold $accent"),
            " " + _("leave theirs") + "\n",
            (_("esc"), "bold $accent"),
            " " + _("decide later: nothing of mine is saved"),
        )
        with Vertical(classes="box") as box:
            box.border_title = Content(_("Somebody else was there first"))
            with VerticalScroll(can_focus=False):
                if self._about:
                    yield Static(Content.styled(self._about, "bold"), markup=False)
                for line in self._overtaken:
                    yield Static(Content(f"{line}."), markup=False)
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Leave room for the keys, however much was changed."""
        scroll = self.query_one(VerticalScroll)
        scroll.styles.height = "auto"
        scroll.styles.max_height = max(3, self.app.size.height - 10)

    def action_choose(self, mine: bool) -> None:
        """Take one or the other."""
        self.dismiss(mine)
