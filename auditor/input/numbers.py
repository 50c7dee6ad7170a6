"""Numbers as people type them and as the program prints them: `1,234.5`, `1 234,5`, `−0,5`, `12 %`.

In English a comma parts thousands and a point stands before decimals; in Swedish and Norwegian a comma stands before
decimals and a space parts thousands. A text that can be only one number is that number, whatever the language. What
is one number to some people and another to others, such as `1.234` in Swedish, is refused, naming both.
"""

from __future__ import annotations

import re
from math import isfinite

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, language, number
from auditor.base.text import one_line

NUMBER = r"\d(?:[\d.,'’ ]*\d)?"
"""A number without its sign, within a pattern for text on one line."""

_LONGEST = 40
_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "’": "'"})
_PLAIN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_MARKED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?!\1)(?:[.,]\d+)?")
_ONE_MARK = re.compile(r"\d*[.,]\d+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_WHOLE = re.compile(r"\d+|\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*")


def number_of(text: str) -> float | None:
    """Return the number in a text, in which a per-cent sign at the end is let be; None for anything else.

    Raises RefusedError, naming both, for a text that can be two numbers in the language in use.
    """
    sign, bare = _parts(text.strip().removesuffix("%"))
    if _THOUSANDS.fullmatch(bare):
        return sign * _likely(bare, text)
    if _PLAIN.fullmatch(bare):
        found = float(bare)
    elif _ONE_MARK.fullmatch(bare):
        found = float(bare.replace(",", "."))
    elif _SPACED.fullmatch(bare) or _MARKED.fullmatch(bare):
        found = _grouped(bare)
    else:
        return None
    return sign * found if isfinite(found) else None


def whole_of(text: str) -> int | None:
    """Return the whole number of 0 or more in a text, whose thousands may stand apart in any way; None for others."""
    sign, bare = _parts(text)
    if sign < 0 or _WHOLE.fullmatch(bare) is None:
        return None
    return int(re.sub(r"\D", "", bare))


def _parts(text: str) -> tuple[int, str]:
    """Return the sign of a number and all behind it; nothing behind it for what is too long to be one."""
    line = one_line(text).translate(_SIGNS)
    bare = line[1:] if line[:1] in ("-", "+") else line
    if len(bare) > _LONGEST or not bare.isascii():
        return 1, ""
    return (-1 if line[:1] == "-" else 1), bare.strip()


def _likely(bare: str, text: str) -> float:
    """Return the number of three digits behind a mark, which may be decimals or not."""
    decimal, whole = float(bare.replace(",", ".")), float(re.sub(r"\D", "", bare))
    if language() == "en":
        return whole if "," in bare else decimal
    if "," in bare:
        return decimal
    raise RefusedError(
        _("“{text}” can be {one} or {other}: type one of these two.").format(
            text=one_line(text)[:40], one=number(decimal, 3), other=number(whole)
        )
    )


def _grouped(bare: str) -> float:
    """Return a number whose thousands stand apart; another mark behind them is that of decimals."""
    whole, decimals = bare, "0"
    if found := re.search(r"[.,](?=\d+$)", bare):
        first = re.search(r"[., ']", bare)
        if first is not None and first[0] != found[0]:
            whole, decimals = bare[: found.start()], bare[found.end() :]
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{decimals}")


def as_typed(value: float) -> str:
    """Return a number with all its decimals as it is typed in the language in use, thousands not apart."""
    text = repr(value).removesuffix(".0")
    return text if language() == "en" or "e" in text else text.replace(".", ",")
