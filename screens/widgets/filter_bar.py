"""The line that says what narrows a list, and in which that is typed; it takes no room while nothing does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from auditor.base.i18n import _
from screens.frame.commands import Command, key_of
from screens.widgets.one_line import OneLine

Take = Callable[[str], None]
Complete = Callable[[str], str | None]
"""Gives what is typed with its last word completed, or None."""


class _LastWord(Suggester):
    """Completes the last word of what is typed."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed."""
        return self._complete(value)


class FilterBar(Vertical):
    """Says what narrows the list; while one types, what can be typed, or what is wrong with what was."""

    DEFAULT_CSS = """
    FilterBar { height: auto; display: none; background: $panel; padding: 0 1; }
    FilterBar Static { height: auto; max-height: 3; color: $quiet; }
    FilterBar .wrong { color: $error; text-style: bold; }
    FilterBar Input { background: $panel; }
    """

    def __init__(self, *, typed: Take, kept: Take, complete: Complete, offered: Sequence[Command]) -> None:
        """Start hidden; `complete` gives what is typed with its last word completed.

        `typed` takes the text at each change, `kept` when the user is done with it. They are called, not sent
        messages, so that keys typed after enter find the list in focus. One of the commands `offered` shows all again.
        """
        super().__init__(id="filter")
        self._typed = typed
        self._kept = kept
        self._complete = complete
        self._offered = offered
        self._words = ""
        self.line = Static("", markup=False)
        self.input: Input | None = None
        """Made when it is first wanted."""

    def compose(self) -> ComposeResult:
        """The line that says what narrows."""
        yield self.line

    @property
    def is_typing(self) -> bool:
        """Whether keys go into the line."""
        return self.input is not None and self.input.has_focus

    def tell(self, words: str) -> None:
        """Say what narrows the list; with nothing, the bar goes away unless one types in it."""
        self._words = words
        if not self.is_typing:
            self._rest()

    def hint(self, text: str, wrong: bool = False) -> None:
        """Say, below what is typed, what can be typed or what is wrong."""
        self.line.set_class(wrong, "wrong")
        self.line.update(Content(text))

    async def type(self, words: str, hint: str) -> None:
        """Let the user type, beginning with `words`."""
        if self.input is None:
            self.input = OneLine(suggester=_LastWord(self._complete), compact=True, select_on_focus=False)
            self.input.cursor_blink = False
            await self.mount(self.input, before=self.line)
        with self.input.prevent(Input.Changed):
            self.input.value = words
        self.input.cursor_position = len(words)
        self.display = True
        self.input.display = True
        self.hint(hint)
        self.input.focus()

    def _rest(self) -> None:
        if self.input is not None:
            self.input.display = False
        self.display = bool(self._words)
        key = key_of(self._offered, "all_of_it")
        said = (_("Shown: "), "$accent"), self._words, "   ", (key, "bold $accent"), " " + _("shows all")
        self.line.remove_class("wrong")
        self.line.update(Content.assemble(*said))

    def leave(self) -> None:
        """Say again what narrows the list: nobody types any more."""
        self._rest()

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed(event.value)

    @on(Input.Submitted)
    def _on_kept(self, event: Input.Submitted) -> None:
        event.stop()
        self._kept(event.value)
