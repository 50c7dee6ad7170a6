"""Rows become views: a read says into what it goes and names its columns; the annotations say how each is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from itertools import repeat
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from auditor.base.known_gates import gates_of
from auditor.base.text import clean, one_line

T = TypeVar("T")

Row = tuple[Any, ...]
"""A row as an engine gives it, or the view of a read whose columns no annotation knows."""

Columns = Sequence[Iterable[Any]]
_Filling = Callable[[Columns], Iterable[Any]]
"""Makes values of columns; all columns are of one length."""

_Text = Callable[[str], str] | None
"""Makes text clean, or does not."""

_NONE_LATER: Mapping[str, object] = MappingProxyType({})


class Read(Generic[T]):
    """A read: its SQL, the names of its parameters, and into what each row goes. Every one is kept in `KNOWN`.

    The view is one of:

    - a class of values: each column bears the name of a field, `"check.key"` the name of a field of a field;
    - `tuple[int, str]` and the like: the columns in that order;
    - a plain type: the only column;
    - `tuple`: whatever the columns are, as they are stored.
    """

    __slots__ = ("_filling", "later", "name", "parameters", "shown", "sql", "view")

    def __init__(
        self,
        name: str,
        view: type[T],
        sql: str,
        parameters: tuple[str, ...] = (),
        *,
        later: Mapping[str, object] = _NONE_LATER,
        shown: bool = True,
    ) -> None:
        """Name a read. `later` are fields without a column, and what stands there until they are known.

        Text of a read that is never shown, only compared, is not made clean, which saves time.
        """
        self.name = name
        self.view = view
        self.sql = sql
        self.parameters = parameters
        self.later = later
        self.shown = shown
        self._filling: Callable[[Sequence[Row]], Iterable[T]] | None = None
        KNOWN[name] = self

    def filled(self, names: Iterable[str], rows: Sequence[Row]) -> list[T]:
        """Return the views of rows whose columns have these names. Raises TypeError when they don't fit the view.

        How to fill it is worked out when it is first done, so that reads which are not asked for cost nothing.
        """
        if self._filling is None:
            self._filling = _filling_of(self.view, tuple(names), self.later, clean if self.shown else None)
        return list(self._filling(rows)) if rows else []


KNOWN: dict[str, Read[Any]] = {}
"""Every read of the program by name, so that a test can run each on every engine."""


def named(columns: Mapping[str, str], field: str = "") -> str:
    """Return columns, given by the names they fill, for a statement; with `field` they fill that field of a view."""
    before = f"{field}." if field else ""
    return ", ".join(f'{column} AS "{before}{name}"' for name, column in columns.items())


def first(views: Sequence[T]) -> T | None:
    """Return the first view, if there is one."""
    return views[0] if views else None


def _json_words(text: str) -> dict[str, str]:
    # JSON hides control characters as escapes from the cleaning of text.
    return {name: one_line(said) for name, said in json.loads(text).items()}


STORED: dict[object, Callable[[Any], Any]] = {
    bool: bool,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Mapping[str, str]: _json_words,
    Mapping[str, bool]: gates_of,
    tuple[str, ...]: lambda text: tuple(clean(text).split()),
}
"""Makes a value of what is stored in one column; those that only one read knows are put here beside it."""

MADE: dict[type, Callable[..., Any]] = {}
"""Makes a value of several columns, which have the names of its parameters, where that is not done by its class."""


def _filling_of(
    view: Any, names: tuple[str, ...], later: Mapping[str, object], text: _Text
) -> Callable[[Sequence[Row]], Iterable[Any]]:
    if view in MADE or hasattr(view, "__match_args__"):
        fill = _by_name(view, names, later, text)
        return lambda rows: fill(list(zip(*rows, strict=True)))
    kinds = (object,) * len(names) if view is tuple else get_args(view) or (view,)
    if len(kinds) != len(names):
        raise TypeError(f"{view} is not filled by {', '.join(names)}")
    parts = [_converting(kind, text) for kind in kinds]
    if kinds == (view,):
        convert = parts[0]
        return lambda rows: (row[0] if convert is None else convert(row[0]) for row in rows)
    if not any(parts):
        return lambda rows: rows
    fills = [_one(part) for part in parts]
    return lambda rows: zip(
        *[fill([column]) for fill, column in zip(fills, zip(*rows, strict=True), strict=True)], strict=True
    )


def _one(convert: Callable[[Any], Any] | None) -> _Filling:
    return (lambda columns: columns[0]) if convert is None else (lambda columns: map(convert, columns[0]))


def _by_name(view: Any, names: Sequence[str], later: Mapping[str, object], text: _Text) -> _Filling:
    """Return how columns fill the fields that they name; only defaults at the end of a class may be left out."""
    make: Callable[..., Any] = MADE.get(view, view)
    hints = get_type_hints(make)
    parts: list[tuple[_Filling, list[int]]] = []
    left = set(names)
    fields = getattr(make, "__match_args__", [name for name in hints if name != "return"])
    for field in fields:
        own = [at for at, name in enumerate(names) if name.partition(".")[0] == field]
        left -= {names[at] for at in own}
        if own and names[own[0]] == field:
            parts.append((_one(_converting(hints[field], text)), own))
        elif own:
            inner = [names[at].partition(".")[2] for at in own]
            inner_later = {
                name.partition(".")[2]: value for name, value in later.items() if name.startswith(f"{field}.")
            }
            parts.append((_by_name(_without_none(hints[field])[0], inner, inner_later, text), own))
        elif field in later:
            parts.append((_always(later[field]), []))
        else:
            break
    defaults = getattr(make, "__struct_defaults__", ())
    if left or len(set(names)) < len(names) or len(parts) < len(fields) - len(defaults):
        raise TypeError(f"{view} is not filled by {', '.join(names)}")
    return lambda columns: map(make, *[fill([columns[at] for at in own]) for fill, own in parts])


def _always(value: object) -> _Filling:
    return lambda _columns: repeat(value)


def _without_none(kind: Any) -> tuple[Any, bool]:
    """Return a kind without its None, and whether it had one."""
    if isinstance(kind, UnionType):
        kinds = [each for each in get_args(kind) if each is not NoneType]
        if len(kinds) == 1 < len(get_args(kind)):
            return kinds[0], True
    return kind, False


def _converting(kind: Any, text: _Text) -> Callable[[Any], Any] | None:
    """Return what makes a value of what is stored in a column; None where it is stored as it is."""
    plain, optional = _without_none(kind)
    if plain in (int, float):
        return None
    if plain is object:
        return None if text is None else lambda value: text(value) if type(value) is str else value
    if isinstance(plain, type) and issubclass(plain, Enum):
        members: dict[object, Enum | None] = {member.value: member for member in plain}
        # A word that is not there is stored empty.
        return (members | {None: None, "": None} if optional else members).__getitem__
    convert = text if plain is str else STORED[plain]
    if convert is None or not optional:
        return convert
    return lambda value: None if value is None else convert(value)
