"""What a report tells of duties: what the law, or level A of WCAG, demands in the journey's country and is not met."""

from __future__ import annotations

from auditor.base.i18n import _
from auditor.base.vocabulary import ReportPart
from auditor.reporting.contents import Contents
from auditor.reporting.found import INKS, action_line, live, where
from auditor.reporting.grids import Grid, GridCell, GridColumn, part_title
from auditor.sentences.faults import duties_broken, severity, statement
from auditor.sentences.finding_counts import duties_said
from auditor.sentences.sources import nearest_line
from auditor.views.findings import Finding


def duties(contents: Contents) -> Grid:
    """Return the open findings that break a duty, the worst first, with the law that demands it."""
    columns = (
        GridColumn(_("Name")),
        GridColumn(_("Finding"), names=True),
        GridColumn(_("Source")),
        GridColumn(_("Where")),
        GridColumn(_("Severity")),
        GridColumn(_("Action")),
    )
    rows = tuple(_row(contents, one) for one in duties_broken(contents.faults))
    return Grid(part_title(ReportPart.DUTIES), columns, rows, duties_said(contents.faults))


def _row(contents: Contents, one: Finding) -> tuple[GridCell, ...]:
    return (
        GridCell(one.name),
        GridCell(statement(one)),
        GridCell(nearest_line(one.check, one.country)),
        GridCell(where(one), "dim"),
        GridCell(severity(one), INKS.get(one.severity, "")),
        GridCell("; ".join(action_line(contents, each) for each in live(one)) or _("none yet")),
    )
