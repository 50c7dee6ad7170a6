"""Finds the row a user means by its number, or by an unambiguous part of its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from auditor.base.errors import NotFoundError
from auditor.base.i18n import _, ngettext
from auditor.base.i18n import number as shown
from auditor.base.text import folded, shortened

T = TypeVar("T")

_SHOWN = 5
"""How many rows an error names."""


def pick(
    rows: Iterable[T],
    word: str,
    what: str,
    *,
    name: Callable[[Any], str] = attrgetter("name"),
    number: Callable[[Any], int] = attrgetter("id"),
    where: Callable[[Any], str] | None = None,
) -> T:
    """Return the row of that number, or whose name is, begins with or contains `word`, however cased.

    The whole name beats its beginning, and that beats any part. `what` is what a row is called in errors;
    `name` and `number` read a row's, and `where` says what tells it from others of the same name.
    Raises NotFoundError, naming rows, when none or several fit.
    """
    rows = list(rows)
    if numbered := _numbered(rows, word, number):
        return numbered
    needle = folded(word)
    names = [(folded(name(row)), row) for row in rows] if needle else []
    for fits in (
        [row for text, row in names if text == needle],
        [row for text, row in names if text.startswith(needle)],
        [row for text, row in names if needle in text],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise NotFoundError(
                _("“{word}” fits several: {rows}. Type more of the name, or the number.").format(
                    word=shortened(word, 60), rows=_listed(fits, name, number, where)
                )
            )
    raise NotFoundError(_none(rows, word, what, name, number, where))


def _numbered(rows: Sequence[T], word: str, number: Callable[[Any], int]) -> T | None:
    digits = word.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        return None
    return next((row for row in rows if number(row) == int(digits)), None)


def _none(
    rows: Sequence[T],
    word: str,
    what: str,
    name: Callable[[Any], str],
    number: Callable[[Any], int],
    where: Callable[[Any], str] | None,
) -> str:
    if not rows:
        return _("There is no {what} “{word}”, nor any other.").format(what=what, word=shortened(word, 60))
    return _("There is no {what} “{word}”. There are: {rows}.").format(
        what=what, word=shortened(word, 60), rows=_listed(rows, name, number, where)
    )


def _listed(
    rows: Sequence[T],
    name: Callable[[Any], str],
    number: Callable[[Any], int],
    where: Callable[[Any], str] | None,
) -> str:
    shown_rows = rows[:_SHOWN]
    often = Counter(folded(name(row)) for row in shown_rows)
    named = []
    for row in shown_rows:
        text = _("{number} “{name}”").format(number=number(row), name=shortened(name(row), 40))
        place = where(row) if where is not None and often[folded(name(row))] > 1 else ""
        named.append(f"{text} ({shortened(place, 60)})" if place else text)
    more = len(rows) - len(named)
    if more:
        named.append(ngettext("and {count} more", "and {count} more", more).format(count=shown(more)))
    return ", ".join(named)
