"""Replies of interviews by theme as a table of a report: only the words of those who agreed, everybody counted."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.base.i18n import _, ngettext, number
from auditor.base.vocabulary import ReportPart
from auditor.reporting.grids import Grid, GridCell, GridColumn, part_title
from auditor.sentences.interviews import WITHHELD
from auditor.views.interviews import RepliesTable

MOST_BESIDE = 6
"""So many respondents are laid side by side; the replies of more stand below each other."""


def replies(table: RepliesTable, personas: Mapping[int, str]) -> Grid:
    """Return what the team knows of each question, and what each respondent replied, under the code name.

    `table` is to be made `for_others`; `personas` are the names by number. What is left out says so.
    """
    made = _beside if len(table.respondents) <= MOST_BESIDE else _below
    columns, rows = made(table, personas)
    count = len(table.respondents)
    lead = ngettext("{count} respondent", "{count} respondents", count).format(count=number(count))
    return Grid(part_title(ReportPart.REPLIES), columns, rows, lead if count else "")


def _below(
    table: RepliesTable, personas: Mapping[int, str]
) -> tuple[tuple[GridColumn, ...], tuple[tuple[GridCell, ...], ...]]:
    columns = (
        GridColumn(_("Theme")),
        GridColumn(_("Stage")),
        GridColumn(_("Question")),
        GridColumn(_("Who")),
        GridColumn(_("Reply"), names=True),
    )
    rows = []
    for row in table.rows:
        asked = (
            GridCell(row.asked.theme_title, "dim"),
            GridCell(row.asked.stage, "dim"),
            GridCell(row.asked.text),
        )
        for key, text in row.team.items():
            rows.append((*asked, GridCell(_the_team(personas[key])), GridCell(text)))
        for one, said in zip(table.respondents, row.said, strict=True):
            if said != "":
                rows.append((*asked, GridCell(one.code), _said(said)))
    return columns, tuple(rows)


def _said(text: str | None) -> GridCell:
    return GridCell(_(WITHHELD), "dim") if text is None else GridCell(text)


def _the_team(persona: str) -> str:
    return _("{name}, the team").format(name=persona)


def _beside(
    table: RepliesTable, personas: Mapping[int, str]
) -> tuple[tuple[GridColumn, ...], tuple[tuple[GridCell, ...], ...]]:
    names = {key: personas[key] for row in table.rows for key in row.team if key in personas}
    columns = (
        GridColumn(_("Theme")),
        GridColumn(_("Stage")),
        GridColumn(_("Question"), names=True),
        *(GridColumn(_the_team(name)) for name in names.values()),
        *(GridColumn(one.code) for one in table.respondents),
    )
    rows = [
        (
            GridCell(row.asked.theme_title),
            GridCell(row.asked.stage),
            GridCell(row.asked.text),
            *(GridCell(row.team.get(key, "")) for key in names),
            *map(_said, row.said),
        )
        for row in table.rows
    ]
    return columns, tuple(rows)
