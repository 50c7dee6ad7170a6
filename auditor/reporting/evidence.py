"""What a journey's report rests on, and where that contradicts the auditors, as tables in words."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.reporting.contents import Contents
from auditor.reporting.grids import Cell, Column, Grid
from auditor.sentences import evidence as evidence_text
from auditor.views.evidence import Evidence


def contradictions(contents: Contents) -> Grid:
    """Return where what the auditors found and what the evidence says can't both be right."""
    columns = (
        *(Column(title) for title in (_("Touchpoint"), _("What differs"))),
        *(Column(title) for title in (_("The auditors"), _("The evidence"))),
    )
    rows = [
        (
            Cell(found.touchpoint),
            Cell(labels.word(found.kind), "warn"),
            *(Cell(side) for side in evidence_text.sides(found)),
        )
        for found in contents.contradictions
    ]
    return Grid(_("Where findings and evidence differ"), columns, tuple(rows))


def evidence(contents: Contents) -> Grid:
    """Return the pieces of evidence, the newest first."""
    columns = (
        *(Column(title) for title in (_("About"), _("Evidence"), _("Source"), _("Collected"))),
        *(Column(title) for title in (_("Figure"), _("What it says"))),
    )
    ordered = sorted(contents.evidence, key=lambda one: one.collected, reverse=True)
    return Grid(_("Evidence"), columns, tuple(_piece(one, contents) for one in ordered))


def _piece(one: Evidence, contents: Contents) -> tuple[Cell, ...]:
    said = [labels.quoted(one.quote) if one.quote else "", one.note]
    return (
        Cell(evidence_text.place_text(one)),
        Cell(evidence_text.headline(one, contents.today)),
        Cell(one.source),
        Cell(day(one.collected)),
        Cell(evidence_text.figure_text(one)),
        Cell(" ".join(part for part in said if part)),
    )
