"""Brings surveys of other shapes into that of a row a reply: a row an answer, and tables that count replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, one_line
from auditor.base.ways_out import WayOut
from auditor.importing.files.national import decimal_mark, number_of
from auditor.importing.files.reading import BadContentError, bad_line
from auditor.importing.files.sheets import COLUMNS_LIMIT, ROWS_LIMIT, Row, unique_names
from auditor.importing.surveys.columns import Columns, SurveyColumn, is_role
from auditor.importing.surveys.headings import Heading, SurveySheet
from auditor.importing.surveys.instruments import items_of
from auditor.importing.surveys.scales import is_no_answer
from auditor.views.imports import FilePart, PartKind

_MOST_COUNTED = 101
"""A table that counts replies has no more rows than the widest scale has steps."""


class Pivoted(Struct, frozen=True):
    """A survey with a row an answer, made into one with a column a question."""

    sheet: SurveySheet
    parts: tuple[FilePart, ...]
    absent: Mapping[str, int]
    """By the name of a question, how many rows are of other questions."""


def pivoted(sheet: SurveySheet, named: Mapping[str, Sequence[str]]) -> Pivoted:
    """Return a survey with a column a question; one that has no columns of questions and answers is as it was.

    Answers stay rows of their own, unless the questions are those of an instrument whose items belong together; then
    all answers of a respondent become one row.
    """
    question, answer = _long(sheet, named)
    if question is None or answer is None:
        return Pivoted(sheet, (), {})
    asked = list(dict.fromkeys(one_line(row.cells[question]) for row in sheet.rows if row.cells[question]))
    others = [at for at in range(len(sheet.headings)) if at not in (question, answer)]
    if len(asked) + len(others) > COLUMNS_LIMIT:
        raise BadContentError("", _("it has more than {limit} columns.").format(limit=COLUMNS_LIMIT))
    whose = next((at for at in others if is_role(sheet.headings[at].asked, "respondent")), None)
    together = whose is not None and bool(items_of([Heading(name, name) for name in asked]))
    at_of = {name: len(others) + place for place, name in enumerate(asked)}
    made: dict[object, tuple[int, list[str]]] = {}
    of_question: dict[str, int] = dict.fromkeys(asked, 0)
    for row in sheet.rows:
        name = one_line(row.cells[question])
        if not name:
            continue
        key = folded(row.cells[whose]) if together and whose is not None else row.line
        _line, cells = made.setdefault(
            key, (row.line, [*[row.cells[at] for at in others], *[""] * len(asked)])
        )
        if cells[at_of[name]]:
            raise bad_line(row.line, _("the same respondent answers the same question twice."))
        cells[at_of[name]] = row.cells[answer]
        of_question[name] += 1
    names = unique_names([*(sheet.headings[at].asked for at in others), *asked])
    headings = tuple(
        Heading(name, text)
        for name, text in zip(names, [*(sheet.headings[at].asked for at in others), *asked], strict=True)
    )
    rows = tuple(Row(line, tuple(cells)) for line, cells in made.values())
    parts = tuple(
        FilePart(PartKind.COLUMN, sheet.headings[at].name, taken)
        for at, taken in ((question, _("the questions")), (answer, _("the answers")))
    )
    absent = {
        name: len(rows) - count
        for name, count in zip(names[len(others) :], of_question.values(), strict=True)
    }
    return Pivoted(
        SurveySheet(headings, sheet.headed, rows, sheet.titles, sheet.labels),
        parts,
        {} if together else absent,
    )


def _long(sheet: SurveySheet, named: Mapping[str, Sequence[str]]) -> tuple[int | None, int | None]:
    """Return the columns of questions and of answers, None where there is none."""
    if not sheet.headed or "score" in named:
        return None, None
    names = [each.asked for each in sheet.headings]
    question = next((at for at, name in enumerate(names) if is_role(name, "question")), None)
    if question is None or len({row.cells[question] for row in sheet.rows}) == len(sheet.rows) > 1:
        return None, None
    if any(number_of(row.cells[question]) is not None for row in sheet.rows):
        return None, None
    return question, next(
        (at for at, name in enumerate(names) if at != question and is_role(name, "answer")), None
    )


def counted(sheet: SurveySheet, columns: Columns) -> tuple[SurveySheet, bool]:
    """Return a survey in which each counted reply is a row of its own; one that counts nothing is as it was.

    Raises RefusedError for a table of figures that are worked out, and for one of which it can't be told.
    """
    scores = columns.at["score"]
    counts = columns.at.get("count", [])
    looks = {each.at: each for each in columns.looks}
    if not counts:
        _refuse_worked_out(sheet, columns)
        return sheet, False
    if len(counts) > 1 or len(scores) > 1 or columns.at.get("respondent") or columns.at.get("date"):
        raise _worked_out(labels.listed([looks[at].name for at in counts], length=40))
    answer, count = looks[scores[0]], looks[counts[0]]
    answers = [cell for cell in answer.cells if not is_no_answer(cell)]
    is_table = len(answers) == len({folded(cell) for cell in answers}) and len(answers) <= _MOST_COUNTED
    if not is_table or not (answer.scale_words >= 0.9 or answer.scores == 1):
        raise _worked_out(labels.listed([count.name], length=40))
    if not answer.scale_words and any(
        score != int(score) or not 0 <= score <= 10 for score in answer.numbers
    ):
        raise _worked_out(labels.listed([count.name], length=40))
    mark = decimal_mark(count.cells, counts=True)
    rows: list[Row] = []
    for row in sheet.rows:
        cell = row.cells[count.at]
        number = 0.0 if is_no_answer(cell) else number_of(cell, mark)
        if number is None or number < 0 or number != int(number):
            raise bad_line(row.line, _("“{text}” is no whole number.").format(text=cell[:40]))
        if len(rows) + number > ROWS_LIMIT:
            raise bad_line(row.line, _("more than {limit} rows are too many.").format(limit=ROWS_LIMIT))
        rows += [row] * int(number)
    return SurveySheet(sheet.headings, sheet.headed, tuple(rows), sheet.titles, sheet.labels), True


def _refuse_worked_out(sheet: SurveySheet, columns: Columns) -> None:
    """Refuse a table whose rows are months, or the steps of a scale beside numbers of which it is not told what they are."""
    free = [look for look in columns.looks if look.at in columns.left_out]
    for look in columns.looks:
        if look.at in columns.left_out and look.is_named("period") and len(look.given) == len(sheet.rows) > 1:
            raise _worked_out(labels.listed([look.name], length=40))
    groups = [look for look in free if look.is_amount and _says_counts(look)]
    if groups:
        raise _worked_out(labels.listed([look.name for look in groups], length=40))
    if columns.said or columns.at.get("date") or columns.at.get("respondent") or len(columns.at["score"]) > 1:
        return
    look = columns.looks[columns.at["score"][0]]
    words = {answer.word for answer in look.answers.values() if answer is not None and answer.is_word}
    numbers = [each.name for each in free if each.is_numbers or each.is_shares]
    if len(words) == len(sheet.rows) > 1 and numbers:
        raise _worked_out(labels.listed(numbers, length=40))


def _says_counts(look: SurveyColumn) -> bool:
    return bool(look.kind in ("nps", "csat", "ces") and look.numbers)


def _worked_out(names: str) -> RefusedError:
    return RefusedError(
        _(
            "This looks like a table of figures that are worked out already, or of how many gave an answer, "
            "not of replies: see {names}."
        ).format(names=names),
        WayOut.ADD_FIGURES,
    )
