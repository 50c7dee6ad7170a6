"""Finds the header of a survey: below titles, of one row or of several, as the tools of surveys write it.

SurveyMonkey has a second row with the parts of each question; Qualtrics a second with the questions' texts, and a third
that names its own ids in JSON.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.text import folded, one_line, shortened
from auditor.importing.files.national import date_of, number_of
from auditor.importing.files.reading import BadContentError, bad_line
from auditor.importing.files.sheets import Row, SheetRows, even_rows, unique_names
from auditor.importing.surveys.scales import is_scale_word

_LONGEST = 500
"""How much of a name is looked at, in characters."""
_HEADER_WITHIN = 20
"""How many rows may be above a header."""
_IMPORT_ID = '{"ImportId"'
_PLAIN_LABELS = frozenset(
    ("response", "open-ended response", "svar", "öppet svar", "åpent svar", "åbent svar", "fritextsvar")
)
"""What SurveyMonkey writes below a question that has no parts."""
_QUALTRICS = {"startdate": "start date", "responseid": "response id", "recordeddate": "recorded date"}
_CODE = re.compile(r"(?P<code>[A-Za-z]\w{0,15}(?:\[\w+\])?)\s*[.:]\s+(?P<name>\S.*)")
"""A question with the code before it, as LimeSurvey writes it: `Q1. How satisfied are you?`"""
_PARTS = (
    re.compile(r"(?P<group>.*\S)\s*\[(?P<item>[^][]+)\]"),
    re.compile(r"(?P<group>.*\S)\s+[-–—]\s+(?P<item>\S.*)"),
    re.compile(r"(?P<group>.*\S:)\s+(?P<item>\S.*)"),
)
"""How a question and a row of its grid are written in one cell: by Google Forms, Qualtrics and others."""


class Heading(Struct, frozen=True):
    """What a column of a survey is called."""

    name: str
    """As it is shown and told apart."""
    asked: str
    """The whole of what was asked."""
    code: str = ""
    """What the tool calls the question; empty for nothing else."""
    group: str = ""
    """The question of a grid; empty where it is none."""
    item: str = ""
    """The row of the grid."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called by."""
        return tuple(filter(None, (self.name, self.item, self.code, self.asked)))


class SurveySheet(Struct, frozen=True):
    """A survey as a table: what its columns are called, and its rows."""

    headings: tuple[Heading, ...]
    headed: bool
    rows: tuple[Row, ...]
    titles: tuple[Row, ...] = ()
    """The rows above the header."""
    labels: tuple[Row, ...] = ()
    """The rows of the header below its first."""

    @property
    def names(self) -> list[str]:
        """What the columns are called."""
        return [each.name for each in self.headings]


def survey_sheet(read: SheetRows) -> SurveySheet:
    """Return rows as a survey. Raises BadContentError with the line for rows of another width."""
    begin = _header_at(read.rows)
    titles, rows = read.rows[:begin], read.rows[begin:]
    for row in titles:
        if sum(bool(cell) for cell in row.cells) > 2 and not _is_header((row,)):
            raise bad_line(row.line, _("it has values, but stands above the header."))
    first = rows[0].cells
    if not _is_header(rows):
        width = len(first)
        headings = tuple(Heading(name, name) for name in unique_names(map(str, range(1, width + 1))))
        return SurveySheet(headings, False, tuple(even_rows(rows, width)), titles)
    labels = _labels(rows)
    below = rows[1 + len(labels) :]
    if not below:
        raise BadContentError("", _("there is a header, but no row below it."))
    width = _width(rows, labels)
    first = (*first, *[""] * (width - len(first)))[:width]
    headings = _with_grids(_headings(first, labels))
    return SurveySheet(headings, True, tuple(even_rows(below, width)), titles, labels)


