"""Fields to type text in, safe against whatever is pasted into them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.suggester import Suggester, SuggestFromList
from textual.widgets import TextArea

from auditor.base.guests import is_guest
from auditor.base.i18n import by_name
from auditor.base.text import clean, one_line
from screens.widgets.one_line import PASTE_LIMIT, OneLine


class ShortText(OneLine):
    """A line of a form."""

    def __init__(
        self,
        text: str = "",
        hint: str = "",
        suggestions: Sequence[str] = (),
        proposed: bool = False,
        is_path: bool = False,
    ) -> None:
        """Begin with `text`; `hint` shows while it is empty, `suggestions` or files complete what is typed.

        Text that is only `proposed` is selected, so that typing replaces it.
        """
        listed = SuggestFromList([one_line(each) for each in suggestions], case_sensitive=False)
        super().__init__(
            one_line(text),
            placeholder=hint,
            suggester=PathSuggester() if is_path else listed if suggestions else None,
            select_on_focus=proposed,
            compact=True,
        )
        self.cursor_blink = False

    def given(self) -> str:
        """Return the text as it is."""
        return self.value

    async def action_submit(self) -> None:
        """Leave enter to the form: at once and not by a message, so that keys typed after it come after it."""
        raise SkipAction


class LongText(TextArea):
    """Several lines; the arrows leave it at its first and last line, and the user's own editor can have it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+e", "screen.edit_outside", show=False)]

    def __init__(self, text: str = "", hint: str = "") -> None:
        """Begin with `text`; `hint` shows while it is empty."""
        super().__init__(clean(text), soft_wrap=True, show_line_numbers=False, compact=True, placeholder=hint)
        self.cursor_blink = False

    def given(self) -> str:
        """Return the text as it is."""
        return self.text

    def take(self, text: str) -> None:
        """Have another text, as one change that can be taken back; the cursor goes to its end."""
        replaced = self.replace(clean(text), (0, 0), self.document.end)
        self.move_cursor(replaced.end_location)

    def action_cursor_up(self, select: bool = False) -> None:
        """One line up, or to the field before."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """One line down, or to the field after."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    async def on_paste(self, event: events.Paste) -> None:
        """Take in text without control characters."""
        event.stop()
        event.prevent_default()
        pasted = self.replace(clean(event.text[:PASTE_LIMIT]), *self.selection)
        self.move_cursor(pasted.end_location)


_LOOKED_AT = 5000
"""How many names of a folder are looked at."""


class PathSuggester(Suggester):
    """Suggests the first name of a folder that goes on as typed; folders end with a slash, hidden names wait."""

    def __init__(self) -> None:
        """Look anew each time: folders change."""
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path, or None where nothing goes on so."""
        return completed(value)


def completed(value: str) -> str | None:
    """Return a path that goes on as `value` does; None where there is none, or nothing was begun."""
    folder, begun = os.path.split(value)
    if not begun or is_guest():
        return None
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            names = sorted(
                (by_name(entry.name), entry.name, entry.is_dir())
                for entry in islice(entries, _LOOKED_AT)
                if entry.name.casefold().startswith(begun.casefold())
            )
    except (OSError, ValueError):
        return None
    for _folded, name, is_folder in names:
        path = value.removesuffix(begun) + name + ("/" if is_folder else "")
        if path != value and name.isprintable():
            return path
    return None
