"""Reads tables from CSV files, whatever parts their cells: comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from auditor.base.i18n import _, ngettext
from auditor.base.text import folded, one_line, shortened
from auditor.importing.files.national import date_of, number_of
from auditor.importing.files.reading import BadContentError, Progress, bad_line, no_progress

ROWS_LIMIT = 1_000_000
LINES_LIMIT = 2_000_000
"""Most lines, also where they are empty, comments, or in the middle of a cell."""
COLUMNS_LIMIT = 1000

_DELIMITERS = (";", "\t", "|", ",")
"""Tried in this order where several part the lines evenly: a comma is more often a part of a cell."""
LINE_LIMIT = 2_000_000
"""Longest line, in characters."""

_HEAD_LIMIT = 10_000
"""Most lines before a table."""
_COMMENTS = 50
"""How many comments before a table are kept."""
_SAMPLE = 50
_STEP = 2000
_SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class Row(Struct, frozen=True):
    """A row and the line it begins in, counted from 1."""

    line: int
    cells: tuple[str, ...]


class SheetRows(Struct, frozen=True):
    """The rows of a table, of which is not known yet whether the first is its header."""

    rows: tuple[Row, ...]
    """At least one."""
    comments: tuple[str, ...]
    """Lines before the table that begin with a hash."""


class SheetColumn:
    """A column of a table; its cells are gathered when somebody asks for them, and once."""

    def __init__(self, name: str, index: int, rows: Sequence[Row]) -> None:
        """Take the column's name and its place in the rows, from 0."""
        self.name = name
        self.index = index
        self._rows = rows

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells, from the first row on."""
        return tuple([row.cells[self.index] for row in self._rows])


class Sheet:
    """A table as its file has it."""

    def __init__(
        self, header: tuple[str, ...], headed: bool, rows: tuple[Row, ...], comments: tuple[str, ...]
    ) -> None:
        """Take the columns' names, their numbers from 1 where the file is not `headed`, and what is below them."""
        self.header = header
        self.headed = headed
        self.rows = rows
        self.comments = comments
        self.columns = tuple(SheetColumn(name, at, rows) for at, name in enumerate(header))

    def of_rows(self, rows: tuple[Row, ...]) -> Sheet:
        """Return the table with these rows instead of its own."""
        return Sheet(self.header, self.headed, rows, self.comments)


def read_rows(text: str, progress: Progress = no_progress, first_line: int = 1) -> SheetRows:
    """Return the rows of the table in a text, which begins at `first_line` of its file.

    Raises BadContentError with the line for open quotes and limits passed.
    """
    _refuse_many_lines(text)
    _refuse_long_lines(text)
    body, begin, comments = _body(text)
    delimiter, body, begin = _delimiter(body, begin + first_line - 1)
    rows = tuple(_rows(body, begin, delimiter, progress))
    if not rows:
        raise BadContentError("", _("there is no row in it."))
    return SheetRows(rows, comments)


def sheet_of(read: SheetRows, is_value: Callable[[str], bool]) -> Sheet:
    """Return rows as a table; a first row in which `is_value` takes no cell for a value is its header.

    Raises BadContentError with the line for rows of another width.
    """
    header, headed = header_of(read, is_value)
    rows = read.rows[1:] if headed else read.rows
    if not rows:
        raise BadContentError("", _("there is a header, but no row below it."))
    return Sheet(header, headed, tuple(even_rows(rows, len(header))), read.comments)


def header_of(read: SheetRows, is_value: Callable[[str], bool]) -> tuple[tuple[str, ...], bool]:
    """Return the names of columns, and whether they are those of a header or numbers from 1."""
    first = read.rows[0].cells
    headed = not any(cell and is_value(cell) for cell in first)
    return unique_names(first if headed else map(str, range(1, len(first) + 1))), headed


def _refuse_many_lines(text: str) -> None:
    if max(text.count("\n"), text.count("\r")) > LINES_LIMIT:
        raise BadContentError("", _("more than {limit} lines are too many.").format(limit=LINES_LIMIT))


def _refuse_long_lines(text: str) -> None:
    """Refuse a line that would become millions of cells, before any is made."""
    if len(text) <= LINE_LIMIT:
        return
    at, line = 0, 1
    while (end := text.find("\n", at, at + LINE_LIMIT + 1)) >= 0:
        at, line = end + 1, line + 1
    if len(text) - at > LINE_LIMIT:
        raise bad_line(line, _("it is longer than {limit} characters.").format(limit=LINE_LIMIT))


