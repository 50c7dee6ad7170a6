"""What an action answers: links to findings, made and let go."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlmodel import col, select

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.vocabulary import FindingKind
from auditor.base.ways_out import WayOut
from auditor.store.tables import (
    ActionRecord,
    CommentRecord,
    FindingRecord,
    LinkRecord,
    NoteRecord,
    TouchpointRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.writing.finding_rows import (
    Subject,
    ToMend,
    findings_at,
    new_link,
    subject_of,
    subject_of_link,
)
from auditor.writing.strategies import serve_alike


def hold(work: Work, action: ActionRecord, subject: Subject, finding_id: int | None = None) -> None:
    """Let an action answer all that is found of a subject, or one finding of it; one it let go before is taken up again.

    Raises RefusedError for what is of another journey, NotFoundError for a check that was never asked.
    """
    _refuse_unknown(work, action, subject)
    links = _links(work, action, subject)
    if any(link.removed_at is None and link.finding_id in (None, finding_id) for link in links):
        return
    known = next((link for link in links if link.finding_id == finding_id), None)
    if known is not None:
        work.change(known, removed_at=None)
        return
    assert action.id is not None
    work.new(new_link(action.id, ToMend(subject, finding_id)))


def let_go(work: Work, action: ActionRecord, subject: Subject, finding_id: int | None = None) -> None:
    """Take the links of an action to a subject out of sight, or that to one finding: what else is found there stays.

    Raises NotFoundError where the action answers nothing of it.
    """
    held = [link for link in _links(work, action, subject) if link.removed_at is None]
    gone = [link for link in held if finding_id is None or link.finding_id in (None, finding_id)]
    if not gone:
        raise NotFoundError(_("The action does not answer that."), WayOut.SEE_ACTION)
    for link in gone:
        work.remove(link)
    if finding_id is not None and any(link.finding_id is None for link in gone):
        for other in findings_at(work, [subject]).get(subject, ()):
            if other.id != finding_id and other.removed_at is None and other.kind == FindingKind.FAULT:
                hold(work, action, subject, other.id)


def hold_finding(work: Work, action: ActionRecord, finding_id: int) -> None:
    """Let an action mend a finding; raise RefusedError for one of another journey."""
    hold(work, action, subject_of(work.get(FindingRecord, finding_id)), finding_id)


def let_finding_go(work: Work, action: ActionRecord, finding_id: int) -> None:
    """Let an action mend a finding no longer; raise NotFoundError where it does not."""
    let_go(work, action, subject_of(work.get(FindingRecord, finding_id)), finding_id)


def hand_on(
    work: Work, action: ActionRecord, findings: Mapping[int, Collection[int]], to: ActionRecord
) -> None:
    """Let another action mend findings that an action has not mended, each at the touchpoints where it stands."""
    for number, places in findings.items():
        finding = work.get(FindingRecord, number)
        subject = subject_of(finding)
        let_go(work, action, subject, number)
        hold(work, to, subject, number)
        alike = [link for link in _alike(work, action, subject) if link.touchpoint_id in places]
        if all(link.finding_id is None for link in alike):
            for link in alike:
                work.remove(link)
                hold(work, to, Subject(link.touchpoint_id, link.checklist, link.check_key))


def _alike(work: Work, action: ActionRecord, subject: Subject) -> list[LinkRecord]:
    """Return the links that an action still has to the check of a subject, at any touchpoint."""
    if not subject.check_key:
        return []
    links = select(LinkRecord).where(
        LinkRecord.action_id == action.id,
        LinkRecord.checklist == subject.checklist,
        LinkRecord.check_key == subject.check_key,
    )
    rows = work.session.exec(links.order_by(col(LinkRecord.id))).all()
    return [link for link in rows if link.removed_at is None]


def mended_by(work: Work, action: ActionRecord) -> list[ToMend]:
    """Return what the links of an action are about."""
    links = select(LinkRecord).where(LinkRecord.action_id == action.id, col(LinkRecord.removed_at).is_(None))
    return [ToMend(subject_of_link(link), link.finding_id) for link in work.session.exec(links)]


def take_over(work: Work, action: ActionRecord, into: ActionRecord) -> None:
    """Let an action answer what another answers, which lets it go, and have what was said of that."""
    assert into.id is not None
    links = work.session.exec(
        select(LinkRecord)
        .where(LinkRecord.action_id == action.id, col(LinkRecord.removed_at).is_(None))
        .order_by(col(LinkRecord.id))
    )
    for link in links.all():
        hold(work, into, subject_of_link(link), link.finding_id)
        work.remove(link)
    serve_alike(work, into, action)
    said = work.session.exec(
        select(CommentRecord).where(CommentRecord.action_id == action.id).order_by(col(CommentRecord.id))
    )
    for comment in said.all():
        work.change(comment, action_id=into.id)


def _links(work: Work, action: ActionRecord, subject: Subject) -> list[LinkRecord]:
    """Return all links of an action to a subject, those in sight first."""
    links = work.session.exec(
        select(LinkRecord)
        .where(
            LinkRecord.action_id == action.id,
            LinkRecord.touchpoint_id == subject.touchpoint_id,
            LinkRecord.checklist == subject.checklist,
            LinkRecord.check_key == subject.check_key,
        )
        .order_by(col(LinkRecord.removed_at).is_not(None), col(LinkRecord.id))
    )
    return [link for link in links if link.note_id == subject.note_id]


def _refuse_unknown(work: Work, action: ActionRecord, subject: Subject) -> None:
    point = work.get(TouchpointRecord, subject.touchpoint_id)
    if point.journey_id != work.get(TouchpointRecord, action.touchpoint_id).journey_id:
        raise RefusedError(_("An action answers findings of its own journey only."))
    if subject.note_id is not None:
        if work.get(NoteRecord, subject.note_id).touchpoint_id != subject.touchpoint_id:
            raise RefusedError(_("That note stands at another touchpoint."))
    elif subject.check_key:
        asked = select(WordingRecord.id).where(
            WordingRecord.checklist == subject.checklist, WordingRecord.check_key == subject.check_key
        )
        if work.session.exec(asked.limit(1)).first() is None:
            raise NotFoundError(
                _("The check {checklist}/{key} was never asked.").format(
                    checklist=subject.checklist, key=subject.check_key
                ),
                WayOut.SEE_FINDINGS,
            )
