"""Keeps the derived columns true: the tallies of visits and the need of touchpoints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from auditor.analysis.need import VisitTally, need, standing, weights
from auditor.base.vocabulary import AuditKind, Verdict
from auditor.store.tables import AnswerRecord, AuditRecord, TouchpointRecord, VisitRecord, WordingRecord
from auditor.store.work import Work

_VERDICTS = (
    select(col(WordingRecord.severity), col(AnswerRecord.verdict), col(AnswerRecord.carried))
    .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
    .where(col(AnswerRecord.visit_id) == bindparam("visit"), col(AnswerRecord.removed_at).is_(None))
)

_VERDICTS_OF_SEVERAL = (
    select(
        col(AnswerRecord.visit_id),
        col(WordingRecord.severity),
        col(AnswerRecord.verdict),
        col(AnswerRecord.carried),
    )
    .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
    .where(
        col(AnswerRecord.visit_id).in_(bindparam("visits", expanding=True)),
        col(AnswerRecord.removed_at).is_(None),
    )
)

_AT_ONCE = 500
"""How many visits are counted in one statement."""

_OTHER = aliased(AuditRecord)

_SETTLED = or_(
    col(AuditRecord.round_id).is_(None),
    col(AuditRecord.kind) == AuditKind.AGREED,
    ~select(col(_OTHER.id))
    .where(
        col(_OTHER.round_id) == col(AuditRecord.round_id),
        col(_OTHER.kind) != AuditKind.AGREED,
        col(_OTHER.removed_at).is_(None),
        col(_OTHER.finished_at).is_(None),
    )
    .correlate(AuditRecord)
    .exists(),
)
"""An audit is in no round of which some have not finished; until then it says nothing to anybody else."""

_EXPERIENCES = (
    select(
        col(VisitRecord.id),
        col(AuditRecord.persona_id),
        col(AuditRecord.id),
        col(AuditRecord.kind),
        col(VisitRecord.answered),
        col(VisitRecord.feeling),
        col(VisitRecord.weight_asked),
        col(VisitRecord.weight_failed),
    )
    .join(AuditRecord, col(AuditRecord.id) == VisitRecord.audit_id)
    .where(
        col(VisitRecord.touchpoint_id) == bindparam("touchpoint"),
        col(VisitRecord.removed_at).is_(None),
        col(AuditRecord.removed_at).is_(None),
        _SETTLED,
    )
    .order_by(col(AuditRecord.started_at).desc(), col(AuditRecord.id).desc())
)


def refresh_visit(work: Work, visit: VisitRecord) -> None:
    """Count a visit's answers anew, then work out the need of its touchpoint.

    Carried answers are not asked or answered, but weigh.
    """
    work.session.flush()
    _count(visit, work.session.connection().execute(_VERDICTS, {"visit": visit.id}))
    refresh_need(work, visit.touchpoint_id, visit)


def refresh_visits(work: Work, visits: Iterable[VisitRecord]) -> None:
    """Count the answers of several visits anew, then work out the needs of their touchpoints."""
    work.session.flush()
    todo = list(visits)
    for start in range(0, len(todo), _AT_ONCE):
        some = {visit.id: visit for visit in todo[start : start + _AT_ONCE]}
        found: defaultdict[int | None, list[Any]] = defaultdict(list)
        rows = work.session.connection().execute(_VERDICTS_OF_SEVERAL, {"visits": list(some)})
        for number, *verdict in rows:
            found[number].append(verdict)
        for visit in some.values():
            _count(visit, found[visit.id])
    refresh_needs(work, (visit.touchpoint_id for visit in todo))


def _count(visit: VisitRecord, rows: Iterable[Any]) -> None:
    """Set the tallies of a visit from (severity, verdict, carried) of its answers."""
    rows = list(rows)
    asked = [verdict for _severity, verdict, carried in rows if not carried]
    visit.asked = len(asked)
    visit.answered = sum(verdict is not None for verdict in asked)
    visit.weight_asked, visit.weight_failed = weights(
        (severity, Verdict(verdict) if verdict else None) for severity, verdict, _carried in rows
    )


def recount(visit: VisitRecord, severity: int, before: Verdict | None, after: Verdict | None) -> None:
    """Bring a visit's tallies in line with one verdict that changed. Exact: the weights are halves of whole numbers."""
    old_asked, old_failed = weights([(severity, before)])
    new_asked, new_failed = weights([(severity, after)])
    visit.answered += (after is not None) - (before is not None)
    visit.weight_asked += new_asked - old_asked
    visit.weight_failed += new_failed - old_failed


def refresh_need(work: Work, touchpoint_id: int, fresh: VisitRecord | None = None) -> None:
    """Work out the need of a touchpoint anew from the newest audit of each persona that answered it.

    `fresh` is a visit whose values in memory are newer than those in the database.
    """
    touchpoint = work.session.get(TouchpointRecord, touchpoint_id)
    assert touchpoint is not None
    rows = work.session.connection().execute(_EXPERIENCES, {"touchpoint": touchpoint_id}).all()
    looks = []
    for visit_id, persona_id, audit_id, kind, answered, feeling, asked, failed in rows:
        if fresh is not None and visit_id == fresh.id:
            answered, feeling = fresh.answered, fresh.feeling
            asked, failed = fresh.weight_asked, fresh.weight_failed
        again = kind == AuditKind.RECHECK
        looks.append(VisitTally(persona_id, audit_id or 0, again, answered, feeling, asked, failed))
    experiences = [one.experience for one in standing(looks).values()]
    value = need(touchpoint.importance, touchpoint.critical, experiences)
    if touchpoint.need != value:
        touchpoint.need = value
        work.touch(touchpoint)


def refresh_needs(work: Work, touchpoint_ids: Iterable[int]) -> None:
    """Work out the need of several touchpoints anew."""
    work.session.flush()
    for touchpoint_id in sorted(set(touchpoint_ids)):
        refresh_need(work, touchpoint_id)


def refresh_round(work: Work, audit: AuditRecord) -> None:
    """Work out anew the needs that an audit shares in, with its round if it has one: it may be finished now, or not."""
    audits = select(col(AuditRecord.id)).where(
        col(AuditRecord.id) == audit.id
        if audit.round_id is None
        else col(AuditRecord.round_id) == audit.round_id
    )
    points = select(col(VisitRecord.touchpoint_id)).where(col(VisitRecord.audit_id).in_(audits))
    work.session.flush()
    refresh_needs(work, work.session.connection().scalars(points).all())