def _body(text: str) -> tuple[str, int, tuple[str, ...]]:
    """Return the text from the first line of the table on, that line's number, and the comments before it."""
    comments: list[str] = []
    at, line = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        content = text[at:end].strip().lstrip("\ufeff")
        if content and (not content.startswith("#") or _is_header(content, _line_below(text, end + 1))):
            break
        if len(comments) < _COMMENTS and content.strip("# -"):
            comments.append(one_line(content.strip("# ")))
        at, line = end + 1, line + 1
        if line > _HEAD_LIMIT:
            reason = _("more than {limit} lines before the table are too many.")
            raise bad_line(line, reason.format(limit=_HEAD_LIMIT))
    return text[at:].lstrip("\ufeff"), line, tuple(comments)


_FULL_LINE = re.compile(r"\s*+([^\n]++)")


def _line_below(text: str, at: int) -> str:
    """Return the first line from a place on that is not empty."""
    found = _FULL_LINE.match(text, at)
    return found[1].strip() if found else ""


_HASH_NAME = re.compile(r"#\w*")
"""What a column is called whose name begins with a hash, as Typeform calls its first."""


def _is_header(line: str, below: str) -> bool:
    """Tell whether a line that begins with a hash is the header of the table below it, and no comment.

    It has as many cells as the next line, the first of them only a hash and perhaps a word, and the next line is no
    header itself: something in it is a number or a day.
    """
    if not below or below.startswith("#"):
        return False
    for delimiter in _DELIMITERS:
        try:
            names, cells = csv.reader([line, below], delimiter=delimiter)
        except (csv.Error, ValueError):
            continue
        if len(names) == len(cells) > 1 and _HASH_NAME.fullmatch(names[0].strip()):
            return any(number_of(cell) is not None or date_of(cell) is not None for cell in cells)
    return False


def _delimiter(body: str, begin: int) -> tuple[str, str, int]:
    first, _newline, rest = body.partition("\n")
    if named := _SEP.fullmatch(first):
        return named[1], rest, begin + 1
    sample = body[:200_000]
    shares = {mark: _evenness(sample, mark) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: shares[mark])
    return best if shares[best] else ",", body, begin


def _evenness(sample: str, delimiter: str) -> float:
    """Return the share of the first rows that have the same number of cells, more than one."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
            if widths.total() == _SAMPLE:
                break
    except csv.Error:
        return 0.0
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    return often / widths.total() if width > 1 else 0.0


def _rows(body: str, begin: int, delimiter: str, progress: Progress) -> Iterable[Row]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    lines = body.count("\n") + 1
    line = begin
    count = 0
    try:
        for cells in reader:
            if len(cells) > COLUMNS_LIMIT:
                reason = _("it has more than {limit} columns.").format(limit=COLUMNS_LIMIT)
                raise bad_line(line, reason)
            if any(cell.strip() for cell in cells):
                yield Row(line, tuple(cell.strip() for cell in cells))
                count += 1
                if count > ROWS_LIMIT:
                    raise bad_line(line, _("more than {limit} rows are too many.").format(limit=ROWS_LIMIT))
                if count % _STEP == 0:
                    progress(min(1.0, reader.line_num / lines))
            line = begin + reader.line_num
    except csv.Error as error:
        raise bad_line(line, _csv_reason(str(error))) from error


def _csv_reason(error: str) -> str:
    if "unexpected end" in error:
        return _("a quoted cell begins here and never ends.")
    if "field larger" in error:
        return _("a cell is longer than {limit} characters.").format(limit=csv.field_size_limit())
    return _("this is no valid CSV: {reason}.").format(reason=error)


def even_rows(rows: Iterable[Row], width: int) -> Iterable[Row]:
    """Yield the rows with `width` cells each, filled up with empty ones; raise BadContentError for longer ones."""
    for row in rows:
        count = len(row.cells)
        while count > width and not row.cells[count - 1]:
            count -= 1
        if count > width:
            raise bad_line(
                row.line,
                ngettext(
                    "it has {count} cells, but there is {width} column.",
                    "it has {count} cells, but there are {width} columns.",
                    width,
                ).format(count=count, width=width),
            )
        yield Row(row.line, row.cells[:count] + ("",) * (width - count))


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names on one line, told apart where several are equal or empty."""
    made: list[str] = []
    taken: set[str] = set()
    for number, name in enumerate(names, start=1):
        line = shortened(name, 200) or _("column {number}").format(number=number)
        made.append(line if folded(line) not in taken else f"{line} ({number})")
        taken.add(folded(made[-1]))
    return tuple(made)
