"""`auditor audit compare` and `trend`: what became better or worse, between two audits and over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _, day, in_language, number, percent
from auditor.base.vocabulary import Change
from auditor.cli.frame import output
from auditor.cli.frame.options import format_option, one_of
from auditor.cli.frame.rows import a_journey, a_persona, an_audit
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.drawing.cells import spark
from auditor.sentences import follow

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.views.follow import (
        ChangeCount,
        ChangeLine,
        ClosedAction,
        Comparison,
        FeelingChange,
        Share,
        TrendLine,
    )
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Compare two audits: what was fixed, what got worse. "
        "What is still fine or was not tested is only counted, unless asked for with --only; "
        "JSON and CSV have all. "
        "Without OTHER it is the audit before of the same persona. AUDIT is an audit’s number, "
        "or part of its journey’s name for the newest audit of it."
    )
)
@click.argument("audit")
@click.argument("other", required=False)
@click.option(
    "--only", "only", type=one_of(Change), multiple=True, help=_("Only this kind of change; can be repeated.")
)
@format_option
@with_workspace
def compare(workspace: Workspace, audit: str, other: str | None, only: tuple[str, ...], form: str) -> None:
    """Compare two audits."""
    newer = an_audit(workspace, audit)
    older = an_audit(workspace, other) if other is not None else workspace.reads.follow.before(newer.id)
    if older is None:
        raise RefusedError(
            _("There is no audit before audit {number} to compare it with.").format(number=newer.id)
        )
    found = workspace.reads.follow.compare(newer.id, older.id)
    quiet = set() if form in ("json", "csv") else {Change.STILL_FINE, Change.NOT_TESTED}
    wanted = {Change(word) for word in only} or set(Change) - quiet
    lines = Table(_line_columns(), [line for line in found.lines if line.change in wanted])
    feelings = Table(_feeling_columns(), found.feelings)
    stages = Table(_count_columns(_("Stage")), found.stages)
    parts: list[Table[Any]] = [facts(_about(found)), stages, lines, feelings]
    output.whole(_record(found, lines, feelings, stages), parts, lines, form, follow.chance(found))


def _about(found: Comparison) -> list[tuple[str, str]]:
    counts = ", ".join(f"{count} {labels.word(change)}" for change, count in found.counts.items() if count)
    return [
        (_("Journey"), found.newer.journey),
        (_("Before"), _audit(found.older)),
        (_("After"), _audit(found.newer)),
        (_("Checks"), counts),
    ]


def _audit(line: AuditLine) -> str:
    return f"{line.id} · {day(line.started)} · {line.persona} · {line.auditor}"


def _count_columns(title: str) -> list[Column[ChangeCount]]:
    columns: list[Column[ChangeCount]] = [
        Column("id", lambda one: one.id),
        Column("name", lambda one: one.name, title, least=12),
    ]
    return columns + [_count_column(change) for change in Change]


def _count_column(change: Change) -> Column[ChangeCount]:
    return Column(
        change.value,
        lambda one: one.counts[change],
        labels.word(change),
        lambda one: str(one.counts[change] or ""),
        right=True,
    )


def _line_columns() -> list[Column[ChangeLine]]:
    return [
        Column(
            "change",
            lambda line: line.change,
            _("Change"),
            lambda line: f"{labels.CHANGE_SIGNS[line.change]} {labels.word(line.change)}",
        ),
        Column("stage", lambda line: line.stage),
        Column("touchpoint_id", lambda line: line.touchpoint_id),
        Column("touchpoint", lambda line: line.touchpoint, _("Touchpoint")),
        Column("checklist", lambda line: line.check.checklist),
        Column("check", lambda line: line.check.key, _("Check"), minor=3),
        Column("text", lambda line: in_language(line.check.text), _("Question"), _question, least=24),
        Column("severity", lambda line: line.check.severity, _("Severity"), right=True, minor=2),
        Column("before", lambda line: line.before, _("Verdicts"), follow.from_to),
        Column("after", lambda line: line.after),
        Column("reworded", lambda line: line.reworded),
        Column("note", lambda line: line.note),
        Column(
            "actions",
            lambda line: [one.id for one in line.actions],
            _("Actions"),
            lambda line: _numbers(line.actions),
            minor=1,
        ),
    ]


def _question(line: ChangeLine) -> str:
    text = in_language(line.check.text)
    return _("{question} (worded otherwise before)").format(question=text) if line.reworded else text


def _numbers(actions: Iterable[ClosedAction]) -> str:
    return ", ".join(str(one.id) for one in actions)


def _feeling_columns() -> list[Column[FeelingChange]]:
    return [
        Column("touchpoint_id", lambda line: line.touchpoint_id),
        Column("touchpoint", lambda line: line.touchpoint, _("Touchpoint")),
        Column("before", lambda line: line.before, _("Feelings"), follow.felt),
        Column("after", lambda line: line.after),
        Column("difference", lambda line: line.difference, _("Difference"), follow.difference, right=True),
        Column(
            "actions",
            lambda line: [one.id for one in line.actions],
            _("Actions"),
            lambda line: _numbers(line.actions),
            minor=1,
        ),
    ]


def _record(
    found: Comparison,
    lines: Table[ChangeLine],
    feelings: Table[FeelingChange],
    stages: Table[ChangeCount],
) -> dict[str, object]:
    return {
        "journey_id": found.newer.journey_id,
        "journey": found.newer.journey,
        "before": found.older.id,
        "after": found.newer.id,
        "counts": {change.value: count for change, count in found.counts.items()},
        "p_value": found.p_value,
        "stages": stages.records(),
        "touchpoints": Table(_count_columns(""), found.touchpoints).records(),
        "checks": lines.records(),
        "feelings": feelings.records(),
    }


@click.command(
    help=_(
        "Show how a journey fares over its finished audits. One persona after another: checks passed, "
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
    found = [one for one in workspace.reads.follow.trends(line.id) if only in (None, one.audits[0].persona)]
    rows = [_Trending(one.audits, line) for one in found for line in one.lines]
    keys = [row.line.key for row in rows if row.line.kind == "checklist"]
    titles = {one.key: in_language(one.title) for one in workspace.library.known(keys)}
    lines = Table(_trend_columns(titles, len(found) > 1), rows)
    audits: list[Column[AuditLine]] = [
        Column("id", lambda line: line.id, _("Audit"), right=True),
        Column("started", lambda line: line.started, _("Started"), lambda line: day(line.started)),
        Column("persona", lambda line: line.persona, _("Persona")),
        Column("auditor", lambda line: line.auditor, _("Auditor")),
    ]
    listed = Table(audits, [audit for one in found for audit in one.audits])
    if not found and form not in ("json", "csv"):
        output.say(_("No audit of this journey has been finished yet."))
        return
    output.whole({"audits": listed.records(), "lines": lines.records()}, [listed, lines], lines, form)


_PARTS = {"all": N_("journey"), "stage": N_("stage"), "checklist": N_("checklist")}


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
