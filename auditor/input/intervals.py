"""How often something is looked at again: read from what people type, and said in words."""

from __future__ import annotations

import re

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import folded, one_line

LONGEST = 3650
"""Days; about ten years."""
HALF_A_YEAR = 180
"""Days: six months of thirty."""

_DAYS = {
    1: ("d", "day", "days", "dag", "dagar", "dager", "dygn"),
    7: ("w", "week", "weeks", "vecka", "veckor", "v", "uke", "uker", "u"),
    30: ("month", "months", "månad", "månader", "mån", "måned", "måneder", "mnd"),
    365: ("y", "year", "years", "år"),
}
_UNITS = {folded(word): days for days, words in _DAYS.items() for word in words}
_NEVER = {"", "never", "aldrig", "aldri", "none", "-"}
_TYPED = re.compile(r"(\d{1,5})\s*(\w*)\.?")


def days_of(text: str) -> int | None:
    """Return an interval such as `90`, `6 weeks` or `3 månader` in days, 1..LONGEST; None for never or nothing.

    A month is 30 days and a year 365. Raises RefusedError for anything else.
    """
    typed = folded(one_line(text))
    if typed in _NEVER:
        return None
    found = _TYPED.fullmatch(typed)
    unit = _UNITS.get(found[2]) if found and found[2] else 1
    days = int(found[1]) * unit if found and unit else 0
    if not 1 <= days <= LONGEST:
        raise RefusedError(
            _("“{text}” is no interval: type days, or such as 6 weeks, 3 months, 1 year, never.").format(
                text=one_line(text)[:40]
            )
        )
    return days


def in_words(days: int | None) -> str:
    """Return an interval in words, such as `6 weeks`; `never` for None."""
    if days is None:
        return _("never")
    if days % 365 == 0:
        return ngettext("{n} year", "{n} years", days // 365).format(n=days // 365)
    if days % 30 == 0:
        return ngettext("{n} month", "{n} months", days // 30).format(n=days // 30)
    if days % 7 == 0:
        return ngettext("{n} week", "{n} weeks", days // 7).format(n=days // 7)
    return ngettext("{n} day", "{n} days", days).format(n=days)


def ago(days: int) -> str:
    """Return how long ago something was, in the largest unit of which it is at least two."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days >= 2 * 365:
        return ngettext("{n} year ago", "{n} years ago", days // 365).format(n=days // 365)
    if days >= 2 * 30:
        return ngettext("{n} month ago", "{n} months ago", days // 30).format(n=days // 30)
    if days >= 2 * 7:
        return ngettext("{n} week ago", "{n} weeks ago", days // 7).format(n=days // 7)
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
