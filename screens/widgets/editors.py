"""Fields to choose in with the keyboard: one of several, a step of a scale, yes or no, several of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import SCALE
from screens.widgets.drawing import fit, width_of
from screens.widgets.fields import ChoiceField, Field, FlagField, ManyField, ScaleField, TextField
from screens.widgets.texts import LongText, ShortText

Part = tuple[str, str]


class LineEditor(Widget, can_focus=True):
    """What the editors that are drawn have in common: one line, redrawn when the choice changes."""

    DEFAULT_CSS = "LineEditor { height: 1; width: 1fr; }"

    place: reactive[int] = reactive(0)
    """What is chosen, or where the cursor stands, from 0."""

    class Changed(Message):
        """Something else is chosen."""

    def watch_place(self) -> None:
        """Tell that something else is chosen."""
        if self.is_mounted:
            self.post_message(self.Changed())

    def render(self) -> Content:
        """Draw the choice."""
        return Content.assemble(*self.parts(self.size.width))

    def parts(self, width: int) -> list[Part]:
        """Give what is drawn in `width` cells."""
        raise NotImplementedError


class ChoiceEditor(LineEditor):
    """One of several: all side by side when they fit, else the chosen one between arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
    ]

    def __init__(self, field: ChoiceField) -> None:
        """Begin with the field's value."""
        super().__init__()
        self._options = list(field.options)
        self.set_reactive(ChoiceEditor.place, [value for value, _word in self._options].index(field.value))

    def offer(self, options: Sequence[tuple[str | int, str]]) -> None:
        """Offer the same values in other words."""
        self._options = list(options)
        self.refresh()

    def choose(self, value: str | int) -> None:
        """Choose a value."""
        self.place = [each for each, _word in self._options].index(value)

    def given(self) -> str | int:
        """Return the value chosen."""
        return self._options[self.place][0]

    def parts(self, width: int) -> list[Part]:
        """Draw all options, or the one chosen."""
        side_by_side = [
            (f"{'●' if place == self.place else '○'} {word}  ", "bold" if place == self.place else "$quiet")
            for place, (_value, word) in enumerate(self._options)
        ]
        if width_of(side_by_side) <= width + 2:
            return side_by_side
        count = _("  {place} of {count}").format(place=self.place + 1, count=len(self._options))
        word = self._options[self.place][1]
        shown = fit(word, min(width_of([(word, "")]), width - len(count) - 4))
        return [("◂ ", "$accent"), (shown, "bold"), (" ▸", "$accent"), (count, "$quiet")]

    def action_step(self, by: int) -> None:
        """Choose the option before or after, going round at the ends."""
        self.place = (self.place + by) % len(self._options)

    def action_go(self, place: int) -> None:
        """Choose the first or the last option."""
        self.place = place % len(self._options)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses the next option that begins with it."""
        if not event.is_printable or event.character is None:
            return
        count = len(self._options)
        for step in range(1, count + 1):
            place = (self.place + step) % count
            if folded(self._options[place][1]).startswith(folded(event.character)):
                self.place = place
                event.stop()
                return

    def on_click(self) -> None:
        """Choose the next option."""
        self.action_step(1)


class ScaleEditor(LineEditor):
    """A step 1..5 as dots, with what it means."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,minus", "step(-1)", show=False),
        Binding("right,plus", "step(1)", show=False),
        *(Binding(str(step), f"set({step})", show=False) for step in SCALE),
    ]

    def __init__(self, field: ScaleField) -> None:
        """Begin with the field's value."""
        super().__init__()
        self._words = field.words
        self.set_reactive(ScaleEditor.place, field.value - 1)

    def given(self) -> int:
        """Return the step."""
        return self.place + 1

    def parts(self, width: int) -> list[Part]:
        """Draw dots, figure and meaning."""
        step = self.given()
        meaning = fit(self._words(step), max(0, width - 10))
        return [(dots(step), "$accent"), (f" {step} ", "bold"), (f" {meaning}", "")]

    def action_step(self, by: int) -> None:
        """One step less or more."""
        self.place = max(0, min(len(SCALE) - 1, self.place + by))

    def action_set(self, step: int) -> None:
        """To a step."""
        self.place = step - 1

    def on_click(self, event: events.Click) -> None:
        """To the dot clicked."""
        if event.x < len(SCALE):
            self.place = event.x


def dots(step: int) -> str:
    """Return a step 1..5 as filled and open dots."""
    return "●" * step + "○" * (len(SCALE) - step)


class FlagEditor(LineEditor):
    """Yes or no, with a word that says to what."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,left,right", "turn", show=False)]

    def __init__(self, word: str, on: bool) -> None:
        """Begin on or off."""
        super().__init__()
        self._word = word
        self.set_reactive(FlagEditor.place, int(on))

    def given(self) -> bool:
        """Return whether it is on."""
        return bool(self.place)

    def parts(self, width: int) -> list[Part]:
        """Draw the mark and the word."""
        on = self.given()
        mark = ("[✓]", "bold $accent") if on else ("[ ]", "$quiet")
        return [mark, (f" {fit(self._word, width - 4)}", "bold" if on else "")]

    def action_turn(self) -> None:
        """Turn it on or off."""
        self.place = 1 - self.place

    def on_click(self) -> None:
        """Turn it on or off."""
        self.action_turn()


class ManyEditor(Vertical):
    """Several of several, a line for each."""

    DEFAULT_CSS = "ManyEditor { height: auto; width: 1fr; }"

    def __init__(self, field: ManyField) -> None:
        """Begin with the field's values."""
        flags = [FlagEditor(word, value in field.values) for value, word in field.options]
        super().__init__(*flags)
        self._flags = {value: flag for (value, _word), flag in zip(field.options, flags, strict=True)}
        self._before = field.values

    def given(self) -> tuple[str, ...]:
        """Return the values chosen: those of before in their order, then the new ones."""
        chosen = [value for value, flag in self._flags.items() if flag.given()]
        kept = [value for value in self._before if value in chosen]
        return tuple(dict.fromkeys([*kept, *chosen]))


Editor = ShortText | LongText | ChoiceEditor | ScaleEditor | FlagEditor | ManyEditor


def editor_of(field: Field) -> Editor:
    """Return the widget that a field is filled in with."""
    match field:
        case TextField(multiline=True):
            return LongText(field.value, field.hint)
        case TextField():
            return ShortText(field.value, field.hint, field.suggestions, field.proposed, field.is_path)
        case ChoiceField():
            return ChoiceEditor(field)
        case ScaleField():
            return ScaleEditor(field)
        case FlagField():
            return FlagEditor(field.hint, field.value)
        case ManyField():
            return ManyEditor(field)
