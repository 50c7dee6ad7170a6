"""Rows as tables, CSV and JSON. JSON and CSV hold raw values under stable keys; tables hold words for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from msgspec import Struct

from auditor.base import signs
from auditor.base.text import clean, neutral
from auditor.cli.frame import fitting

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


def is_for_programs(form: str) -> bool:
    """Tell whether other programs read a format: what it holds is never written in other signs."""
    return form in _FOR_PROGRAMS or form in _MARKUP


_BARE = {"simple", "plain", "tsv", "presto", "rst"}
"""Formats without lines at the edges and between columns."""


class Column(Struct, Generic[T], frozen=True):
    """A column: `raw` fills JSON and CSV under `key`, `shown` fills tables under `title`."""

    key: str
    raw: Callable[[T], object]
    title: str = ""
    """Empty: the column is not in tables with titles."""
    shown: Callable[[T], str] | None = None
    """None: `raw` as it is."""
    right: bool = False
    """Numbers stand to the right."""
    least: int = 0
    """How many columns of the terminal it needs to be readable when folded."""
    minor: int = 0
    """Where room is short, columns with a higher number are left out sooner; 0 always stays."""


class Table(Struct, Generic[T], frozen=True):
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


def flat(record: Mapping[str, object]) -> Table[tuple[str, object]]:
    """Return all that one thing is in JSON as lines of a field and its value, as CSV has it.

    What lies within another is named by its way there, the places of lists counted from 1: `findings.1.check`. What
    is empty has a line of its own, so that every field is there.
    """
    columns: list[Column[tuple[str, object]]] = [
        Column("field", lambda row: row[0]),
        Column("value", lambda row: row[1]),
    ]
    return Table(columns, list(_flat("", record)))


def _flat(way: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        within = [(str(key), each) for key, each in value.items()]
    elif isinstance(value, list | tuple):
        within = [(str(place), each) for place, each in enumerate(value, start=1)]
    else:
        yield way, value
        return
    if not within:
        yield way, None
    for key, each in within:
        yield from _flat(f"{way}.{key}" if way else key, each)


def as_json(value: object) -> str:
    """Return a value as JSON: enums as their values, days and moments (UTC) in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def escaped(text: str) -> str:
    """Return JSON for a terminal that lacks signs: those it lacks as JSON escapes, so that it says the same."""
    if text.isascii():
        return text
    return "".join(sign if signs.in_cells(sign) == sign else json.dumps(sign)[1:-1] for sign in text)


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
    if isinstance(value, dict) or (
        isinstance(value, list | tuple) and any(isinstance(x, dict) for x in value)
    ):
        return neutral(clean(json.dumps(value, ensure_ascii=False, default=_plain)))
    if isinstance(value, list | tuple):
        texts = [str(each) for each in value]
        # Keys have no blanks, names do.
        return neutral(clean(("; " if any(" " in text for text in texts) else " ").join(texts)))
    return neutral(clean(str(value)))


class Text(Struct, frozen=True):
    """A table as text, and the titles of the columns there was no room for."""

    text: str
    left_out: Sequence[str]


def as_text(table: Table[Any], form: str, width: int | None = None) -> Text:
    """Return a table in a format of tabulate; made to fit `width` columns where people read it."""
    form = _MARKUP.get(form, form)
    if form == "simple" and not table.headed:
        form = "plain"
    columns = [column for column in table.columns if column.title or not table.headed]
    headers = [_escaped(column.title, form) for column in columns] if table.headed else []
    cells = [[_text_cell(column, row, form) for column in columns] for row in table.rows]
    if width is None or form in _FOR_PROGRAMS:
        return Text(_tabulated(cells, headers, columns, form), ())
    shapes = [
        fitting.shape(
            [row[at] for row in cells],
            column.title if table.headed else "",
            folds=not column.right,
            least=column.least,
            minor=column.minor,
        )
        for at, column in enumerate(columns)
    ]
    widths = fitting.fit(shapes, width - (0 if form in _BARE else 4), 2 if form in _BARE else 3)
    shown = _tabulated(
        [[row[at] for at in widths] for row in cells],
        [headers[at] for at in widths] if headers else [],
        [columns[at] for at in widths],
        form,
        [wide if wide < shapes[at].natural else None for at, wide in widths.items()],
        list(widths.values()),
    )
    left_out = [
        column.title for at, column in enumerate(columns) if at not in widths and not shapes[at].empty
    ]
    return Text(shown, left_out)


def _tabulated(
    cells: Sequence[Sequence[str]],
    headers: Sequence[str],
    columns: Sequence[Column[Any]],
    form: str,
    folds: Sequence[int | None] | None = None,
    header_folds: Sequence[int] | None = None,
) -> str:
    import tabulate

    # Its two extra columns beside every title would push tables over the edge of a terminal.
    tabulate.MIN_PADDING = 0
    return tabulate.tabulate(
        cells,
        headers=headers,
        tablefmt=form,
        disable_numparse=True,
        colalign=["right" if column.right else "left" for column in columns],
        maxcolwidths=folds,
        maxheadercolwidths=header_folds if headers else None,
    )


def _text_cell(column: Column[Any], row: object, form: str) -> str:
    value = column.shown(row) if column.shown else column.raw(row)
    text = "" if value is None else clean(str(value)).replace("\n", " ").replace("\t", " ")
    if form not in _FOR_PROGRAMS:
        text = signs.spelled(text)
    return _escaped(text, form)


def _escaped(text: str, form: str) -> str:
    """Return text that a table's format takes for text; titles may be names that people gave."""
    if form == "tsv":
        text = neutral(text)
    return text.replace("|", _PIPES[form]) if form in _PIPES else text
