"""What an audit found at the touchpoints it visits, each with its remedy, and what was looked at and found fine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from sqlmodel import col, select

from auditor.base.vocabulary import FAILING, SOUR_FROM, AuditKind, NoteKind, Origin
from auditor.store.tables import (
    AnswerRecord,
    AuditRecord,
    ChangedRowRecord,
    ChangeRecord,
    NoteRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.checks import Check, Named
from auditor.writing.finding_rows import Subject
from auditor.writing.following import walk_of, wordings_alike
from auditor.writing.known_rows import chunks
from auditor.writing.remedies import Remedy, pain_remedy, remedy_of, sour_remedy
from auditor.writing.wordings import worded


class Looked(Struct, frozen=True):
    """What was found in an audit with its remedy, and what was looked at and found fine."""

    found: dict[Subject, Remedy]
    fine: set[Subject]
    shared: set[Subject]
    """Those of them that a whole site answers once."""
    leaders: dict[Subject, Subject]
    """Of a finding that stands as what was answered at another touchpoint of the site: the one there."""

    @property
    def followers(self) -> dict[Subject, list[Subject]]:
        """The findings that stand as another does, by that one."""
        found: dict[Subject, list[Subject]] = {}
        for subject, leader in self.leaders.items():
            found.setdefault(leader, []).append(subject)
        return found


def look(
    work: Work,
    audit: AuditRecord,
    visits: Sequence[tuple[VisitRecord, TouchpointRecord]],
    checks: Collection[Named] | None,
) -> Looked:
    """Return what was found at visits of an audit: all of it, or of some checks alone."""
    looked = Looked({}, set(), set(), {})
    answers = _answers(work, visits, checks)
    notes = {} if checks is not None else _notes(work, [visit.touchpoint_id for visit, _point in visits])
    following: dict[int, Check] = {}
    for visit, point in visits:
        for verdict, origin, wording in answers.get(visit.id, ()):
            check = worded(wording)
            subject = Subject(visit.touchpoint_id, *check.named)
            if check.shared:
                looked.shared.add(subject)
            if verdict not in FAILING:
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
    looked: Looked,
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


def _find_leaders(work: Work, audit: AuditRecord, checks: Mapping[int, Check], looked: Looked) -> None:
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
