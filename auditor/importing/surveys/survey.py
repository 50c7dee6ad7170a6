"""Reads survey replies from CSV: what was answered, of which touchpoint, by which persona, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.text import clean, shortened
from auditor.base.vocabulary import Better
from auditor.base.ways_out import Told, WayOut
from auditor.importing.files.national import DAY_FIRST, MONTH_FIRST, date_of, decimal_mark, order_of
from auditor.importing.files.reading import BadContentError, bad_line
from auditor.importing.files.sheets import Sheet, SheetRows, sheet_of
from auditor.importing.surveys.columns import HARD_WORDS, found_columns, is_value, kind_of, says
from auditor.importing.surveys.scales import (
    Words,
    guessed_scale,
    is_no_answer,
    is_scale_word,
    scale_in,
    score_of,
    words_of,
)

PROBLEMS_SHOWN = 5
"""How many bad rows an error tells of."""
_SURELY_OF_TEN = 8
_NO_DAY = date(1980, 1, 1)
"""What LimeSurvey writes where a survey keeps no dates, or none of anybody."""
_WIDEST_OF_CSAT = 10
_NO_COLUMNS: Mapping[str, Sequence[str]] = {}


class SurveyOptions(Struct, frozen=True):
    """What the user says of a survey; what is empty is guessed."""

    columns: Mapping[str, Sequence[str]] = _NO_COLUMNS
    """Names of columns by role; see columns.ROLES."""
    kind: str = ""
    scale: tuple[int, int] | None = None
    better: str = ""
    dates: str = ""


class SurveyReply(Struct, frozen=True):
    """One answer to one question."""

    score: float
    touchpoint: str
    persona: str
    comment: str
    day: date | None
    respondent: str
    row: str = ""
    """The whole row as it is compared, where nobody says whose it is."""


class SurveyQuestion(Struct, frozen=True):
    """A column of scores, how it was understood, and its replies."""

    name: str
    kind: str
    scale: tuple[int, int]
    better: str
    words: Words | None
    """How its words were read; None for numbers."""
    replies: tuple[SurveyReply, ...]
    skipped: int
    """SheetRows without an answer."""


class Survey(Struct, frozen=True):
    """A whole file of replies."""

    questions: tuple[SurveyQuestion, ...]
    has_touchpoints: bool
    remarks: tuple[str | Told, ...]


def read_survey(
    read: SheetRows, options: SurveyOptions, today: date, is_place: Callable[[str], bool]
) -> Survey:
    """Return the replies in a file; `is_place` tells whether a column's name is a touchpoint's.

    Raises BadContentError naming the bad rows by line and reason; RefusedError when no score is found.
    """
    sheet = _without_headings(sheet_of(read, is_value))
    columns = found_columns(sheet, options.columns, is_place)
    remarks: list[str | Told] = []
    if not sheet.headed:
        remarks.append(_("The file has no header: its columns are called 1, 2, 3 …"))
    days = _days(sheet, columns, options, today, remarks)
    rows = _rows_told_apart(sheet, columns)
    questions = tuple(_question(sheet, index, columns, options, days, rows) for index in columns["score"])
    return Survey(questions, "touchpoint" in columns, tuple(remarks))


_BELOW_HEADERS = {"response", "open-ended response", "svar"}


def _without_headings(sheet: Sheet) -> Sheet:
    """Return a table without the second and third header rows that SurveyMonkey and Qualtrics write."""
    rows = sheet.rows
    if len(rows) > 2 and any(cell.startswith('{"ImportId"') for cell in rows[1].cells):
        return sheet.below(2)
    if len(rows) > 1 and {cell.casefold() for cell in rows[0].cells} & _BELOW_HEADERS:
        return sheet if any(is_value(cell) for cell in rows[0].cells) else sheet.below(1)
    return sheet


def _days(
    sheet: Sheet,
    columns: Mapping[str, list[int]],
    options: SurveyOptions,
    today: date,
    remarks: list[str | Told],
) -> list[date | None]:
    """Return the day of each row; refuse rows with another text or a day to come."""
    if "date" not in columns:
        return [None] * len(sheet.rows)
    cells = sheet.columns[columns["date"][0]].cells
    order, certain = order_of(cells)
    if options.dates in (DAY_FIRST, MONTH_FIRST):
        order, certain = options.dates, True
    if not certain:
        remarks.append(
            Told(
                _("Days such as {day} were read day first.").format(
                    day=next(cell for cell in cells if "/" in cell)
                ),
                WayOut.MONTH_FIRST,
            )
        )
    known = {cell: date_of(cell, order) for cell in set(cells)}
    if _NO_DAY in known.values():
        remarks.append(_("1980-01-01 is what LimeSurvey writes for no day: such replies have none."))
    found: list[date | None] = []
    problems: list[BadContentError] = []
    for row, cell in zip(sheet.rows, cells, strict=True):
        day = known[cell]
        if cell and day is None and not is_no_answer(cell):
            problems.append(bad_line(row.line, _("“{text}” is no date.").format(text=shortened(cell, 40))))
        elif day is not None and (day > today or day.year < 1970):
            problems.append(bad_line(row.line, _("{day} is no day of a reply.").format(day=day.isoformat())))
        found.append(None if day == _NO_DAY else day)
    _refuse(problems)
    return found


def _question(
    sheet: Sheet,
    index: int,
    columns: Mapping[str, list[int]],
    options: SurveyOptions,
    days: Sequence[date | None],
    rows: Sequence[str],
) -> SurveyQuestion:
    cells = sheet.columns[index].cells
    named = scale_in(sheet.header[index])
    answers = {cell for cell in set(cells) if not is_no_answer(cell)}
    words = words_of(answers) if any(map(is_scale_word, answers)) else None
    if words is not None and named is not None:
        words, named = (Words(named[1]) if named in ((1, 5), (1, 7)) else words), None
    mark = decimal_mark((cell for cell in cells if cell in answers), counts=False)
    known = {cell: score_of(cell, words or Words(5), mark) for cell in answers}
    scores = [known.get(cell) for cell in cells]
    problems = [
        bad_line(row.line, _("“{text}” is no score.").format(text=shortened(cell, 40)))
        for row, cell, score in zip(sheet.rows, cells, scores, strict=True)
        if score is None and cell in answers
    ]
    _refuse(problems)
    given = [score for score in scores if score is not None]
    if not given:
        raise RefusedError(_("The column “{name}” has no score in it.").format(name=sheet.header[index]))
    said = options.scale or named
    kind = options.kind or _guessed_kind(sheet.header[index], max(given), said)
    scale = said or guessed_scale(given, kind, words)
    _refuse_outside(sheet, index, scores, scale, kind)
    replies = _replies(sheet, columns, scores, days, rows)
    better = options.better or _direction(kind, sheet.header[index])
    return SurveyQuestion(sheet.header[index], kind, scale, better, words, replies, len(scores) - len(given))


def _guessed_kind(name: str, highest: float, scale: tuple[int, int] | None) -> str:
    """Return what was asked, as a column's name and its highest score tell.

    A question whether one recommends is NPS only on 0-10, and the two highest of a hundred scores are no CSAT.
    """
    kind = kind_of(name)
    if (
        kind == "nps"
        and not says(name, ("nps",))
        and (highest < _SURELY_OF_TEN or scale not in (None, (0, 10)))
    ):
        return "likert"
    if kind == "csat" and max(highest, scale[1] if scale else 0) > _WIDEST_OF_CSAT:
        return "likert"
    return kind or "likert"


def _refuse_outside(
    sheet: Sheet, index: int, scores: Sequence[float | None], scale: tuple[int, int], kind: str
) -> None:
    low, high = scale
    if low >= high:
        raise RefusedError(
            _("The scores of “{name}” are on no usual scale.").format(name=sheet.header[index]),
            WayOut.NAME_SCALE,
        )
    if kind == "nps" and scale != (0, 10):
        raise RefusedError(_("NPS is asked on the scale 0-10."))
    whole = kind in ("nps", "csat")
    problems = []
    for row, score in zip(sheet.rows, scores, strict=True):
        if score is None:
            continue
        cell = row.cells[index]
        if not low <= score <= high:
            reason = _("“{text}” is not on the scale {low}-{high}.")
            problems.append(bad_line(row.line, reason.format(text=shortened(cell, 40), low=low, high=high)))
        elif whole and score != int(score):
            reason = _("“{text}” is no whole number.").format(text=shortened(cell, 40))
            problems.append(bad_line(row.line, reason))
    _refuse(problems)


def _direction(kind: str, name: str) -> str:
    """Return which way a score is good: higher, but for effort and difficulty."""
    hard = kind == "ces" and says(name, HARD_WORDS)
    return (Better.LOWER if hard else Better.HIGHER).value


def _replies(
    sheet: Sheet,
    columns: Mapping[str, list[int]],
    scores: Sequence[float | None],
    days: Sequence[date | None],
    rows: Sequence[str],
) -> tuple[SurveyReply, ...]:
    at = {role: indexes[0] for role, indexes in columns.items() if indexes}

    def cell(cells: tuple[str, ...], role: str) -> str:
        return cells[at[role]] if role in at else ""

    return tuple(
        SurveyReply(
            score,
            cell(row.cells, "touchpoint"),
            cell(row.cells, "persona"),
            clean(cell(row.cells, "comment")).strip(),
            day,
            cell(row.cells, "respondent"),
            said,
        )
        for row, score, day, said in zip(sheet.rows, scores, days, rows, strict=True)
        if score is not None
    )


def _rows_told_apart(sheet: Sheet, columns: Mapping[str, list[int]]) -> list[str]:
    """Return each row, where nobody says whose it is, without what white space and empty cells at its end it has.

    All questions share them, so that a wide file is not put together once for each of its columns.
    """
    whose = next(iter(columns.get("respondent", [])), None)
    return [
        ""
        if whose is not None and row.cells[whose]
        else "\x1f".join(" ".join(cell.split()) for cell in row.cells).rstrip("\x1f")
        for row in sheet.rows
    ]


def _refuse(problems: Sequence[BadContentError]) -> None:
    """Raise for bad rows, naming the first of them."""
    if not problems:
        return
    if len(problems) == 1:
        raise problems[0]
    shown = " ".join(str(each) for each in problems[:PROBLEMS_SHOWN])
    more = len(problems) - PROBLEMS_SHOWN
    if more > 0:
        shown += " " + ngettext("And {count} more row.", "And {count} more rows.", more).format(count=more)
    raise BadContentError("", shown)
