"""Which audit of a journey is walked, how deep a new one goes, and how deep one that is walked can still go."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.base import labels
from auditor.base.i18n import day
from auditor.base.vocabulary import AuditKind, Depth
from auditor.views.audits import Audit, AuditLine
from auditor.views.depths import DepthOffer
from auditor.workspace import Workspace


def open_audits(workspace: Workspace, journey_id: int) -> list[AuditLine]:
    """Return the audits of a journey that can be taken up again."""
    audits = workspace.reads.audits.lines(journey_id)
    return [line for line in audits if line.finished is None and not line.hidden]


def are_to_choose_from(lines: Sequence[AuditLine]) -> bool:
    """Tell whether one has to say which of the open audits is meant: one of several, or no whole one."""
    return len(lines) > 1 or any(line.kind is AuditKind.RECHECK for line in lines)


def audit_words(line: AuditLine) -> str:
    """Return by what one knows an audit among others; a whole one does not say so."""
    kind = "" if line.kind is AuditKind.WHOLE else labels.word(line.kind)
    return " · ".join(filter(None, (day(line.started), line.auditor, kind, line.persona)))


def depths_to_choose(workspace: Workspace, journey_id: int) -> list[DepthOffer]:
    """Return what an audit of a journey asks for at each depth; none where all ask for as much."""
    offers = workspace.depths(journey_id)
    return offers if len({offer.judgements for offer in offers}) > 1 else []


def depth_before(workspace: Workspace, journey_id: int) -> Depth:
    """Return how deep the newest whole audit of a journey went; standard where there is none."""
    lines = workspace.reads.audits.lines(journey_id)
    return next((line.depth for line in lines if line.kind is AuditKind.WHOLE), Depth.STANDARD)


def can_deepen(audit: Audit) -> bool:
    """Tell whether an audit can be made to ask more."""
    return (
        audit.kind is AuditKind.WHOLE
        and audit.depth is not Depth.FULL
        and audit.finished is None
        and audit.round_id is None
    )


def deeper(workspace: Workspace, audit: Audit) -> list[DepthOffer]:
    """Return what an audit would ask for at each depth that goes deeper than it does."""
    return [offer for offer in workspace.depths(audit.journey_id) if not audit.depth.asks(offer.depth)]
