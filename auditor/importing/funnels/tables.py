"""Several tables in one file, as exports of reports have them: parted by empty lines and by lines with a hash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from auditor.importing.files.content import FileContent
from auditor.importing.files.reading import BadContentError
from auditor.importing.files.sheets import SheetRows, read_rows
from auditor.importing.funnels.headings import is_count

_PARTED = re.compile(r"\n[ \t\r]*[\"']?(?:#|\r?\n)")
"""Where an empty line or one with a hash may part two tables."""
TABLES_LIMIT = 100
_LOOKED_AT = 3
"""How many rows below a header are looked at for a number."""


def tables_in(content: FileContent) -> list[SheetRows]:
    """Return the tables of a file, in order; raise BadContentError for what is no table at all.

    A part of a file is a table of its own where it begins with a header, which has no number, above rows that have one.
    What stands above the first is not lost: each table without days of its own has the lines above the first.
    """
    whole = content.rows
    text = content.source.text
    if not _PARTED.search(text.strip()):
        return [whole]
    parts = list(_parts(text))
    if len(parts) < 2:
        return [whole]
    found: list[SheetRows] = []
    for part in parts:
        try:
            found.append(read_rows(part.text, first_line=part.line))
        except BadContentError:
            return [whole]
    first = found[0].comments
    return [each if each.comments else SheetRows(each.rows, first) for each in found][:TABLES_LIMIT]


class _Part(Struct, frozen=True):
    line: int
    text: str


def _parts(text: str) -> Iterator[_Part]:
    """Yield the parts of a text that are tables of their own, each with the lines above it that have a hash."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [at for at in range(len(lines)) if _begins_table(lines, at)]
    marks = [0, *(_with_comments(lines, at) for at in starts[1:]), len(lines)]
    if len(starts) < 2 or text.count('"') % 2:
        return
    for begin, end in pairwise(marks):
        part = "\n".join(lines[begin:end])
        if part.count('"') % 2:
            return
    for begin, end in pairwise(marks):
        yield _Part(begin + 1, "\n".join(lines[begin:end]))


def _is_comment(line: str) -> bool:
    return line.lstrip("\ufeff\"' ").startswith("#")


def _begins_table(lines: list[str], at: int) -> bool:
    """Tell whether a header stands in a line, after an empty line or one with a hash, and rows with a number below."""
    if not lines[at].strip() or _is_comment(lines[at]) or at + 1 >= len(lines):
        return False
    before = lines[at - 1] if at else ""
    if before.strip(' \t\ufeff,;"') and not _is_comment(before):
        return False
    below = [_cells(line) for line in lines[at + 1 : at + 1 + _LOOKED_AT]]
    numbers = any(is_count(cell) for cells in below for cell in cells)
    return len(below[0]) > 1 and numbers and not any(map(is_count, _cells(lines[at])))


def _cells(line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in re.split(r"[,;\t|]", line) if cell.strip()]


def _with_comments(lines: list[str], at: int) -> int:
    """Return the first of the lines with a hash that stand above a line."""
    while at and (not lines[at - 1].strip() or _is_comment(lines[at - 1])):
        at -= 1
    return at
