"""Reads funnels from tables: steps with how many came so far, and how many of them went on.

Either a row a step, such as the export of a funnel exploration in Google Analytics, of Matomo, Mixpanel or PostHog,
perhaps one for each day or device; or a column a step with a row a day. Rows of the same step are added up. A table of
pages, events, channels or days is no funnel, unless the user says which column names the steps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import folded, one_line, shortened
from auditor.base.ways_out import WayOut
from auditor.importing.files.national import date_of, decimal_mark, number_of
from auditor.importing.files.reading import BadContentError, Source, bad_line
from auditor.importing.files.sheets import Row, Sheet, SheetRows, header_of, sheet_of
from auditor.importing.funnels.days import day_above, newest_day
from auditor.importing.funnels.headings import (
    TABLES,
    FunnelColumn,
    counted,
    is_compared,
    is_count,
    is_events,
    is_funnels_name,
    is_step,
    is_total,
    is_traffic,
    is_whole,
    kind_of_table,
    tools_steps,
)
from auditor.importing.surveys.columns import refuse_unknown
from auditor.importing.surveys.scales import is_no_answer

ROLES = ("step", "count")
"""What a column of a funnel can be."""
STEPS_LIMIT = 100

_NUMBERED = re.compile(r"\s*(?:step|steg|trinn|trin)?\s*(\d{1,3})\s*[.):–-]", re.IGNORECASE)


class FunnelOptions(Struct, frozen=True):
    """What the user says of a funnel; what is empty is guessed."""

    columns: Mapping[str, Sequence[str]] = {}
    """Names of columns by role; several of steps are the steps themselves."""
    dates: str = ""
    day: date | None = None
    """When it was collected, whatever the lines above the table say."""


class FunnelStep(Struct, frozen=True):
    """A step of a funnel."""

    name: str
    people: int


class Funnel(Struct, frozen=True):
    """The steps of a funnel in order."""

    steps: tuple[FunnelStep, ...]
    newest: date | None
    remarks: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """What of the table is no step."""


def looks_like_funnel(read: SheetRows) -> bool:
    """Tell a funnel by its header: it names its steps and says how many came."""
    names, headed = header_of(read, _is_value)
    told = any(is_step(name) for name in names) or tools_steps(names) is not None
    return headed and told and any(counted(name) or is_events(name) for name in names)


def looks_like_traffic(read: SheetRows) -> bool:
    """Tell a table of pages, events, channels or days by its header: its first column is that, all others figures."""
    names, headed = header_of(read, _is_value)
    if not headed or len(names) < 2:
        return False
    cells = [row.cells[0] for row in read.rows[1:50] if row.cells]
    figures = all(counted(name) or is_events(name) or is_traffic(name) for name in names[1:3])
    return bool(kind_of_table(names[0], cells)) and figures


def read_funnel(read: SheetRows, source: Source, options: FunnelOptions, today: date) -> Funnel:
    """Return the funnel in a table; raise BadContentError with the line for what is no count or lies in the future."""
    refuse_unknown(options.columns, ROLES)
    sheet = sheet_of(read, _is_value)
    if not sheet.headed and "count" not in options.columns and len(sheet.header) > 2:
        raise RefusedError(_("The first row must name the columns, such as step,users."))
    remarks = [] if sheet.headed else [_("The file has no header: its columns are called 1, 2, 3 …")]
    left_out: list[str] = []
    looks = [FunnelColumn(column) for column in sheet.columns]
    named = options.columns.get("step", ())
    step = _step_column(sheet, looks, named)
    if step is None:
        steps, used = _wide(sheet, looks, [_named(sheet, name) for name in named], remarks)
    else:
        steps, used = _long(sheet, looks, step, options, remarks, left_out)
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
    newest = newest_day(sheet, used, options.dates, today)
    if newest is None and options.day is None:
        newest = day_above(sheet.comments, today)
    return Funnel(tuple(steps), newest, tuple(remarks), tuple(left_out))


def _is_value(cell: str) -> bool:
    return is_count(cell) or date_of(cell) is not None


def _step_column(sheet: Sheet, looks: Sequence[FunnelColumn], named: Sequence[str]) -> int | None:
    """Return the column that names the steps; None where every column is a step, or the columns named are.

    Raises RefusedError for a table whose rows are something else, and where the rows may be anything.
    """
    if named:
        return _named(sheet, named[0]) if len(named) == 1 else None
    texts = [each for each in looks if each.is_texts]
    numbered = any(each.is_numbering for each in looks)
    called = [each for each in texts if is_step(each.name)]
    if numbered and all(is_funnels_name(each.name) for each in called):
        _refuse_several(called)
        texts = [each for each in texts if each not in called] or texts
        called = []
    if called:
        return _of_steps(called).at
    if (known := tools_steps(sheet.header)) is not None:
        return known
    if not texts:
        return None
    first = texts[0]
    if numbered:
        named_by_parts = [
            each for each in texts if kind_of_table(each.name, ()) not in ("groups", "channels")
        ]
        return (named_by_parts or texts)[0].at
    if kind := kind_of_table(first.name, first.full):
        raise _no_funnel(kind, first.name)
    if sheet.headed:
        names = labels.listed(sheet.header, length=40)
        raise RefusedError(
            _("Which column names the steps? There are: {names}.").format(names=names),
            WayOut.NAME_STEPS,
            names=names,
        )
    return first.at


def _of_steps(called: Sequence[FunnelColumn]) -> FunnelColumn:
    """Return the column of steps of several that are called so; one may say which funnel a step is of."""
    several = [each for each in called if is_funnels_name(each.name)]
    steps = [each for each in called if each not in several] or several[:1]
    _refuse_several([each for each in several if each not in steps])
    return steps[0]


def _refuse_several(columns: Sequence[FunnelColumn]) -> None:
    """Raise RefusedError where one of the columns that say which funnel a step is of names more than one."""
    for each in columns:
        if len(each.full) > 1:
            raise RefusedError(
                _("“{name}” tells several funnels apart: keep the rows of one.").format(
                    name=shortened(each.name, 60)
                )
            )


def _no_funnel(kind: str, name: str) -> RefusedError:
    """Return the error for a table that is no funnel; `name` is that of its first column."""
    text = _("This is a table of {what}, and no funnel: nobody goes on from one row to the next.")
    told = text.format(what=_(TABLES[kind]))
    if kind == "days":
        return RefusedError(told, WayOut.COLUMNS_ARE_STEPS)
    return RefusedError(told, WayOut.ROWS_ARE_STEPS, name=shortened(name, 60))


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
    """Return the column that says how many people came; raise RefusedError where several may, or it counts events."""
    if named := options.columns.get("count"):
        return _named(sheet, named[0])
    numbering = [each.at for each in looks if each.is_numbering]
    fits = [each for each in looks if each.is_counts and each.at not in numbering]
    surest = max((counted(each.name) for each in fits), default=0)
    best = [each for each in fits if counted(each.name) == surest] if surest else fits
    best = [each for each in best if not is_events(each.name)] or best
    if len(best) == 1 and is_events(best[0].name):
        raise RefusedError(
            _("“{name}” counts how often something was done, and not how many people did it.").format(
                name=shortened(best[0].name, 60)
            ),
            WayOut.COUNT_ANYWAY,
            name=shortened(best[0].name, 60),
        )
    same = {tuple(sheet.columns[each.at].cells) for each in best}
    if len(same) != 1:
        names = labels.listed(sheet.header, length=40)
        raise RefusedError(
            _("Which column says how many came? There are: {names}.").format(names=names),
            WayOut.NAME_COUNTS,
            names=names,
        )
    return best[0].at


def _long(
    sheet: Sheet,
    looks: Sequence[FunnelColumn],
    step: int,
    options: FunnelOptions,
    remarks: list[str],
    left_out: list[str],
) -> tuple[list[FunnelStep], set[int]]:
    count = _count_column(sheet, looks, options)
    used = {step, count}
    rows = _whole(sheet, used, remarks)
    rows = _without_totals(rows, step, count, left_out)
    _refuse_doubles(looks, rows, step, count)
    numbers = _numbers(rows, count)
    sums: dict[str, int] = {}
    places: dict[str, int] = {}
    numbering = next((each.at for each in looks if each.is_numbering and each.at != step), None)
    for row, number in zip(rows, numbers, strict=True):
        name = one_line(row.cells[step])
        if not name:
            raise bad_line(row.line, _("the step has no name."))
        place = row.cells[numbering] if numbering is not None else ""
        if place.isdecimal():
            if places.setdefault(name, int(place)) != int(place):
                raise bad_line(row.line, _same_name(name))
        elif found := _NUMBERED.match(name):
            places.setdefault(name, int(found[1]))
        sums[name] = sums.get(name, 0) + number
    if len(places) == len(sums) == len(set(places.values())):
        sums = dict(sorted(sums.items(), key=lambda one: places[one[0]]))
    if len(rows) > len(sums):
        remarks.append(
            ngettext(
                "{rows} rows of {steps} step were added up.",
                "{rows} rows of {steps} steps were added up.",
                len(sums),
            ).format(rows=len(rows), steps=len(sums))
        )
    remarks.append(_("How many came is in the column “{name}”.").format(name=sheet.header[count]))
    return [FunnelStep(name, number) for name, number in sums.items()], used


def _whole(sheet: Sheet, used: set[int], remarks: list[str]) -> list[Row]:
    """Return the rows that count: where a column has rows of totals besides its parts, the totals alone."""
    for at in range(len(sheet.header)):
        if at in used:
            continue
        total = [row for row in sheet.rows if is_whole(row.cells[at])]
        if total and len(total) < len(sheet.rows):
            remarks.append(
                _("Only the rows of “{total}” in the column “{name}” count.").format(
                    total=total[0].cells[at], name=sheet.header[at]
                )
            )
            return total
    return list(sheet.rows)


def _without_totals(rows: Sequence[Row], step: int, count: int, left_out: list[str]) -> list[Row]:
    """Return the rows without those of totals: by their name, or as the sum of all others."""
    mark = decimal_mark([row.cells[count] for row in rows], counts=True)
    numbers = [number_of(row.cells[count], mark) or 0 for row in rows]
    whole = sum(numbers)
    kept: list[Row] = []
    for row, number in zip(rows, numbers, strict=True):
        name = one_line(row.cells[step])
        nameless = not name and any(is_whole(cell) for cell in row.cells)
        if nameless or is_total(name, is_sum=2 * number == whole):
            left_out.append(
                _("Line {line}, “{name}”: a total is no step.").format(
                    line=row.line, name=shortened(name, 40)
                )
            )
        else:
            kept.append(row)
    return kept


def _refuse_doubles(looks: Sequence[FunnelColumn], rows: Sequence[Row], step: int, count: int) -> None:
    """Refuse rows that can't be added up: of one step twice where nothing tells them apart, and of two periods."""
    others = [each for each in looks if each.at not in (step, count)]
    for each in others:
        if is_compared(each.name) and not each.is_days and len(each.full) > 1:
            raise RefusedError(
                _("“{name}” tells several periods apart: keep the rows of one.").format(
                    name=shortened(each.name, 60)
                )
            )
    if any(each.is_days for each in others):
        return
    parting = [each.at for each in others if each.is_texts or each.is_numbering]
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = (one_line(row.cells[step]), *(row.cells[at] for at in parting))
        if key in seen:
            raise bad_line(row.line, _same_name(key[0]))
        seen.add(key)


