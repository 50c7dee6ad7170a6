"""What is refused so that the audits of a round stay hidden from the other auditors until all of it have finished."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from auditor.base.errors import ConflictError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import shortened
from auditor.base.vocabulary import AuditKind
from auditor.store.tables import AuditRecord, FindingRecord, PersonRecord, VisitRecord
from auditor.store.work import Work


def speaks_for_itself(audit: AuditRecord) -> bool:
    """Tell whether what an audit finds is the team's finding, not yet one opinion of several."""
    return audit.round_id is None or audit.kind == AuditKind.AGREED


def refuse_hidden(work: Work, audit: AuditRecord) -> None:
    """Raise RefusedError when an audit is somebody else's and its round has not finished."""
    if speaks_for_itself(audit):
        return
    auditor = work.session.get(PersonRecord, audit.auditor_id)
    is_hidden = audit.removed_at is not None or _has_open_audits(work, audit)
    if auditor is None or auditor.id == work.known.number or not is_hidden:
        return
    raise RefusedError(
        _("This is {name}’s audit, hidden from others until all of its round have finished.").format(
            name=shortened(auditor.name, 40)
        )
    )


def refuse_hidden_finding(work: Work, finding: FindingRecord) -> None:
    """Raise RefusedError when a finding was first found in an audit that is somebody else's and hidden."""
    if finding.visit_id is not None:
        visit = work.session.get_one(VisitRecord, finding.visit_id)
        refuse_hidden(work, work.session.get_one(AuditRecord, visit.audit_id))


def is_settled(work: Work, audit: AuditRecord) -> bool:
    """Tell whether an audit is in no round that is not finished, so that what was found in it is everybody's."""
    return speaks_for_itself(audit) or (audit.removed_at is None and not _has_open_audits(work, audit))


def refuse_return(work: Work, audit: AuditRecord) -> None:
    """Raise ConflictError when an unfinished audit would come back into a round that has finished without it.

    Its auditor may have read by now what the others answered.
    """
    if speaks_for_itself(audit) or audit.finished_at is not None:
        return
    if _is_one(work, audit, col(AuditRecord.finished_at).is_not(None)) and not _has_open_audits(work, audit):
        raise ConflictError(
            _("All others of the round have finished since, and their answers are open: it stays out.")
        )


def _has_open_audits(work: Work, audit: AuditRecord) -> bool:
    """Tell whether somebody of the audit's round has not finished."""
    return _is_one(work, audit, col(AuditRecord.finished_at).is_(None))


def _is_one(work: Work, audit: AuditRecord, condition: ColumnElement[bool]) -> bool:
    """Tell whether the condition is true of an auditor's audit in the same round."""
    found = select(AuditRecord.id).where(
        AuditRecord.round_id == audit.round_id,
        AuditRecord.kind != AuditKind.AGREED,
        col(AuditRecord.removed_at).is_(None),
        condition,
    )
    return work.session.exec(found.limit(1)).first() is not None
