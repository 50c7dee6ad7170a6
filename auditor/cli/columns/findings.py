"""How findings, what was seen of them, their pictures and the actions that mend them are shown in tables and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.finding_counts import SEVERITIES, FaultCounts
from auditor.analysis.lasting import in_audit, stand_of
from auditor.base import labels
from auditor.base.i18n import _, day, in_language
from auditor.base.text import shortened
from auditor.base.vocabulary import FindingKind, Seen
from auditor.cli.columns.audits import NOTE_WIDTH
from auditor.cli.columns.sources import cited_records
from auditor.cli.frame.tables import Column, Table
from auditor.library.faults import fault_of
from auditor.sentences import faults
from auditor.sentences.finding_counts import came_back
from auditor.sentences.finding_detail import size_text
from auditor.sentences.finding_states import seen_by, seen_text, spread, state

if TYPE_CHECKING:
    from auditor.views.findings import Finding, Mending, Picture, Sighting, Stand


class Listed(Struct, frozen=True):
    """A finding in a list, with where it stands."""

    finding: Finding
    stand: Stand


def listed(findings: Iterable[Finding], at: bool = True, audit_id: int | None = None) -> Table[Listed]:
    """Return the table of findings in the order given: what tells most of each, and in JSON all of it.

    Journeys and states have columns where not all are of one, and touchpoints unless it is said `at` which they are.
    With `audit_id` there is one of what that audit saw.
    """
    rows = [Listed(one, stand_of(one)) for one in findings]
    journeys = {row.finding.journey_id for row in rows}
    states = {state(row.finding) for row in rows}
    columns = _columns(len(journeys) > 1, len(states) > 1, at)
    return Table(columns if audit_id is None else [*columns, _seen_in(audit_id)], rows)


def _seen_in(audit_id: int) -> Column[Listed]:
    def seen(row: Listed) -> Seen | None:
        told = in_audit(row.finding, audit_id)
        return told.seen if told else None

    def shown(row: Listed) -> str:
        what = seen(row)
        return labels.word(what) if what else ""

    return Column("seen_in_audit", seen, _("Seen"), shown)


def _columns(several_journeys: bool, several_states: bool, at: bool) -> list[Column[Listed]]:
    return [
        Column("name", lambda row: row.finding.name, _("Finding")),
        Column("id", lambda row: row.finding.id),
        Column("number", lambda row: row.finding.number),
        Column("journey_id", lambda row: row.finding.journey_id),
        Column("journey", lambda row: row.finding.journey, _("Journey") if several_journeys else "", minor=4),
        Column("stage", lambda row: row.finding.stage),
        Column("touchpoint_id", lambda row: row.finding.touchpoint_id),
        Column("kind", lambda row: row.finding.kind),
        Column("open", _is_open, _("State") if several_states else "", lambda row: state(row.finding)),
        Column("draft", lambda row: row.finding.is_draft),
        Column(
            "severity",
            lambda row: row.finding.severity,
            _("Severity"),
            lambda row: severity_text(row.finding),
            minor=1,
        ),
        Column("own_severity", lambda row: row.finding.own_severity),
        Column("statement", lambda row: faults.statement(row.finding), _("What is wrong"), least=24),
        Column(
            "touchpoint",
            lambda row: row.finding.touchpoint,
            _("Touchpoint") if at else "",
            lambda row: spread(row.finding),
        ),
        Column("elsewhere", lambda row: list(row.finding.elsewhere)),
        Column("place", lambda row: row.finding.place or None, _("On the page"), _place, minor=3),
        Column("item", lambda row: row.finding.item or None),
        Column("address", lambda row: faults.address(row.finding) or None),
        Column("whom", lambda row: row.finding.whom or None),
        Column("quick_win", lambda row: row.finding.quick_win),
        Column("note", lambda row: row.finding.note or None),
        Column("what", lambda row: row.finding.what or None),
        Column("phrase_id", lambda row: row.finding.phrase_id),
        Column("phrase", lambda row: dict(row.finding.phrase)),
        Column("checklist", lambda row: row.finding.check.checklist if row.finding.check else None),
        Column("check", lambda row: row.finding.check.key if row.finding.check else None),
        Column("duty", lambda row: faults.is_duty(row.finding)),
        Column("source", lambda row: faults.source(row.finding) or None),
        Column("sources", lambda row: cited_records(row.finding.check) if row.finding.check else []),
        Column("fault", lambda row: dict(fault_of(row.finding.check)) if row.finding.check else {}),
        Column(
            "partly",
            lambda row: dict(fault_of(row.finding.check, partly=True)) if row.finding.check else {},
        ),
        Column("remedy", lambda row: dict(row.finding.check.remedy) if row.finding.check else {}),
        Column("verdict", lambda row: row.finding.verdict),
        Column("pain_point", lambda row: row.finding.pain_id),
        Column("found", lambda row: row.finding.found),
        Column("since", lambda row: row.stand.since, _("Since"), _since, minor=2),
        Column("seen", lambda row: row.stand.seen),
        Column("last_looked", lambda row: row.stand.last),
        Column("came_back", lambda row: row.stand.reopened),
        Column("authors", lambda row: list(row.finding.authors)),
        Column(
            "pictures",
            lambda row: Table(picture_columns(), row.finding.pictures).records(),
            _("Pictures"),
            lambda row: str(len(row.finding.pictures) or ""),
            right=True,
            minor=5,
        ),
        Column(
            "actions",
            lambda row: Table(mending_columns(), row.finding.mending).records(),
            _("Action"),
            lambda row: ", ".join(str(one.action_id) for one in row.finding.mending),
            minor=1,
        ),
        Column("sightings", lambda row: sighting_table(row.finding).records()),
    ]


def severity_record(counts: FaultCounts) -> dict[str, int]:
    """Return in JSON how many there are of each severity, the most severe first."""
    return dict(zip(map(str, SEVERITIES), counts.by_severity, strict=True))


def severity_text(finding: Finding) -> str:
    """Return how bad a finding is in a word; nothing of a remark, for which its check is met, unless it was said."""
    told = finding.kind is not FindingKind.REMARK or finding.own_severity is not None
    return faults.severity(finding) if told else ""


def _is_open(row: Listed) -> bool:
    return row.stand.is_open and row.finding.kind is not FindingKind.WAIVED


def _place(row: Listed) -> str:
    return shortened(faults.place(row.finding), NOTE_WIDTH)


def _since(row: Listed) -> str:
    return " · ".join(filter(None, (day(row.stand.since), came_back(row.finding))))


def sighting_table(finding: Finding) -> Table[Sighting]:
    """Return the table of what was seen of a finding, the oldest first, and at the end in audits in progress."""
    columns: list[Column[Sighting]] = [
        Column("at", lambda one: one.at, _("Date"), lambda one: day(one.at)),
        Column("seen", lambda one: one.seen, _("Seen"), seen_text),
        Column("audit", lambda one: one.audit_id, _("Audit"), right=True),
        Column("auditor", lambda one: one.auditor or None, _("Auditor"), seen_by),
        Column("persona", lambda one: one.persona or None, _("Persona"), minor=2),
        Column("verdict", lambda one: one.verdict),
        Column("said_of_itself", lambda one: one.own),
        Column("finished", lambda one: one.finished),
        Column("note", lambda one: one.note or None, _("Note"), lambda one: one.note, least=20, minor=1),
    ]
    return Table(columns, [*finding.sightings, *finding.drafts])


def picture_columns() -> list[Column[Picture]]:
    """Return the columns of pictures."""
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("name", lambda one: one.name, _("Picture"), minor=1),
        Column("kind", lambda one: one.kind),
        Column(
            "width", lambda one: one.width, _("Pixels"), lambda one: f"{one.width} × {one.height}", minor=2
        ),
        Column("height", lambda one: one.height),
        Column("size", lambda one: one.size, _("Size"), lambda one: size_text(one.size), right=True, minor=3),
        Column("sha256", lambda one: one.sha256),
        Column("text", lambda one: one.text or None, _("Shows"), described, least=20),
    ]


def described(one: Picture) -> str:
    """Return what is to be seen on a picture, or that nobody has said it."""
    return one.text or _("not described yet")


def mending_columns() -> list[Column[Mending]]:
    """Return the columns of the actions that mend a finding."""
    return [
        Column("id", lambda one: one.action_id, _("No."), right=True),
        Column("title", lambda one: one.title, _("Action"), least=22),
        Column("status", lambda one: one.status, _("Status"), lambda one: labels.word(one.status)),
        Column("owner", lambda one: one.owner or None, _("Owner")),
        Column("due", lambda one: one.due, _("Due"), lambda one: day(one.due)),
    ]


def remedy_text(finding: Finding) -> str:
    """Return what mends a finding, by its check; empty where it is of none."""
    return in_language(finding.check.remedy) if finding.check else ""
