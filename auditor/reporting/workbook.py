"""A report as a workbook: a sheet for each table, with real numbers and dates, to filter and to reckon with."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from auditor.base import labels
from auditor.base.i18n import _
from auditor.base.vocabulary import Quadrant, ReportPart
from auditor.drawing.curves import View, heading_of
from auditor.reporting import sections, sheets
from auditor.reporting.books import new_book
from auditor.reporting.chapters import inside_lead
from auditor.reporting.contents import Contents
from auditor.reporting.figures import FigureKind, ReportedFigure, Where, figures
from auditor.reporting.found import report_headline
from auditor.reporting.glance import Glance, glance
from auditor.reporting.sheets import ReportSheet, Value
from auditor.sentences.map import named_lines
from auditor.views.money import Money

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TEXT_LIMIT = 32_767
"""Longest text that a cell holds."""
_WIDEST = 48
_NAME = 31
"""Longest name of a sheet."""
_LINE = 15.0
"""Height of a line, in points."""
_PAGE = 220
"""So many characters beside each other can still be read on a page of A4, lying."""
_PICTURES = 3
"""The column of the pictures in their sheet, counted from 0."""
_PICTURE_WIDTH, _PICTURE_HEIGHT = 480, 480
"""Most pixels of a picture as it is shown; a row can't be much higher."""
_PIXELS_OF_A_CHARACTER, _POINTS_OF_A_PIXEL = 7, 0.75
_QUADRANTS = {
    Quadrant.QUICK_WIN: "#D7EBDC",
    Quadrant.BIG_BET: "#D9E8F3",
    Quadrant.FILL_IN: "#F5EFDC",
    Quadrant.MONEY_PIT: "#F5E0DB",
}


def workbook(contents: Contents) -> bytes:
    """Return the report as an xlsx file."""
    target = io.BytesIO()
    book = new_book(target, contents.map.journey.name)
    writer = _Writer(book)
    drawn = {ReportPart.MAP, ReportPart.TO_BE} & set(contents.parts)
    feelings = sheets.feelings(contents) if drawn else None
    writer.summary(contents, feelings)
    if ReportPart.FINDINGS in contents.parts:
        writer.findings(contents)
    if ReportPart.MAP in drawn:
        writer.table(sheets.touchpoints(contents))
    if feelings is not None:
        writer.curves(feelings, contents)
    for part, made in _SHEETS.items():
        for sheet in made(contents) if part in contents.parts else ():
            page = writer.table(sheet)
            if part is ReportPart.TO_BE and feelings is not None and (wanted := _wanted_columns(feelings)):
                writer.chart(page, len(sheet.rows), feelings, heading_of(View.WISH), [3, *wanted])
    if ReportPart.INSIDE in contents.parts:
        for one in contents.inside:
            feelings = sheets.feelings(one.contents, one.contents.map.journey.name)
            writer.curves(feelings, one.contents, inside_lead(one))
    book.close()
    return target.getvalue()


_SHEETS: Mapping[ReportPart, Callable[[Contents], Sequence[ReportSheet]]] = {
    ReportPart.FINDINGS: lambda contents: [sheets.answers(contents)],
    ReportPart.PRIORITIES: lambda contents: [sheets.actions(contents)],
    ReportPart.EVIDENCE: lambda contents: [sheets.evidence(contents)],
    ReportPart.GOALS: lambda contents: [sheets.strategies(contents)],
    ReportPart.TO_BE: lambda contents: [sheets.wishes(contents)],
    ReportPart.NOTES: lambda contents: [sheets.notes(contents)],
    ReportPart.REPLIES: lambda contents: [sheets.replies(contents)],
    ReportPart.COMPARED: lambda contents: (
        [] if contents.comparison is None else [sheets.personas_compared(contents.comparison)]
    ),
    ReportPart.PERSONAS: lambda contents: [sheets.personas(contents)],
}
"""The sheets of the parts of a report that follow findings and map, in order.

Who does what can be filtered in that of actions, and what changed is told in the forms that are read.
"""


