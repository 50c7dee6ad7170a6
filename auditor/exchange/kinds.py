"""The kinds of values in an export: how a stored value is written, and what may be read back."""

from __future__ import annotations

import json
import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import clean, one_line
from auditor.input.rules import NAME_LIMIT

LONG_LIMIT = 100_000
"""Longest text that is read, in characters; what is typed may be at most `rules.TEXT_LIMIT`."""
JSON_LIMIT = 2_000_000
"""Longest nested value that is read, in characters of JSON."""
MOST = 2**31 - 1
"""Largest whole number that every engine holds."""


class Kind(ABC):
    """What a field holds. Subclasses say how; a value in a file is one that JSON has."""

    word = ""
    """What it is called in docs/EXPORT.md."""

    def written(self, stored: object) -> object:
        """Return a stored value as it stands in the file."""
        return stored

    @abstractmethod
    def taken(self, value: object) -> object:
        """Return a file's value, clean; raise RefusedError saying what is allowed."""

    def stored(self, value: object) -> object:
        """Return a value that was taken as it is stored."""
        return value


class Text(Kind):
    """Text of any number of lines."""

    word = "text"

    def written(self, stored: object) -> object:
        """Return clean text."""
        return None if stored is None else clean(str(stored))

    def taken(self, value: object) -> object:
        """Return clean text."""
        if not isinstance(value, str):
            raise RefusedError(_("must be text"))
        if len(value) > LONG_LIMIT:
            raise RefusedError(_("must be at most {limit} characters long").format(limit=LONG_LIMIT))
        return clean(value)


class Name(Kind):
    """One line of text; `needed` when it may not be empty."""

    word = "line"

    def __init__(self, needed: bool = True) -> None:
        """Take an empty line only when none is needed."""
        self.needed = needed

    def written(self, stored: object) -> object:
        """Return the text on one line."""
        return one_line(str(stored))

    def taken(self, value: object) -> object:
        """Return the text on one line."""
        if not isinstance(value, str):
            raise RefusedError(_("must be text"))
        line = one_line(value)
        if len(line) > NAME_LIMIT:
            raise RefusedError(_("must be at most {limit} characters long").format(limit=NAME_LIMIT))
        if self.needed and not line:
            raise RefusedError(_("is empty"))
        return line


class Words(Kind):
    """Keys, stored as one text with spaces between."""

    word = "list of keys"

    def written(self, stored: object) -> object:
        """Return the keys."""
        return clean(str(stored)).split()

    def taken(self, value: object) -> object:
        """Return the keys."""
        if not isinstance(value, list) or not all(
            isinstance(each, str) and each and each == "".join(clean(each).split()) for each in value
        ):
            raise RefusedError(_("must be a list of keys without spaces"))
        if sum(map(len, value)) > LONG_LIMIT:
            raise RefusedError(_("must be at most {limit} characters long").format(limit=LONG_LIMIT))
        return value

    def stored(self, value: object) -> object:
        """Return the keys with spaces between."""
        assert isinstance(value, list)
        return " ".join(value)


class Choice(Kind):
    """One of the words of a vocabulary."""

    def __init__(self, choices: type[StrEnum], empty: bool = False) -> None:
        """Take the values of `choices`, and nothing at all as well if `empty`."""
        self.choices: Sequence[str] = [member.value for member in choices]
        self.empty = empty
        self.word = " | ".join(self.choices)

    def taken(self, value: object) -> object:
        """Return one of the words."""
        if value in self.choices or (self.empty and value == ""):
            return value
        raise RefusedError(_("must be one of {choices}").format(choices=", ".join(self.choices)))


class Whole(Kind):
    """A whole number from `low` to `high`."""

    def __init__(self, low: int, high: int = MOST) -> None:
        """Take whole numbers within bounds, both included."""
        self.low, self.high = low, high
        self.word = f"{low} … {high}" if high < MOST else f"whole number from {low}"

    def taken(self, value: object) -> object:
        """Return the number."""
        if isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high:
            return value
        raise RefusedError(
            _("must be a whole number from {low} to {high}").format(low=self.low, high=self.high)
        )


class Number(Kind):
    """A number, whole or not, from `low` to `high`."""

    def __init__(self, low: float = -1e300, high: float = 1e300) -> None:
        """Take numbers within bounds, both included."""
        self.low, self.high = low, high
        self.word = "number" if high == 1e300 else f"number from {low:g} to {high:g}"

    def written(self, stored: object) -> object:
        """Return the number; what is none in arithmetic is left out."""
        return float(stored) if isinstance(stored, int | float) and math.isfinite(stored) else None

    def taken(self, value: object) -> object:
        """Return the number."""
        if isinstance(value, int | float) and not isinstance(value, bool) and self.low <= value <= self.high:
            return float(value)
        if self.high == 1e300:
            raise RefusedError(_("must be a number"))
        raise RefusedError(
            _("must be a number from {low} to {high}").format(low=f"{self.low:g}", high=f"{self.high:g}")
        )


class Flag(Kind):
    """Yes or no."""

    word = "true | false"

    def written(self, stored: object) -> object:
        """Return true or false."""
        return bool(stored)

    def taken(self, value: object) -> object:
        """Return true or false."""
        if isinstance(value, bool):
            return value
        raise RefusedError(_("must be true or false"))


class Moment(Kind):
    """A moment in UTC."""

    word = "moment"

    def taken(self, value: object) -> object:
        """Return the moment as it is stored, to the microsecond."""
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
            if moment is not None and moment.tzinfo is not None:
                return moment.astimezone(UTC).isoformat(timespec="microseconds")
        except (ValueError, OverflowError):
            pass
        raise RefusedError(_("must be a moment such as 2026-12-01T09:30:00+00:00"))


class Day(Kind):
    """A day."""

    word = "day"

    def taken(self, value: object) -> object:
        """Return the day."""
        try:
            if isinstance(value, str):
                return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
        raise RefusedError(_("must be a day such as 2026-12-01"))


class Json(Kind):
    """A nested value, stored as text; null for empty text."""

    word = "nested value"

    def written(self, stored: object) -> object:
        """Return the value; text that is no JSON stands for itself."""
        try:
            return cleaned(json.loads(str(stored), parse_constant=_refused)) if stored else None
        except (ValueError, RecursionError):
            return clean(str(stored))

    def taken(self, value: object) -> object:
        """Return the value with clean texts."""
        value = cleaned(value)
        if len(json.dumps(value, ensure_ascii=False)) > JSON_LIMIT:
            raise RefusedError(_("must be at most {limit} characters long").format(limit=JSON_LIMIT))
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
