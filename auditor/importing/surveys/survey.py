"""Reads survey replies: what was answered, of which touchpoint, by which persona, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import blake2b

from msgspec import Struct

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, ngettext, number
from auditor.base.text import clean, folded, shortened
from auditor.base.vocabulary import Better
from auditor.base.ways_out import Told, WayOut, telling
from auditor.importing.files.national import (
    DAY_FIRST,
    MONTH_FIRST,
    date_of,
    excel_day,
    is_placeholder_day,
    order_of,
)
from auditor.importing.files.reading import BadContentError, bad_line
from auditor.importing.files.sheets import Row, SheetRows
from auditor.importing.surveys.columns import KINDS, NO_EXCEL_DAY, Columns, SurveyColumn, found_columns
from auditor.importing.surveys.headings import SurveySheet, survey_sheet
from auditor.importing.surveys.instruments import ITEMS, items_of, sus, umux_lite
from auditor.importing.surveys.lines import keeps, lines_part, without_tests, without_totals
from auditor.importing.surveys.questions import Reading, Said, read_question, refuse_lines
from auditor.importing.surveys.scales import Words, is_code, is_no_answer
from auditor.importing.surveys.shapes import counted, pivoted
from auditor.importing.wishes import Wishes
from auditor.views.imports import FilePart, PartKind


class SurveyReply(Struct, frozen=True):
    """One answer to one question."""

    score: float
    touchpoint: str
    persona: str
    comments: tuple[str, ...]
    day: date | None
    respondent: str
    row: str = ""
    """The whole row as it is compared, where nobody says whose it is."""


class SurveyQuestion(Struct, frozen=True):
    """A column of scores, or several that belong together, how it was understood, and its replies."""

    name: str
    place: str
    """What of the name says where it belongs: the row of a grid, else all of it."""
    kind: str
    scale: tuple[int, int]
    better: str
    words: Words | None
    """How its words were read; None for numbers."""
    replies: tuple[SurveyReply, ...]
    skipped: int
    """Rows without an answer."""
    turned: bool = False
    """Whether its words were taken because its numbers say the opposite."""
    mirrored: bool = False
    """Whether its scores were turned round because the lowest is the best."""


class Survey(Struct, frozen=True):
    """A whole file of replies."""

    questions: tuple[SurveyQuestion, ...]
    has_touchpoints: bool
    remarks: tuple[str | Told, ...]
    parts: tuple[FilePart, ...]
    form: str
    """What files with the same columns share."""


def read_survey(
    read: SheetRows,
    wishes: Wishes,
    today: date,
    is_place: Callable[[str], bool],
    is_persona: Callable[[str], bool] = lambda _name: False,
    is_dated: bool = False,
) -> Survey:
    """Return the replies in a file; the callables tell whether a name is a touchpoint's, or a persona's.

    `is_dated` says that the user has told the day, so that it is not missed where the file has none.

    Raises BadContentError naming the bad rows by line and reason; RefusedError when no score is found, or where it is
    in doubt what is meant.
    """
    return _Reader(survey_sheet(read), wishes, today, is_place, is_persona, is_dated).survey()


class _Reader:
    """Reads one survey; gathers what is to be said of it on the way."""

    def __init__(
        self,
        sheet: SurveySheet,
        wishes: Wishes,
        today: date,
        is_place: Callable[[str], bool],
        is_persona: Callable[[str], bool],
        is_dated: bool,
    ) -> None:
        self._is_dated = is_dated
        self._wishes = wishes
        self._today = today
        self._tests = is_place, is_persona
        self._remarks: list[str | Told] = []
        self._lines: list[FilePart] = []
        self._names = sheet.names
        self._form = _form(sheet)
        remembered = wishes.remembered.get(self._form, {})
        said = {folded(word): step for word, step in wishes.words.items()}
        self._steps = {**remembered, **said}
        if not sheet.headed:
            self._remarks.append(_("The file has no header: its columns are called 1, 2, 3 …"))
        if sheet.titles:
            self._lines.append(
                lines_part(_("title"), [row.line for row in sheet.titles], _("above the header"))
            )
        if sheet.labels:
            lines = tuple(row.line for row in sheet.labels)
            self._lines.append(
                FilePart(PartKind.LINES, _("header"), _("names of the columns"), "", len(lines), lines)
            )
        self._refuse_unknown_words(sheet, said)
        self._tell_remembered(remembered, said)
        pivot = pivoted(sheet, wishes.columns)
        self._long, self._absent = pivot.parts, pivot.absent
        self._sheet, left = without_totals(pivot.sheet, wishes.keep)
        self._lines += left
        self._columns = self._found()
        self._sheet, left = without_tests(self._sheet, self._columns, wishes.keep)
        self._lines += left
        if not self._sheet.rows:
            raise RefusedError(_("No row in it is a reply."))
        if left:
            self._columns = self._found()
        self._sheet, self._counted = counted(self._sheet, self._columns)
        if self._counted:
            if not self._sheet.rows:
                raise RefusedError(_("No row in it is a reply."))
            self._remarks.append(_("Its rows are answers and how many gave them: each counts so often."))
            at = self._columns.at
            self._columns = Columns(at, self._columns.left_out, self._found().looks, self._columns.said)

    def _found(self) -> Columns:
        return found_columns(self._sheet, self._wishes.columns, self._tests[0], self._steps, self._tests[1])

    def _refuse_unknown_words(self, sheet: SurveySheet, said: Mapping[str, float]) -> None:
        if not said:
            return
        cells = {folded(cell) for row in sheet.rows for cell in row.cells}
        for word in said:
            if word not in cells:
                raise RefusedError(_("“{word}” is no answer in the file.").format(word=shortened(word, 60)))

    def _tell_remembered(self, remembered: Mapping[str, float], said: Mapping[str, float]) -> None:
        used = [word for word in remembered if word not in said]
        if used:
            shown = ", ".join(
                _("“{text}” = {step}").format(text=word, step=number(remembered[word])) for word in used[:10]
            )
            self._remarks.append(
                Told(
                    _("Words were read as you said of such a file before: {words}.").format(words=shown),
                    WayOut.SAY_WORDS,
                )
            )

    def survey(self) -> Survey:
        """Return what was read."""
        self._refuse_idle_keeps()
        days = self._days()
        rows = _rows_told_apart(self._sheet, self._columns)
        taken: dict[int, str] = {}
        left_out: dict[int, str | Told] = dict(self._columns.left_out)
        questions: list[SurveyQuestion] = []
        doubts: list[RefusedError] = []
        scores = list(self._columns.at["score"])
        for kind, items in self._instruments(scores).items():
            made = self._instrument(kind, items, days, rows)
            questions.append(made)
            for at, column in enumerate(items, start=1):
                taken[column] = _("item {number} of {kind}").format(number=at, kind=_(KINDS[kind]))
                scores.remove(column)
        codes: set[int] = set()
        for at in scores:
            try:
                reading = self._reading(at)
            except BadContentError:
                raise
            except RefusedError as error:
                doubts.append(error)
                left_out[at] = error.told
                continue
            codes |= set(reading.codes)
            questions.append(self._question(at, reading, days, rows))
            taken[at] = _KIND_WORDS.get(reading.kind) or _("a mean of scores")
        if not questions or (doubts and self._columns.said):
            raise doubts[0]
        if codes:
            lines = sorted(codes)
            self._lines.append(
                lines_part(
                    _("codes for no answer"),
                    lines,
                    telling(_("a number such as 99 among low scores"), WayOut.KEEP_LINES, lines="codes"),
                )
            )
        self._tell_unanswered()
        return Survey(
            tuple(questions),
            "touchpoint" in self._columns.at,
            tuple(self._remarks),
            (*self._long, *self._column_parts(taken, left_out), *self._lines),
            self._form,
        )

    def _refuse_idle_keeps(self) -> None:
        """Refuse to keep what is not there."""
        there = {part.name for part in self._lines if part.taken}
        scores = [look for look in self._columns.looks if look.at in self._columns.at["score"]]
        found = {
            "totals": _("totals") in there,
            "tests": _("previews and tests") in there,
            "codes": any(is_code(score) for look in scores for score in look.numbers),
        }
        for what in self._wishes.keep:
            if not found.get(what, True):
                raise RefusedError(_("There are no {what} in the file that could be kept.").format(what=what))

    def _days(self) -> list[date | None]:
        """Return the day of each row; refuse rows with another text or a day to come."""
        at = self._columns.first("date")
        if at is None:
            if self._wishes.dates:
                raise RefusedError(_("No column has days, so it does not matter what comes first in them."))
            self._tell_no_day(_("No column has days: it counts as of today."))
            return [None] * len(self._sheet.rows)
        look = self._columns.looks[at]
        cells = look.cells
        order, certain = order_of(cells)
        if self._wishes.dates in (DAY_FIRST, MONTH_FIRST):
            if not any(date_of(cell) != date_of(cell, MONTH_FIRST) for cell in look.given):
                raise RefusedError(_("No day in it begins with day or month, whichever comes first."))
            order, certain = self._wishes.dates, True
        if not certain:
            self._remarks.append(
                Told(
                    _("Days such as {day} were read day first.").format(
                        day=next(cell for cell in cells if "/" in cell)
                    ),
                    WayOut.MONTH_FIRST,
                )
            )
        is_excel = look.excel_days > 0.5
        known: dict[str, date | None] = {}
        for cell in set(cells):
            known[cell] = (excel_day(cell) if is_excel else None) or date_of(cell, order)
        if is_excel:
            self._remarks.append(
                _("Numbers such as {number} in “{name}” were read as the days that Excel counts so.").format(
                    number=next(cell for cell in cells if excel_day(cell)), name=shortened(look.name, 60)
                )
            )
        return self._checked_days(look.name, cells, known, NO_EXCEL_DAY if is_excel else ())

    def _checked_days(
        self, name: str, cells: Sequence[str], known: Mapping[str, date | None], no_days: Sequence[str]
    ) -> list[date | None]:
        found: list[date | None] = []
        problems: list[BadContentError] = []
        placeholders: list[int] = []
        for row, cell in zip(self._sheet.rows, cells, strict=True):
            day = known[cell]
            if is_placeholder_day(cell) or cell in no_days:
                placeholders.append(row.line)
                day = None
            elif cell and day is None and not is_no_answer(cell):
                reason = _("“{text}” is no date, in column “{name}”.")
                problems.append(
                    bad_line(row.line, reason.format(text=shortened(cell, 40), name=shortened(name, 40)))
                )
            elif day is not None and (day > self._today or day.year < 1970):
                problems.append(
                    bad_line(row.line, _("{day} is no day of a reply.").format(day=day.isoformat()))
                )
            found.append(day)
        refuse_lines(problems)
        if placeholders:
            example = next(cell for cell in cells if is_placeholder_day(cell) or cell in no_days)
            self._remarks.append(
                _("{day} is what programs write for no day: such replies have none.").format(
                    day=shortened(example, 20)
                )
            )
            self._lines.append(
                FilePart(
                    PartKind.LINES,
                    _("days"),
                    "",
                    _("{day} stands for no day").format(day=shortened(example, 20)),
                    len(placeholders),
                    tuple(placeholders[:10]),
                )
            )
        if not any(found):
            self._tell_no_day(_("No reply has a day: it counts as of today."))
        return found

    def _tell_no_day(self, text: str) -> None:
        if not self._is_dated:
            self._remarks.append(Told(text, WayOut.NAME_DAY))

    def _instruments(self, scores: Sequence[int]) -> dict[str, list[int]]:
        """Return the columns of each instrument in the order of its items. Raises RefusedError for part of one."""
        headings = self._sheet.headings
        kind = self._wishes.kind
        if kind in ITEMS:
            if len(scores) == ITEMS[kind]:
                found = items_of([headings[at] for at in scores]).get(kind, {})
                if sorted(found) == [*range(1, ITEMS[kind] + 1)]:
                    return {kind: [scores[found[item][0]] for item in sorted(found)]}
                return {kind: list(scores)}
            raise RefusedError(
                ngettext(
                    "{kind} has {count} items, but there is {found} column of scores.",
                    "{kind} has {count} items, but there are {found} columns of scores.",
                    len(scores),
                ).format(kind=_(KINDS[kind]), count=ITEMS[kind], found=len(scores)),
                WayOut.NAME_SCORES_ALL,
            )
        if self._columns.said or kind:
            return {}
        made: dict[str, list[int]] = {}
        for instrument, items in items_of([headings[at] for at in scores]).items():
            missing = [str(item) for item in range(1, ITEMS[instrument] + 1) if len(items.get(item, ())) != 1]
            if missing:
                raise RefusedError(
                    _(
                        "This looks like {kind}, whose {count} items are one figure; not found once: item {items}."
                    ).format(kind=_(KINDS[instrument]), count=ITEMS[instrument], items=", ".join(missing)),
                    WayOut.NAME_SCORES_ALL,
                )
            made[instrument] = [scores[items[item][0]] for item in sorted(items)]
        return made

    def _reading(self, at: int) -> Reading:
        """Return how a column's answers are read."""
        look = self._columns.looks[at]
        mates = [
            each
            for each in self._columns.looks
            if look.heading.group
            and folded(each.heading.group) == folded(look.heading.group)
            and each.at in self._columns.at["score"]
        ]
        wishes = self._wishes
        return self._read(look, mates, wishes.kind, wishes.scale, wishes.better)

    def _read(
        self,
        look: SurveyColumn,
        mates: Sequence[SurveyColumn],
        kind: str,
        scale: tuple[int, int] | None,
        better: str,
    ) -> Reading:
        said = Said(kind, scale, better, self._steps, keeps(self._wishes.keep, "codes"))
        return read_question(look, mates, [row.line for row in self._sheet.rows], said)

    def _question(
        self, at: int, reading: Reading, days: Sequence[date | None], rows: Sequence[str]
    ) -> SurveyQuestion:
        heading = self._sheet.headings[at]
        absent = self._absent.get(heading.name, 0)
        return SurveyQuestion(
            heading.name,
            heading.item or heading.name,
            reading.kind,
            reading.scale,
            reading.better,
            reading.words,
            self._replies(reading.scores, days, rows),
            sum(score is None for score in reading.scores) - absent,
            reading.turned,
            reading.mirrored,
        )

    def _instrument(
        self, kind: str, items: Sequence[int], days: Sequence[date | None], rows: Sequence[str]
    ) -> SurveyQuestion:
        """Return the one figure of several items: of each who answered all of them."""
        looks = [self._columns.looks[at] for at in items]
        higher = Better.HIGHER.value

        def read(scale: tuple[int, int] | None) -> list[Reading]:
            return [self._read(look, looks, "likert", scale, higher) for look in looks]

        scale = (1, 5) if kind == "sus" else self._wishes.scale
        if scale is None:
            scale = max((each.scale for each in read(None)), key=lambda ends: ends[1])
        readings = read(scale)
        scores: list[float | None] = []
        partly: list[int] = []
        for row, given in zip(
            self._sheet.rows, zip(*(one.scores for one in readings), strict=True), strict=True
        ):
            whole = [score for score in given if score is not None]
            if len(whole) < len(given):
                scores.append(None)
                if whole:
                    partly.append(row.line)
                continue
            scores.append(sus(whole) if kind == "sus" else umux_lite(whole, scale))
        if not any(score is not None for score in scores):
            raise RefusedError(_("Nobody answered all items of {kind}.").format(kind=_(KINDS[kind])))
        if partly:
            self._lines.append(
                lines_part(_(KINDS[kind]), partly, _("not all items are answered, which the figure needs"))
            )
        return SurveyQuestion(
            _(KINDS[kind]),
            _(KINDS[kind]),
            kind,
            (0, 100),
            Better.HIGHER.value,
            readings[0].words,
            self._replies(scores, days, rows),
            sum(score is None for score in scores),
        )

    def _replies(
        self, scores: Sequence[float | None], days: Sequence[date | None], rows: Sequence[str]
    ) -> tuple[SurveyReply, ...]:
        at = self._columns.at
        touchpoint, persona, respondent = (
            self._columns.first(role) for role in ("touchpoint", "persona", "respondent")
        )
        comments = at.get("comment", [])

        def cell(row: Row, column: int | None) -> str:
            return row.cells[column] if column is not None else ""

        return tuple(
            SurveyReply(
                score,
                cell(row, touchpoint),
                cell(row, persona),
                tuple(clean(row.cells[each]).strip() for each in comments),
                day,
                cell(row, respondent),
                said,
            )
            for row, score, day, said in zip(self._sheet.rows, scores, days, rows, strict=True)
            if score is not None
        )

    def _tell_unanswered(self) -> None:
        """Tell of the lines in which no question is answered."""
        scores = self._columns.at["score"]
        empty = [row.line for row in self._sheet.rows if all(is_no_answer(row.cells[at]) for at in scores)]
        if empty:
            self._lines.append(lines_part(_("no answer"), empty, _("no question is answered in them")))

    def _column_parts(self, taken: Mapping[int, str], left_out: Mapping[int, str | Told]) -> list[FilePart]:
        """Return each column with what it was taken as, or why it was left out."""
        roles = {
            "date": _("the day"),
            "respondent": _("who replied"),
            "touchpoint": _("the touchpoint"),
            "persona": _("the persona"),
            "comment": _("comments, kept as quotes"),
            "count": _("how many gave the answer"),
        }
        words = {
            at: roles[role] for role, places in self._columns.at.items() if role in roles for at in places
        }
        words.update(taken)
        return [
            FilePart(PartKind.COLUMN, heading.name, words.get(at, ""), left_out.get(at, ""))
            for at, heading in enumerate(self._sheet.headings)
        ]


_KIND_WORDS = {kind: KINDS[kind] for kind in ("nps", "csat", "ces")}


def _form(sheet: SurveySheet) -> str:
    """Return what files with the same columns share, in whatever order these are."""
    names = "\n".join(sorted(folded(name) for name in sheet.names))
    return blake2b(names.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if sheet.headed else ""


def _rows_told_apart(sheet: SurveySheet, columns: Columns) -> list[str]:
    """Return each row, where nobody says whose it is, without what white space and empty cells at its end it has.

    All questions share them, so that a wide file is not put together once for each of its columns.
    """
    whose = columns.first("respondent")
    return [
        ""
        if whose is not None and row.cells[whose]
        else "\x1f".join(" ".join(cell.split()) for cell in row.cells).rstrip("\x1f")
        for row in sheet.rows
    ]
