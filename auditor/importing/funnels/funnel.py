"""Reads funnels from CSV: steps with how many came so far, and how many of them went on.

Either a row a step, such as the export of a funnel exploration in Google Analytics, perhaps one for each day or
device; or a column a step with a row a day. Rows of the same step are added up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import folded, one_line, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.files.national import (
    DAY_FIRST,
    MONTH_FIRST,
    date_of,
    decimal_mark,
    number_of,
    order_of,
)
from auditor.importing.files.reading import BadContentError, Source, bad_line
from auditor.importing.files.sheets import Row, Sheet, SheetColumn, SheetRows, sheet_of
from auditor.importing.surveys.columns import refuse_unknown, says
from auditor.importing.surveys.scales import is_no_answer
from auditor.library.words import word_lists

ROLES = ("step", "count")
"""What a column of a funnel can be."""
STEPS_LIMIT = 100
_LOOKED_AT = 500
"""How many rows tell what a column holds."""

STEP_WORDS: Sequence[str] = word_lists("columns")["funnel"]["step"]
COUNT_WORDS: Sequence[str] = word_lists("columns")["funnel"]["count"]
_NOT_COUNTS: Sequence[str] = word_lists("columns")["funnel"]["other"]
_TOTALS = frozenset(word_lists("columns")["funnel"]["total"])
_SPAN = re.compile(r"(\d{8})\s*[-–]\s*(\d{8})")


class FunnelOptions(Struct, frozen=True):
    """What the user says of a funnel; what is empty is guessed."""

    columns: Mapping[str, Sequence[str]] = {}
    """Names of columns by role."""
    dates: str = ""


class FunnelStep(Struct, frozen=True):
    """A step of a funnel."""

    name: str
    people: int


class Funnel(Struct, frozen=True):
    """The steps of a funnel in order."""

    steps: tuple[FunnelStep, ...]
    newest: date | None
    remarks: tuple[str, ...]


def read_funnel(read: SheetRows, source: Source, options: FunnelOptions, today: date) -> Funnel:
    """Return the funnel in a file; raise BadContentError with the line for what is no count."""
    refuse_unknown(options.columns, ROLES)
    sheet = sheet_of(read, _is_value)
    if not sheet.headed and "count" not in options.columns and len(sheet.header) > 2:
        raise RefusedError(_("The first row must name the columns, such as step,users."))
    remarks = [] if sheet.headed else [_("The file has no header: its columns are called 1, 2, 3 …")]
    looks = [FunnelColumn(column) for column in sheet.columns]
    step = _step_column(sheet, looks, options)
    if step is None:
        steps, used = _wide(sheet, looks)
        added = ngettext(
            "Every column is a step; there is {count} row.",
            "Every column is a step; {count} rows were added up.",
            len(sheet.rows),
        )
        remarks.append(added.format(count=len(sheet.rows)))
    else:
        steps, used = _long(sheet, looks, step, options, remarks)
    if len(steps) < 2:
        raise RefusedError(
            _("A funnel has at least two steps; one was found in {name}.").format(name=source.name)
        )
    if len(steps) > STEPS_LIMIT:
        raise RefusedError(
            _("{count} steps are too many; {limit} is the most. Is “{name}” the column of steps?").format(
                count=len(steps), limit=STEPS_LIMIT, name=sheet.header[step or 0]
            )
        )
    return Funnel(tuple(steps), _newest(sheet, used, options, today), tuple(remarks))


def _is_value(cell: str) -> bool:
    return number_of(cell) is not None or number_of(cell, ",") is not None or date_of(cell) is not None


def _is_count(cell: str) -> bool:
    return number_of(cell) is not None or number_of(cell, ",") is not None


def _step_column(sheet: Sheet, looks: Sequence[FunnelColumn], options: FunnelOptions) -> int | None:
    """Return the column that names the steps; None where every column is a step."""
    if named := options.columns.get("step"):
        return _named(sheet, named[0])
    texts = [each for each in looks if each.is_texts]
    called = [each for each in texts if says(each.name, STEP_WORDS)]
    return next((each.at for each in called or texts), None)


class FunnelColumn:
    """What is in a column, as its first cells tell; each question is answered once, each text looked at once."""

    def __init__(self, column: SheetColumn) -> None:
        """FunnelColumn at nothing yet."""
        self.name = column.name
        self.at = column.index
        self._column = column

    @cached_property
    def _full(self) -> set[str]:
        return {cell for cell in self._column.cells[:_LOOKED_AT] if cell}

    @cached_property
    def is_texts(self) -> bool:
        """Whether there are neither numbers nor days in it."""
        return bool(self._full) and not any(_is_count(cell) or date_of(cell) for cell in self._full)

    @cached_property
    def is_counts(self) -> bool:
        """Whether it says how many, by its name and by what is in it."""
        full = {cell for cell in self._full if not is_no_answer(cell)}
        return (
            bool(full)
            and not says(self.name, _NOT_COUNTS)
            and all(_is_count(cell) and not cell.endswith("%") for cell in full)
            and not all(date_of(cell) for cell in full)
        )


def _named(sheet: Sheet, name: str) -> int:
    names = [folded(each) for each in sheet.header]
    if folded(name) in names:
        return names.index(folded(name))
    raise RefusedError(
        _("There is no column “{name}”. There are: {names}.").format(
            name=shortened(name, 60), names=", ".join(sheet.header[:20])
        )
    )


def _count_column(sheet: Sheet, looks: Sequence[FunnelColumn], options: FunnelOptions) -> int:
    if named := options.columns.get("count"):
        return _named(sheet, named[0])
    fits = [each for each in looks if each.is_counts]
    called = [each for each in fits if says(each.name, COUNT_WORDS)]
    if len(fits) != 1 and len(called) != 1 and not called:
        names = ", ".join(_("“{text}”").format(text=shortened(name, 40)) for name in sheet.header[:20])
        raise RefusedError(
            _("Which column says how many came? There are: {names}.").format(names=names),
            WayOut.NAME_COUNTS,
            names=names,
        )
    return (called or fits)[0].at


def _long(
    sheet: Sheet, looks: Sequence[FunnelColumn], step: int, options: FunnelOptions, remarks: list[str]
) -> tuple[list[FunnelStep], set[int]]:
    count = _count_column(sheet, looks, options)
    rows = _whole(sheet, {step, count}, remarks)
    numbers = _numbers(rows, count)
    sums: dict[str, int] = {}
    for row, number in zip(rows, numbers, strict=True):
        name = one_line(row.cells[step])
        if not name:
            raise bad_line(row.line, _("the step has no name."))
        sums[name] = sums.get(name, 0) + number
    if len(rows) > len(sums):
        remarks.append(
            ngettext(
                "{rows} rows of {steps} step were added up.",
                "{rows} rows of {steps} steps were added up.",
                len(sums),
            ).format(rows=len(rows), steps=len(sums))
        )
    remarks.append(_("How many came is in the column “{name}”.").format(name=sheet.header[count]))
    return [FunnelStep(name, number) for name, number in sums.items()], {step, count}


def _whole(sheet: Sheet, used: set[int], remarks: list[str]) -> list[Row]:
    """Return the rows that count: where a column has rows of totals besides its parts, the totals alone."""
    for at in range(len(sheet.header)):
        if at in used:
            continue
        total = [row for row in sheet.rows if folded(row.cells[at]) in _TOTALS]
        if total and len(total) < len(sheet.rows):
            remarks.append(
                _("Only the rows of “{total}” in the column “{name}” count.").format(
                    total=total[0].cells[at], name=sheet.header[at]
                )
            )
            return total
    return list(sheet.rows)


def _wide(sheet: Sheet, looks: Sequence[FunnelColumn]) -> tuple[list[FunnelStep], set[int]]:
    fits = [each.at for each in looks if each.is_counts]
    return [FunnelStep(sheet.header[at], sum(_numbers(sheet.rows, at))) for at in fits], set(fits)


def _numbers(rows: Sequence[Row], index: int) -> list[int]:
    cells = [row.cells[index] for row in rows]
    mark = decimal_mark(cells, counts=True)
    found: list[int] = []
    problems: list[BadContentError] = []
    for row, cell in zip(rows, cells, strict=True):
        number = 0.0 if is_no_answer(cell) else number_of(cell, mark)
        if number is None or number < 0 or number != int(number) or number > 1e12:
            reason = _("“{text}” is no number of people.").format(text=shortened(cell, 40))
            problems.append(bad_line(row.line, reason))
        else:
            found.append(int(number))
    if problems:
        raise problems[0]
    return found


def _newest(sheet: Sheet, used: set[int], options: FunnelOptions, today: date) -> date | None:
    """Return the last day the figures are of: of the days in a column, or of the span in the comments above."""
    for at in range(len(sheet.header)):
        cells = [cell for cell in sheet.columns[at].cells if cell] if at not in used else []
        order = options.dates if options.dates in (DAY_FIRST, MONTH_FIRST) else order_of(cells)[0]
        days = [date_of(cell, order) for cell in cells[:_LOOKED_AT]]
        if days and None not in days:
            return min(today, max(day for cell in cells if (day := date_of(cell, order))))
    for comment in sheet.comments:
        if found := _SPAN.search(comment):
            day = date_of(found[2])
            return min(today, day) if day else None
    return None


class Drop(Struct, frozen=True):
    """How many of those who came to a step went no further; `share` is 0..1."""

    step: FunnelStep
    onward: FunnelStep
    share: float


def drops(funnel: Funnel) -> tuple[list[Drop], list[str]]:
    """Return the drop at each step but the last, and the steps of which none can be told, with the reason."""
    found: list[Drop] = []
    untold: list[str] = []
    for step, onward in zip(funnel.steps, funnel.steps[1:], strict=False):
        if step.people == 0:
            untold.append(_("“{step}”: nobody came there.").format(step=step.name))
        elif onward.people > step.people:
            untold.append(
                _("“{step}”: more people are at the step after it, so some come in later.").format(
                    step=step.name
                )
            )
        else:
            found.append(Drop(step, onward, (step.people - onward.people) / step.people))
    return found, untold
