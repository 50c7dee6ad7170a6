"""`auditor audit compare`: what became better or worse between two audits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from auditor.analysis.finding_changes import changes_between
from auditor.analysis.lasting import worst_first
from auditor.base import labels
from auditor.base.errors import RefusedError
from auditor.base.i18n import _, day, in_language, pgettext
from auditor.base.vocabulary import Change
from auditor.cli.frame import output
from auditor.cli.frame.lookup import an_audit
from auditor.cli.frame.options import format_option, one_of
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Column, Table, facts
from auditor.sentences import finding_counts, follow
from auditor.sentences.faults import statement

if TYPE_CHECKING:
    from auditor.views.audits import AuditLine
    from auditor.views.findings import Finding, FindingChanges
    from auditor.views.follow import ChangeCount, ChangeLine, ClosedAction, Comparison, FeelingChange
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Compare two audits: what was fixed, what got worse. "
        "Findings that are new, came back or are gone are told by name. "
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
    known = workspace.reads.findings.of_journey(found.newer.journey_id)
    became = changes_between(known, found.newer, found.older)
    findings = Table(_finding_columns(), [one for one in _Became.all_of(became) if one.is_told])
    parts: list[Table[Any]] = [facts(_about(found, became)), stages, findings, lines, feelings]
    record = _record(found, lines, feelings, stages) | {
        "findings": {kind: [each.name for each in getattr(became, kind)] for kind in _BECAME}
    }
    output.whole(record, parts, lines, form, follow.chance(found))


_BECAME = ("new", "back", "gone", "still", "unseen")


class _Became(Struct, frozen=True):
    """A finding, and what became of it between the audits."""

    kind: str
    finding: Finding

    @classmethod
    def all_of(cls, changes: FindingChanges) -> list[_Became]:
        return [cls(kind, one) for kind in _BECAME for one in worst_first(getattr(changes, kind))]

    @property
    def word(self) -> str:
        """What became of it, in the user's language."""
        words = {
            "new": pgettext("a finding", "new"),
            "back": _("is back"),
            "gone": _("gone"),
            "still": _("still there"),
            "unseen": _("not looked at"),
        }
        return words[self.kind]

    @property
    def is_told(self) -> bool:
        """It is other than it was; the rest is counted."""
        return self.kind in ("new", "back", "gone")


def _finding_columns() -> list[Column[_Became]]:
    return [
        Column("became", lambda one: one.kind, _("Change"), lambda one: one.word),
        Column("name", lambda one: one.finding.name, _("Name")),
        Column("touchpoint", lambda one: one.finding.touchpoint, _("Touchpoint"), minor=1),
        Column("what", lambda one: statement(one.finding), _("Finding"), least=24),
        Column("severity", lambda one: one.finding.severity, _("Severity"), right=True, minor=2),
    ]


def _about(found: Comparison, became: FindingChanges) -> list[tuple[str, str]]:
    counts = ", ".join(f"{count} {labels.word(change)}" for change, count in found.counts.items() if count)
    return [
        (_("Mind"), follow.unlike(found)),
        (_("Journey"), found.newer.journey),
        (_("Before"), _audit(found.older)),
        (_("After"), _audit(found.newer)),
        (_("Findings"), finding_counts.changed(became)),
        (_("Checks"), counts),
        (_("Left out"), follow.left_out(found)),
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
        Column("check", lambda line: line.check.key, _("Key"), minor=3),
        Column("text", lambda line: in_language(line.check.text), _("Check"), _told, least=24),
        Column("severity", lambda line: line.check.severity, _("Severity"), right=True, minor=2),
        Column("before", lambda line: line.before, _("Verdicts"), follow.from_to),
        Column("after", lambda line: line.after),
        Column("first", lambda line: line.first),
        Column("rechecked_in", lambda line: line.rechecked_in),
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


def _told(line: ChangeLine) -> str:
    text = follow.what_of(line)
    return _("{question} (worded otherwise before)").format(question=text) if line.reworded else text


def _numbers(actions: Iterable[ClosedAction]) -> str:
    return ", ".join(str(one.id) for one in actions)


def _feeling_columns() -> list[Column[FeelingChange]]:
    return [
        Column("touchpoint_id", lambda line: line.touchpoint_id),
        Column("touchpoint", lambda line: line.touchpoint, _("Touchpoint")),
        Column("before", lambda line: line.before, _("Feelings"), follow.felt),
        Column("after", lambda line: line.after),
        Column("first", lambda line: line.first),
        Column("rechecked_in", lambda line: line.rechecked_in),
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
        "unlike": [each.value for each in found.unlike],
        "left_out": found.left_out,
        "counts": {change.value: count for change, count in found.counts.items()},
        "p_value": found.p_value,
        "stages": stages.records(),
        "touchpoints": Table(_count_columns(""), found.touchpoints).records(),
        "checks": lines.records(),
        "feelings": feelings.records(),
    }
