"""What a value must be, wherever it comes from: typed, in a data file or the settings, in an export or a report.

Each function returns the value to keep or raises UnfitError, whose text is the reason alone, such as `must be a list`.
Whoever asks says where the value is: which field, which line and key of a file, which path in JSON.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import clean, one_line

NAME_LIMIT = 200
"""Longest name or title, in characters."""
CURRENCY_LIMIT = 12
"""Longest name or sign of a currency, in characters."""
TAG_LIMIT, TAGS_LIMIT = 30, 12
"""Longest tag of a journey, in characters, and how many it may have."""
TEXT_LIMIT = 20_000
"""Longest note or description that is typed, in characters."""
WHAT_LIMIT = 500
"""Longest word on what a finding is, in characters."""
DESCRIPTION_LIMIT = 300
"""Longest word on what a picture shows, in characters."""
WHOM_LIMIT = 500
"""Longest word on whom a finding hits, in characters."""
LARGEST_WHOLE = 2**31 - 1
"""Largest whole number that every engine holds."""
LARGEST = 1e300

E = TypeVar("E", bound=StrEnum)


class UnfitError(RefusedError):
    """A value is not what it must be; the text is a reason that goes on from where the value is."""


def a_whole(value: object, low: int, high: int = LARGEST_WHOLE) -> int:
    """Return a whole number that lies in low..high."""
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    raise UnfitError(_("must be a whole number from {low} to {high}").format(low=low, high=high))


def a_number(value: object, low: float = -LARGEST, high: float = LARGEST) -> float:
    """Return a number, whole or not, that lies in low..high."""
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        return float(value)
    if high == LARGEST:
        raise UnfitError(_("must be a number"))
    raise UnfitError(_("must be a number from {low} to {high}").format(low=_shown(low), high=_shown(high)))


def _shown(value: float) -> str:
    return f"{value:.15g}"


def a_choice(value: object, kind: type[E]) -> E:
    """Return the member of `kind` that has the value."""
    return kind(a_word(value, tuple(kind)))


def a_word(value: object, words: Collection[str]) -> str:
    """Return one of some words."""
    if isinstance(value, str) and value in words:
        return value
    raise UnfitError(_("must be one of {choices}").format(choices=", ".join(words)))


def a_text(value: object, limit: int) -> str:
    """Return clean text of at most `limit` characters, which may be empty and have several lines."""
    if not isinstance(value, str):
        raise UnfitError(_("must be text"))
    refuse_longer(len(value), limit)
    return clean(value)


def a_line(value: object, limit: int = NAME_LIMIT, needed: bool = False) -> str:
    """Return one clean line of at most `limit` characters; with `needed` it may not be empty."""
    if not isinstance(value, str):
        raise UnfitError(_("must be text"))
    line = one_line(value)
    refuse_longer(len(line), limit)
    if needed and not line:
        raise UnfitError(_("is empty"))
    return line


def refuse_longer(length: int, limit: int) -> None:
    """Raise UnfitError for a text of more characters than `limit`."""
    if length > limit:
        raise UnfitError(
            ngettext(
                "has {length} character, and {limit} is the most",
                "has {length} characters, and {limit} is the most",
                length,
            ).format(length=length, limit=limit)
        )


def a_flag(value: object) -> bool:
    """Return true or false."""
    if isinstance(value, bool):
        return value
    raise UnfitError(_("must be true or false"))


def a_day(value: object) -> date:
    """Return a day written as 2026-12-01."""
    try:
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise UnfitError(_("must be a day such as 2026-12-01"))


def a_list(value: object) -> list[Any]:
    """Return a list."""
    if isinstance(value, list):
        return value
    raise UnfitError(_("must be a list"))


def an_object(value: object) -> dict[str, Any]:
    """Return an object, whose keys are texts."""
    if isinstance(value, dict):
        return value
    raise UnfitError(_("must be an object"))
