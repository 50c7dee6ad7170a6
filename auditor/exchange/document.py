"""An export as text and as rows. Each value stands on a line of its own, so that git shows what changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from json.encoder import encode_basestring as _quoted
from typing import Protocol

from msgspec import Struct

from auditor.exchange.fields import Part
from auditor.exchange.parts import FORMAT, PARTS, REVISION, VERSION

Row = dict[str, object]
"""The fields of a row by name, each there; `id` where its part has ids, and `revision`."""


class Export(Protocol):
    """Where the rows of an export come from; what a row names stands before it, and rows stand in the order of what
    they are part of."""

    def of(self, part: str) -> Iterable[Row]:
        """Return the rows of a part."""


class Document(Struct, frozen=True):
    """The rows of an export, by the name of their part."""

    rows: Mapping[str, Sequence[Row]]
    version: int = VERSION
    """That of the oldest of its files."""

    def of(self, part: str) -> Sequence[Row]:
        """Return the rows of a part."""
        return self.rows.get(part, ())

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return sum(map(len, self.rows.values()))


def id_of(part: Part, row: Row) -> str:
    """Return what other rows name a row by."""
    if part.named:
        return str(row["id"])
    return "/".join(str(row[name]) for name in part.same)


def written(export: Export, parts: Collection[str] | None = None) -> Iterator[str]:
    """Yield an export as pieces of text: all parts, or those named. Fields that say nothing are left out."""
    yield f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION}'
    for part in PARTS:
        if parts is None or part.name in parts:
            yield f',\n  "{part.name}": ['
            yield from _rows(part, export.of(part.name))
    yield "\n}\n"


def as_text(export: Export, parts: Collection[str] | None = None) -> str:
    """Return an export as one text."""
    return "".join(written(export, parts))


def _rows(part: Part, rows: Iterable[Row]) -> Iterator[str]:
    """Yield what stands in the list of a part, up to its end, many rows at a time."""
    between, end = "\n    ", "]"
    left = iter(rows)
    while texts := [_row(part, row) for row in islice(left, _AT_ONCE)]:
        yield between + ",\n    ".join(texts)
        between, end = ",\n    ", "\n  ]"
    yield end


_AT_ONCE = 200
_LINES = json.JSONEncoder(ensure_ascii=False, indent=2)
"""Writes lists and objects; it is written in Python, and far slower than `_plain`."""


def _row(part: Part, row: Row) -> str:
    shown = [
        (field.name, value)
        for field in part.fields
        if (value := row[field.name]) != field.empty or field.needed
    ]
    if part.named:
        shown.insert(0, ("id", row["id"]))
    if row[REVISION] != 1:
        shown.append((REVISION, row[REVISION]))
    lines = [f'"{name}": {_quoted(value) if type(value) is str else _plain(value)}' for name, value in shown]
    return "{\n      " + ",\n      ".join(lines) + "\n    }"


def _plain(value: object) -> str:
    if isinstance(value, list | dict):
        return _LINES.encode(value).replace("\n", "\n      ")
    return str(value) if type(value) is int else json.dumps(value)
