"""Filters of the list of actions as text: `owner:anna status:planned due<fri effort<=2 -sort:due checkout`.

What is in no form of its own is looked for as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import OPEN_STATUSES, Quadrant, Sort, Status
from auditor.input.days import read_days
from auditor.input.filter_words import FLAGS, Word, not_understood, words_of, written
from auditor.input.numbers import number_of, whole_of
from auditor.views.actions import ME, ActionFilter

_SPECIAL = {("owner", "me"): ME, ("owner", "none"): "", ("client", "none"): ""}
"""What stands for words that are no names."""


def read_filter(text: str, today: date, base: ActionFilter | None = None) -> ActionFilter:
    """Return the filter that a text asks for, on top of what `base` asks for.

    Days are understood from `today`. Raises RefusedError, naming the word and
    what can stand there, for what is not understood.
    """
    wanted = base or ActionFilter()
    words = words_of(text)
    for word in words:
        if word.key == "archived" and not word.sign:
            wanted = replace(wanted, archived=not word.turned)
        elif word.key in FLAGS and not word.sign:
            asked: dict[str, Any] = {f"{'not_' * word.turned}{word.key}": True}
            wanted = replace(wanted, **asked)
        elif word.sign:
            wanted = replace(wanted, **_asked(word, wanted, words, today))
    return replace(wanted, text=" ".join(word.value for word in words if word.key == "text"))


def in_english(text: str) -> str:
    """Return the text of a filter with its own words in English, so that anybody can read it back."""
    return " ".join(written(word) for word in words_of(text))


def in_own_words(text: str) -> str:
    """Return the text of a filter with its own words in the language in use; what is no filter as it is."""
    try:
        return " ".join(written(word, own=True) for word in words_of(text))
    except RefusedError:
        return text


def filter_words(wanted: ActionFilter) -> str:
    """Return the text that asks for a filter in the language in use, but for its `journey_id`; empty for nothing."""
    effort = (wanted.cell[0],) * 2 if wanted.cell else wanted.effort
    impact = (wanted.cell[1],) * 2 if wanted.cell else wanted.impact
    words = _named("owner", wanted.owners, wanted.not_owners)
    words += [Word("status", ":", status) for status in _statuses(wanted.statuses)]
    words += _between("due", wanted.due_from, wanted.due_to)
    words += [Word("due", ":", "none")] * wanted.undated + [Word("due", ":", "week")] * wanted.due_week
    words += [Word("due", ":", "none", True)] * wanted.dated
    words += _between("effort", *_open_ends(effort, 1, 5)) + _between("impact", *_open_ends(impact, 1, 5))
    words += [Word("quadrant", ":", quadrant.value) for quadrant in wanted.quadrants]
    words += _named("journey", wanted.journeys, wanted.not_journeys)
    words += _named("stage", wanted.stages, wanted.not_stages)
    words += _named("touchpoint", wanted.touchpoints, wanted.not_touchpoints)
    words += _named("client", wanted.clients, wanted.not_clients) + _named(
        "tag", wanted.tags, wanted.not_tags
    )
    words += _between("need", *_open_ends(wanted.need, 0, 1))
    words += [Word("id", ":", str(number)) for number in sorted(wanted.ids or ())]
    words += [Word("late")] * wanted.late + [Word("waiting")] * wanted.waiting
    words += [Word("archived")] * wanted.archived
    words += [Word("blocked")] * wanted.blocked + [Word("blocked", turned=True)] * wanted.not_blocked
    words += [Word("late", turned=True)] * wanted.not_late
    words += [Word("waiting", turned=True)] * wanted.not_waiting
    if wanted.sort is not Sort.PRIORITY or wanted.descending:
        words.append(Word("sort", ":", wanted.sort.value, wanted.descending))
    words += [Word("text", "", wanted.text)] if wanted.text else []
    return " ".join(written(word, own=True) for word in words)


def _asked(word: Word, wanted: ActionFilter, words: Sequence[Word], today: date) -> dict[str, Any]:
    """Return the fields of a filter that a word sets."""
    key, value = word.key, word.value
    if key == "status":
        return {"statuses": _all_statuses(words, wanted.statuses)}
    if key == "quadrant":
        return {"quadrants": _quadrants(word, wanted.quadrants)}
    if key in ("owner", "journey", "stage", "touchpoint", "client", "tag"):
        field = f"{'not_' * word.turned}{key}s"
        named = _SPECIAL.get((key, value), value)
        return {field: (*getattr(wanted, field), named)}
    if key == "sort":
        return {"sort": Sort(value), "descending": word.turned}
    if key == "due":
        return _due(word, wanted, today)
    if key == "id":
        return {"ids": (wanted.ids or frozenset()) | {int(_number(word, whole_of, 1, 10**18))}}
    if key == "need":
        return {"need": _narrowed(wanted.need, word.sign, _number(word, number_of, 0, 1), 0.0001)}
    return {key: _narrowed(getattr(wanted, key), word.sign, int(_number(word, whole_of, 1, 5)), 1)}


def _all_statuses(words: Iterable[Word], before: tuple[Status, ...]) -> tuple[Status, ...]:
    """Return the statuses that all words together leave; where only some are left out, those of `before`.

    Leaving out every one of `before` asks for all others.
    """
    named = [word for word in words if word.key == "status" and word.sign]
    asked = _meant(word.value for word in named if not word.turned)
    unwanted = _meant(word.value for word in named if word.turned)
    left = (asked or set(before)) - unwanted
    if not left and asked:
        raise _nothing_left(next(word for word in named if word.turned))
    left = left or set(Status) - unwanted
    return tuple(status for status in Status if status in left)


def _meant(values: Iterable[str]) -> set[Status]:
    some: dict[str, tuple[Status, ...]] = {"all": tuple(Status), "open": OPEN_STATUSES}
    return {status for value in values for status in some.get(value) or (Status(value),)}


def _quadrants(word: Word, before: tuple[Quadrant, ...]) -> tuple[Quadrant, ...]:
    quadrant = Quadrant(word.value)
    if not word.turned:
        return (*before, quadrant)
    left = tuple(one for one in before or Quadrant if one is not quadrant)
    if not left:
        raise _nothing_left(word)
    return left


def _nothing_left(word: Word) -> RefusedError:
    return RefusedError(_("“{word}” leaves nothing to show.").format(word=written(word, own=True)))


def _due(word: Word, wanted: ActionFilter, today: date) -> dict[str, Any]:
    if word.sign == ":" and word.value == "none":
        return {"dated" if word.turned else "undated": True}
    if word.sign == ":" and word.value == "week":
        return {"due_week": True}
    first, last = read_days(word.value, today)
    low, high = wanted.due_from or date.min, wanted.due_to or date.max
    if word.sign in (":", ">=", ">"):
        low = max(low, last + timedelta(1) if word.sign == ">" else first)
    if word.sign in (":", "<=", "<"):
        high = min(high, first - timedelta(1) if word.sign == "<" else last)
    return {
        "due_from": None if low == date.min else low,
        "due_to": None if high == date.max else high,
    }


def _narrowed(bounds: tuple[Any, Any], sign: str, value: Any, step: Any) -> tuple[Any, Any]:
    low, high = bounds
    if sign in (":", ">=", ">"):
        low = max(low, value + step if sign == ">" else value)
    if sign in (":", "<=", "<"):
        high = min(high, value - step if sign == "<" else value)
    return (low, high)


def _number(word: Word, read: Callable[[str], float | None], low: float, high: float) -> float:
    value = read(word.value)
    if value is None:
        raise not_understood(written(word), word.key)
    beyond = (word.sign == "<" and value == low) or (word.sign == ">" and value == high)
    if beyond or not low <= value <= high:
        raise not_understood(written(word), word.key)
    return value


def _statuses(statuses: tuple[Status, ...]) -> list[str]:
    if statuses == OPEN_STATUSES:
        return []
    return ["all"] if set(statuses) == set(Status) else [status.value for status in statuses]


def _named(key: str, names: Iterable[str], unwanted: Iterable[str]) -> list[Word]:
    """Return the words that ask for names, the empty one written as nobody and one's own as me, and for none of others."""
    special = {"": "none", ME: "me"}
    wanted = [Word(key, ":", special.get(name, name)) for name in names]
    return wanted + [Word(key, ":", special.get(name, name), True) for name in unwanted]


def _open_ends(bounds: tuple[float, float], low: float, high: float) -> tuple[float | None, float | None]:
    return (None if bounds[0] <= low else bounds[0], None if bounds[1] >= high else bounds[1])


def _between(key: str, low: object, high: object) -> list[Word]:
    if low is not None and low == high:
        return [Word(key, ":", str(low))]
    words = [Word(key, ">=", str(low))] if low is not None else []
    return words + ([Word(key, "<=", str(high))] if high is not None else [])