def tables_workbook(title: str, tables: Iterable[ReportSheet]) -> bytes:
    """Return an xlsx file of tables alone, a sheet each."""
    target = io.BytesIO()
    book = new_book(target, title)
    writer = _Writer(book)
    for sheet in tables:
        writer.table(sheet)
    book.close()
    return target.getvalue()


class _Writer:
    """Writes sheets into a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._title: Format = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        self._prose: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self._plain: Format = book.add_format({"valign": "top"})
        self._count: Format = book.add_format({"valign": "top", "align": "center"})
        self._left: dict[FigureKind, Format] = {
            kind: book.add_format({"num_format": form, "align": "left"})
            for kind, form in (
                (FigureKind.COUNT, "0"),
                (FigureKind.SHARE, "0%"),
                (FigureKind.FEELING, "0.00"),
            )
        }
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self._figure: Format = book.add_format({"num_format": "0.00", "valign": "top"})
        self._big: Format = book.add_format({"bold": True, "font_size": 16})
        self._headline: Format = book.add_format({"bold": True, "font_size": 12})
        self._heading: Format = book.add_format({"bold": True, "font_size": 13, "top": 2})
        self._strong: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._bad: Format = book.add_format({"font_color": "#B3261E", "text_wrap": True, "valign": "top"})
        self._quadrants: dict[str, Format] = {
            labels.word(quadrant): book.add_format({"bg_color": colour, "valign": "top"})
            for quadrant, colour in _QUADRANTS.items()
        }

    def table(self, sheet: ReportSheet) -> Worksheet:
        """Write a sheet with a frozen header, a filter, and columns as wide as what is in them."""
        page = self._book.add_worksheet(self._free(sheet.name))
        widths = [_width(title, [row[at] for row in sheet.rows]) for at, title in enumerate(sheet.titles)]
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        self._print(page, widths, sheet.names)
        page.set_row(0, _height(sheet.titles, [width - 3 for width in widths]))
        for at, title in enumerate(sheet.titles):
            page.write_string(0, at, title, self._title)
            page.set_column(at, at, widths[at])
        if sheet.quadrant is not None and sheet.rows:
            self._colour(page, sheet.quadrant, len(sheet.rows), len(widths))
        for place, row in enumerate(sheet.rows, start=1):
            page.set_row(place, _height(row, widths))
            for at, value in enumerate(row):
                self._write(page, place, at, value)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.titles) - 1)
        return page

    def findings(self, contents: Contents) -> None:
        """Write the findings, what drafts have found, and a sheet of pictures, each beside what is to be seen on it."""
        self.table(sheets.findings(contents))
        drafts = sheets.drafts(contents)
        if drafts.rows:
            self.table(drafts)
        shown = contents.pictures.all
        if not shown:
            return
        page = self.table(sheets.pictures(contents))
        page.set_column(_PICTURES, _PICTURES, _PICTURE_WIDTH / _PIXELS_OF_A_CHARACTER + 1)
        for row, one in enumerate(shown, start=1):
            part = min(1.0, _PICTURE_WIDTH / one.width, _PICTURE_HEIGHT / one.height)
            page.set_row(row, max(_LINE, one.height * part * _POINTS_OF_A_PIXEL + 6))
            width, height = one.size
            page.insert_image(
                row,
                _PICTURES,
                one.file,
                {
                    "image_data": io.BytesIO(one.content),
                    "description": one.text,
                    "x_scale": one.width * part / width,
                    "y_scale": one.height * part / height,
                    "x_offset": 3,
                    "y_offset": 3,
                    "object_position": 2,
                },
            )

    def _free(self, name: str) -> str:
        """Return a name for a sheet, like that wanted, that spreadsheets allow and no other sheet has."""
        wanted = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:_NAME].strip("' ") or "–"
        taken = {page.get_name().casefold() for page in self._book.worksheets()} | {"history"}
        found, count = wanted, 1
        while found.casefold() in taken:
            count += 1
            found = f"{wanted[: _NAME - 1 - len(str(count))].strip()} {count}"
        return found

    def _print(self, page: Worksheet, widths: Sequence[float], names: int = 0, tall: int = 0) -> None:
        """Let a sheet be printed over as many pages beside each other as it takes to be read.

        The columns up to that which names a row are on each of them. `tall` is how many may be below each other, 0
        as many as it takes.
        """
        wide = max(1, -(-int(sum(widths)) // _PAGE))
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(0.4, 0.4, 0.5, 0.6)
        page.set_footer("&L&A&R&P / &N")
        page.fit_to_pages(wide, tall)
        if wide > 1:
            page.repeat_columns(0, names)

    def _colour(self, page: Worksheet, column: int, rows: int, columns: int) -> None:
        """Colour each row by the quadrant it names, also after it was sorted or changed."""
        from xlsxwriter.utility import xl_col_to_name

        letter = xl_col_to_name(column)
        for word, form in self._quadrants.items():
            rule = {"type": "formula", "criteria": f'=${letter}2="{word}"', "format": form}
            page.conditional_format(1, 0, rows, columns - 1, rule)

    def _write(self, page: Worksheet, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            page.write_boolean(row, column, value, self._plain)
        elif isinstance(value, datetime):
            page.write_datetime(row, column, value.astimezone().replace(tzinfo=None), self._day)
        elif isinstance(value, date):
            page.write_datetime(row, column, value, self._day)
        elif isinstance(value, float):
            page.write_number(row, column, value, self._figure)
        elif isinstance(value, int):
            page.write_number(row, column, value, self._count)
        else:
            page.write_string(
                row, column, value[:TEXT_LIMIT], self._prose if len(value) > 30 else self._plain
            )

    def summary(self, contents: Contents, feelings: ReportSheet | None) -> None:
        """Write the first sheet: what is worst, what to do, who and when; then what the journey is, and its figures.

        Those of feelings are reckoned anew where there is a sheet of them.
        """
        page = self._book.add_worksheet(_("Summary"))
        widths = (40.0, 44.0, 22.0, 18.0, 16.0, 14.0, 14.0, 8.0)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        self._print(page, widths, tall=1)
        page.hide_gridlines(2)
        page.write_string(0, 0, contents.map.journey.name, self._big)
        page.write_string(1, 0, report_headline(contents), self._headline)
        after = self._glance(page, glance(contents), widths)
        pairs: list[tuple[str, Value]] = [
            (_("About"), contents.map.journey.about),
            *dict.fromkeys([*sections.facts(contents), *named_lines(contents.map, contents.named)]),
            (_("Written"), contents.today),
        ]
        self._head(page, after, _("The journey"), len(widths))
        for row, (name, value) in enumerate(pairs, start=after + 1):
            page.set_row(row, _height([value], widths[1:2]))
            page.write_string(row, 0, name, self._plain)
            self._write(page, row, 1, value)
        shown = [one for one in figures(contents, Where.WORKBOOK) if one.value is not None]
        shown.sort(key=lambda one: bool(one.formula))
        for row, one in enumerate(shown, start=after + 1 + len(pairs)):
            page.set_row(row, _LINE)
            page.write_string(row, 0, one.heading, self._plain)
            self._figured(page, row, one, feelings)

    def _head(self, page: Worksheet, row: int, title: str, columns: int) -> None:
        page.set_row(row, 20)
        for at in range(columns):
            page.write_string(row, at, "" if at else title, self._heading)

    def _glance(self, page: Worksheet, first: Glance, widths: Sequence[float]) -> int:
        """Write what a manager reads first; return the row after it."""
        row = 2
        self._head(page, row, _("What is worst"), len(widths))
        if first.nothing_worst:
            row += 1
            page.write_string(row, 0, first.nothing_worst, self._plain)
        for one in first.worst:
            row += 1
            why = "\n".join((*(felt.in_signs for felt in one.felt), *one.reasons))[:TEXT_LIMIT]
            page.set_row(row, _height([why], widths[1:2]))
            page.write_string(row, 0, one.name, self._strong)
            page.write_string(row, 1, why, self._prose)
            page.write_string(row, 2, one.place, self._prose)
        if first.also:
            row += 1
            page.write_string(row, 0, first.also, self._plain)
        row += 2
        self._head(page, row, first.actions.title, len(widths))
        row += 1
        if first.nothing_to_do:
            page.write_string(row, 0, first.nothing_to_do, self._plain)
        else:
            row = self._first_actions(page, row, first, widths)
        for said in first.remarks:
            row += 1
            page.write_string(row, 0, said, self._plain)
        return row + 2

    def _first_actions(self, page: Worksheet, row: int, first: Glance, widths: Sequence[float]) -> int:
        """Write the first actions, their numbers last, so that the names stand below those of the touchpoints."""
        order = [*range(1, len(first.actions.columns)), 0]
        for at, column in enumerate(order):
            page.write_string(row, at, first.actions.columns[column].title, self._title)
        for cells in first.actions.rows:
            row += 1
            page.set_row(row, _height([cells[column].text for column in order], widths))
            for at, column in enumerate(order):
                cell = cells[column]
                form = self._strong if at == 0 else self._bad if cell.ink in ("bad", "warn") else self._prose
                page.write_string(row, at, cell.text, self._quadrants.get(cell.text, form))
        return row

    def _figured(self, page: Worksheet, row: int, one: ReportedFigure, feelings: ReportSheet | None) -> None:
        """Write a figure, as a formula over the sheet of feelings where it is reckoned from it."""
        form = self._left.get(one.kind, self._plain)
        if one.formula and feelings is not None:
            cells = f"'{feelings.name}'!$D$2:$D${len(feelings.rows) + 1}"
            page.write_formula(row, 1, one.formula.format(cells=cells), form, one.value)
        elif isinstance(one.value, Money):
            page.write_string(row, 1, one.text, self._plain)
        else:
            page.write_number(row, 1, one.value, form)

    def curves(self, sheet: ReportSheet, contents: Contents, title: str = "") -> None:
        """Write a sheet of feelings, and draw the curves of all and of each persona below its table."""
        page = self.table(sheet)
        own = replace(sheet, name=page.get_name())
        columns = range(3, 4 + len(contents.map.personas))
        self.chart(page, len(sheet.rows), own, title or _("How it feels now"), columns)

    def chart(
        self, page: Worksheet, rows: int, sheet: ReportSheet, title: str, columns: Iterable[int]
    ) -> None:
        """Draw columns of a sheet of feelings as curves, below the table of so many rows of a page."""
        last = len(sheet.rows)
        if not last:
            return
        chart: Any = self._book.add_chart({"type": "line"})
        for at in columns:
            chart.add_series(
                {
                    "name": [sheet.name, 0, at],
                    "categories": [sheet.name, 1, 2, last, 2],
                    "values": [sheet.name, 1, at, last, at],
                    "marker": {"type": "automatic"},
                    "smooth": False,
                }
            )
        chart.set_y_axis({"min": -2, "max": 2, "major_unit": 1, "crossing": -2})
        chart.show_blanks_as("gap")
        chart.set_title({"name": title})
        chart.set_size({"width": 1100, "height": 420})
        page.insert_chart(rows + 2, 0, chart)


def _wanted_columns(feelings: ReportSheet) -> list[int]:
    """Return the columns of wanted feelings in which anything stands: those from the first of them to the drafts."""
    first = feelings.titles.index(_("Wanted"))
    columns = range(first, len(feelings.titles) - 1)
    return [at for at in columns if any(row[at] is not None for row in feelings.rows)]


def _width(title: str, values: Iterable[Value]) -> float:
    """Return how wide a column is, in characters, so that its title, in lines, and most values are seen."""
    longest = max([_length(value) for value in values if value is not None], default=0)
    word = max(map(len, title.split()), default=0)
    return min(_WIDEST, max(7, word + 4, longest + 2))


def _length(value: Value) -> int:
    """Return how many characters a value takes as it is shown; numbers and days have forms of their own."""
    if isinstance(value, str):
        return max(map(len, value.split("\n")))
    if isinstance(value, date):
        return len("2026-12-01")
    return len(f"{value:.2f}") if isinstance(value, float) else len(str(value))


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Return how high a row is, so that all of a long text is seen; not every program works that out by itself."""
    lines = [
        sum(-(-max(1, len(line)) // max(1, int(width - 2))) for line in value.split("\n"))
        for value, width in zip(row, widths, strict=False)
        if isinstance(value, str)
    ]
    return min(409, _LINE * max([1, *lines]))
