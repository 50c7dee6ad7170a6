"""Amounts as people type them: `1500`, or from one to another as `1000..2000`, `1 000–2 000` or `1000 to 2000`."""

from __future__ import annotations

import re

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, one_line, shortened
from auditor.input.numbers import as_typed, number_of

LARGEST = 1e12
"""The largest amount, of money or of people a month."""

_NONE = {"", "none", "never", "-", "–", "ingen", "inget", "inga", "ingenting"}
_BETWEEN = re.compile(r"\s*(?:\.{2,}|…)\s*|(?<=\d)\s*[-–—]\s*(?=\d)|\s+(?:to|till?)\s+", re.IGNORECASE)

Ends = tuple[float | None, float | None]
"""The lower and the upper end; both None for no amount."""


def read_amount(text: str, what: str) -> Ends:
    """Return the ends of an amount of 0 or more; one number is both, and nothing or `none` is none.

    Raises RefusedError, naming the field `what`, for anything else, and where it would begin above its end.
    """
    line = one_line(text)
    if folded(line) in _NONE:
        return None, None
    parts = _BETWEEN.split(line)
    numbers = [number_of(part) for part in parts] if len(parts) <= 2 and "%" not in line else [None]
    ends = [number for number in numbers if number is not None and 0 <= number <= LARGEST]
    if len(ends) != len(numbers):
        raise RefusedError(
            _("{what}: “{text}” is no amount: type such as 1500, 1000..2000, or none.").format(
                what=_capital(what), text=shortened(line, 40)
            )
        )
    if ends[0] > ends[-1]:
        raise RefusedError(
            _("{what}: “{text}” begins above its end: type the smaller number first.").format(
                what=_capital(what), text=shortened(line, 40)
            )
        )
    return ends[0], ends[-1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def amount_as_typed(low: float | None, high: float | None) -> str:
    """Return an amount as it is typed in the language in use, such as `1000..2000`; empty for none."""
    if low is None or high is None:
        return ""
    return as_typed(low) if low == high else f"{as_typed(low)}..{as_typed(high)}"
