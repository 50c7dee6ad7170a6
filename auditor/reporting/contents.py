"""What a report of a journey is made of, gathered once for all its forms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.analysis.mapping import Named, named
from auditor.base.errors import NotFoundError
from auditor.base.i18n import _
from auditor.base.vocabulary import AuditKind, Method, Status
from auditor.views.actions import ActionFilter, ActionLine
from auditor.views.audits import AuditLine, Finding, TouchpointSummary
from auditor.views.evidence import Contradiction, Evidence, EvidenceFilter, JourneySupport
from auditor.views.follow import Comparison, Trend
from auditor.views.maps import JourneyMap

if TYPE_CHECKING:
    from auditor.workspace import Workspace

ALL_BUT_DROPPED = tuple(status for status in Status if status is not Status.DROPPED)


class Heard(Struct, frozen=True):
    """The newest audit for a persona, what it found, and how it differs from the one before, if there is one."""

    audit: AuditLine
    findings: tuple[Finding, ...]
    change: Comparison | None


class Contents(Struct, frozen=True):
    """Everything that a report shows of a journey."""

    today: date
    map: JourneyMap
    named: Named
    summary: tuple[TouchpointSummary, ...]
    audits: tuple[AuditLine, ...]
    """The newest first, without those hidden from whoever asks."""
    heard: tuple[Heard, ...]
    """By persona, the newest audit first."""
    actions: tuple[ActionLine, ...]
    """All but dropped ones, in order of priority."""
    evidence: tuple[Evidence, ...]
    support: JourneySupport | None
    contradictions: tuple[Contradiction, ...]
    trend: Trend
    method: Method
    """Whose numbers put the actions in order."""

    @property
    def open_actions(self) -> tuple[ActionLine, ...]:
        """Those that still want doing, in order of priority."""
        closed = (Status.DONE, Status.VERIFIED)
        return tuple(action for action in self.actions if action.status not in closed)


def gather(workspace: Workspace, journey_id: int, today: date) -> Contents:
    """Return what a report shows of a journey; raise NotFoundError when there is none of that number."""
    reads = workspace.reads
    journey_map = reads.maps.get(journey_id)
    if journey_map is None:
        raise NotFoundError(_("There is no journey number {number}.").format(number=journey_id))
    audits = [line for line in reads.audits.lines(journey_id) if not line.hidden]
    wanted = ActionFilter(ALL_BUT_DROPPED, journey_id=journey_id)
    return Contents(
        today,
        journey_map,
        named(journey_map),
        tuple(reads.audits.summary(journey_id)),
        tuple(audits),
        tuple(_heard(workspace, audit) for audit in _newest(audits)),
        tuple(reads.actions.ranking(wanted).all()),
        tuple(reads.evidence.lines(EvidenceFilter(journey_id=journey_id))),
        reads.evidence.support(journey_id),
        tuple(reads.contradictions.of(journey_id)),
        reads.follow.trend(journey_id),
        workspace.config.scoring.method,
    )


def _newest(audits: list[AuditLine]) -> list[AuditLine]:
    """Return the newest audit of each persona in which anything was answered or felt; re-checks see only a part."""
    found: dict[str, AuditLine] = {}
    for audit in audits:
        if audit.kind is not AuditKind.RECHECK and (audit.answered or audit.felt):
            found.setdefault(audit.persona, audit)
    return list(found.values())


def _heard(workspace: Workspace, audit: AuditLine) -> Heard:
    reads = workspace.reads
    before = reads.follow.before(audit.id)
    change = reads.follow.compare(before.id, audit.id) if before is not None else None
    return Heard(audit, tuple(reads.audits.findings(audit.id)), change)
