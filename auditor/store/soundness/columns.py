"""What each column of each table may hold: by its type, by what exports say of its field, and by its table's rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Boolean, CheckConstraint, Float, Integer, LargeBinary, Table
from sqlalchemy import Column as TableColumn

from auditor.base import values
from auditor.base.i18n import _
from auditor.base.text import one_line
from auditor.base.values import UnfitError
from auditor.exchange.fields import Field
from auditor.exchange.kinds import Instant, Json, Kind, Name, Number, Ref, TextKind, Whole
from auditor.exchange.parts import PARTS, REVISION
from auditor.exchange.wordings import a_wording
from auditor.store.tables import ENTITIES, JourneyRecord

Accept = Callable[[object], object]
"""Takes a stored value that is there; raises UnfitError saying what it must be."""


class Column(Struct, frozen=True):
    """What a column may hold."""

    table: str
    name: str
    accept: Accept
    optional: bool
    empty: object
    """What it holds where nothing is said; None where it may be null, or something has to be said."""
    least: object
    """What it can hold where nothing better is known."""
    names: str | None
    """The table it names a row of."""

    def fault(self, value: object) -> str | None:
        """Return what is wrong with a stored value, such as `must be text`; None for nothing."""
        if value is None:
            return None if self.optional else _("is missing")
        try:
            self.accept(value)
        except UnfitError as error:
            return str(error)
        return None


class Rule(Struct, frozen=True):
    """A rule of a table that its rows keep: an SQL expression of a column."""

    table: str
    column: str
    sql: str


class Known(Struct, frozen=True):
    """A table: the column its rows are numbered by, the others, and its rules."""

    name: str
    key: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]

    @property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}


@cache
def known_tables() -> dict[str, Known]:
    """Return every table of the program by name, what is named before what names it."""
    return {str(table.name): _known(table) for table in JourneyRecord.metadata.sorted_tables}


def _known(table: Table) -> Known:
    key = next(iter(table.primary_key.columns or table.columns)).name
    rules = [
        Rule(str(table.name), str(each.name).removeprefix(f"ck_{table.name}_"), str(each.sqltext))
        for each in table.constraints
        if isinstance(each, CheckConstraint) and each.name
    ]
    return Known(
        str(table.name),
        key,
        # What is in a picture is told by its hash, see pictures.py.
        tuple(
            _column(each)
            for each in table.columns
            if each.name != key and not isinstance(each.type, LargeBinary)
        ),
        tuple(sorted(rules, key=lambda rule: rule.column)),
    )


def _column(column: TableColumn[Any]) -> Column:
    names = next((str(each.column.table.name) for each in column.foreign_keys), None)
    field = _FIELDS.get((str(column.table.name), column.name))
    kind = field.kind if field is not None and not isinstance(field.kind, Ref) else _kind(column)
    given = getattr(column.default, "arg", None)
    return Column(
        str(column.table.name),
        column.name,
        _accept(column, names, kind),
        bool(column.nullable),
        None if column.nullable or callable(given) else given,
        _least(kind) if names is None else None,
        names,
    )


_FIELDS: dict[tuple[str, str], Field] = {
    (part.table, field.column): field for part in PARTS for field in part.fields
}
_NOT_EXPORTED: dict[str, Kind] = {
    REVISION: Whole(1),
    "removed_at": Instant(),
    "at": Instant(),
    "uid": Name(),
    "arguments": Json(),
    "before": Json(),
    "after": Json(),
}
"""The kinds of columns that say more than their type, and that no export has."""


def _kind(column: TableColumn[Any]) -> Kind | None:
    return _NOT_EXPORTED.get(column.name)


def _accept(column: TableColumn[Any], names: str | None, kind: Kind | None) -> Accept:
    where = (str(column.table.name), column.name)
    if where in _JSON:
        return _JSON[where]
    if isinstance(column.type, Boolean):
        return lambda value: values.a_flag(bool(value) if value in (0, 1) else value)
    if names is not None:
        return lambda value: _a_number_of(names, value)
    if isinstance(column.type, Integer):
        return (kind or Whole(0)).accepted
    if isinstance(column.type, Float):
        return (kind or Number()).accepted
    return _text(kind)


def _a_number_of(table: str, value: object) -> object:
    if isinstance(value, int) and value > 0:
        return value
    raise UnfitError(_("names no {table}").format(table=table))


def _text(kind: Kind | None) -> Accept:
    """Return what text of a kind may be. How long it is, and what would be cleaned from it, does no harm."""
    if kind is None or isinstance(kind, TextKind):
        return _a_text
    if isinstance(kind, Name):
        return _a_name if kind.needed else _a_text
    if isinstance(kind, Json):
        return lambda value: _parsed(_a_text(value)) if value != "" else None
    accepted = kind.accepted
    return lambda value: accepted(kind.written(_a_text(value)))


def _a_text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise UnfitError(_("must be text"))


def _a_name(value: object) -> object:
    if one_line(_a_text(value)):
        return value
    raise UnfitError(_("is empty"))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise UnfitError(_("must be JSON")) from None


def _an_object(value: object) -> dict[str, Any]:
    return values.an_object(_parsed(_a_text(value)))


def _words(value: object) -> object:
    if all(isinstance(word, str) for word in _an_object(value).values()):
        return value
    raise UnfitError(_("must be text"))


_JSON: dict[tuple[str, str], Accept] = {
    ("wording", "content"): lambda value: a_wording(_parsed(_a_text(value))),
    ("change", "arguments"): _words,
    ("change_row", "before"): _an_object,
    ("change_row", "after"): _an_object,
    ("change_row", "entity"): lambda value: values.a_word(value, tuple(ENTITIES)),
}
"""What is in columns of JSON that reading needs in a certain shape, and whose rows the history is of."""


def _least(kind: Kind | None) -> object:
    """Return a value of a kind that does no harm."""
    words = getattr(kind, "choices", None)
    if words:
        return words[0]
    if (least := getattr(kind, "least", None)) is not None:
        return least
    low = getattr(kind, "low", None)
    return low if low is not None else "?" if isinstance(kind, Name) else None
