"""Who answers for what of a journey, as a table of its report."""

from __future__ import annotations

from auditor.base.i18n import _, ngettext
from auditor.reporting.contents import Contents
from auditor.reporting.grids import Grid, GridCell, GridColumn, need_cell
from auditor.sentences.responsibility import by_text, name_text
from auditor.views.responsibility import Charge


def responsible(contents: Contents) -> Grid:
    """Return who answers for each touchpoint, those first for which nobody does who is there; no rows where nobody is named."""
    charges = contents.charges
    nobodys = [one for one in charges if not one.responsible.is_here]
    named = [one for one in charges if one.responsible.is_here]
    is_named = any(one.responsible.person_id is not None for one in charges)
    lead = ngettext(
        "Nobody is responsible for {n} touchpoint.",
        "Nobody is responsible for {n} touchpoints.",
        len(nobodys),
    ).format(n=len(nobodys))
    columns = (
        GridColumn(_("No."), right=True),
        GridColumn(_("Stage")),
        GridColumn(_("Touchpoint"), names=True),
        GridColumn(_("Responsible")),
        GridColumn(_("By")),
        GridColumn(_("Need"), right=True),
        GridColumn(_("To do"), right=True),
        GridColumn(_("Late"), right=True),
    )
    rows = tuple(map(_row, [*nobodys, *named] if is_named else []))
    return Grid(_("Who is responsible"), columns, rows, lead if nobodys else "")


def _row(one: Charge) -> tuple[GridCell, ...]:
    name = name_text(one.responsible)
    return (
        GridCell(str(one.touchpoint_id)),
        GridCell(one.stage, "dim"),
        GridCell(one.touchpoint),
        GridCell(name or _("nobody"), "" if one.responsible.is_here else "warn"),
        GridCell(by_text(one.responsible.by), "dim"),
        need_cell(one.known_need),
        GridCell(str(one.open or "")),
        GridCell(str(one.late or ""), "bad" if one.late else ""),
    )
