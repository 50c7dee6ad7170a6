"""Replies of interviews by theme as a table of a report: only the words of those who agreed, everybody counted."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.base.i18n import _, ngettext, number
from auditor.reporting.grids import Grid, GridCell, GridColumn
from auditor.sentences.interviews import WITHHELD
from auditor.views.interviews import RepliesTable


def replies(table: RepliesTable, personas: Mapping[int, str]) -> Grid:
    """Return a row for each question: what the team knows, then what each respondent replied, under the code name.

    `table` is to be made `for_others`; `personas` are the names by number. What is left out says so.
    """
    names = {key: personas[key] for row in table.rows for key in row.team if key in personas}
    columns = (
        GridColumn(_("Stage")),
        GridColumn(_("Question"), names=True),
        *(GridColumn(_("{name}, the team").format(name=name)) for name in names.values()),
        *(GridColumn(one.code) for one in table.respondents),
    )
    rows = [
        (
            GridCell(row.asked.stage),
            GridCell(row.asked.text),
            *(GridCell(row.team.get(key, "")) for key in names),
            *(GridCell(_(WITHHELD), "dim") if text is None else GridCell(text) for text in row.said),
        )
        for row in table.rows
    ]
    count = len(table.respondents)
    lead = ngettext("{count} respondent", "{count} respondents", count).format(count=number(count))
    return Grid(_("Replies"), columns, tuple(rows), lead if count else "")
