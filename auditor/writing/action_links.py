"""What an action answers: links to findings, made and let go."""

from __future__ import annotations

from sqlmodel import col, select

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.ways_out import WayOut
from auditor.store.reading.strategies import SERVED
from auditor.store.tables import (
    ActionRecord,
    CommentRecord,
    LinkRecord,
    NoteRecord,
    TouchpointRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.writing.finding_rows import Subject
from auditor.writing.strategies import serve


def hold(work: Work, action: ActionRecord, subject: Subject) -> None:
    """Link an action to a finding; one it let go before is taken up again."""
    _refuse_unknown(work, action, subject)
    known = _link(work, action, subject)
    if known is not None:
        work.change(known, removed_at=None)
        return
    assert action.id is not None
    work.new(
        LinkRecord(
            action_id=action.id,
            touchpoint_id=subject.touchpoint_id,
            checklist=subject.checklist,
            check_key=subject.check_key,
            note_id=subject.note_id,
        )
    )


def let_go(work: Work, action: ActionRecord, subject: Subject) -> None:
    """Take the link of an action to a finding out of sight."""
    known = _link(work, action, subject)
    if known is None or known.removed_at is not None:
        raise NotFoundError(_("The action does not answer that."), WayOut.SEE_ACTION)
    work.remove(known)


def take_over(work: Work, action: ActionRecord, into: ActionRecord) -> None:
    """Let an action answer what another answers, which lets it go, and have what was said of that."""
    assert into.id is not None
    links = work.session.exec(
        select(LinkRecord)
        .where(LinkRecord.action_id == action.id, col(LinkRecord.removed_at).is_(None))
        .order_by(col(LinkRecord.id))
    )
    for link in links.all():
        hold(work, into, Subject(link.touchpoint_id, link.checklist, link.check_key, link.note_id))
        work.remove(link)
    assert action.id is not None
    serve(work, into, [one.id for one in work.reader.all(SERVED, action=action.id)])
    said = work.session.exec(
        select(CommentRecord).where(CommentRecord.action_id == action.id).order_by(col(CommentRecord.id))
    )
    for comment in said.all():
        work.change(comment, action_id=into.id)


def _link(work: Work, action: ActionRecord, subject: Subject) -> LinkRecord | None:
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
    return next((link for link in links if link.note_id == subject.note_id), None)


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
