"""What an audit asks: the checks of the checklists at each touchpoint, as deep as it goes, in their wording of today."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain

from sqlmodel import col, select

from auditor.base.vocabulary import AuditKind, Depth
from auditor.library.checklists import Library
from auditor.store.tables import (
    AnswerRecord,
    AuditRecord,
    PresenceRecord,
    StageRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.audits import Audit
from auditor.views.checks import Check, Checklist, Named
from auditor.writing.following import follow, own_verdict
from auditor.writing.tallies import refresh_visit
from auditor.writing.wordings import worded, wordings_of

Unanswered = dict[str, int]
"""The columns of an answer that is not given yet."""


def walk(work: Work, journey_id: int) -> list[TouchpointRecord]:
    """Return the touchpoints of a journey that are in sight, in order."""
    return list(
        work.session.exec(
            select(TouchpointRecord)
            .join(StageRecord, col(StageRecord.id) == TouchpointRecord.stage_id)
            .where(
                TouchpointRecord.journey_id == journey_id,
                col(TouchpointRecord.removed_at).is_(None),
                col(StageRecord.removed_at).is_(None),
            )
            .order_by(
                col(StageRecord.position),
                col(StageRecord.id),
                col(TouchpointRecord.position),
                col(TouchpointRecord.id),
            )
        )
    )


def ask(
    work: Work,
    audit: AuditRecord,
    touchpoints: Iterable[TouchpointRecord],
    library: Library,
    keep: bool = False,
    like: Audit | None = None,
) -> None:
    """Make a visit with its unanswered checks at each touchpoint, in the order given.

    `keep` writes them into the history, so that undo takes them away again. With `like` they get the numbers that they
    have there, as far as there are as many.
    """
    assert audit.id is not None
    depth = Depth(audit.depth)
    points = [point for point in touchpoints if depth.asks(Depth(point.depth))]
    visits = [VisitRecord(audit_id=audit.id, touchpoint_id=_number(point)) for point in points]
    shown = like.visits if like is not None else ()
    for visit, as_shown in zip(visits, shown, strict=False):
        visit.id = as_shown.id
    if keep:
        work.add(visits)
    else:
        work.add_unkept(visits)
    asked = [library.checks(point.checklists.split()) for point in points]
    wanted = [[check for check in checks if depth.asks(check.depth)] for checks in asked]
    wordings = wordings_of(work, chain.from_iterable(wanted))
    answers: list[Unanswered] = []
    for visit, checks, every in zip(visits, wanted, asked, strict=True):
        answers += unanswered(visit, checks, wordings, every)
        visit.asked = len(checks)
    numbers = [answer.id for visit in shown for answer in visit.answers]
    for answer, number in zip(answers, numbers, strict=False):
        answer["id"] = number
    _add(work, answers[: len(numbers)], keep)
    _add(work, answers[len(numbers) :], keep)


def ask_anew(work: Work, audit: AuditRecord, library: Library, keep: bool = False) -> None:
    """Bring a whole audit that is open again in line with its journey of now. `keep` as in `ask`.

    The others ask what they were made for, and nothing more.
    """
    if audit.kind != AuditKind.WHOLE:
        return
    for point in walk(work, audit.journey_id):
        _ask_at(work, audit, point, library, keep)
    follow(work, audit)


def ask_in_open_audits(work: Work, touchpoints: Iterable[TouchpointRecord], library: Library) -> None:
    """Bring the open whole audits of the journeys of touchpoints in line with their checklists of now.

    Checks of new checklists are added; unanswered ones of checklists taken away go; what is answered stays.
    """
    points = list(touchpoints)
    if not points:
        return
    open_audits = work.session.exec(
        select(AuditRecord).where(
            col(AuditRecord.journey_id).in_({point.journey_id for point in points}),
            AuditRecord.kind == AuditKind.WHOLE,
            col(AuditRecord.removed_at).is_(None),
            col(AuditRecord.finished_at).is_(None),
        )
    ).all()
    for audit in open_audits:
        for point in points:
            if point.journey_id == audit.journey_id and point.removed_at is None:
                _ask_at(work, audit, point, library)
        follow(work, audit)


def _ask_at(
    work: Work,
    audit: AuditRecord,
    point: TouchpointRecord,
    library: Library,
    keep: bool = False,
    each: bool = False,
) -> None:
    visit = work.session.exec(
        select(VisitRecord).where(VisitRecord.audit_id == audit.id, VisitRecord.touchpoint_id == point.id)
    ).first()
    if visit is None:
        ask(work, audit, [point], library, keep)
        return
    if not Depth(audit.depth).asks(Depth(point.depth)):
        if visit.removed_at is None and _is_untouched(work, visit):
            work.remove(visit)
            refresh_visit(work, visit)
        return
    if visit.removed_at is not None:
        work.change(visit, removed_at=None)
    _bring_in_line(work, audit, visit, point, library, keep, each)


def _is_untouched(work: Work, visit: VisitRecord) -> bool:
    """Tell whether nobody has said anything at a visit."""
    if visit.feeling is not None or visit.note:
        return False
    told = select(PresenceRecord.id).where(
        PresenceRecord.visit_id == visit.id, col(PresenceRecord.present).is_not(None)
    )
    answers = work.session.exec(
        select(AnswerRecord).where(AnswerRecord.visit_id == visit.id, col(AnswerRecord.removed_at).is_(None))
    )
    return work.session.exec(told.limit(1)).first() is None and not any(
        own_verdict(answer) is not None or answer.note for answer in answers
    )


def _add(work: Work, answers: Sequence[Unanswered], keep: bool) -> None:
    if keep:
        work.add([AnswerRecord.model_validate(answer) for answer in answers])
    else:
        work.insert(AnswerRecord, answers)


def _bring_in_line(
    work: Work,
    audit: AuditRecord,
    visit: VisitRecord,
    touchpoint: TouchpointRecord,
    library: Library,
    keep: bool,
    each: bool,
) -> None:
    """Ask what the checklists of a touchpoint ask of now; with `each`, also what is new in those asked already."""
    checklists = touchpoint.checklists.split()
    every = library.checks(checklists)
    here = {check.named for check in every}
    depth = Depth(audit.depth)
    rows = work.session.exec(
        select(AnswerRecord, WordingRecord)
        .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
        .where(AnswerRecord.visit_id == visit.id)
    ).all()
    for answer, wording in rows:
        # A check that its list no longer has stays asked as long as the list is.
        is_here = wording.checklist in checklists or (wording.checklist, wording.check_key) in here
        if is_here and depth.asks(worded(wording).depth) and answer.removed_at is not None:
            work.change(answer, removed_at=None)
        elif not is_here and own_verdict(answer) is None and answer.removed_at is None:
            work.remove(answer)
    asked = {(wording.checklist, wording.check_key) for _answer, wording in rows}
    new = _new_here(library.known(checklists), library.all, asked)
    missing = [
        check
        for check in every
        if depth.asks(check.depth) and check.named not in asked and (each or check.named in new)
    ]
    fresh = [place for place, check in enumerate(every) if check.named in new]
    after = 1 + max((answer.position for answer, _wording in rows), default=-1)
    # New checklists come after what was asked, whatever their order is now.
    moved = max(0, after - min(fresh, default=after))
    answers = unanswered(visit, missing, wordings_of(work, missing), every)
    for check, unasked in zip(missing, answers, strict=True):
        unasked["position"] += moved if check.named in new else 0
    _add(work, answers, keep)
    refresh_visit(work, visit)


def _new_here(here: Sequence[Checklist], every: Sequence[Checklist], asked: Container[Named]) -> set[Named]:
    """Return the checks, not asked yet, of the checklists `here` of which nothing was asked that they alone ask.

    `every` are all checklists: what another has too may have been asked for its sake.
    """
    new: set[Named] = set()
    for checklist in here:
        others = {check.named for other in every if other.key != checklist.key for check in other.checks}
        own = {check.named for check in checklist.checks}
        if not any(name in asked for name in own - others or own):
            new |= {name for name in own if name not in asked}
    return new


def deepen(work: Work, audit: AuditRecord, library: Library) -> None:
    """Ask what an audit of its new depth asks and has not asked yet; what is answered stays. Undo takes it away again."""
    for point in walk(work, audit.journey_id):
        _ask_at(work, audit, point, library, keep=True, each=True)
    follow(work, audit)


def unanswered(
    visit: VisitRecord,
    checks: Iterable[Check],
    wordings: Mapping[Named, int],
    every: Sequence[Check] | None = None,
) -> list[Unanswered]:
    """Return answers not given yet to checks at a visit, in their order, or in the places they have among `every` one."""
    number = _number(visit)
    wanted = list(checks)
    places = {check.named: place for place, check in enumerate(wanted if every is None else every)}
    return [
        {"visit_id": number, "wording_id": wordings[check.named], "position": places[check.named]}
        for check in wanted
    ]


def _number(row: VisitRecord | TouchpointRecord) -> int:
    assert row.id is not None
    return row.id
