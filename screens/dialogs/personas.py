"""Shows the personas of a journey and asks what to do with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from auditor.i18n import _
from auditor.views import Persona
from screens.dialogs.dialog import Dialog
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done: `new`, `edit` or `delete`, and with which persona."""

    what: str
    persona: Persona | None


class PersonasDialog(Dialog[Wish]):
    """A list of personas; gives what the user wants to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "wish('new')", show=False),
        Binding("e", "wish('edit')", show=False),
        Binding("d,delete", "wish('delete')", show=False),
    ]

    def __init__(self, personas: Sequence[Persona]) -> None:
        """Show these personas."""
        super().__init__()
        self._personas = list(personas)

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        with Vertical(classes="box") as box:
            box.border_title = Content(_("Personas: in whose shoes the journey is walked"))
            lines = LineList(self._draw)
            lines.styles.height = max(1, min(12, len(self._personas)))
            if self._personas:
                yield lines
            else:
                yield Static(Content(_("No persona yet.")), markup=False)
            yield Static(self._hint(), classes="hint", markup=False)

    def _hint(self) -> Content:
        keys = [("n", _("new")), ("e", _("edit")), ("d", _("delete")), (_("esc"), _("close"))]
        shown = keys if self._personas else [keys[0], keys[-1]]
        parts: list[str | tuple[str, str]] = []
        for key, label in shown:
            parts += [(key, "bold $accent"), f" {label}    "]
        return Content.assemble(*parts)

    def on_mount(self) -> None:
        """Fill the list."""
        for lines in self.query(LineList):
            lines.show(len(self._personas))
            lines.focus()

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        persona = self._personas[line]
        room = max(10, width * 2 // 5)
        return [(fit(f" {persona.name}", room), "strong"), (fit(f" {persona.who}", width - room), "dim")]

    def on_line_list_chosen(self) -> None:
        """Opening a persona edits it."""
        self.action_wish("edit")

    def action_wish(self, what: str) -> None:
        """Give back what is to be done."""
        if what == "new":
            self.dismiss(Wish(what, None))
        elif self._personas:
            self.dismiss(Wish(what, self._personas[self.query_one(LineList).cursor]))
