"""Findings into proposed actions. A finding that an action already answers joins it; no second audit doubles the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from sqlmodel import col, select

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import SOUR_FROM, AuditKind, NoteKind, Status, Verdict
from auditor.store.tables import (
    ActionRecord,
    AnswerRecord,
    AuditRecord,
    ChangedRowRecord,
    ChangeRecord,
    LinkRecord,
    NoteRecord,
    StageRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.writing.asked_checks import worded
from auditor.writing.remedies import Remedy, pain_remedy, remedy_of, sour_remedy

_FAILING = (Verdict.FAIL, Verdict.PARTLY)
_CLOSED = (Status.DONE, Status.VERIFIED)


class Subject(Struct, frozen=True):
    """What a finding is about: a check, a pain point noted, or with neither the feeling."""

    touchpoint_id: int
    checklist: str = ""
    check_key: str = ""
    note_id: int | None = None


class _Linked(Struct, frozen=True):
    """An action and what links it to a subject."""

    link: LinkRecord
    action: ActionRecord

    @property
    def holds(self) -> bool:
        """The action answers the finding; it was not let go as settled."""
        return self.link.removed_at is None


def propose(work: Work, audit: AuditRecord, touchpoint_id: int | None = None) -> int:
    """Bring the proposed actions in line with the findings of an audit, or of one touchpoint in it.

    A finding without an action, or whose action was closed before the audit began, gets a proposed one. A
    proposal of which nothing is found any more is dropped, saying so, and let go by its finding; found once
    more, it is taken up again. What a re-check finds anew of an action that is done waits for the verdict on
    that action, and what it carried over is no finding of its own. Returns how many were proposed.
    """
    visits = _visits(work, audit, touchpoint_id)
    found, fine = _findings(work, audit, visits)
    linked = _linked(work, {visit.touchpoint_id for visit, _point in visits})
    made = 0
    for subject, remedy in found.items():
        links = linked.get(subject, [])
        if not _wants_new([one.action for one in links if one.holds], audit):
            continue
        settled = [one for one in links if not one.holds and one.action.status not in _CLOSED]
        if settled:
            made += _take_up(work, settled[-1])
        else:
            add_action(work, subject.touchpoint_id, remedy, Status.PROPOSED, [subject])
            made += 1
    _drop_settled(work, audit, fine, linked)
    return made


def _visits(
    work: Work, audit: AuditRecord, touchpoint_id: int | None
) -> list[tuple[VisitRecord, TouchpointRecord]]:
    statement = (
        select(VisitRecord, TouchpointRecord)
        .join(TouchpointRecord, col(TouchpointRecord.id) == VisitRecord.touchpoint_id)
        .join(StageRecord, col(StageRecord.id) == TouchpointRecord.stage_id)
        .where(
            VisitRecord.audit_id == audit.id,
            *(col(table.removed_at).is_(None) for table in (VisitRecord, TouchpointRecord, StageRecord)),
        )
    )
    if touchpoint_id is not None:
        statement = statement.where(VisitRecord.touchpoint_id == touchpoint_id)
    return [(visit, point) for visit, point in work.session.exec(statement)]


def _findings(
    work: Work, audit: AuditRecord, visits: Iterable[tuple[VisitRecord, TouchpointRecord]]
) -> tuple[dict[Subject, Remedy], set[Subject]]:
    """Return what was found with its remedy, and what was looked at and found fine."""
    since = audit.started_at if audit.kind == AuditKind.RECHECK else ""
    found: dict[Subject, Remedy] = {}
    fine: set[Subject] = set()
    for visit, point in visits:
        rows = work.session.exec(
            select(AnswerRecord, WordingRecord)
            .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
            .where(
                AnswerRecord.visit_id == visit.id,
                col(AnswerRecord.removed_at).is_(None),
                col(AnswerRecord.carried).is_(False),
            )
            .order_by(col(AnswerRecord.position))
        ).all()
        for answer, wording in rows:
            subject = Subject(visit.touchpoint_id, wording.checklist, wording.check_key)
            if answer.verdict in _FAILING:
                found[subject] = remedy_of(worded(wording))
            elif answer.verdict is not None:
                fine.add(subject)
        if visit.feeling is not None:
            subject = Subject(visit.touchpoint_id)
            if visit.feeling <= SOUR_FROM:
                found[subject] = sour_remedy(visit.feeling, point.name, point.critical)
            elif not _is_sour_to_others(work, audit, visit.touchpoint_id):
                fine.add(subject)
        for note in _notes(work, visit.touchpoint_id):
            subject = Subject(visit.touchpoint_id, note_id=note.id)
            if note.removed_at is None and note.kind == NoteKind.PAIN_POINT:
                if not since or _is_noted_since(work, note, since):
                    found[subject] = pain_remedy(note.text)
            else:
                fine.add(subject)
    return found, fine


def _is_sour_to_others(work: Work, audit: AuditRecord, touchpoint_id: int) -> bool:
    """Tell whether another persona felt sour at a touchpoint in its newest finished audit."""
    rows = work.session.exec(
        select(AuditRecord.persona_id, VisitRecord.feeling)
        .join(VisitRecord, col(VisitRecord.audit_id) == AuditRecord.id)
        .where(
            VisitRecord.touchpoint_id == touchpoint_id,
            AuditRecord.persona_id != audit.persona_id,
            col(VisitRecord.feeling).is_not(None),
            col(AuditRecord.finished_at).is_not(None),
            col(VisitRecord.removed_at).is_(None),
            col(AuditRecord.removed_at).is_(None),
        )
        .order_by(col(AuditRecord.started_at), col(AuditRecord.id))
    ).all()
    newest = dict(rows)
    return any(feeling is not None and feeling <= SOUR_FROM for feeling in newest.values())


def _notes(work: Work, touchpoint_id: int) -> Iterable[NoteRecord]:
    """Return the notes at a touchpoint, also those taken out of sight: their proposals are settled."""
    return work.session.exec(
        select(NoteRecord).where(NoteRecord.touchpoint_id == touchpoint_id).order_by(col(NoteRecord.id))
    ).all()


def _is_noted_since(work: Work, note: NoteRecord, since: str) -> bool:
    """Tell whether a note was made at a moment or later: what was there before is no finding of a re-check."""
    made = (
        select(ChangedRowRecord.id)
        .join(ChangeRecord, col(ChangeRecord.id) == ChangedRowRecord.change_id)
        .where(
            ChangedRowRecord.entity == "note",
            ChangedRowRecord.row_id == note.id,
            col(ChangedRowRecord.before).is_(None),
            col(ChangeRecord.at) >= since,
        )
    )
    return work.session.exec(made.limit(1)).first() is not None


def _linked(work: Work, touchpoint_ids: Iterable[int]) -> dict[Subject, list[_Linked]]:
    """Return the actions linked to each subject at some touchpoints, the oldest first."""
    rows = work.session.exec(
        select(LinkRecord, ActionRecord)
        .join(ActionRecord, col(ActionRecord.id) == LinkRecord.action_id)
        .where(
            col(LinkRecord.touchpoint_id).in_(list(touchpoint_ids)), col(ActionRecord.removed_at).is_(None)
        )
        .order_by(col(ActionRecord.id))
    ).all()
    found: dict[Subject, list[_Linked]] = {}
    for link, action in rows:
        subject = Subject(link.touchpoint_id, link.checklist, link.check_key, link.note_id)
        found.setdefault(subject, []).append(_Linked(link, action))
    return found


def _wants_new(actions: Sequence[ActionRecord], audit: AuditRecord) -> bool:
    """Tell whether a finding needs a new action: unless one is open, was dropped, or was done during the audit."""
    if audit.kind == AuditKind.RECHECK and any(action.status == Status.DONE for action in actions):
        return False
    return all(action.status in _CLOSED and (action.closed_at or "") < audit.started_at for action in actions)


def _take_up(work: Work, settled: _Linked) -> int:
    """Link a settled action to its finding again, and propose it again if it was dropped; return how many were."""
    work.change(settled.link, removed_at=None)
    if settled.action.status != Status.DROPPED:
        return 0
    work.change(settled.action, status=Status.PROPOSED.value, reason="", closed_at=None)
    return 1


def _drop_settled(
    work: Work, audit: AuditRecord, fine: set[Subject], linked: Mapping[Subject, list[_Linked]]
) -> None:
    proposals: dict[int, list[tuple[Subject, _Linked]]] = {}
    for subject, links in linked.items():
        for one in links:
            if one.holds and one.action.status == Status.PROPOSED and one.action.id is not None:
                proposals.setdefault(one.action.id, []).append((subject, one))
    for held in proposals.values():
        if all(subject in fine for subject, _one in held):
            reason = _("No longer found in audit {number}").format(number=audit.id)
            action = held[0][1].action
            work.change(action, status=Status.DROPPED.value, reason=reason, closed_at=work.at)
            for _subject, one in held:
                work.remove(one.link)


def add_action(
    work: Work, touchpoint_id: int, remedy: Remedy, status: Status, subjects: Iterable[Subject]
) -> int:
    """Add an action with its links within a unit of work; return its number."""
    action = work.new(
        ActionRecord(
            touchpoint_id=touchpoint_id,
            title=remedy.title,
            folded=folded(remedy.title),
            effort=remedy.effort,
            impact=remedy.impact,
            status=status.value,
            created_at=work.at,
        )
    )
    assert action.id is not None
    work.add(
        [
            LinkRecord(
                action_id=action.id,
                touchpoint_id=subject.touchpoint_id,
                checklist=subject.checklist,
                check_key=subject.check_key,
                note_id=subject.note_id,
            )
            for subject in subjects
        ]
    )
    return action.id
