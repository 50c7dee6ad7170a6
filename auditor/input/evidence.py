"""What may be recorded as evidence. Each function returns the value to store or raises RefusedError."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.input import typed
from auditor.input.days import read_past_day
from auditor.input.numbers import number_of, whole_of

UNIT_LIMIT = 30
LINK_LIMIT = 2_000
PATH_LIMIT = 4_000
DETAIL_LIMIT = 200_000
MOST_PEOPLE = 10**9
MOST_SCORES = 201
MOST_REPLIES = 100_000
LARGEST_SCORE = 1_000
_SCALE = re.compile(r"(-?\d{1,4})\s*[-–—…]\s*(-?\d{1,4})")
MOST = 1e15
"""The largest figure that can be kept."""
EARLIEST = date(1970, 1, 1)


def collected(value: date | str, today: date) -> str:
    """Return the day evidence was collected as ISO text; it lies neither in the future nor before 1970.

    A day without a year, such as `fri` or `1 Dec`, is the last such day.
    """
    day = value if isinstance(value, date) else _typed_day(value, today)
    if day > today:
        raise RefusedError(
            _("{day} lies in the future: give the day it was collected.").format(day=day.isoformat())
        )
    if day < EARLIEST:
        raise RefusedError(_("{day} is too long ago: type the year in full.").format(day=day.isoformat()))
    return day.isoformat()


def _typed_day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(one_line(text))
    except ValueError:
        return read_past_day(text, today)


def people(value: int | None, what: str) -> int | None:
    """Return a number of people, 0 or more; None where nobody was counted."""
    if value is None:
        return None
    return typed.whole(value, 0, MOST_PEOPLE, what)


def figure(value: float | None, what: str, low: float = -MOST, high: float = MOST) -> float | None:
    """Return a finite number that lies in low..high; None for none."""
    if value is None:
        return None
    if (low, high) == (-MOST, MOST) and not abs(value) <= MOST:
        raise RefusedError(_("The {what} is no number that can be kept.").format(what=what))
    return typed.number(value, low, high, what)


def unit(text: str) -> str:
    """Return a unit: one short line, which may be empty; CSAT, NPS and CES in capitals."""
    line = typed.line(text, _("unit"), UNIT_LIMIT)
    return line.upper() if line.upper() in ("CSAT", "NPS", "CES") else line


def link(text: str) -> str:
    """Return an http or https address, or nothing."""
    line = typed.line(text, _("web link"), LINK_LIMIT)
    if line and (not line.lower().startswith(("http://", "https://")) or " " in line):
        raise RefusedError(
            _("“{link}” is no link: it begins with http:// or https://.").format(link=line[:60])
        )
    return line


def counts(values: Mapping[int, int]) -> str:
    """Return how many gave each score as JSON, lowest score first; empty for none."""
    if not values:
        return ""
    if len(values) > MOST_SCORES:
        raise RefusedError(
            _("{count} different scores are too many: {limit} is the most.").format(
                count=len(values), limit=MOST_SCORES
            )
        )
    for score, count in values.items():
        typed.whole(score, -LARGEST_SCORE, LARGEST_SCORE, _("score"))
        typed.whole(count, 0, MOST_PEOPLE, _("number of people"))
    if not sum(values.values()):
        raise RefusedError(_("Nobody gave any score: leave the scores out, or say how many gave each."))
    return json.dumps({str(score): values[score] for score in sorted(values)}, separators=(",", ":"))


def parse_counts(text: str) -> dict[int, int]:
    """Return stored scores; what can't be read is nothing."""
    try:
        return {int(score): int(count) for score, count in json.loads(text).items()} if text else {}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return {}


def scale(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """Return the lowest and the highest score that could be given: both, or neither."""
    if low is None or high is None:
        return None, None
    typed.whole(low, -LARGEST_SCORE, LARGEST_SCORE, _("lowest score"))
    typed.whole(high, -LARGEST_SCORE, LARGEST_SCORE, _("highest score"))
    if low >= high:
        raise RefusedError(_("A scale goes from its lowest score to a higher one, such as 1-5."))
    return low, high


def parse_scale(text: str) -> tuple[int, int] | None:
    """Return the two ends of a scale typed as `1-5`; None for nothing."""
    line = one_line(text)
    ends = scale_named(line)
    if line and ends is None:
        raise RefusedError(_("“{text}” is no scale: type it as 1-5.").format(text=line[:40]))
    return ends


def scale_named(text: str) -> tuple[int, int] | None:
    """Return the two ends of a scale that a text is, such as `1-5`; None for any other text."""
    found = _SCALE.fullmatch(one_line(text))
    ends = (int(found[1]), int(found[2])) if found else (0, 0)
    return ends if ends[0] < ends[1] else None


def kept_replies(known: Iterable[str]) -> str:
    """Return as JSON what the replies of a survey are known by; empty for none, or more than can be kept."""
    replies = sorted(set(known))
    return json.dumps(replies, separators=(",", ":")) if 0 < len(replies) <= MOST_REPLIES else ""


def parse_replies(text: str) -> frozenset[str]:
    """Return what stored replies are known by; what can't be read is nothing."""
    try:
        return frozenset(map(str, json.loads(text))) if text else frozenset()
    except (ValueError, TypeError, RecursionError):
        return frozenset()


def parse_figure(text: str, what: str) -> float | None:
    """Return a number typed as the language in use writes it, perhaps with a % behind it; None for nothing."""
    line = one_line(text)
    if not line.removesuffix("%").strip():
        return None
    found = number_of(line)
    if found is None:
        raise RefusedError(
            _("“{text}” is no number: type the {what} as 3 or 3.5.").format(text=line[:40], what=what)
        )
    return found


def parse_people(text: str, what: str) -> int | None:
    """Return a whole number of people; None for nothing."""
    line = one_line(text)
    if not line:
        return None
    found = whole_of(line)
    if found is None:
        raise RefusedError(_("“{text}” is no number of people: type it as 12.").format(text=line[:40]))
    return people(min(found, MOST_PEOPLE + 1), what)


_SCORES = re.compile(r"([-+−]?\d{1,9}) ?= ?(.+?)(?=[ ,;]+[-+−]?\d{1,9} ?=|$)")
_BETWEEN = " ,;"


def parse_scores(text: str) -> dict[int, int]:
    """Return how many gave each score, typed as `1=3 2=0 3=1,204`; commas may stand between."""
    found: dict[int, int] = {}
    rest = one_line(text).strip(_BETWEEN)
    while rest:
        pair = _SCORES.match(rest)
        count = whole_of(pair[2].strip(_BETWEEN)) if pair else None
        if pair is None or count is None:
            raise RefusedError(
                _("“{text}” is no score with its number: type them as 1=3 2=0 3=12.").format(
                    text=(pair[0] if pair else rest)[:40]
                )
            )
        found[int(pair[1].replace("−", "-"))] = count
        rest = rest[pair.end() :].lstrip(_BETWEEN)
    return found
