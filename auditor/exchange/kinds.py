"""The kinds of values in an export: how a stored value is written, and what may be read back."""

from __future__ import annotations

import json
import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct

from auditor.base import values
from auditor.base.finding_names import MOST, WITHOUT, fit_letters
from auditor.base.hashes import is_hash
from auditor.base.i18n import _
from auditor.base.text import clean, one_line
from auditor.base.values import LARGEST, LARGEST_WHOLE, UnfitError

LONG_LIMIT = 100_000
"""Longest text that is read, in characters; what is typed may be at most `values.TEXT_LIMIT`."""
FILE_LIMIT = 1_000_000
"""Longest text of a file of the library, in characters."""
JSON_LIMIT = 2_000_000
"""Longest nested value that is read, in characters of JSON."""


class Kind(ABC):
    """What a field holds. Subclasses say how; a value in a file is one that JSON has."""

    word = ""
    """What it is called in docs/EXPORT.md."""

    def written(self, stored: object) -> object:
        """Return a stored value as it stands in the file."""
        return stored

    @abstractmethod
    def accepted(self, value: object) -> object:
        """Return a file's value, clean; raise UnfitError saying what is allowed."""

    def stored(self, value: object) -> object:
        """Return a value that was accepted as it is stored."""
        return value


class TextKind(Kind):
    """Text of any number of lines."""

    word = "text"

    def written(self, stored: object) -> object:
        """Return clean text."""
        return None if stored is None else clean(str(stored))

    def accepted(self, value: object) -> object:
        """Return clean text."""
        return values.a_text(value, LONG_LIMIT)


class FileText(TextKind):
    """The text of a file of the library: as much as such a file may hold."""

    def accepted(self, value: object) -> object:
        """Return clean text."""
        return values.a_text(value, FILE_LIMIT)


class Name(Kind):
    """One line of text; `needed` when it may not be empty."""

    word = "line"

    def __init__(self, needed: bool = True) -> None:
        """Take an empty line only when none is needed."""
        self.needed = needed

    def written(self, stored: object) -> object:
        """Return the text on one line."""
        return one_line(str(stored))

    def accepted(self, value: object) -> object:
        """Return the text on one line."""
        return values.a_line(value, needed=self.needed)


class Keys(Kind):
    """Keys, stored as one text with spaces between."""

    word = "list of keys"

    def written(self, stored: object) -> object:
        """Return the keys."""
        return clean(str(stored)).split()

    def accepted(self, value: object) -> object:
        """Return the keys."""
        if not isinstance(value, list) or not all(
            isinstance(each, str) and each and each == "".join(clean(each).split()) for each in value
        ):
            raise UnfitError(_("must be a list of keys without spaces"))
        values.refuse_longer(sum(map(len, value)), LONG_LIMIT)
        return value

    def stored(self, value: object) -> object:
        """Return the keys with spaces between."""
        assert isinstance(value, list)
        return " ".join(value)


class Choice(Kind):
    """One of the words of a vocabulary."""

    def __init__(self, choices: Iterable[StrEnum], empty: bool = False) -> None:
        """Take the values of `choices`, and nothing at all as well if `empty`."""
        self.choices: Sequence[str] = [member.value for member in choices]
        self.empty = empty
        self.word = " | ".join(self.choices)

    def accepted(self, value: object) -> object:
        """Return one of the words."""
        return "" if self.empty and value == "" else values.a_word(value, self.choices)


class Whole(Kind):
    """A whole number from `low` to `high`."""

    def __init__(self, low: int, high: int = LARGEST_WHOLE) -> None:
        """Take whole numbers within bounds, both included."""
        self.low, self.high = low, high
        self.word = f"{low} … {high}" if high < LARGEST_WHOLE else f"whole number from {low}"

    def accepted(self, value: object) -> object:
        """Return the number."""
        return values.a_whole(value, self.low, self.high)


class Number(Kind):
    """A number, whole or not, from `low` to `high`."""

    def __init__(self, low: float = -LARGEST, high: float = LARGEST) -> None:
        """Take numbers within bounds, both included."""
        self.low, self.high = low, high
        self.word = "number" if high == LARGEST else f"number from {low:g} to {high:g}"

    def written(self, stored: object) -> object:
        """Return the number; what is none in arithmetic is left out."""
        return float(stored) if isinstance(stored, int | float) and math.isfinite(stored) else None

    def accepted(self, value: object) -> object:
        """Return the number."""
        return values.a_number(value, self.low, self.high)


class Flag(Kind):
    """Yes or no."""

    word = "true | false"

    def written(self, stored: object) -> object:
        """Return true or false."""
        return bool(stored)

    def accepted(self, value: object) -> object:
        """Return true or false."""
        return values.a_flag(value)


class Instant(Kind):
    """A moment in UTC."""

    word = "moment"

    def accepted(self, value: object) -> object:
        """Return the moment as it is stored, to the microsecond."""
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
            if moment is not None and moment.tzinfo is not None:
                return moment.astimezone(UTC).isoformat(timespec="microseconds")
        except (ValueError, OverflowError):
            pass
        raise UnfitError(_("must be a moment such as 2026-12-01T09:30:00+00:00"))


class Day(Kind):
    """A day."""

    word = "day"

    def accepted(self, value: object) -> object:
        """Return the day."""
        return values.a_day(value).isoformat()


class Letters(Kind):
    """The letters that the names of findings begin with; `needed` when there have to be some."""

    word = "letters A … Z"
    least = WITHOUT

    def __init__(self, needed: bool = True) -> None:
        """Take none only when none are needed."""
        self.needed = needed

    def accepted(self, value: object) -> object:
        """Return the letters."""
        if value == "" and not self.needed:
            return value
        try:
            if isinstance(value, str) and fit_letters(value) == value:
                return value
        except ValueError:
            pass
        raise UnfitError(_("must be 1 to {most} letters A to Z").format(most=MOST))


class Hash(Kind):
    """The SHA-256 of a content."""

    word = "SHA-256"

    def accepted(self, value: object) -> object:
        """Return the hash."""
        if isinstance(value, str) and is_hash(value):
            return value
        raise UnfitError(_("must be a SHA-256, 64 hexadecimal digits in small letters"))


class Json(Kind):
    """A nested value, stored as text; null for empty text."""

    word = "nested value"

    def written(self, stored: object) -> object:
        """Return the value; text that is no JSON stands for itself."""
        try:
            return cleaned(json.loads(str(stored), parse_constant=_refused)) if stored else None
        except (ValueError, RecursionError):
            return clean(str(stored))

    def accepted(self, value: object) -> object:
        """Return the value with clean texts."""
        value = cleaned(value)
        values.refuse_longer(len(json.dumps(value, ensure_ascii=False)), JSON_LIMIT)
        return value

    def stored(self, value: object) -> object:
        """Return the value as text."""
        return "" if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _refused(constant: str) -> object:
    raise ValueError(constant)


def cleaned(value: object) -> object:
    """Return a nested value with every text in it clean, keys too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {clean(str(key)): cleaned(each) for key, each in value.items()}
    return value


class Ref(Struct, frozen=True):
    """A field that names a row of a part by its id."""

    part: str
    loose: bool = False
    """Null where the row it names is out of sight. Otherwise a row goes out of sight with what it names."""
    own: bool = True
    """It names a row of the same journey."""
    beyond: bool = False
    """It may name a row that is not in the file."""
