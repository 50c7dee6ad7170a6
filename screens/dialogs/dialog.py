"""What all dialogs share: a box in the middle, escape to leave."""

from __future__ import annotations

from typing import ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from auditor.base.errors import AuditorError
from screens.frame.host import Host
from screens.frame.textual_internals import TellingScreen
from screens.widgets.texts import LongText

T = TypeVar("T")


class Dialog(TellingScreen[T | None], ModalScreen[T | None]):
    """A box over the place; leaving it gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    DEFAULT_CLASSES = "dialog"

    def tell_unreadable(self, error: AuditorError) -> None:
        """Tell why something can't be read."""
        cast("Host", self.app).tell_error(error)

    def action_edit_outside(self) -> None:
        """Edit the text in the user's own editor; what is written there stands here then, and is not kept yet."""
        if isinstance(self.focused, LongText):
            text = cast("Host", self.app).edit_outside(self.focused.text)
            if text is not None:
                self.focused.take(text)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
