"""What an audit asks: the checks of the checklists at each touchpoint, in the wording they have today."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeAlias, TypeVar

from sqlmodel import col, select

from auditor.base.vocabulary import AuditKind
from auditor.library.checklists import Library
from auditor.store.reading.audits.wordings import check_of
from auditor.store.tables import (
    AnswerRecord,
    AuditRecord,
    StageRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.checks import Check, Checklist
from auditor.writing.tallies import refresh_visit

Asked = TypeVar("Asked", VisitRecord, AnswerRecord)
Named: TypeAlias = tuple[str, str]
"""The keys of a checklist and of a check in it; within a unit of work a check has one wording."""


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
) -> None:
    """Make a visit with its unanswered checks at each touchpoint, in the order given.

    `keep` writes them into the history, so that undo takes them away again.
    """
    assert audit.id is not None
    points = list(touchpoints)
    visits = [VisitRecord(audit_id=audit.id, touchpoint_id=_number(point)) for point in points]
    _add(work, visits, keep)
    asked = [_checks(library.known(point.checklists.split())) for point in points]
    wordings = wordings_of(work, chain.from_iterable(asked))
    answers: list[AnswerRecord] = []
    for visit, checks in zip(visits, asked, strict=True):
        answers += unanswered(visit, checks, wordings)
        visit.asked = len(checks)
    _add(work, answers, keep)


def ask_anew(work: Work, audit: AuditRecord, library: Library, keep: bool = False) -> None:
    """Bring a whole audit that is open again in line with its journey of now. `keep` as in `ask`.

    The others ask what they were made for, and nothing more.
    """
    if audit.kind != AuditKind.WHOLE:
        return
    for point in walk(work, audit.journey_id):
        _ask_at(work, audit, point, library, keep)


def ask_in_open_audits(work: Work, touchpoint: TouchpointRecord, library: Library) -> None:
    """Bring the open whole audits of a touchpoint's journey in line with its checklists of now.

    Checks of new checklists are added; unanswered ones of checklists taken away go; what is answered stays.
    """
    if touchpoint.removed_at is not None:
        return
    open_audits = work.session.exec(
        select(AuditRecord).where(
            AuditRecord.journey_id == touchpoint.journey_id,
            AuditRecord.kind == AuditKind.WHOLE,
            col(AuditRecord.removed_at).is_(None),
            col(AuditRecord.finished_at).is_(None),
        )
    ).all()
    for audit in open_audits:
        _ask_at(work, audit, touchpoint, library)


def _ask_at(
    work: Work, audit: AuditRecord, point: TouchpointRecord, library: Library, keep: bool = False
) -> None:
    visit = work.session.exec(
        select(VisitRecord).where(VisitRecord.audit_id == audit.id, VisitRecord.touchpoint_id == point.id)
    ).first()
    if visit is None:
        ask(work, audit, [point], library, keep)
        return
    if visit.removed_at is not None:
        work.change(visit, removed_at=None)
    _bring_in_line(work, visit, point, library, keep)


def _add(work: Work, rows: list[Asked], keep: bool) -> None:
    if keep:
        work.add(rows)
    else:
        work.add_unkept(rows)


def _bring_in_line(
    work: Work, visit: VisitRecord, touchpoint: TouchpointRecord, library: Library, keep: bool
) -> None:
    checklists = touchpoint.checklists.split()
    rows = work.session.exec(
        select(AnswerRecord, WordingRecord.checklist)
        .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
        .where(AnswerRecord.visit_id == visit.id)
    ).all()
    for answer, checklist in rows:
        if checklist in checklists and answer.removed_at is not None:
            work.change(answer, removed_at=None)
        elif checklist not in checklists and answer.verdict is None and answer.removed_at is None:
            work.remove(answer)
    asked = {checklist for _answer, checklist in rows}
    missing = _checks(library.known(key for key in checklists if key not in asked))
    _add(work, unanswered(visit, missing, wordings_of(work, missing), after=len(rows)), keep)
    refresh_visit(work, visit)


def _checks(checklists: Iterable[Checklist]) -> list[Check]:
    return [check for checklist in checklists for check in checklist.checks]


def unanswered(
    visit: VisitRecord, checks: Iterable[Check], wordings: Mapping[Named, int], after: int = 0
) -> list[AnswerRecord]:
    """Return answers not given yet to checks at a visit, in order, `after` so many that it has."""
    return [
        AnswerRecord(visit_id=_number(visit), wording_id=wordings[_named(check)], position=after + place)
        for place, check in enumerate(checks)
    ]


def _named(check: Check) -> Named:
    return check.checklist, check.key


def wordings_of(work: Work, checks: Iterable[Check]) -> dict[Named, int]:
    """Return the numbers of the stored wordings of checks, storing all that are new at once: a server may be far away."""
    contents = {_named(check): (check, _content(check)) for check in checks}
    wanted = {
        (*named, hashlib.sha256(content.encode()).hexdigest()[:32]): named
        for named, (_check, content) in contents.items()
    }
    known = work.session.exec(
        select(
            WordingRecord.checklist, WordingRecord.check_key, WordingRecord.digest, WordingRecord.id
        ).where(col(WordingRecord.checklist).in_({checklist for checklist, _key in contents}))
    ).all()
    numbers = {wanted[key]: number for *place, number in known if number and (key := tuple(place)) in wanted}
    fresh = [
        _wording(*contents[named], digest)
        for (*_place, digest), named in wanted.items()
        if named not in numbers
    ]
    work.add_unkept(fresh)
    return numbers | {(row.checklist, row.check_key): row.id for row in fresh if row.id is not None}


def _wording(check: Check, content: str, digest: str) -> WordingRecord:
    return WordingRecord(
        checklist=check.checklist,
        check_key=check.key,
        digest=digest,
        severity=check.severity,
        remedy_effort=check.remedy_effort,
        remedy_impact=check.remedy_impact,
        standard=check.standard,
        content=content,
    )


def _content(check: Check) -> str:
    """Return everything a check says as JSON; equal checks give equal text."""
    return json.dumps(
        {
            "list_title": dict(check.list_title),
            "text": dict(check.text),
            "why": dict(check.why),
            "look": dict(check.look),
            "remedy": dict(check.remedy),
            "numbers": [check.severity, check.remedy_effort, check.remedy_impact],
            "standard": check.standard,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _number(row: VisitRecord | TouchpointRecord) -> int:
    assert row.id is not None
    return row.id


def worded(wording: WordingRecord) -> Check:
    """Return the check as it stood in its file when the wording was kept."""
    return check_of(
        wording.checklist,
        wording.check_key,
        wording.severity,
        wording.remedy_effort,
        wording.remedy_impact,
        wording.standard,
        wording.content,
    )
