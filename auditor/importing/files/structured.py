"""Reads JSON from other programs: strict, within limits, and with the path of whatever is wrong."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from auditor.base import values
from auditor.base.i18n import _
from auditor.base.text import one_line, shortened
from auditor.base.values import UnfitError
from auditor.importing.files.reading import BadContentError

DEPTH_LIMIT = 100
"""How deep values may be nested."""
COUNT_LIMIT = 4_000_000
"""Most values of one file."""
TEXT_LIMIT = 64_000_000
"""Longest text that is read, in characters: as long as the longest file."""

V = TypeVar("V")


class _Bad:
    """Stands in the place of a value that can't be taken, until its path is known."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def read_json(text: str) -> Any:
    """Return the value of a JSON text; raise BadContentError with line or path for anything doubtful.

    Refused are NaN and infinite numbers, a key that stands twice in an object, and nesting or counts over the
    limits.
    """
    # Counted before anything is made of it, so that a small file can't fill the memory.
    if text.count(",") + text.count("[") + text.count("{") > COUNT_LIMIT:
        raise BadContentError("", _("it has more than {limit} values.").format(limit=COUNT_LIMIT))
    found: list[_Bad] = []
    try:
        value = json.loads(
            text.removeprefix("\ufeff"),
            parse_constant=lambda word: _noted(found, _no_number(word)),
            parse_float=lambda digits: _finite(found, digits),
            object_pairs_hook=lambda pairs: _unique(found, pairs),
        )
    except RecursionError as error:
        raise _too_deep() from error
    except json.JSONDecodeError as error:
        where = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        raise BadContentError(where, _("this is no valid JSON.")) from error
    except ValueError as error:
        raise BadContentError("", _("it has a number of thousands of digits.")) from error
    if found:
        _refuse_bad(value)
    _refuse_deep(value)
    return value


def _noted(found: list[_Bad], reason: str) -> _Bad:
    found.append(_Bad(reason))
    return found[-1]


def _no_number(word: str) -> str:
    return _("{word} is no number.").format(word=word)


def _finite(found: list[_Bad], digits: str) -> float | _Bad:
    number = float(digits)
    return number if math.isfinite(number) else _noted(found, _no_number(shortened(digits, 40)))


def _unique(found: list[_Bad], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _value in pairs:
            if key in seen:
                made[key] = _noted(found, _("the key is there twice."))
            seen.add(key)
    return made


def _refuse_bad(value: Any) -> None:
    """Raise for the first bad value that is not nested over the limit; without recursion."""
    level: list[tuple[Trail, Any]] = [(ROOT, value)]
    for _depth in range(DEPTH_LIMIT):
        deeper: list[tuple[Trail, Any]] = []
        for trail, each in level:
            if isinstance(each, _Bad):
                raise BadContentError(path_of(trail), each.reason)
            deeper += below(trail, each, _holds)
        level = deeper


def _refuse_deep(value: Any) -> None:
    """Raise for nesting over the limit; without recursion."""
    level = [value]
    for _depth in range(DEPTH_LIMIT):
        level = [one for each in level for one in _inside(each) if _holds(one)]
        if not level:
            return
    raise _too_deep()


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _holds(value: Any) -> bool:
    return isinstance(value, dict | list | _Bad)


def _too_deep() -> BadContentError:
    return BadContentError("", _("it is nested deeper than {limit} levels.").format(limit=DEPTH_LIMIT))


Trail = tuple["Trail", str | int] | None
"""The way to a value: that to what it stands in, and its key or place there. A path as text for each value would take
memory beyond any bound where a long key stands before many values."""
ROOT: Trail = None
_KEY_SHOWN = 100


def below(trail: Trail, value: Any, wanted: Callable[[Any], bool]) -> list[tuple[Trail, Any]]:
    """Return the values that stand in an object or list and are wanted, each with the way to it."""
    keys: Iterable[str | int] = value if isinstance(value, dict) else range(1 << 62)
    pairs = zip(keys, _inside(value), strict=False)
    return [((trail, key), one) for key, one in pairs if wanted(one)]


def path_of(trail: Trail) -> str:
    """Return the way to a value as text, such as `$.pages[3].url`."""
    parts: list[str] = []
    while trail is not None:
        trail, key = trail
        parts.append(f"[{key}]" if isinstance(key, int) else f".{shortened(key, _KEY_SHOWN)}")
    return "$" + "".join(reversed(parts))


def bad(path: str, reason: str) -> BadContentError:
    """Return the error for the value at a path such as `$.categories.performance.score`."""
    return BadContentError(path, reason)


def _told_at(path: str, check: Callable[[Any], V], value: Any) -> V:
    """Return what a check makes of a value; raise BadContentError with its path."""
    try:
        return check(value)
    except UnfitError as error:
        raise bad(path, f"{error}.") from None


def an_object(value: Any, path: str) -> dict[str, Any]:
    """Return a value that must be an object."""
    return _told_at(path, values.an_object, value)


def a_list(value: Any, path: str) -> list[Any]:
    """Return a value that must be a list."""
    return _told_at(path, values.a_list, value)


def a_text(value: Any, path: str) -> str:
    """Return a value that must be a text that is not empty, on one line."""
    return _told_at(path, lambda text: values.a_line(text, TEXT_LIMIT, needed=True), value)


def a_word(value: Any, path: str, words: Collection[str]) -> str:
    """Return a value that must be one of some words."""
    return _told_at(path, lambda word: values.a_word(word, words), value)


def a_score(value: Any, path: str) -> float | None:
    """Return a score 0..1, or None where there is none."""
    return None if value is None else _told_at(path, lambda score: values.a_number(score, 0, 1), value)


def a_number(value: Any, path: str) -> float | None:
    """Return a number, or None where there is none."""
    return None if value is None else _told_at(path, values.a_number, value)


def text_at(table: Mapping[str, Any], *keys: str) -> str:
    """Return the first text that is not empty under one of the keys, on one line; empty where there is none."""
    for key in keys:
        value = table.get(key)
        if isinstance(value, str) and one_line(value):
            return one_line(value)
    return ""


def day_of(value: Any) -> date | None:
    """Return the day of a moment in ISO 8601, or None for anything else."""
    if not isinstance(value, str) or len(value) < 10:
        return None
    try:
        return datetime.fromisoformat(value[:10]).date()
    except ValueError:
        return None


def numbered(values: list[Any], path: str) -> Iterator[tuple[str, Any]]:
    """Yield each value of a list with its path."""
    for number, value in enumerate(values):
        yield f"{path}[{number}]", value
