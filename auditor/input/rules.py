"""What may enter the database. Each function returns the value to store or raises RefusedError saying what is allowed."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import TypeVar

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import clean, one_line
from auditor.input.days import read_day

NAME_LIMIT = 200
"""Longest name or title, in characters."""
TEXT_LIMIT = 20_000
"""Longest note or description, in characters."""

E = TypeVar("E", bound=StrEnum)


def name(text: str, what: str, limit: int = NAME_LIMIT) -> str:
    """Return `text` as a name: one clean line of 1 to `limit` characters, of which one can be seen.

    `what` names the field in errors.
    """
    line = title(text, what, limit)
    if all(unicodedata.category(character)[0] in "CMZ" for character in line):
        raise RefusedError(_("The {what} is empty: type at least one character.").format(what=what))
    return line


def title(text: str, what: str, limit: int = NAME_LIMIT) -> str:
    """Return `text` as one clean line of at most `limit` characters, which may be empty."""
    line = one_line(text)
    if len(line) > limit:
        raise RefusedError(_too_long(what, len(line), limit))
    return line


def note(text: str, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return `text` as clean text of at most `limit` characters; newlines stay, ends are trimmed."""
    cleaned = clean(text).strip()
    if len(cleaned) > limit:
        raise RefusedError(_too_long(what, len(cleaned), limit))
    return cleaned


def said(text: str, what: str) -> str:
    """Return `text` as `note` does, but refuse it when there is nothing in it."""
    cleaned = note(text, what)
    if not cleaned:
        raise RefusedError(_("The {what} is empty: type at least one character.").format(what=what))
    return cleaned


def _too_long(what: str, length: int, limit: int) -> str:
    return ngettext(
        "The {what} has {length} character, and {limit} is the most: please shorten it.",
        "The {what} has {length} characters, and {limit} is the most: please shorten it.",
        length,
    ).format(what=what, length=length, limit=limit)


def within(value: int, low: int, high: int, what: str) -> int:
    """Return `value` if it lies in low..high."""
    if not low <= value <= high:
        raise RefusedError(
            _("{what} is {value}, but goes from {low} to {high}.").format(
                what=what[:1].upper() + what[1:], value=value, low=low, high=high
            )
        )
    return value


def choice(value: str, kind: type[E], what: str) -> E:
    """Return the member of `kind` with that value."""
    try:
        return kind(value)
    except ValueError:
        raise RefusedError(
            _("“{value}” is no {what}: choose one of {choices}.").format(
                value=one_line(value)[:40], what=what, choices=", ".join(kind)
            )
        ) from None


def due_date(value: str | date | None, today: date | None = None) -> date | None:
    """Return a due date from a date or a text such as `2026-12-01`, `fri` or `+2w`; None and empty mean no date.

    Words are understood from the day `today`, or else from today.
    """
    if value is None or isinstance(value, date):
        return value
    if not one_line(value):
        return None
    return read_day(value, today or date.today())
