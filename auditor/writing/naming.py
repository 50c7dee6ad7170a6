"""Findings of checks that are not met: found by the answer, and named when more is said of one before the audit ends."""

from __future__ import annotations

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import FindingKind, Verdict
from auditor.store.tables import AnswerRecord, AuditRecord, FindingRecord, VisitRecord, WordingRecord
from auditor.store.work import Work
from auditor.writing.finding_rows import Subject, findings_at, new_finding, of_others
from auditor.writing.sealing import refuse_hidden

_FAILING = (Verdict.FAIL, Verdict.PARTLY)


def named_of(work: Work, answer_id: int) -> FindingRecord:
    """Return the finding of a check that is not met, named if it was not; raise RefusedError for one that is met."""
    answer, visit, subject = answered(work, answer_id)
    refuse_met(answer)
    there = findings_at(work, [subject]).get(subject, [])
    alone = of_others(work, work.get(AuditRecord, visit.audit_id), there)
    known = [
        row
        for row in there
        if row.removed_at is None and row.kind == FindingKind.FAULT and row.id not in alone
    ]
    return known[0] if known else new_named(work, visit, subject)


def new_named(work: Work, visit: VisitRecord, subject: Subject) -> FindingRecord:
    """Return a new finding, found in the audit of a visit."""
    return new_finding(work, subject, visit, work.get(AuditRecord, visit.audit_id).started_at)


def answered(work: Work, answer_id: int) -> tuple[AnswerRecord, VisitRecord, Subject]:
    """Return an answer with its visit and what a finding of it is about; raise RefusedError where it is hidden."""
    answer = work.get(AnswerRecord, answer_id)
    visit = work.get(VisitRecord, answer.visit_id)
    refuse_hidden(work, work.get(AuditRecord, visit.audit_id))
    wording = work.session.get_one(WordingRecord, answer.wording_id)
    return answer, visit, Subject(visit.touchpoint_id, wording.checklist, wording.check_key)


def refuse_met(answer: AnswerRecord) -> None:
    """Raise RefusedError for a check that is met, or not answered."""
    if answer.verdict not in _FAILING:
        said = word(Verdict(answer.verdict)) if answer.verdict else _("not answered yet")
        raise RefusedError(
            _("The check is {verdict}: a finding needs one that is failed or partly met.").format(
                verdict=said
            )
        )
