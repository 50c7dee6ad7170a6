"""An export as text and as rows. Each value stands on a line of its own, so that git shows what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from auditor.exchange.fields import Part
from auditor.exchange.kinds import Ref
from auditor.exchange.parts import FORMAT, PARTS, REVISION, VERSION

Row = dict[str, object]
"""The fields of a row by name, each there; `id` where its part has ids, and `revision`."""


class Document(Struct, frozen=True):
    """The rows of an export, by the name of their part; what a row names stands before it."""

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


def written(document: Document, parts: Sequence[str] | None = None) -> Iterator[str]:
    """Yield an export as pieces of text: all parts, or those named. Fields that say nothing are left out."""
    yield f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION}'
    for part in PARTS:
        if parts is not None and part.name not in parts:
            continue
        rows = document.of(part.name)
        yield f',\n  "{part.name}": [' + ("\n    " if rows else "")
        for number, row in enumerate(rows):
            yield (",\n    " if number else "") + _row(part, row)
        yield "\n  ]" if rows else "]"
    yield "\n}\n"


def as_text(document: Document, parts: Sequence[str] | None = None) -> str:
    """Return an export as one text."""
    return "".join(written(document, parts))


def _row(part: Part, row: Row) -> str:
    shown = {"id": row["id"]} if part.named else {}
    shown |= {
        field.name: row[field.name] for field in part.fields if field.needed or row[field.name] != field.empty
    }
    if row[REVISION] != 1:
        shown[REVISION] = row[REVISION]
    if any(isinstance(value, list | dict) for value in shown.values()):
        return json.dumps(shown, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    # The encoder that indents is written in Python, and far slower than this one.
    text = json.dumps(shown, ensure_ascii=False, separators=(",\n      ", ": "))
    return f"{{\n      {text[1:-1]}\n    }}"


def in_sight(rows: Mapping[str, Sequence[Row]]) -> Document:
    """Return the rows without those that name one that is not there; loose names of such become null."""
    known: dict[str, set[str]] = {}
    kept: dict[str, list[Row]] = {}
    for part in PARTS:
        mine = kept[part.name] = []
        for row in rows.get(part.name, ()):
            if all(_keeps(row, name, ref, known) for name, ref in _refs(part)):
                mine.append(row)
        known[part.name] = {id_of(part, row) for row in mine}
    used = {row["wording"] for row in kept["answers"]}
    wordings = next(part for part in PARTS if part.name == "wordings")
    kept["wordings"] = [row for row in kept["wordings"] if id_of(wordings, row) in used]
    return Document(kept)


def _refs(part: Part) -> list[tuple[str, Ref]]:
    return [(field.name, ref) for field, ref in part.refs]


def _keeps(row: Row, name: str, ref: Ref, known: Mapping[str, set[str]]) -> bool:
    """Tell whether a row stays for all that one of its fields names; a loose name of nothing is cut."""
    if row[name] is None or row[name] in known[ref.part]:
        return True
    if ref.loose:
        row[name] = None
    return ref.loose