def _same_name(name: str) -> str:
    return _("the step “{name}” stands there twice: call two steps by two names.").format(
        name=shortened(name, 60)
    )


def _wide(
    sheet: Sheet, looks: Sequence[FunnelColumn], named: Sequence[int], remarks: list[str]
) -> tuple[list[FunnelStep], set[int]]:
    """Return the columns that are steps; raise RefusedError where they are figures of traffic, day by day."""
    fits = list(named) or [each.at for each in looks if each.is_counts and not each.is_numbering]
    if not named:
        figures = [at for at in fits if is_traffic(sheet.header[at])]
        steps = [at for at in fits if at not in figures]
        if len(steps) < 2 and sheet.headed:
            days = next((each for each in looks if each.is_days), None)
            kind = "days" if days else kind_of_table(sheet.header[0], [])
            if kind:
                raise _no_funnel(kind, sheet.header[0])
        if figures and sheet.headed and (len(figures) > 1 or figures[0] != fits[0] or len(steps) < 2):
            names = labels.listed([sheet.header[at] for at in fits], length=40)
            raise RefusedError(
                _("Which columns are the steps? There are: {names}.").format(names=names),
                WayOut.NAME_STEP_COLUMNS,
                names=names,
            )
    rows = _whole(sheet, set(fits), remarks)
    added = ngettext(
        "Every column is a step; there is {count} row.",
        "Every column is a step; {count} rows were added up.",
        len(rows),
    )
    remarks.append(added.format(count=len(rows)))
    return [FunnelStep(sheet.header[at], sum(_numbers(rows, at))) for at in fits], set(fits)


