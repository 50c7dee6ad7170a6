"""The last day that the figures of a funnel are of: by a column of days, else by the lines above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.importing.files.national import DAY_FIRST, MONTH_FIRST, date_of, order_of
from auditor.importing.files.reading import BadContentError, bad_line
from auditor.importing.files.sheets import Sheet
from auditor.importing.funnels.headings import is_whole
from auditor.library.words import word_lists

_WORDS = word_lists("funnels")["days"]
_DAY = r"\d{8}|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.? [^\W\d_]+\.? \d{4}|[^\W\d_]+\.? \d{1,2}, \d{4}"
_SPAN = re.compile(rf"({_DAY})\s*(?:[-–—]|to|till|til)\s*({_DAY})", re.IGNORECASE)
_ONLY_DAY = re.compile(_DAY)
_LABELLED = re.compile(r"([^:=\d]{1,40}?)(?:\s*[:=]\s*|\s+(?=\d))(\S.{0,60})")
_FIRST_YEAR = 1990
"""No funnel is of a day before the web; programs write such days where they have none."""
_LONGEST = 300
"""How much of a line above a table is looked at."""


def newest_day(sheet: Sheet, used: set[int], dates: str, today: date) -> date | None:
    """Return the last day; None where the file tells none. `used` are the columns of steps and counts.

    Raises BadContentError with the line for a day that lies in the future.
    """
    for column in sheet.columns:
        cells = [] if column.index in used else [cell for cell in column.cells if cell and not is_whole(cell)]
        order = dates if dates in (DAY_FIRST, MONTH_FIRST) else order_of(cells)[0]
        days = {cell: date_of(cell, order) for cell in set(cells)}
        known = [day for day in days.values() if day is not None and day.year >= _FIRST_YEAR]
        if not known or 2 * len(known) < len(days):
            continue
        for row in sheet.rows:
            cell = row.cells[column.index]
            if cell in days and (days[cell] or date.min).year < _FIRST_YEAR:
                raise bad_line(row.line, _("“{text}” is no date.").format(text=shortened(cell, 40)))
            if (day := days.get(cell)) and day > today:
                raise bad_line(row.line, _future(day))
        return max(known)
    return None


def day_above(comments: Sequence[str], today: date) -> date | None:
    """Return the last day that the lines above a table tell; None where they tell none.

    Raises BadContentError for a day that lies in the future, naming the line by what it says.
    """
    last: date | None = None
    for comment in comments:
        text = comment[:_LONGEST].rstrip(",;\t").strip().strip('"')
        day = _last_day_of(text)
        if day is not None and day > today:
            where = _("the line “{text}”").format(text=shortened(text, 60))
            raise BadContentError(where, _future(day))
        if day is not None and (last is None or day > last):
            last = day
    return last


def _last_day_of(text: str) -> date | None:
    found = _LABELLED.fullmatch(text)
    label, rest = (folded(found[1]), found[2].strip()) if found else ("", text)
    if span := _SPAN.fullmatch(rest):
        return _day(span[2])
    if label in (*_WORDS["end"], *_WORDS["begin"], *_WORDS["span"]) and _ONLY_DAY.fullmatch(rest):
        return _day(rest)
    # A span among other words, as in the name of a report.
    inside = _SPAN.search(text)
    return _day(inside[2]) if inside else None


def _day(text: str) -> date | None:
    return date_of(text.strip())


def _future(day: date) -> str:
    return _("{day} lies in the future.").format(day=day.isoformat())
