"""An export as text and as rows. Each value stands on a line of its own, so that git shows what changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from msgspec import Struct

from auditor.exchange.fields import Part
from auditor.exchange.kinds import Json, Keys
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
_NESTED = {part.name for part in PARTS if any(isinstance(field.kind, Keys | Json) for field in part.fields)}
"""The parts whose rows may have lists and objects in them."""
_LINES = json.JSONEncoder(ensure_ascii=False, indent=2)
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",\n      ", ": "))
"""For rows without any; the encoder that indents is written in Python, and far slower than this one."""


def _row(part: Part, row: Row) -> str:
    shown = {"id": row["id"]} if part.named else {}
    for field in part.fields:
        value = row[field.name]
        if field.needed or value != field.empty:
            shown[field.name] = value
    if row[REVISION] != 1:
        shown[REVISION] = row[REVISION]
    if part.name in _NESTED and any(isinstance(value, list | dict) for value in shown.values()):
        return _LINES.encode(shown).replace("\n", "\n    ")
    return f"{{\n      {_PLAIN.encode(shown)[1:-1]}\n    }}"