def _numbers(rows: Sequence[Row], index: int) -> list[int]:
    cells = [row.cells[index] for row in rows]
    mark = decimal_mark(cells, counts=True)
    found: list[int] = []
    problems: list[BadContentError] = []
    for row, cell in zip(rows, cells, strict=True):
        number = number_of(cell, mark)
        if is_no_answer(cell):
            problems.append(bad_line(row.line, _("how many came is missing.")))
        elif number is None or number < 0 or number != int(number) or number > 1e12 or cell.endswith("%"):
            reason = _("“{text}” is no number of people.").format(text=shortened(cell, 40))
            problems.append(bad_line(row.line, reason))
        else:
            found.append(int(number))
    if problems:
        raise problems[0]
    return found


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


def whole_of(funnel: Funnel, drop: Drop) -> dict[str, str | int]:
    """Return of a step who were at the first step of its funnel (`first`, `began`) and at the last (`last`, `bought`).

    Each is left out where more people are at a step than at the one before it on the way there, because some come in
    later, and so are not among those counted before.
    """
    at = funnel.steps.index(drop.step)
    first, last = funnel.steps[0], funnel.steps[-1]
    found: dict[str, str | int] = {}
    if _never_rises(funnel.steps[: at + 1]):
        found |= {"first": first.name, "began": first.people}
    if _never_rises(funnel.steps[at + 1 :]):
        found |= {"last": last.name, "bought": last.people}
    return found


def _never_rises(steps: Sequence[FunnelStep]) -> bool:
    return all(one.people >= after.people for one, after in pairwise(steps))
