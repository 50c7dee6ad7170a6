"""What a journey's report rests on, and where that contradicts the auditors, as tables in words."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.reporting.contents import Contents
from auditor.reporting.grids import Grid, GridCell, GridColumn
from auditor.sentences import evidence as evidence_text
from auditor.views.evidence import Evidence


def contradictions(contents: Contents) -> Grid:
    """Return where what the auditors found and what the evidence says can't both be right."""
    columns = (
        GridColumn(_("Touchpoint")),
        GridColumn(_("What differs"), names=True),
        *(GridColumn(title) for title in (_("The auditors"), _("The evidence"))),
    )
    rows = [
        (
            GridCell(found.touchpoint),
            GridCell(labels.word(found.kind), "warn"),
            *(GridCell(side) for side in evidence_text.sides(found)),
        )
        for found in contents.contradictions
    ]
    return Grid(_("Where findings and evidence differ"), columns, tuple(rows))


def evidence(contents: Contents) -> Grid:
    """Return the pieces of evidence, the newest first."""
    columns = (
        GridColumn(_("About")),
        GridColumn(_("Evidence"), names=True),
        *(GridColumn(title) for title in (_("Source"), _("Collected"))),
        *(GridColumn(title) for title in (_("Figure"), _("What it says"))),
    )
    ordered = sorted(contents.evidence, key=lambda one: one.collected, reverse=True)
    return Grid(_("Evidence"), columns, tuple(_piece(one, contents) for one in ordered))


def _piece(one: Evidence, contents: Contents) -> tuple[GridCell, ...]:
    said = [labels.quoted(one.quote) if one.quote else "", one.note] if one.is_for_others else []
    return (
        GridCell(evidence_text.place_text(one)),
        GridCell(evidence_text.headline(one, contents.today)),
        GridCell(one.source),
        GridCell(day(one.collected)),
        GridCell(evidence_text.figure_text(one)),
        GridCell(" ".join(part for part in said if part)),
    )