def _header_at(rows: Sequence[Row]) -> int:
    """Return which row is the header: the first as full as most rows, or half as full as those right below it."""
    full = [sum(bool(cell) for cell in row.cells) for row in rows[:200]]
    usual = max(2, max(Counter(full).items(), key=lambda one: (one[1], one[0]))[0])
    first = next((at for at, count in enumerate(full[:_HEADER_WITHIN]) if count >= usual), 0)
    if first + 1 < len(rows) and _is_header(rows[first:]):
        return first
    least = max(2, (usual + 1) // 2)
    found = next((at for at in range(first) if full[at] >= least and _is_header(rows[at:])), 0)
    if not found and max(full) > 1 and full[0] == 1 and rows[0].cells[0] and _is_header(rows):
        raise bad_line(rows[0].line, _("it looks like a title, but no header is below it."))
    return found


def _is_header(rows: Sequence[Row]) -> bool:
    """Tell whether a first row has names: no number, no day, and no word that is answered below it."""
    first = rows[0].cells
    for at, cell in enumerate(first):
        if not cell:
            continue
        if number_of(cell) is not None or date_of(cell) is not None:
            return False
        if is_scale_word(cell) and any(
            at < len(row.cells) and is_scale_word(row.cells[at]) for row in rows[1:200]
        ):
            return False
    return True


def _labels(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a header below its first."""
    for at in range(1, min(4, len(rows))):
        if any(cell.replace(" ", "").startswith(_IMPORT_ID) for cell in rows[at].cells):
            return tuple(rows[1 : at + 1])
    if len(rows) < 2:
        return ()
    first, second = rows[0].cells, rows[1].cells
    pairs = [
        (folded(name), folded(label)) for name, label in zip(first, second, strict=False) if name and label
    ]
    if any(_QUALTRICS.get(name) == label for name, label in pairs):
        return (rows[1],)
    if any(number_of(cell) is not None or date_of(cell) is not None for cell in second):
        return ()
    plain = any(folded(cell) in _PLAIN_LABELS for cell in second)
    parts = any(
        cell and not (first[at] if at < len(first) else "") for at, cell in enumerate(second)
    ) and not any(is_scale_word(cell) for cell in second)
    below = [is_scale_word(cell) for cell in second if folded(cell) not in _PLAIN_LABELS]
    return (rows[1],) if (plain and not any(below)) or (parts and not second[0]) else ()


def _width(rows: Sequence[Row], labels: Sequence[Row]) -> int:
    """Return how many columns a header has; empty ones at its end, of which nothing is below, are none."""
    width = max(len(row.cells) for row in (rows[0], *labels))
    filled = max((at + 1 for row in rows for at, cell in enumerate(row.cells[:width]) if cell), default=width)
    return min(width, max(filled, 1))


def _headings(first: Sequence[str], labels: Sequence[Row]) -> list[Heading]:
    texts = [row.cells for row in labels if not any(cell.startswith("{") for cell in row.cells)]
    is_qualtrics = len(texts) < len(labels) or any(folded(cell) in _QUALTRICS for cell in first)
    found: list[tuple[str, str, str, str]] = []
    above = ""
    for at, name in enumerate(first):
        label = shortened(texts[0][at], _LONGEST) if texts and at < len(texts[0]) else ""
        name = shortened(name, _LONGEST)
        if is_qualtrics:
            found.append((label or name, name if label else "", "", ""))
            continue
        above = name or (above if label else "")
        if label and folded(label) not in _PLAIN_LABELS and above:
            found.append((f"{above} {label}", "", above, label))
        else:
            coded = _CODE.fullmatch(name)
            found.append((name, coded["code"] if coded else "", "", ""))
    names = unique_names(asked for asked, _code, _group, _item in found)
    return [
        Heading(name, asked, code, group, item)
        for name, (asked, code, group, item) in zip(names, found, strict=True)
    ]


def _with_grids(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Return headings with the parts of those that are rows of a grid: several with the same question before them."""
    made = list(headings)
    for pattern in _PARTS:
        found = {at: pattern.fullmatch(each.asked) for at, each in enumerate(made) if not each.group}
        groups = Counter(folded(each["group"]) for each in found.values() if each)
        for at, each in found.items():
            if each and groups[folded(each["group"])] > 1:
                made[at] = Heading(
                    made[at].name,
                    made[at].asked,
                    made[at].code,
                    one_line(each["group"]),
                    one_line(each["item"]),
                )
    return tuple(made)
