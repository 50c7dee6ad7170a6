"""`auditor audit trend`: how a journey fares over its audits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from auditor.analysis.finding_counts import over_time
from auditor.base.i18n import N_, _, day, in_language, number, percent
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey, a_persona
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table
from auditor.drawing.cells import spark

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.views.findings import FindingChanges
    from auditor.views.follow import Share, Trend, TrendLine
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Show how a journey fares over its finished audits. After each audit: how many findings of the journey are open, "
        "and how many are new, gone or came back since the audit before it. Then, one persona after another: checks passed, "
        "severity failed and feelings, as a whole, per stage and per checklist."
    )
)
@click.argument("journey")
@click.option("--persona", metavar="PERSONA", help=_("Only the audits of this persona (number or name)."))
@format_option
@with_workspace
def trend(workspace: Workspace, journey: str, persona: str | None, form: str) -> None:
    """Show trends."""
    line = a_journey(workspace, journey)
    only = a_persona(workspace, persona, str(line.id)).name if persona is not None else None
    every = workspace.reads.follow.trends(line.id)
    found = [one for one in every if only in (None, one.audits[0].persona)]
    rows = [_Trending(one.audits, line) for one in found for line in one.lines]
    keys = [row.line.key for row in rows if row.line.kind == "checklist"]
    titles = {one.key: in_language(one.title) for one in workspace.library.known(keys)}
    lines = Table(_trend_columns(titles, len(found) > 1), rows)
    changes = _changes(workspace, line.id, every)
    listed = Table(
        _audit_columns(),
        [_Counted(audit, changes[audit.id]) for one in found for audit in one.audits],
    )
    if not found and form not in ("json", "csv"):
        output.say(_("No audit of this journey has been finished yet."))
        return
    output.whole({"audits": listed.records(), "lines": lines.records()}, [listed, lines], lines, form)


_PARTS = {"all": N_("journey"), "stage": N_("stage"), "checklist": N_("checklist")}


def _changes(workspace: Workspace, journey_id: int, every: Sequence[Trend]) -> dict[int, FindingChanges]:
    """Return by audit what became of findings since the one before it, for whomever that was."""
    audits = sorted(
        (audit for one in every for audit in one.audits), key=lambda audit: (audit.started, audit.id)
    )
    findings = workspace.reads.findings.of_journey(journey_id)
    return dict(zip((audit.id for audit in audits), over_time(findings, audits), strict=True))


class _Counted(Struct, frozen=True):
    """An audit, and what became of findings since the one before it, for whomever that was."""

    audit: AuditLine
    changes: FindingChanges


def _audit_columns() -> list[Column[_Counted]]:
    return [
        Column("id", lambda one: one.audit.id, _("Audit"), right=True),
        Column("started", lambda one: one.audit.started, _("Started"), lambda one: day(one.audit.started)),
        Column("persona", lambda one: one.audit.persona, _("Persona")),
        Column("auditor", lambda one: one.audit.auditor, _("Auditor")),
        Column("findings_open", lambda one: one.changes.open_now, _("Open findings"), right=True),
        Column("findings_new", lambda one: len(one.changes.new), _("New"), right=True),
        Column("findings_gone", lambda one: len(one.changes.gone), _("Gone"), right=True),
        Column("findings_back", lambda one: len(one.changes.back), _("Came back"), right=True),
    ]


class _Trending(Struct, frozen=True):
    """A part of the journey over the audits of a persona."""

    audits: Sequence[AuditLine]
    line: TrendLine


def _trend_columns(titles: Mapping[str, str], several: bool) -> list[Column[_Trending]]:
    """Return the columns of trends; with the persona where there are several."""
    return [
        Column("persona", lambda row: row.audits[0].persona, _("Persona") if several else ""),
        Column("kind", lambda row: row.line.kind, _("Part"), lambda row: _(_PARTS[row.line.kind])),
        Column("key", lambda row: row.line.key),
        Column(
            "name",
            lambda row: row.line.name,
            _("Name"),
            lambda row: titles.get(row.line.key, row.line.name),
            least=12,
        ),
        Column("passing", lambda row: _values(row.line.shares, "passing"), _("Passed"), _passing),
        Column("failing", lambda row: _values(row.line.shares, "failing"), _("Severity failed"), _failing),
        Column("feeling", lambda row: _values(row.line.shares, "feeling"), _("Feeling"), _feeling),
        Column("judged", lambda row: [share.judged if share else 0 for share in row.line.shares]),
        Column("audits", lambda row: [audit.id for audit in row.audits]),
    ]


def _values(shares: Sequence[Share | None], name: str) -> list[float | None]:
    return [None if share is None else getattr(share, name) for share in shares]


def _passing(row: _Trending) -> str:
    return _drawn(_values(row.line.shares, "passing"), 0, 1)


def _failing(row: _Trending) -> str:
    return _drawn(_values(row.line.shares, "failing"), 0, 1)


def _feeling(row: _Trending) -> str:
    return _drawn(_values(row.line.shares, "feeling"), -2, 2)


def _drawn(values: Sequence[float | None], low: int, high: int) -> str:
    """Return a small line with the first and the last value known beside it."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    first, last = (
        percent(value) if low == 0 else number(value, 1, signed=True) for value in (known[0], known[-1])
    )
    line = spark(values, low, high)
    return f"{line} {last}" if len(known) == 1 else f"{line} {first} → {last}"
