"""A report as a workbook: a sheet for each table, with real numbers and dates, to filter and to reckon with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from auditor.base.i18n import _
from auditor.reporting import sections, sheets
from auditor.reporting.contents import Contents
from auditor.reporting.figures import FigureKind, ReportedFigure, Where, figures
from auditor.reporting.sheets import ReportSheet, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TEXT_LIMIT = 32_767
"""Longest text that a cell holds."""
_WIDEST = 60
_LINE = 15.0
"""Height of a line, in points."""


def workbook(contents: Contents) -> bytes:
    """Return the report as an xlsx file."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        # What people wrote stays text, whatever a spreadsheet would make of it.
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    book.set_properties(
        {"title": contents.map.journey.name, "created": datetime.now(UTC).replace(tzinfo=None)}
    )
    writer = _Writer(book)
    feelings = sheets.feelings(contents)
    writer.summary(contents, feelings)
    writer.table(sheets.touchpoints(contents))
    writer.chart(writer.table(feelings), feelings, 1 + len(contents.map.personas))
    for sheet in (
        sheets.answers(contents),
        sheets.findings(contents),
        sheets.actions(contents),
        sheets.evidence(contents),
    ):
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
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._figure: Format = book.add_format({"num_format": "0.00", "valign": "top"})
        self._share: Format = book.add_format({"num_format": "0%", "valign": "top"})
        self._big: Format = book.add_format({"bold": True, "font_size": 16})

    def table(self, sheet: ReportSheet) -> Worksheet:
        """Write a sheet with a frozen header, a filter, and columns as wide as what is in them."""
        page = self._book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        for at, title in enumerate(sheet.titles):
            page.write_string(0, at, title, self._title)
            page.set_column(at, at, _width(title, [row[at] for row in sheet.rows]))
        for place, row in enumerate(sheet.rows, start=1):
            page.set_row(place, _height(row))
            for at, value in enumerate(row):
                self._write(page, place, at, value)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.titles) - 1)
        return page

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
            page.write_number(row, column, value, self._plain)
        else:
            page.write_string(
                row, column, value[:TEXT_LIMIT], self._prose if len(value) > 30 else self._plain
            )

    def summary(self, contents: Contents, feelings: ReportSheet) -> None:
        """Write the first sheet: what the journey is, and its figures; those of feelings are reckoned anew."""
        page = self._book.add_worksheet(_("Summary"))
        page.set_column(0, 0, 34)
        page.set_column(1, 1, _WIDEST)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.write_string(0, 0, contents.map.journey.name, self._big)
        pairs: list[tuple[str, Value]] = [
            (_("About"), contents.map.journey.about),
            *sections.facts(contents),
            (_("Written"), contents.today),
        ]
        for row, (name, value) in enumerate(pairs, start=2):
            page.set_row(row, _height([value]))
            page.write_string(row, 0, name, self._plain)
            self._write(page, row, 1, value)
        shown = [one for one in figures(contents, Where.WORKBOOK) if one.value is not None]
        shown.sort(key=lambda one: bool(one.formula))
        for row, one in enumerate(shown, start=2 + len(pairs)):
            page.set_row(row, _LINE)
            page.write_string(row, 0, one.heading, self._plain)
            self._figured(page, row, one, feelings)

    def _figured(self, page: Worksheet, row: int, one: ReportedFigure, feelings: ReportSheet) -> None:
        """Write a figure, as a formula over the sheet of feelings where it is reckoned from it."""
        form = {
            FigureKind.COUNT: self._plain,
            FigureKind.SHARE: self._share,
            FigureKind.FEELING: self._figure,
        }[one.kind]
        if one.formula:
            cells = f"'{feelings.name}'!$D$2:$D${len(feelings.rows) + 1}"
            page.write_formula(row, 1, one.formula.format(cells=cells), form, one.value)
        else:
            page.write_number(row, 1, one.value, form)

    def chart(self, page: Worksheet, sheet: ReportSheet, curves: int) -> None:
        """Draw the first columns of feelings as curves below their table."""
        if not sheet.rows:
            return
        last = len(sheet.rows)
        chart: Any = self._book.add_chart({"type": "line"})
        for at in range(3, 3 + curves):
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
        chart.set_title({"name": _("How it feels now")})
        chart.set_size({"width": 1100, "height": 420})
        page.insert_chart(last + 2, 0, chart)


def _width(title: str, values: Iterable[Value]) -> float:
    """Return how wide a column is, in characters, so that its title, its filter and most values are seen."""
    longest = max([_length(value) for value in values if value is not None], default=0)
    return min(_WIDEST, max(10, len(title) + 4, longest + 2))


def _length(value: Value) -> int:
    """Return how many characters a value takes as it is shown; numbers and days have forms of their own."""
    return len(value) if isinstance(value, str) else len("2026-12-01")


def _height(row: Sequence[Value]) -> float:
    """Return how high a row is, so that all of a long text is seen; not every program works that out by itself."""
    texts = [value for value in row if isinstance(value, str)]
    lines = [sum(-(-max(1, len(line)) // (_WIDEST - 4)) for line in text.split("\n")) for text in texts]
    return min(409, _LINE * max([1, *lines]))
