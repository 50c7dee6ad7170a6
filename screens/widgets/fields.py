"""What a form asks for: each kind of field with its label and the value it begins with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from auditor.base.values import NAME_LIMIT, TEXT_LIMIT
from auditor.input import typed


class TextField(Struct, frozen=True):
    """Text on one line, or on several."""

    key: str
    label: str
    """Lower case, as it stands in sentences; the form begins it with a capital."""
    value: str = ""
    limit: int | None = None
    """Most characters; None for what the core allows."""
    required: bool = False
    multiline: bool = False
    hint: str = ""
    """Shown while the field is empty."""
    suggestions: Sequence[str] = ()
    """Completed while typing."""
    proposed: bool = False
    """The value is only a proposal: what is typed takes its place."""
    is_path: bool = False
    """The text is the path of a file, which is completed while typing."""
    means: Callable[[str], str] | None = None
    """Says, while one types, what the text means."""

    def accepted(self, text: str) -> str:
        """Return what is kept of `text`. Raises RefusedError when it is missing or too long."""
        if not self.multiline:
            rule = typed.needed_line if self.required else typed.line
            return rule(text, self.label, self.limit or NAME_LIMIT)
        kept = typed.text(text, self.label, self.limit or TEXT_LIMIT)
        return kept or (typed.needed_line(kept, self.label) if self.required else kept)


class ChoiceField(Struct, frozen=True):
    """One of several: each option is a value and the word that shows it."""

    key: str
    label: str
    options: Sequence[tuple[str | int, str]]
    value: str | int


class ScaleField(Struct, frozen=True):
    """A step 1..5; `words` says what a step means."""

    key: str
    label: str
    value: int
    words: Callable[[int], str]


class FlagField(Struct, frozen=True):
    """Yes or no."""

    key: str
    label: str
    value: bool = False
    hint: str = ""
    """Says what yes means."""


class ManyField(Struct, frozen=True):
    """Several of several: each option is a value and the word that shows it."""

    key: str
    label: str
    options: Sequence[tuple[str, str]]
    values: tuple[str, ...] = ()


Field = TextField | ChoiceField | ScaleField | FlagField | ManyField


class Values(dict[str, object]):
    """What was filled in, by the keys of the fields."""

    def text(self, key: str) -> str:
        """Return what a text field, or a choice between words, holds."""
        value = self[key]
        assert isinstance(value, str)
        return value

    def number(self, key: str) -> int:
        """Return the step of a scale, or a choice between numbers."""
        value = self[key]
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """Return whether a flag is on."""
        return bool(self[key])

    def several(self, key: str) -> tuple[str, ...]:
        """Return what was chosen of several."""
        value = self[key]
        assert isinstance(value, tuple)
        return value
