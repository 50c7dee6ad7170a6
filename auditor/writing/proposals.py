"""Findings into proposed actions. A finding that an action already answers joins it; no second audit doubles the list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.base.vocabulary import OPEN_STATUSES, SOUR_FROM, AuditKind, NoteKind, Origin, Status, Verdict
from auditor.store.tables import (
    ActionRecord,
    AnswerRecord,
    AuditRecord,
    ChangedRowRecord,
    ChangeRecord,
    LinkRecord,
    NoteRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.checks import Check, Named
from auditor.writing.finding_rows import Subject, name_findings
from auditor.writing.following import visited, walk_of, wordings_alike
from auditor.writing.known_rows import chunks
from auditor.writing.remedies import Remedy, pain_remedy, remedy_of, sour_remedy
from auditor.writing.sealing import speaks_for_itself
from auditor.writing.wordings import worded

_FAILING = (Verdict.FAIL, Verdict.PARTLY)
_CLOSED = (Status.DONE, Status.VERIFIED)


class _Linked(Struct, frozen=True):
    """An action and what links it to a subject."""

    link: LinkRecord
    action: ActionRecord

    @property
    def holds(self) -> bool:
        """The action answers the finding; it was not let go as settled."""
        return self.link.removed_at is None


class _Looked(Struct, frozen=True):
    """What was found in an audit with its remedy, and what was looked at and found fine."""

    found: dict[Subject, Remedy]
    fine: set[Subject]
    shared: set[Subject]
    """Those of them that a whole site answers once."""
    leaders: dict[Subject, Subject]
    """Of a finding that stands as what was answered at another touchpoint of the site: the one there."""


def propose(
    work: Work,
    audit: AuditRecord,
    touchpoint_ids: Collection[int] | None = None,
    checks: Collection[Named] | None = None,
) -> int:
    """Bring the proposed actions in line with the findings of an audit, or of some touchpoints and checks in it.

    A finding without an action, or whose action was closed before the audit began, gets a proposed one. What a site
    answered once is one action, at the touchpoint where it was answered, which answers the findings of the others too.
    A proposal of which nothing is found any more is dropped, saying so, and let go by its finding; found once
    more, it is taken up again. What a re-check finds anew of an action that is done waits for the verdict on
    that action, and what it carried over is no finding of its own. Returns how many were proposed.
    """
    visits = visited(work, audit, touchpoint_ids)
    looked = _looked(work, audit, visits, checks)
    linked = _linked(work, [*looked.found, *looked.fine, *looked.leaders.values()])
    followers: dict[Subject, list[Subject]] = {}
    for subject, leader in looked.leaders.items():
        followers.setdefault(leader, []).append(subject)
    name_findings(
        work,
        {visit.touchpoint_id: visit for visit, _point in visits},
        [subject for subject in looked.found if subject not in looked.leaders],
        followers,
        audit.started_at,
    )
    made = 0
    for subject, remedy in looked.found.items():
        if subject not in looked.leaders:
            made += _answer(work, audit, subject, remedy, followers.get(subject, ()), linked)
    for subject, leader in looked.leaders.items():
        if _wants_new(_held(linked, subject), audit) and not _join(work, audit, subject, leader, linked):
            made += _answer(work, audit, subject, looked.found[subject], (), linked)
    _drop_settled(work, audit, {point.id for _visit, point in visits}, looked, linked)
    return made


def keep_in_line(
    work: Work, audit: AuditRecord, visits: Sequence[VisitRecord], checks: Collection[Named] | None = None
) -> None:
    """Bring the proposals of touchpoints in line when answers change in an audit that is finished already.

    `checks` are those whose answers have changed; None for all, the feelings and pain points among them.
    """
    if visits and audit.finished_at is not None and speaks_for_itself(audit):
        work.session.flush()
        propose(work, audit, [visit.touchpoint_id for visit in visits], checks)


def _answer(
    work: Work,
    audit: AuditRecord,
    subject: Subject,
    remedy: Remedy,
    followers: Iterable[Subject],
    linked: dict[Subject, list[_Linked]],
) -> int:
    """Let a finding have an action, unless it has one; return how many were proposed for that.

    Where one is open already that answers one of its followers, that is it.
    """
    if not _wants_new(_held(linked, subject), audit):
        return 0
    settled = [one for one in linked.get(subject, []) if not one.holds and one.action.status not in _CLOSED]
    if settled:
        return _take_up(work, settled[-1])
    if any(_join(work, audit, subject, one, linked, only_open=True) for one in followers):
        return 0
    action = work.session.get_one(
        ActionRecord, add_action(work, subject.touchpoint_id, remedy, Status.PROPOSED, [])
    )
    _link(work, action, subject, linked)
    return 1


def _held(linked: Mapping[Subject, Sequence[_Linked]], subject: Subject) -> list[ActionRecord]:
    return [one.action for one in linked.get(subject, []) if one.holds]


def _join(
    work: Work,
    audit: AuditRecord,
    subject: Subject,
    other: Subject,
    linked: dict[Subject, list[_Linked]],
    only_open: bool = False,
) -> bool:
    """Let the action that answers another finding answer this one too; tell whether there is one."""
    known = [action for action in _held(linked, other) if not _wants_new([action], audit)]
    if only_open:
        known = [action for action in known if action.status in OPEN_STATUSES]
    if not known:
        return False
    _link(work, known[-1], subject, linked)
    return True


def _link(work: Work, action: ActionRecord, subject: Subject, linked: dict[Subject, list[_Linked]]) -> None:
    """Link an action to a finding, by the link that was let go where there is one."""
    links = linked.setdefault(subject, [])
    before = next((one.link for one in links if one.action is action), None)
    if before is not None:
        work.change(before, removed_at=None)
        return
    (link,) = _links(action.id or 0, [subject])
    links.append(_Linked(work.new(link), action))


def _looked(
    work: Work,
    audit: AuditRecord,
    visits: Sequence[tuple[VisitRecord, TouchpointRecord]],
    checks: Collection[Named] | None,
) -> _Looked:
    """Return what was found at visits: all of it, or of some checks alone."""
    looked = _Looked({}, set(), set(), {})
    answers = _answers(work, visits, checks)
    notes = {} if checks is not None else _notes(work, [visit.touchpoint_id for visit, _point in visits])
    following: dict[int, Check] = {}
    for visit, point in visits:
        for verdict, origin, wording in answers.get(visit.id, ()):
            check = worded(wording)
            subject = Subject(visit.touchpoint_id, *check.named)
            if check.shared:
                looked.shared.add(subject)
            if verdict not in _FAILING:
                looked.fine.add(subject)
                continue
            looked.found[subject] = remedy_of(check)
            if origin == Origin.SHARED:
                following[wording.id or 0] = check
        if checks is None:
            _look_beside(work, audit, visit, point, notes.get(point.id, ()), looked)
    if following:
        _find_leaders(work, audit, following, looked)
    return looked


def _answers(
    work: Work, visits: Sequence[tuple[VisitRecord, TouchpointRecord]], checks: Collection[Named] | None
) -> dict[int | None, list[tuple[str, str, WordingRecord]]]:
    """Return the verdicts given at visits, where each is from and on what, by the number of the visit."""
    found: dict[int | None, list[tuple[str, str, WordingRecord]]] = {}
    statement = (
        select(AnswerRecord.visit_id, AnswerRecord.verdict, AnswerRecord.origin, WordingRecord)
        .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
        .where(
            col(AnswerRecord.verdict).is_not(None),
            col(AnswerRecord.removed_at).is_(None),
            col(AnswerRecord.carried).is_(False),
        )
        .order_by(col(AnswerRecord.position))
    )
    if checks is not None:
        statement = statement.where(col(WordingRecord.check_key).in_({key for _checklist, key in checks}))
    for some in chunks(visit.id for visit, _point in visits):
        for number, verdict, origin, wording in work.session.exec(
            statement.where(col(AnswerRecord.visit_id).in_(some))
        ):
            if verdict and (checks is None or (wording.checklist, wording.check_key) in checks):
                found.setdefault(number, []).append((verdict, origin, wording))
    return found


def _look_beside(
    work: Work,
    audit: AuditRecord,
    visit: VisitRecord,
    point: TouchpointRecord,
    notes: Iterable[NoteRecord],
    looked: _Looked,
) -> None:
    """Look at the feeling and at the pain points of a visit."""
    if visit.feeling is not None:
        subject = Subject(visit.touchpoint_id)
        if visit.feeling <= SOUR_FROM:
            looked.found[subject] = sour_remedy(visit.feeling, point.name, point.critical)
        elif not _is_sour_to_others(work, audit, visit.touchpoint_id):
            looked.fine.add(subject)
    since = audit.started_at if audit.kind == AuditKind.RECHECK else ""
    for note in notes:
        subject = Subject(visit.touchpoint_id, note_id=note.id)
        if note.removed_at is None and note.kind == NoteKind.PAIN_POINT:
            if not since or _is_noted_since(work, note, since):
                looked.found[subject] = pain_remedy(note.text)
        else:
            looked.fine.add(subject)


def _find_leaders(work: Work, audit: AuditRecord, checks: Mapping[int, Check], looked: _Looked) -> None:
    """Find of each finding that stands as another does which one that is."""
    asked = wordings_alike(work, {check.named for check in checks.values()})
    walked = walk_of(work, audit, asked)
    for row, stands in zip(walked.rows, walked.stands, strict=True):
        subject = Subject(walked.visits[row.place].touchpoint_id, *row.check.named)
        if stands.origin is Origin.SHARED and stands.leader is not None and subject in looked.found:
            leader = walked.visits[walked.rows[stands.leader].place].touchpoint_id
            looked.leaders[subject] = Subject(leader, *row.check.named)


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


def _notes(work: Work, touchpoint_ids: Iterable[int]) -> dict[int | None, list[NoteRecord]]:
    """Return the notes at touchpoints, also those taken out of sight: their proposals are settled."""
    found: dict[int | None, list[NoteRecord]] = {}
    for some in chunks(touchpoint_ids):
        for note in work.session.exec(
            select(NoteRecord).where(col(NoteRecord.touchpoint_id).in_(some)).order_by(col(NoteRecord.id))
        ):
            found.setdefault(note.touchpoint_id, []).append(note)
    return found


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


def _linked(work: Work, subjects: Collection[Subject]) -> dict[Subject, list[_Linked]]:
    """Return the actions linked to each of some subjects, the oldest first."""
    wanted = set(subjects)
    found: dict[Subject, list[_Linked]] = {}
    for some in chunks(dict.fromkeys(subject.touchpoint_id for subject in subjects)):
        for subject, one in _links_where(work, col(LinkRecord.touchpoint_id).in_(some)):
            if subject in wanted:
                found.setdefault(subject, []).append(one)
    return found


def _links_where(work: Work, condition: ColumnElement[bool]) -> Iterator[tuple[Subject, _Linked]]:
    rows = work.session.exec(
        select(LinkRecord, ActionRecord)
        .join(ActionRecord, col(ActionRecord.id) == LinkRecord.action_id)
        .where(condition, col(ActionRecord.removed_at).is_(None))
        .order_by(col(ActionRecord.id), col(LinkRecord.id))
    )
    for link, action in rows:
        yield Subject(link.touchpoint_id, link.checklist, link.check_key, link.note_id), _Linked(link, action)


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
    work: Work,
    audit: AuditRecord,
    looked_at: Set[int | None],
    looked: _Looked,
    linked: Mapping[Subject, Sequence[_Linked]],
) -> None:
    """Drop the proposals that answer nothing any more, and let the others go where their site no longer fails."""
    proposals = {
        one.action.id
        for subject in looked.fine
        for one in linked.get(subject, ())
        if one.holds and one.action.status == Status.PROPOSED
    }
    if not proposals:
        return
    held: dict[int | None, list[tuple[Subject, _Linked]]] = {}
    work.session.flush()
    for some in chunks(proposals):
        for subject, one in _links_where(work, col(LinkRecord.action_id).in_(some)):
            if one.holds:
                held.setdefault(one.action.id, []).append((subject, one))
    answered = [subject for each in held.values() for subject, _one in each]
    unknown = {one.touchpoint_id for one in answered if one not in looked.found and one not in looked.fine}
    others = visited(work, audit, unknown) if unknown else []
    elsewhere = _looked(work, audit, others, None)
    fine = looked.fine | elsewhere.fine
    seen = looked_at | {point.id for _visit, point in others}
    for each in held.values():
        if all(subject in fine for subject, _one in each if subject.touchpoint_id in seen):
            reason = _("No longer found in audit {number}").format(number=audit.id)
            work.change(each[0][1].action, status=Status.DROPPED.value, reason=reason, closed_at=work.at)
            gone = [one for _subject, one in each]
        else:
            gone = [one for subject, one in each if subject in fine & looked.shared]
        for one in gone:
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
    work.add(_links(action.id, subjects))
    return action.id


def _links(action_id: int, subjects: Iterable[Subject]) -> list[LinkRecord]:
    return [
        LinkRecord(
            action_id=action_id,
            touchpoint_id=subject.touchpoint_id,
            checklist=subject.checklist,
            check_key=subject.check_key,
            note_id=subject.note_id,
        )
        for subject in subjects
    ]
