"""Keeps the derived columns true: the tallies of visits and the need of touchpoints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from auditor.analysis.need import Experience, failing, need, weights
from auditor.base.vocabulary import AuditKind, Verdict
from auditor.store.reading.current import (
    Looked,
    NeedNow,
    looks_at,
    looks_of_journey,
    need_at,
    needs_of_journey,
)
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
_ONE_BY_ONE = 3
"""Of more touchpoints than these, reading a whole journey takes less time than reading each."""

_OPENING = select(col(TouchpointRecord.id), col(TouchpointRecord.journey_id)).where(
    col(TouchpointRecord.opens_id) == bindparam("journey"), col(TouchpointRecord.removed_at).is_(None)
)
"""The touchpoints that open into a journey."""

_OPENING_OUT = select(col(TouchpointRecord.id)).where(
    col(TouchpointRecord.journey_id) == bindparam("journey"),
    col(TouchpointRecord.opens_id).is_not(None),
    col(TouchpointRecord.removed_at).is_(None),
)
"""The touchpoints of a journey that open into another."""


def refresh_visit(work: Work, visit: VisitRecord) -> None:
    """Count a visit's answers anew, then work out the need of its touchpoint.

    Carried answers are not asked or answered, but weigh.
    """
    work.session.flush()
    _count(visit, work.session.connection().execute(_VERDICTS, {"visit": visit.id}))
    refresh_need(work, visit.touchpoint_id)


def refresh_visits(work: Work, visits: Collection[VisitRecord]) -> None:
    """Count the answers of several visits anew, then work out the needs of their touchpoints."""
    if len(visits) <= _ONE_BY_ONE:
        for visit in visits:
            refresh_visit(work, visit)
        return
    recount_visits(work, visits)
    by_audit: defaultdict[int, list[VisitRecord]] = defaultdict(list)
    for visit in visits:
        by_audit[visit.audit_id].append(visit)
    for number, of_it in by_audit.items():
        refresh_said(work, work.session.get_one(AuditRecord, number), of_it)


def recount_visits(work: Work, visits: Iterable[VisitRecord]) -> set[int]:
    """Count the answers of several visits anew; return the journeys they are of."""
    work.session.flush()
    todo = list(visits)
    _hold(work, {visit.touchpoint_id for visit in todo})
    for start in range(0, len(todo), _AT_ONCE):
        some = {visit.id: visit for visit in todo[start : start + _AT_ONCE]}
        found: defaultdict[int | None, list[Any]] = defaultdict(list)
        rows = work.session.connection().execute(_VERDICTS_OF_SEVERAL, {"visits": list(some)})
        for number, *verdict in rows:
            found[number].append(verdict)
        for visit in some.values():
            _count(visit, found[visit.id])
    return {_journey_of(work, visit.touchpoint_id) for visit in todo}


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


def refresh_need(work: Work, touchpoint_id: int) -> None:
    """Work out the need of a touchpoint anew, then of those that open into its journey, however far out."""
    reader = work.reader
    _keep(work, need_at(reader, touchpoint_id))
    for outer in _around(work, {_journey_of(work, touchpoint_id)}):
        _keep(work, need_at(reader, outer))


def refresh_said(work: Work, audit: AuditRecord, visits: Sequence[VisitRecord]) -> None:
    """Work out anew the needs of the touchpoints of visits of an audit in which an answer or a feeling has just changed.

    It is on the way of every key of a walk: while finished audits say something of a touchpoint, or others of the
    round are not done, an audit in progress changes no need, and nothing else is read.
    """
    if audit.finished_at is None and audit.round_id is not None and audit.kind != AuditKind.AGREED:
        return
    if not visits:
        return
    reader = work.reader
    one_alone = len(visits) == 1
    looks = (
        looks_at(reader, visits[0].touchpoint_id) if one_alone else looks_of_journey(reader, audit.journey_id)
    )
    by_point: defaultdict[int, list[Looked]] = defaultdict(list)
    for look in looks:
        by_point[look.touchpoint_id].append(look)
    said = [(visit.touchpoint_id, by_point[visit.touchpoint_id]) for visit in visits]
    if audit.finished_at is None:
        said = [(point, here) for point, here in said if not any(look.finished for look in here)]
    rest = {point for point, here in said if not _has_plain_need(work, point, here)}
    if one_alone:
        needs = [one for point in rest for one in need_at(reader, point)]
    else:
        needs = list(needs_of_journey(reader, audit.journey_id)) if rest else []
    _keep(work, needs, rest)
    if said:
        for outer in _around(work, {audit.journey_id}):
            _keep(work, need_at(reader, outer))


def _has_plain_need(work: Work, touchpoint_id: int, looks: Sequence[Looked]) -> bool:
    """Keep the need of a touchpoint where the tallies of looks are all that it is made of; tell whether they are."""
    touchpoint = work.session.get_one(TouchpointRecord, touchpoint_id)
    if touchpoint.opens_id is not None or not _are_plain(looks):
        return False
    experiences = [Experience(look.feeling, failing(look.weight_asked, look.weight_failed)) for look in looks]
    value = need(touchpoint.importance, touchpoint.critical, experiences)
    if touchpoint.need != value:
        touchpoint.need = value
        work.touch(touchpoint)
    return True


def _are_plain(looks: Sequence[Looked]) -> bool:
    """Tell whether the tallies of looks are all that stands: one of each persona, none carried over, all alike."""
    personas = {look.persona_id for look in looks}
    return (
        len(personas) == len(looks)
        and len({look.finished for look in looks}) < 2
        and all(look.kind is not AuditKind.RECHECK for look in looks)
    )


def refresh_needs(work: Work, touchpoint_ids: Iterable[int]) -> None:
    """Work out the needs of several touchpoints anew, and of those that open into their journeys."""
    work.session.flush()
    wanted: defaultdict[int, set[int]] = defaultdict(set)
    for touchpoint_id in touchpoint_ids:
        wanted[_journey_of(work, touchpoint_id)].add(touchpoint_id)
    _refresh_in(work, wanted)


def refresh_journeys(work: Work, journey_ids: Iterable[int]) -> None:
    """Work out the needs of all touchpoints of journeys anew, and of those that open into them."""
    work.session.flush()
    _refresh_in(work, dict.fromkeys(journey_ids))


def refresh_around(work: Work, journey_id: int, *, outwards: bool = True) -> None:
    """Work out anew the needs of the touchpoints that open into a journey, however far out.

    Without `outwards` alone, those of the journey that open into others are among them: who is whose namesake may
    have changed.
    """
    work.session.flush()
    reader = work.reader
    connection = work.session.connection()
    own: list[int] = []
    if not outwards:
        own += [number for number in connection.scalars(_OPENING_OUT, {"journey": journey_id}) if number]
    for point in [*own, *_around(work, {journey_id})]:
        _keep(work, need_at(reader, point))


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


def _refresh_in(work: Work, wanted: Mapping[int, set[int] | None]) -> None:
    """Work out the needs of some touchpoints of journeys anew, or of all, then of those that open into the journeys."""
    reader = work.reader
    for journey, points in wanted.items():
        _hold(work, points)
        _keep(work, needs_of_journey(reader, journey), points)
    for outer in _around(work, set(wanted)):
        _keep(work, need_at(reader, outer))


def _hold(work: Work, touchpoint_ids: Iterable[int] | None) -> None:
    """Read touchpoints at once that are looked at one by one."""
    todo = list(touchpoint_ids or ())
    for start in range(0, len(todo), _AT_ONCE):
        some = todo[start : start + _AT_ONCE]
        read = select(TouchpointRecord).where(col(TouchpointRecord.id).in_(some))
        work.hold(work.session.execute(read).scalars())


def _keep(work: Work, needs: Iterable[NeedNow], only: set[int] | None = None) -> None:
    """Keep needs that are not true any more, of some touchpoints or of all."""
    for one in needs:
        if one.kept != one.true and (only is None or one.touchpoint_id in only):
            touchpoint = work.session.get_one(TouchpointRecord, one.touchpoint_id)
            touchpoint.need = one.true
            work.touch(touchpoint)


def _around(work: Work, journeys: set[int]) -> list[int]:
    """Return the touchpoints that open into journeys, those that open into theirs, and so on."""
    found: dict[int, None] = {}
    todo = sorted(journeys)
    while todo:
        for point, journey in work.session.connection().execute(_OPENING, {"journey": todo.pop()}):
            if point is not None and point not in found:
                found[point] = None
                todo.append(journey)
    return list(found)


def _journey_of(work: Work, touchpoint_id: int) -> int:
    return work.session.get_one(TouchpointRecord, touchpoint_id).journey_id
