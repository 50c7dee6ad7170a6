"""Findings of checks that are not met: found by the answer, and named when more is said of one before the audit ends."""

from __future__ import annotations

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.labels import word
from auditor.base.vocabulary import FAILING, FindingKind, Verdict
from auditor.store.tables import AnswerRecord, AuditRecord, FindingRecord, VisitRecord, WordingRecord
from auditor.store.work import Work
from auditor.writing.finding_rows import Subject, findings_in, new_finding
from auditor.writing.following import visited
from auditor.writing.found import look
from auditor.writing.sealing import refuse_hidden


def named_of(work: Work, answer_id: int) -> FindingRecord:
    """Return the finding of a check that is not met, named if it was not; raise RefusedError for one that is met.

    Where all there is was waived it is that, to be taken up again: the same is not named twice.
    """
    answer, visit, subject = answered(work, answer_id)
    refuse_met(answer)
    audit = work.get(AuditRecord, visit.audit_id)
    work.session.flush()
    visits = visited(work, audit)
    followers = look(work, audit, visits, {(subject.checklist, subject.check_key)}).followers
    by_place = {one.touchpoint_id: one for one, _point in visits}
    known = findings_in(work, audit, by_place, [subject], followers)[subject]
    faults = [row for row in known if row.kind == FindingKind.FAULT]
    return next(iter((*faults, *known)), None) or new_named(work, visit, subject)


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
    if answer.verdict not in FAILING:
        said = word(Verdict(answer.verdict)) if answer.verdict else _("not answered yet")
        raise RefusedError(
            _("The check is {verdict}: a finding needs one that is failed or partly met.").format(
                verdict=said
            )
        )
