"""Lines of a survey that are no replies: those of totals, of previews and tests."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.ways_out import Told, WayOut, telling
from auditor.importing.files.sheets import Row
from auditor.importing.surveys.columns import Columns
from auditor.importing.surveys.headings import SurveySheet
from auditor.library.words import word_lists
from auditor.views.imports import FilePart, PartKind

EVERYTHING = "all"
KEPT = ("tests", "totals", "codes", EVERYTHING)
"""What of a survey can be kept that is left out else."""
_WORDS = word_lists("columns")
_TESTS = _WORDS["tests"]
_TOTALS = frozenset(_WORDS["totals"]["words"])
_STATUS = ("status", "response type", "responsetype", "distribution channel", "distributionchannel")
_QUALTRICS = ("responseid", "recordeddate", "response id", "recorded date")
LINES_NAMED = 10
"""How many lines a part names."""


def keeps(keep: Container[str], what: str) -> bool:
    """Tell whether the user keeps what is left out else."""
    return what in keep or EVERYTHING in keep


def lines_part(name: str, lines: Sequence[int], why: str | Told) -> FilePart:
    """Return lines that are left out as a part of a file."""
    return FilePart(PartKind.LINES, name, "", why, len(lines), tuple(lines[:LINES_NAMED]))


def without_totals(sheet: SurveySheet, keep: Container[str]) -> tuple[SurveySheet, list[FilePart]]:
    """Return a survey without the rows whose first cell calls them a total or a mean, and what was left out."""
    return _without(
        sheet,
        keep,
        "totals",
        _("totals"),
        lambda row: folded(next(filter(None, row.cells), "")).strip(" :") in _TOTALS,
    )


def without_tests(
    sheet: SurveySheet, columns: Columns, keep: Container[str]
) -> tuple[SurveySheet, list[FilePart]]:
    """Return a survey without previews and tests, as a tool's status and the words of who replied tell; and those."""
    names = [{folded(name).strip() for name in (each.asked, each.code, each.name)} for each in sheet.headings]
    of_qualtrics = any(name & {*_QUALTRICS} for name in names)
    status = [at for at, name in enumerate(names) if name & {*_STATUS}]
    people = [
        *columns.at.get("respondent", ()),
        *columns.at.get("comment", ()),
        *(look.at for look in columns.looks if look.at in columns.left_out and look.is_named("tool")),
    ]

    def is_test(row: Row) -> bool:
        for at in status:
            cell = folded(row.cells[at])
            if cell in _TESTS["status"] or (of_qualtrics and cell in _TESTS["codes"]):
                return True
        return any(
            at not in status and folded(row.cells[at]).strip(" .!") in _TESTS["replies"] for at in people
        )

    return _without(sheet, keep, "tests", _("previews and tests"), is_test)


def _without(
    sheet: SurveySheet, keep: Container[str], key: str, name: str, is_it: Callable[[Row], bool]
) -> tuple[SurveySheet, list[FilePart]]:
    found = [row for row in sheet.rows if is_it(row)]
    if not found:
        return sheet, []
    lines = [row.line for row in found]
    if keeps(keep, key):
        return sheet, [
            FilePart(PartKind.LINES, name, _("replies"), "", len(lines), tuple(lines[:LINES_NAMED]))
        ]
    left = {row.line for row in found}
    rows = tuple(row for row in sheet.rows if row.line not in left)
    part = lines_part(name, lines, telling(_("no replies of customers"), WayOut.KEEP_LINES, lines=key))
    kept = SurveySheet(sheet.headings, sheet.headed, rows, sheet.titles, sheet.labels)
    return kept, [part]
