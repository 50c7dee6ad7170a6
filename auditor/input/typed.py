"""What people type, checked field by field. Each function returns the value to store or raises RefusedError.

The error is a sentence that names the field, `what`, and says what is allowed there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from msgspec import Struct

from auditor.base import values
from auditor.base.errors import RefusedError
from auditor.base.finding_names import MOST, fit_letters
from auditor.base.i18n import _
from auditor.base.text import clean, folded, one_line
from auditor.base.values import NAME_LIMIT, TAG_LIMIT, TAGS_LIMIT, TEXT_LIMIT, UnfitError
from auditor.base.web_address import a_web_address
from auditor.input.days import read_day, read_past_day

E = TypeVar("E", bound=StrEnum)

Check = Callable[[Any, str], object]
"""Returns the value to store of what was given for a field of that name, or raises RefusedError."""


class Rule(Struct, frozen=True):
    """What a field is called, as a message to be translated, and what may be in it."""

    what: str
    check: Check
    column: str = ""
    """The column it is stored in, where that is not called like the field."""
    columns: tuple[str, ...] = ()
    """The columns it is stored in, where it takes several: the check returns a value for each."""


Rules = Mapping[str, Rule]
"""What may be in the fields of a noun, by field."""


def checked(rules: Rules, given: Mapping[str, object]) -> dict[str, Any]:
    """Return the values to store, by column, of the fields that are given; None is not given.

    Raises RefusedError for the first that breaks its rule.
    """
    found: dict[str, Any] = {}
    for field, value in given.items():
        if value is not None:
            rule = rules[field]
            kept = rule.check(value, _(rule.what))
            if rule.columns:
                assert isinstance(kept, tuple)
                found |= zip(rule.columns, kept, strict=True)
            else:
                found[rule.column or field] = kept
    return found


def needed_line(text: str, what: str, limit: int = NAME_LIMIT) -> str:
    """Return one clean line of 1 to `limit` characters, of which one can be seen."""
    kept = line(text, what, limit)
    if all(unicodedata.category(character)[0] in "CMZ" for character in kept):
        raise _nothing(what)
    return kept


def line(text: str, what: str, limit: int = NAME_LIMIT) -> str:
    """Return one clean line of at most `limit` characters, which may be empty."""
    kept = one_line(text)
    _refuse_longer(kept, what, limit)
    return kept


def text(text: str, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return clean text of at most `limit` characters, which may be empty; newlines stay, ends are trimmed."""
    kept = clean(text).strip()
    _refuse_longer(kept, what, limit)
    return kept


def needed_text(text: str, what: str) -> str:
    """Return clean text with something in it, within the usual limit."""
    kept = clean(text).strip()
    _refuse_longer(kept, what, TEXT_LIMIT)
    if not kept:
        raise _nothing(what)
    return kept


def _nothing(what: str) -> RefusedError:
    return RefusedError(_("The {what} is empty: type at least one character.").format(what=what))


def _refuse_longer(kept: str, what: str, limit: int) -> None:
    try:
        values.refuse_longer(len(kept), limit)
    except UnfitError as error:
        raise RefusedError(
            _("The {what} {reason}: please shorten it.").format(what=what, reason=error)
        ) from None


def web_address(text: str, what: str) -> str:
    """Return the address of a page or a site on the web, which may be empty."""
    try:
        return a_web_address(text)
    except UnfitError as error:
        raise _unfit(what, _("“{text}”").format(text=one_line(text)[:40]), error) from None


def letters_of_findings(text: str, _what: str) -> str:
    """Return the letters that names of findings begin with, in capitals; may be empty."""
    given = one_line(text)
    try:
        return fit_letters(given) if given else ""
    except ValueError:
        raise RefusedError(
            _("“{text}” can’t begin the names of findings: type one to {most} letters from A to Z.").format(
                text=given[:40], most=MOST
            )
        ) from None


def tags(given: str | Iterable[str], what: str) -> str:
    """Return the tags that are typed, with spaces or commas between, joined by spaces: each once, without a # before it."""
    texts = [given] if isinstance(given, str) else given
    words = [word.strip("#") for one in texts for word in one_line(one).replace(",", " ").split()]
    kept = list({folded(word): word for word in reversed(words) if word}.values())[::-1]
    if len(kept) > TAGS_LIMIT:
        raise RefusedError(
            _("These are {count} tags: keep at most {most}.").format(count=len(kept), most=TAGS_LIMIT)
        )
    for word in kept:
        _refuse_longer(word, what, TAG_LIMIT)
    return " ".join(kept)


def within(low: int, high: int) -> Check:
    """Return the check of a whole number in low..high."""
    return lambda value, what: whole(value, low, high, what)


def within_or_none(low: int, high: int) -> Check:
    """Return the check of a whole number in low..high, or 0 for none; `low` is above 0."""
    return lambda value, what: whole(value, low, high, what) if value else None


def whole(value: int, low: int, high: int, what: str) -> int:
    """Return a whole number that lies in low..high."""
    try:
        return values.a_whole(value, low, high)
    except UnfitError as error:
        raise _unfit(what, value, error) from None


def number(value: float, low: float, high: float, what: str) -> float:
    """Return a number that lies in low..high."""
    try:
        return values.a_number(value, low, high)
    except UnfitError as error:
        raise _unfit(what, value, error) from None


def one_of(kind: type[StrEnum]) -> Check:
    """Return the check of a word of a vocabulary; what is stored is the word."""
    return lambda value, what: choice(value, kind, what).value


def one_or_none_of(kind: type[StrEnum]) -> Check:
    """Return the check of a word of a vocabulary, or of no word at all; what is stored is the word."""
    return lambda value, what: choice(value, kind, what).value if value else ""


def some_of(kind: type[StrEnum]) -> Check:
    """Return the check of words of a vocabulary; stored are those chosen, in its order, and nothing for all of them."""

    def checked(chosen: Iterable[str], what: str) -> str:
        kept = {choice(each, kind, what) for each in chosen}
        return "" if len(kept) == len(kind) else " ".join(one.value for one in kind if one in kept)

    return checked


def choice(value: str, kind: type[E], what: str) -> E:
    """Return the member of `kind` with that value."""
    try:
        return values.a_choice(value, kind)
    except UnfitError as error:
        raise _unfit(what, _("“{text}”").format(text=one_line(value)[:40]), error) from None


def flag(value: bool, _what: str) -> bool:
    """Return true or false."""
    return value


def _unfit(what: str, value: object, error: UnfitError) -> RefusedError:
    return RefusedError(
        _("{what} is {value}, but {reason}.").format(
            what=what[:1].upper() + what[1:], value=value, reason=error
        )
    )


def due_date(value: str | date | None, today: date | None = None) -> date | None:
    """Return a due date from a date or a text such as `2026-12-01`, `fri` or `+2w`; None and empty mean no date.

    Words are understood from the day `today`, or else from today.
    """
    if value is None or isinstance(value, date):
        return value
    if not one_line(value):
        return None
    return read_day(value, today or date.today())


def past_date(value: str | date | None, today: date | None = None) -> date | None:
    """Return the date of something that has been, as `due_date`; `fri` is the last one. It may yet be a day to come."""
    if value is None or isinstance(value, date):
        return value
    return read_past_day(value, today or date.today()) if one_line(value) else None
