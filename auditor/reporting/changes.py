"""What became of checks and feelings since last time, and over several audits, as tables in words."""

from __future__ import annotations

from collections.abc import Callable

from auditor.analysis.finding_counts import over_time
from auditor.base import labels
from auditor.base.i18n import N_, _, day, number, percent
from auditor.base.vocabulary import Change
from auditor.drawing.inks import CHANGE_INKS, feeling_ink
from auditor.reporting.contents import Contents, NewestAudit
from auditor.reporting.grids import Grid, GridCell, GridColumn
from auditor.sentences import follow
from auditor.views.findings import FindingChanges
from auditor.views.follow import Comparison, Share, TrendLine


def changes(contents: Contents) -> list[Grid]:
    """Return what became of checks and feelings since the audit before, for each persona that has one."""
    return [_changes(heard, heard.change) for heard in contents.heard if heard.change is not None]


_TOLD = (Change.REGRESSED, Change.FIXED)
"""Changes that a report lists; what still fails is among the findings."""


def _changes(heard: NewestAudit, change: Comparison) -> Grid:
    rows = [
        (
            GridCell(line.touchpoint),
            GridCell(f"{labels.CHANGE_SIGNS[kind]}\N{NO-BREAK SPACE}{labels.word(kind)}", CHANGE_INKS[kind]),
            GridCell(follow.what_of(line)),
            GridCell(follow.from_to(line)),
            GridCell(follow.explained(line.actions)),
        )
        for kind in _TOLD
        for line in change.lines
        if line.change is kind
    ]
    rows += [
        (
            GridCell(felt.touchpoint),
            GridCell(
                _("feeling {difference}").format(difference=follow.difference(felt)),
                feeling_ink(felt.difference),
            ),
            GridCell(_("How it feels")),
            GridCell(follow.felt(felt)),
            GridCell(follow.explained(felt.actions)),
        )
        for felt in change.feelings
        if felt.difference
    ]
    columns = (
        GridColumn(_("Touchpoint")),
        GridColumn(_("Change")),
        GridColumn(_("Finding"), names=True),
        *(GridColumn(title) for title in (_("From → to"), _("Explained by"))),
    )
    mind = follow.unlike(change)
    lead = _("{day} against {before}. {chance} {count} still failing.").format(
        day=day(heard.audit.started),
        before=day(change.older.started),
        chance=follow.chance(change),
        count=change.counts[Change.STILL_FAILING],
    )
    lead = " ".join(said for said in (mind, lead, follow.left_out(change)) if said)
    return Grid(
        _("Since last time: {persona}").format(persona=heard.audit.persona), columns, tuple(rows), lead
    )


def trend(contents: Contents, most: int = 6) -> Grid:
    """Return how the newest audits fare, the oldest first: checks passed, as a whole and by stage."""
    first = max(0, len(contents.trend.audits) - most)
    audits = contents.trend.audits[first:]
    columns = (
        GridColumn(_("Part"), names=True),
        *(GridColumn(f"{day(audit.started)} · {audit.persona}", right=True) for audit in audits),
    )
    rows = [
        (GridCell(_trend_name(line)), *(GridCell(_share(share)) for share in line.shares[first:]))
        for line in contents.trend.lines
        if line.kind != "checklist" and any(share is not None for share in line.shares[first:])
    ]
    rows += _counts(contents, first)
    lead = _("Checks passed of those that apply, and the mean feeling; then the findings after each audit.")
    return Grid(_("Over time"), columns, tuple(rows) if len(audits) > 1 else (), lead)


_COUNTS: tuple[tuple[str, Callable[[FindingChanges], int]], ...] = (
    (N_("Open findings"), lambda one: one.open_now),
    (N_("New findings"), lambda one: len(one.new)),
    (N_("Findings that are gone"), lambda one: len(one.gone)),
    (N_("Findings that came back"), lambda one: len(one.back)),
)


def _counts(contents: Contents, first: int) -> list[tuple[GridCell, ...]]:
    """Return the rows that count the findings after each audit, from that at the place `first` on."""
    changes = over_time(contents.findings, contents.trend.audits)[first:]
    return [
        (GridCell(_(title)), *(GridCell(str(count(one))) for one in changes))
        for title, count in _COUNTS
        if any(map(count, changes))
    ]


def _trend_name(line: TrendLine) -> str:
    return _("The whole journey") if line.kind == "all" else line.name


def _share(share: Share | None) -> str:
    if share is None:
        return ""
    parts = [
        percent(share.passing) if share.passing is not None else "",
        number(share.feeling, 1, signed=True) if share.feeling is not None else "",
    ]
    return " · ".join(part for part in parts if part)
