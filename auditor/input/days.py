"""Days in words: `2026-12-01`, `fri`, `+2w`, `end of month`, `1/12` and their like, in all our languages at once.

The forms that are typed most are read here; dates with the name of a month, and spans in words such as “in two
weeks”, by dateparser, which is loaded only when it is needed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, month_named, ngettext
from auditor.base.text import folded, one_line

_WEEKDAYS = (
    "monday mon måndag mån mandag man",
    "tuesday tue tues tisdag tis tirsdag tir",
    "wednesday wed onsdag ons",
    "thursday thu thur thurs torsdag tors tor",
    "friday fri fredag fre",
    "saturday sat lördag lör lørdag lør",
    "sunday sun söndag sön søndag søn",
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_ON = {"on", "på"}
_NEXT = {"next", "nästa", "neste"}

_AWAY = {
    **dict.fromkeys(("today", "idag", "i dag"), 0),
    **dict.fromkeys(("tomorrow", "tmr", "imorgon", "i morgon", "imorgen", "i morgen"), 1),
    **dict.fromkeys(("day after tomorrow", "i övermorgon", "övermorgon", "i overmorgen", "overmorgen"), 2),
}
_UNITS = {
    **dict.fromkeys(("d", "day", "days", "dag", "dagar", "dager"), "day"),
    **dict.fromkeys(("w", "week", "weeks", "v", "vecka", "veckor", "u", "uke", "uker"), "week"),
    **dict.fromkeys(("m", "month", "months", "mån", "månad", "månader", "mnd", "måned", "måneder"), "month"),
    **dict.fromkeys(("y", "year", "years", "år"), "year"),
}
_PERIODS = {
    **dict.fromkeys(("week", "veckan", "uken", "uka"), "week"),
    **dict.fromkeys(("month", "månaden", "måneden"), "month"),
    **dict.fromkeys(("quarter", "kvartalet"), "quarter"),
    **dict.fromkeys(("year", "året"), "year"),
}
_ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_NEXT_PERIODS = {
    **dict.fromkeys(("week", "vecka", "uke"), "week"),
    **dict.fromkeys(("month", "månad", "måned"), "month"),
    **dict.fromkeys(("year", "år"), "year"),
}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SPAN = re.compile(r"([+-]) ?(\d{1,4}) ?([^\W\d]+)")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./-](\d{4}|\d{2})|\.)?")
_NAMED = re.compile(r"(\d{1,2})\.? ([^\W\d]+)\.? (\d{4})")
_YEAR_WEEK = re.compile(r"(?P<year>\d{4})[- ]?w ?(?P<week>\d{1,2})")
_WEEK = re.compile(
    r"(?:(?:in |i )?(?:week|vecka|veckan|uke|uka)|[wvu])\.? ?(?P<week>\d{1,2})(?:(?:, ?| |-|/)(?P<year>\d{4}))?"
)
_END = re.compile(r"(?:the )?(?:end of|slutet av|slutet på|slutten av|utgangen av) (?:the )?(.+)")
_YEARS = range(1900, 2200)
_LEAP_CYCLE = 9
"""Within so many years there is a 29 February."""
_FRIDAY, _SUNDAY = 5, 7
"""Days of a week, as ISO 8601 counts them."""


def read_day(text: str, today: date) -> date:
    """Return the day that a text means on the day `today`; a day without a year is the next such day.

    A weekday is one of the next seven days. A week with its number, such as `week 49` or `2026-W49`, is its Friday, or
    today where the Friday of the current week is over; the end of a week is its Sunday. Raises RefusedError, naming
    forms that can be used, for what is no day and for years outside 1900..2199.
    """
    return _read(text, lambda words: _typed(words, today) or _parsed(words, today))


def read_past_day(text: str, today: date) -> date:
    """Return the day that a text means of something that has been; a day without a year is the last such day.

    A weekday is today or one of the six days before. All else is as in `read_day`.
    """
    return _read(text, lambda words: _been(words, today) or _typed(words, today) or _parsed(words, today))


def read_days(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day that a text means: of a week with its number Monday and Sunday, else one day."""
    with suppress(ValueError, OverflowError):
        if (monday := _monday(folded(text), today)) and monday.year in _YEARS:
            return monday, monday + timedelta(_SUNDAY - 1)
    day = read_day(text, today)
    return day, day


def _read(text: str, meant: Callable[[str], date | None]) -> date:
    try:
        found = meant(folded(text))
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year not in _YEARS:
        raise RefusedError(
            _("“{value}” is no date: type it as 2026-12-01, 1/12, fri, +2w or end of month.").format(
                value=one_line(text)[:40]
            )
        )
    return found


def _typed(words: str, today: date) -> date | None:
    """Return the day of a form we read ourselves, None for other forms; raise ValueError for no such day."""
    if match := _ISO.fullmatch(words):
        return date(*map(int, match.groups()))
    if match := _SPAN.fullmatch(words):
        count = int(match[2]) * (-1 if match[1] == "-" else 1)
        return _moved(today, count, _UNITS[match[3]]) if match[3] in _UNITS else None
    if match := _NUMERIC.fullmatch(words):
        return _numeric(int(match[1]), int(match[2]), match[3], today)
    if (match := _NAMED.fullmatch(words)) and (month := month_named(match[2])):
        return date(int(match[3]), month, int(match[1]))
    if monday := _monday(words, today):
        friday = monday + timedelta(_FRIDAY - 1)
        return max(friday, today) if today < monday + timedelta(_SUNDAY) and today >= monday else friday
    if words in _AWAY:
        return today + timedelta(_AWAY[words])
    if words in _ENDS:
        return _end(_ENDS[words], today)
    if match := _END.fullmatch(words):
        return _end_of(match[1], today)
    return _weekday_or_next(words, today)


