"""Tells more of some findings of the sample: where, whom they hit, pictures, and that one was gone for a while."""

from __future__ import annotations

from auditor.base.i18n import in_language
from auditor.base.vocabulary import AuditKind, Seen
from auditor.sample.data import SampleFinding
from auditor.sample.reading import OUR_FOLDER
from auditor.sample.walking import Made, check_named, whole_audit
from auditor.views.finding_drafts import FindingDraft


def tell_finding(made: Made, told: SampleFinding) -> None:
    """Tell more of a finding of the newest finished audit, or add one to its check; nothing where that isn't asked."""
    findings = made.workspace.findings
    answer = _answer(made, told)
    if answer is None:
        return
    draft = FindingDraft(
        what=in_language(told.what) or None,
        place=in_language(told.place) or None,
        item=in_language(told.item) or None,
        severity=told.severity,
        whom=in_language(told.whom) or None,
        quick_win=told.quick_win,
    )
    with made.workspace.together():
        if told.more:
            findings.add(answer, draft)
            return
        number = made.findings[told.touchpoint, told.check] = findings.name(answer)
        findings.edit(number, draft)
        if told.keep:
            findings.keep(number, told.keep)
        for picture in told.pictures:
            content = (OUR_FOLDER / picture.file).read_bytes()
            made.workspace.pictures.add(number, content, picture.file, in_language(picture.text))


def say_gone(made: Made, told: SampleFinding) -> None:
    """Say by hand that a finding is gone."""
    number = made.findings.get((told.touchpoint, told.check))
    if number is not None:
        made.workspace.findings.see_by_hand([number], Seen.GONE, in_language(told.gone))


def _answer(made: Made, told: SampleFinding) -> int | None:
    """Return the number of the answer to the check of a finding, of the newest finished audit of the whole journey."""
    lines = made.workspace.reads.audits.lines(made.journey)
    whole = (line for line in lines if line.kind is AuditKind.WHOLE and line.finished and line.answered)
    audit = whole_audit(made.workspace, next(whole).id)
    return next(
        (
            answer.id
            for visit in audit.visits
            if visit.touchpoint_id == made.points[told.touchpoint]
            for answer in visit.answers
            if check_named(answer.check) == told.check
        ),
        None,
    )
