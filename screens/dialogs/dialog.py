"""What all dialogs share: a box in the middle, escape to leave."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T | None]):
    """A box over the place; leaving it gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    DEFAULT_CLASSES = "dialog"

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
