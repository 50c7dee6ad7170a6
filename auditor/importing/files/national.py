"""Numbers and days as people write them in different countries, told by the whole column, not by one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from auditor.base.text import folded
from auditor.library.words import word_lists

_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_MINUS = str.maketrans({"−": "-", "\u2013": "-"})
_DIGITS = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_SHARE = re.compile(r"\s*\([\d.,\s]*%\)$")
"""A share that some programs write behind a count: 5,204 (41%)."""
_LONGEST = 40
_LONGEST_DAY = 80
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


_MONTHS = {word: int(number) for number, words in word_lists("days")["months"].items() for word in words}
_WEEKDAYS = {word: int(number) for number, words in word_lists("days")["weekdays"].items() for word in words}
_TIME = r"(?:[T ,]+(?:kl\.?\s*)?\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_RUN_TOGETHER = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}")
_DAY_WORD = re.compile(
    rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?[\s/-]*([^\W\d_]+)\.?,?[\s/-]*(\d{{4}}|(?:(?<=[\s/.-])'?\d{{2}})){_TIME}"
)
_WORD_DAY = re.compile(rf"([^\W\d_]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")
_WORD_DAY_TIME = re.compile(r"([^\W\d_]+)\s+(\d{1,2})\s+\d{1,2}:\d{2}(?::\d{2})?\s+(?:[^\W\d_]+\s+)?(\d{4})")
"""As programs of Unix write it: Mar 4 10:00:00 CET 2026."""
_WEEKDAY = re.compile(r"([^\W\d_]+)(?:[.,]\s*|\s+)(?:(?:den|the)\s+)?(?=\S)")

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"


def order_of(cells: Iterable[str]) -> tuple[str, bool]:
    """Return whether day or month comes first in a column of days, and whether the column tells it for certain."""
    doubt = False
    for cell in cells:
        weekday, text = _weekday_and_day(cell.strip())
        found = _YEAR_LAST.fullmatch(text)
        if found is None:
            continue
        if weekday and (date_of(cell, DAY_FIRST) is None) != (date_of(cell, MONTH_FIRST) is None):
            return (MONTH_FIRST if date_of(cell, DAY_FIRST) is None else DAY_FIRST), True
        first, second = int(found[1]), int(found[2])
        if first > 12:
            return DAY_FIRST, True
        if second > 12:
            return MONTH_FIRST, True
        doubt = doubt or ("/" in cell and first != second)
    return DAY_FIRST, not doubt


def date_of(cell: str, order: str = DAY_FIRST) -> date | None:
    """Return the day in a cell, with or without a weekday or a time of day; None for anything else.

    A weekday that the day is not makes it no day: it is not known which of the two is meant.
    """
    text = cell.strip()
    if len(text) > _LONGEST_DAY or not any(character.isdigit() for character in text):
        return None
    weekday, text = _weekday_and_day(text)
    found = _date_of(text, order)
    return found if found is None or not weekday or found.isoweekday() == weekday else None


def _weekday_and_day(text: str) -> tuple[int, str]:
    """Return the number of the weekday, from 1 for Monday, that stands before a day, and the day; 0 for no weekday."""
    found = _WEEKDAY.match(text)
    weekday = _WEEKDAYS.get(folded(found[1]), 0) if found else 0
    return (weekday, text[found.end() :]) if found and weekday else (0, text)


def _date_of(text: str, order: str) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        day, month = (found[2], found[1]) if order == MONTH_FIRST else (found[1], found[2])
        return _day(found[3], month, day)
    if found := _DAY_WORD.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _WORD_DAY.fullmatch(text) or _WORD_DAY_TIME.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    return None


_EXCEL_BEGAN = date(1899, 12, 30)
_EXCEL_FROM, _EXCEL_TO = 36526, 73051
"""The days of 2000 to 2099 as Excel counts them."""
_EXCEL = re.compile(r"(\d{5})(?:[.,]\d+)?")


def excel_day(cell: str) -> date | None:
    """Return the day that Excel keeps as a number, such as 46085 for 2026-03-04; None for what is no such number."""
    found = _EXCEL.fullmatch(cell.strip())
    number = int(found[1]) if found else 0
    return _EXCEL_BEGAN + timedelta(days=number) if _EXCEL_FROM <= number < _EXCEL_TO else None


_PLACEHOLDER = re.compile(
    r"(?:1899-12-3[01]|1900-01-0[01]|1970-01-01|1980-01-01|0000-00-00|0001-01-01"
    r"|0?1[./]0?1[./](?:1970|1980|1900|0001)|(?:30|31)[./]12[./]1899|12/3[01]/1899|0?0[./]0?1[./]1900"
    r"|0?1[./]0?0[./]1900|00[./]00[./]0000)(?:[T ].*)?"
)


def is_placeholder_day(cell: str) -> bool:
    """Tell whether a cell has a day that programs write where there is none, such as the first that they can count."""
    return _PLACEHOLDER.fullmatch(cell.strip()) is not None


def _month(word: str) -> int:
    return _MONTHS.get(folded(word), 0)


def _day(year: str, month: str | int, day: str) -> date | None:
    year = year.removeprefix("'")
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None
