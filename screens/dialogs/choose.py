"""Asks for one of several things, found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from auditor.analysis.word_search import WordSearch
from auditor.base.i18n import _
from auditor.base.text import folded, one_line
from screens.dialogs.dialog import Dialog
from screens.widgets.drawing import Part, fit
from screens.widgets.line_list import LineList
from screens.widgets.one_line import OneLine


class Option(Struct, frozen=True):
    """Something to choose: its number, its name, and a word more."""

    id: int
    name: str
    more: str


class ChooseDialog(Dialog[int]):
    """A list with a line to type in; gives the number of what was chosen."""

    HEIGHT_BELOW: ClassVar[int] = 0
    """Lines of what stands between the list and the keys."""

    def __init__(self, title: str, options: Sequence[Option], at: int = 0, *, is_short: bool = False) -> None:
        """Offer `options` in their order, standing at the one in place `at`.

        Of an `is_short` list, of at most nine, one is chosen by its number, and nothing is typed.
        """
        super().__init__()
        self._at = at
        self._is_short = is_short
        self._title = title
        self._options = list(options)
        self._shown = list(options)
        self._widest = max((cell_len(option.name) for option in options), default=0) + 2
        """How many cells the names want; what is more of each may have the rest, or else a third."""
        self._most = max((cell_len(option.more) for option in options), default=0) + 2
        """How many cells what is more wants."""
        self._words: WordSearch | None = None

    def compose(self) -> ComposeResult:
        """Title, the line to type in, the list, the keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), markup=False)
            if not self._is_short:
                field = OneLine(placeholder=_("type to find"), compact=True)
                field.cursor_blink = False
                yield field
            lines = LineList(self._draw, skip=lambda _line: not self._shown)
            lines.styles.height = max(
                1, min(14, len(self._options), self.app.size.height - 11 - self.HEIGHT_BELOW)
            )
            lines.can_focus = self._is_short
            yield lines
            yield from self.below()
            parts = ((_("enter"), "bold $accent"), " " + _("choose") + "    ", (_("esc"), "bold $accent"))
            yield Static(Content.assemble(*parts, " " + _("leave it")), classes="hint", markup=False)

    def below(self) -> Iterable[Widget]:
        """Give what stands between the list and the keys; by default nothing."""
        return ()

    def on_mount(self) -> None:
        """Type at once."""
        self.show_found("", self._at)
        self.query_one(LineList if self._is_short else Input).focus()

    def _draw(self, line: int, width: int) -> Sequence[Part]:
        if not self._shown:
            return [(fit(f" {_('Nothing has all of these words.')}", width), "dim")]
        return self.drawn(self._shown[line], width)

    def drawn(self, option: Option, width: int) -> Sequence[Part]:
        """Return an option as it is drawn."""
        room = min(self._most, max(width // 3, width - self._widest)) if option.more else 0
        number: list[Part] = [(f" {self._shown.index(option) + 1} ", "accent")] if self._is_short else []
        named = width - room - 3 * len(number)
        return [*number, (fit(f" {option.name}", named), "plain"), (fit(f" {option.more}", room), "dim")]

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """Keep what holds the text typed."""
        self.show_found(event.value, 0)

    def show_found(self, text: str, at: int) -> None:
        """Show what holds the text, the cursor in place `at`; say so where nothing does."""
        self._shown = self.found(text)
        self.query_one(LineList).show(max(1, len(self._shown)), at)

    def found(self, text: str) -> list[Option]:
        """Return what has all words typed, in any order and without accents, the best first; all where none is typed."""
        if not any(map(str.isalnum, text)):
            return list(self._options)
        if self._words is None:
            self._words = WordSearch([((each.name, 1.0), (each.more, 0.5))] for each in self._options)
        return [self._options[number] for number in self._words.find(text)]

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        if self._is_short:
            if event.key.isdigit() and 0 < int(event.key) <= len(self._shown):
                self.take(self._shown[int(event.key) - 1])
                event.stop()
        elif self.query_one(LineList).moves_by(event.key):
            event.stop()
            event.prevent_default()

    @on(Input.Submitted)
    def choose_typed(self) -> None:
        """Choose the line of the cursor."""
        if (option := self.option) is not None:
            self.take(option)

    @property
    def option(self) -> Option | None:
        """The option under the cursor; None where nothing is found."""
        return self._shown[self.query_one(LineList).cursor] if self._shown else None

    def take(self, option: Option) -> None:
        """Give what was chosen."""
        self.dismiss(option.id)

    @on(LineList.Chosen)
    def choose_clicked(self, message: LineList.Chosen) -> None:
        """Choose the line clicked."""
        self.take(self._shown[message.line])


NEW = -1
"""Number of the option that is somebody new."""


class PersonDialog(ChooseDialog):
    """People to choose from; gives the number of one, or `NEW` when `typed` is the name of somebody new."""

    def __init__(self, title: str, people: Sequence[Option]) -> None:
        """Offer `people` in their order."""
        super().__init__(title, people)
        self.typed = ""

    def found(self, text: str) -> list[Option]:
        """Return the people that the text fits, those whose name begins so first, and last somebody of that name."""
        self.typed = one_line(text)
        needle = folded(self.typed)
        people = sorted(super().found(text), key=lambda each: not folded(each.name).startswith(needle))
        if needle and all(folded(each.name) != needle for each in people):
            people.append(Option(NEW, _("“{name}”").format(name=self.typed), _("somebody new")))
        return people
