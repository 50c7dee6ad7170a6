"""What all dialogs share: a box in the middle, escape to leave."""

from __future__ import annotations

from typing import ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from auditor.base.errors import AuditorError
from screens.frame.host import Host
from screens.frame.textual_internals import TellingScreen

T = TypeVar("T")


class Dialog(TellingScreen[T | None], ModalScreen[T | None]):
    """A box over the place; leaving it gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    DEFAULT_CLASSES = "dialog"

    def tell_unreadable(self, error: AuditorError) -> None:
        """Tell why something can't be read."""
        cast("Host", self.app).tell_error(error)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
