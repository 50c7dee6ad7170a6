"""What all dialogs share: a box in the middle, escape to leave."""

from __future__ import annotations

import re
from typing import ClassVar, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from auditor.base.errors import AuditorError
from screens.frame.commands import key_shown_as
from screens.frame.host import Host
from screens.frame.textual_internals import TellingScreen
from screens.widgets.texts import LongText

T = TypeVar("T")

_ITEM = re.compile(r"\S+(?: \S+)*")
"""A key and what it does in a line of hints; two spaces or more stand between them."""


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

    def on_click(self, event: events.Click) -> None:
        """Do what the key does on whose hint one clicks."""
        hint = event.widget
        if hint is None or not hint.has_class("hint"):
            return
        offset = event.get_content_offset(hint)
        if offset is None:
            return
        for item in _ITEM.finditer(hint.render_line(offset.y).text):
            if item.start() <= offset.x < item.end() and (key := _key_of(item.group())):
                event.stop()
                self.app.post_message(events.Key(key, key if len(key) == 1 else None))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def _key_of(hint: str) -> str | None:
    """Return the key that a hint begins with; a key may be called by two words."""
    words = hint.split()
    return key_shown_as(" ".join(words[:2])) or key_shown_as(words[0])