def _weekday_or_next(words: str, today: date) -> date | None:
    first, space, rest = words.partition(" ")
    if first in _NEXT and rest in _NEXT_PERIODS:
        return _end(_NEXT_PERIODS[rest], today) + timedelta(1)
    if first in _NEXT and rest in _WEEKDAY:
        return _end("week", today) + timedelta(1 + _WEEKDAY[rest])
    name = rest if space and first in _ON else words
    if name not in _WEEKDAY:
        return None
    return today + timedelta((_WEEKDAY[name] - today.weekday() - 1) % 7 + 1)


def _moved(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _numeric(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    return _next(day, month, today)


def _next(day: int, month: int, today: date) -> date:
    """Return the next such day, today included; raise ValueError when there is none in any year."""
    for year in range(today.year, today.year + _LEAP_CYCLE):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if found >= today:
                return found
    raise ValueError(day)


def _monday(words: str, today: date) -> date | None:
    """Return the Monday of a week with its number by ISO 8601; without a year it is the next such week, or this one."""
    match = _YEAR_WEEK.fullmatch(words) or _WEEK.fullmatch(words)
    if match is None:
        return None
    week = int(match["week"])
    if match["year"]:
        return date.fromisocalendar(int(match["year"]), week, 1)
    this_year = today.isocalendar().year
    for year in range(this_year, this_year + _LEAP_CYCLE):
        with suppress(ValueError):
            monday = date.fromisocalendar(year, week, 1)
            if monday + timedelta(_SUNDAY) > today:
                return monday
    raise ValueError(week)


def _been(words: str, today: date) -> date | None:
    """Return the last such day of a form that names no year; None for other forms."""
    first, space, rest = words.partition(" ")
    name = rest if space and first in _ON else words
    if name in _WEEKDAY:
        return today - timedelta((today.weekday() - _WEEKDAY[name]) % 7)
    if (match := _WEEK.fullmatch(words)) and not match["year"]:
        years = range(today.isocalendar().year, today.year - _LEAP_CYCLE, -1)
        found = (_friday(year, int(match["week"])) for year in years)
        return next((min(day, today) for day in found if day and day - timedelta(_FRIDAY - 1) <= today), None)
    if (match := _NUMERIC.fullmatch(words)) and match[3] is None:
        return _last(int(match[1]), int(match[2]), today)
    if re.search(r"[^\W\d]", words) and not re.search(r"\d{4}", words) and (named := _absolute(words, today)):
        return _last(named.day, named.month, today)
    return None


def _friday(year: int, week: int) -> date | None:
    with suppress(ValueError):
        return date.fromisocalendar(year, week, _FRIDAY)
    return None


def _last(day: int, month: int, today: date) -> date:
    """Return the last such day, today included; raise ValueError when there is none in any year."""
    for year in range(today.year, today.year - _LEAP_CYCLE, -1):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] and date(year, month, day) <= today:
            return date(year, month, day)
    raise ValueError(day)


def _end(period: str, day: date) -> date:
    """Return the last day of the week, month, quarter or year that a day is in."""
    if period == "week":
        return day + timedelta(6 - day.weekday())
    month = {"month": day.month, "quarter": (day.month + 2) // 3 * 3, "year": 12}[period]
    return date(day.year, month, monthrange(day.year, month)[1])


def _end_of(name: str, today: date) -> date | None:
    """Return the end of a period, or of a month that is named."""
    if name in _PERIODS:
        return _end(_PERIODS[name], today)
    first = _absolute(f"1 {name}", today.replace(day=1))
    return _end("month", first) if first else None


def _parsed(words: str, today: date) -> date | None:
    """Return the day that dateparser finds: one with the name of a month, or a span in words."""
    return _absolute(words, today) or _relative(words, today)


def _absolute(words: str, today: date) -> date | None:
    if not re.search(r"[^\W\d]", words):
        return None
    # From the day before, because a day without a year is today at the soonest.
    found = _dateparser(words, today - timedelta(1), ["absolute-time"], REQUIRE_PARTS=["day", "month"])
    return found.date() if found else None


def _relative(words: str, today: date) -> date | None:
    if not re.search(r"[^\W\d]{2}", words):
        return None
    found = _dateparser(words, today, ["relative-time"])
    return found.date() if found else None


def _dateparser(words: str, base: date, parsers: list[str], **settings: object) -> datetime | None:
    from dateparser import parse

    chosen: dict[str, Any] = {
        "PARSERS": parsers,
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": datetime.combine(base, time()),
        **settings,
    }
    found: datetime | None = parse(words[:60], languages=["en", "sv", "nb"], settings=chosen)
    return found


def week_end(today: date) -> date:
    """Return the Sunday of the week that a day is in."""
    return _end("week", today)


def due_words(day: date, today: date) -> str:
    """Return how far off a due date is: “today”, “in 3 days”, “2 days late”."""
    away = (day - today).days
    if away == 0:
        return _("today")
    if away == 1:
        return _("tomorrow")
    if away > 1:
        return ngettext("in {n} day", "in {n} days", away).format(n=away)
    return ngettext("{n} day late", "{n} days late", -away).format(n=-away)
