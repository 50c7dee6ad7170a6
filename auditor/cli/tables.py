"""Rows as tables, CSV and JSON. JSON and CSV hold raw values under stable keys; tables hold words for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from auditor.text import clean

T = TypeVar("T")

_MARKUP = {"unsafehtml": "html", "latex_raw": "latex"}
"""Formats that take cells as ready-made markup; ours are people's text, so the escaping twin is used."""

_PIPES = {"github": r"\|", "pipe": r"\|", "jira": r"\|", "asciidoc": r"\|", "mediawiki": "&#124;"}
"""How a pipe within a cell is written where a bare one would end the cell."""

_FOR_PROGRAMS = {
    *("asciidoc", "github", "html", "jira", "latex", "latex_booktabs", "latex_longtable", "mediawiki"),
    *("moinmoin", "orgtbl", "pipe", "textile", "tsv", "youtrack"),
}
"""Formats that other programs read: never folded to the width of the terminal."""

_DANGEROUS = ("=", "+", "-", "@", ";", "\t", "\r")
_NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: `raw` fills JSON and CSV under `key`, `shown` fills tables under `title`."""

    key: str
    raw: Callable[[T], object]
    title: str = ""
    """Empty: the column is not in tables with titles."""
    shown: Callable[[T], str] | None = None
    """None: `raw` as it is."""
    right: bool = False
    """Numbers stand to the right."""


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Rows and how to show them."""

    columns: Sequence[Column[T]]
    rows: Sequence[T]
    headed: bool = True
    """False: a list of facts, name and value, without column titles."""

    def records(self) -> list[dict[str, object]]:
        """Return the rows as they are in JSON."""
        return [{column.key: column.raw(row) for column in self.columns} for row in self.rows]


def facts(pairs: Sequence[tuple[str, str]]) -> Table[tuple[str, str]]:
    """Return a table of names and values; pairs without a value are left out."""
    columns: list[Column[tuple[str, str]]] = [
        Column("name", lambda pair: pair[0]),
        Column("value", lambda pair: pair[1]),
    ]
    return Table(columns, [pair for pair in pairs if pair[1]], headed=False)


def as_json(value: object) -> str:
    """Return a value as JSON: enums as their values, days and moments (UTC) in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def as_csv(table: Table[Any]) -> str:
    """Return a table as CSV with a header of keys; text that a spreadsheet would run gets a leading '."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(column.raw(row)) for column in table.columns])
    return file.getvalue().removesuffix("\n")


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return str(_plain(value))
    if isinstance(value, list | tuple):
        return neutral(clean(" ".join(map(str, value))))
    return neutral(clean(str(value)))


def neutral(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def as_text(table: Table[Any], form: str, width: int | None = None) -> str:
    """Return a table in a format of tabulate; folded to `width` columns where people read it."""
    import tabulate

    # Its two extra columns beside every title would push tables over the edge of a terminal.
    tabulate.MIN_PADDING = 0
    form = _MARKUP.get(form, form)
    columns = [column for column in table.columns if column.title or not table.headed]
    cells = [[_text_cell(column, row, form) for column in columns] for row in table.rows]
    headers = [column.title for column in columns] if table.headed else []
    if form == "simple" and not table.headed:
        form = "plain"
    return tabulate.tabulate(
        cells,
        headers=headers,
        tablefmt=form,
        disable_numparse=True,
        colalign=["right" if column.right else "left" for column in columns],
        maxcolwidths=_folded_widths(cells, headers, columns, width) if form not in _FOR_PROGRAMS else None,
    )


def _text_cell(column: Column[Any], row: object, form: str) -> str:
    value = column.shown(row) if column.shown else column.raw(row)
    text = "" if value is None else clean(str(value)).replace("\n", " ").replace("\t", " ")
    if form == "tsv":
        text = neutral(text)
    return text.replace("|", _PIPES[form]) if form in _PIPES else text


def _folded_widths(
    cells: Sequence[Sequence[str]], headers: Sequence[str], columns: Sequence[Column[Any]], width: int | None
) -> list[int | None] | None:
    """Return the widest each column may be so that a row fits `width`: the widest texts give way first."""
    if width is None or not cells:
        return None
    natural = [
        max(map(_columns, column)) for column in zip(*([headers] if headers else []), *cells, strict=True)
    ]
    widths = list(natural)
    room = width - 3 * len(widths)
    can_give = [at for at, column in enumerate(columns) if not column.right]
    while sum(widths) > room:
        widest = max(can_give, key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return [fold if fold < full else None for fold, full in zip(widths, natural, strict=True)]


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))
