"""Numbers and days as people write them in different countries, told by the whole column, not by one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from auditor.base.text import folded

_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_MINUS = str.maketrans({"−": "-", "\u2013": "-"})
_DIGITS = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_SHARE = re.compile(r"\s*\([\d.,\s]*%\)$")
"""A share that some programs write behind a count: 5,204 (41%)."""
_LONGEST = 40
_LONGEST_CELL = 200
"""A longer cell is no number, however many spaces part its thousands."""


def decimal_mark(cells: Iterable[str], counts: bool) -> str:
    """Return what stands before the decimals in a column, a comma or a point; the other parts thousands.

    Where every cell could be either, such as 1,234, a column of counts has thousands and another has decimals.
    """
    doubtful = ""
    for cell in cells:
        text = _bare(cell)
        comma, point = text.rfind(","), text.rfind(".")
        if comma >= 0 and point >= 0:
            return "," if comma > point else "."
        mark = "," if comma >= 0 else "." if point >= 0 else ""
        if not mark or _DIGITS.fullmatch(text) is None:
            continue
        if text.count(mark) > 1:
            return "." if mark == "," else ","
        if not _GROUPED.fullmatch(text) or text.lstrip("+-").startswith("0"):
            return mark
        doubtful = mark
    if not doubtful:
        return "."
    return ("." if doubtful == "," else ",") if counts else doubtful


def number_of(cell: str, decimal: str = ".") -> float | None:
    """Return the number in a cell, or None for anything else; a per-cent sign is let be."""
    text = _bare(cell)
    if len(text) > _LONGEST or _DIGITS.fullmatch(text) is None:
        return None
    thousands = "," if decimal == "." else "."
    whole, _mark, decimals = text.partition(decimal)
    if thousands in decimals or decimal in decimals:
        return None
    if thousands in whole and _GROUPED.fullmatch(whole) is None:
        return None
    try:
        return float(f"{whole.replace(thousands, '')}.{decimals or '0'}")
    except ValueError:
        return None


def _bare(cell: str) -> str:
    if len(cell) > _LONGEST_CELL:
        return cell
    return _SHARE.sub("", cell.strip()).removesuffix("%").translate(_SPACES).translate(_MINUS)


_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jan feb mars apr maj juni juli aug sept okt nov dec",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar mars april mai juni juli august september oktober november desember",
        "january february march april may june july august september october november december",
        "jan feb mar apr mai jun jul aug sep okt nov des",
    )
    for number, name in enumerate(names.split(), start=1)
}
_TIME = r"(?:[T ,]+(?:kl\.?\s*)?\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_RUN_TOGETHER = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}")
_DAY_WORD = re.compile(rf"(\d{{1,2}})\.?[\s-]+([^\W\d_]+)\.?,?[\s-]+(\d{{4}}){_TIME}")
_WORD_DAY = re.compile(rf"([^\W\d_]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"


def order_of(cells: Iterable[str]) -> tuple[str, bool]:
    """Return whether day or month comes first in a column of days, and whether the column tells it for certain."""
    doubt = False
    for cell in cells:
        found = _YEAR_LAST.fullmatch(cell.strip())
        if found is None:
            continue
        first, second = int(found[1]), int(found[2])
        if first > 12:
            return DAY_FIRST, True
        if second > 12:
            return MONTH_FIRST, True
        doubt = doubt or ("/" in cell and first != second)
    return DAY_FIRST, not doubt


def date_of(cell: str, order: str = DAY_FIRST) -> date | None:
    """Return the day in a cell, with or without a time of day; None for anything else."""
    text = cell.strip()
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return None
    if found := _YEAR_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        day, month = (found[2], found[1]) if order == MONTH_FIRST else (found[1], found[2])
        return _day(found[3], month, day)
    if found := _DAY_WORD.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _WORD_DAY.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    return None


def _month(word: str) -> int:
    return _MONTHS.get(folded(word), 0)


def _day(year: str, month: str | int, day: str) -> date | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None
