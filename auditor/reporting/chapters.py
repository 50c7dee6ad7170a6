"""The chapters of a report that is read, in order: what every part of it holds, whatever the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.vocabulary import ReportPart
from auditor.reporting import (
    changes,
    duties,
    evidence,
    found,
    goals,
    interviews,
    responsibility,
    sections,
    to_be,
)
from auditor.reporting.contents import Contents, Inside
from auditor.reporting.grids import Grid, filled, part_title, without_empty_columns


class Chapter(Struct, frozen=True):
    """A part of a report and its tables; findings, the map, the personas and the journeys inside have more than these."""

    part: ReportPart
    title: str
    grids: Sequence[Grid] = ()
    folded: bool = False
    """Its tables are unfolded by whoever wants them; else only where there is room for little."""


def chapters(contents: Contents) -> list[Chapter]:
    """Return the chapters that a journey's report shows: those chosen in which anything stands."""
    found = []
    for part in contents.parts:
        tables = _TABLES.get(part)
        grids = [without_empty_columns(grid) for grid in filled(tables(contents))] if tables else []
        if grids or (part in _OTHERS and _OTHERS[part](contents)):
            found.append(Chapter(part, part_title(part), grids, part not in _UNFOLDED))
    return found


def inside_lead(one: Inside) -> str:
    """Say where a journey inside is."""
    return _("Inside “{touchpoint}” of “{journey}”.").format(touchpoint=one.touchpoint, journey=one.journey)


_TABLES: Mapping[ReportPart, Callable[[Contents], Sequence[Grid]]] = {
    ReportPart.FINDINGS: lambda contents: [*sections.drafts(contents), found.gone(contents)],
    ReportPart.DUTIES: lambda contents: [duties.duties(contents)],
    ReportPart.MOMENTS: lambda contents: [sections.moments_of_truth(contents)],
    ReportPart.LOSSES: lambda contents: [sections.lost_sales(contents)],
    ReportPart.PRIORITIES: lambda contents: [sections.priorities(contents)],
    ReportPart.RETURNS: lambda contents: [sections.returns(contents)],
    ReportPart.OWNERS: lambda contents: [*sections.owners(contents), responsibility.responsible(contents)],
    ReportPart.CHANGES: lambda contents: [*changes.changes(contents), changes.trend(contents)],
    ReportPart.COMPARED: sections.personas_compared,
    ReportPart.GOALS: lambda contents: [goals.grid(contents)],
    ReportPart.TO_BE: to_be.grids,
    ReportPart.NOTES: lambda contents: [sections.notes(contents)],
    ReportPart.REPLIES: lambda contents: [
        interviews.replies(contents.replies, {one.id: one.name for one in contents.map.personas})
    ],
    ReportPart.EVIDENCE: lambda contents: [evidence.evidence(contents), evidence.contradictions(contents)],
}
_OTHERS: Mapping[ReportPart, Callable[[Contents], bool]] = {
    ReportPart.FINDINGS: lambda contents: bool(contents.faults or contents.remarks),
    ReportPart.MAP: lambda contents: bool(contents.map.points),
    ReportPart.PERSONAS: lambda contents: bool(contents.map.personas),
    ReportPart.INSIDE: lambda contents: bool(contents.inside),
}
"""The parts that are more than tables, and whether anything stands in them."""
_UNFOLDED = (ReportPart.DUTIES, ReportPart.PRIORITIES, ReportPart.OWNERS)
