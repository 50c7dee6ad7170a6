"""Brings the answers of an audit in line with those that others follow: shared checks and gates, in a transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import bindparam
from sqlmodel import col, select

from auditor.analysis.sharing import Given, Site, Stands, leads, presences, sites, standing
from auditor.base.vocabulary import AuditKind, Origin, Verdict
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
from auditor.views.checks import Check, Named
from auditor.writing.sealing import is_settled
from auditor.writing.suggestions import settle
from auditor.writing.tallies import recount, refresh_said
from auditor.writing.wordings import worded


class _Row(Struct, frozen=True):
    """A check at a place of the walk."""

    answer: AnswerRecord
    check: Check
    place: int


class Walk(Struct, frozen=True):
    """The answers to some checks of an audit, in the order of the walk, and what stands of each."""

    visits: Sequence[VisitRecord]
    places: Sequence[Site | None]
    rows: Sequence[_Row]
    stands: Sequence[Stands]

    def followers(self, answer_id: int | None) -> list[AnswerRecord]:
        """Return the answers that stand as the one of that number does, or as one further on that it stands as."""
        here = next((number for number, row in enumerate(self.rows) if row.answer.id == answer_id), None)
        if here is None:
            return []
        leader = leads(here, self.stands[here])
        return [
            row.answer
            for number, (row, stands) in enumerate(zip(self.rows, self.stands, strict=True))
            if stands.origin is Origin.SHARED and stands.leader == leader and number != here
        ]


def checks_of(work: Work, audit: AuditRecord) -> dict[int, Check]:
    """Return the checks that an audit asks, each once, by the number of its wording."""
    asked = (
        select(AnswerRecord.wording_id)
        .join(VisitRecord, col(VisitRecord.id) == AnswerRecord.visit_id)
        .where(VisitRecord.audit_id == audit.id, col(AnswerRecord.removed_at).is_(None))
    )
    rows = work.session.exec(select(WordingRecord).where(col(WordingRecord.id).in_(asked)))
    return {row.id: worded(row) for row in rows if row.id is not None}


def wordings_alike(work: Work, checks: Collection[Named]) -> dict[int, Check]:
    """Return checks in all wordings they have had, by their numbers."""
    rows = work.session.exec(_WORDINGS, params={"keys": sorted({key for _checklist, key in checks})})
    return {
        row.id: worded(row) for row in rows if row.id is not None and (row.checklist, row.check_key) in checks
    }


_WORDINGS = select(WordingRecord).where(col(WordingRecord.check_key).in_(bindparam("keys", expanding=True)))
"""Statements on the way of every key of a walk are put together once: that takes longer than running them."""


def asked_again(work: Work, audit: AuditRecord, checks: Mapping[int, Check]) -> dict[int, Check]:
    """Return those of some checks that an audit asks at several touchpoints; of the others none follows.

    It is on the way of every key of a walk, and most checks are asked once.
    """
    rows = work.session.exec(_ASKED_OF, params={"audit": audit.id, "wordings": list(checks)})
    times = Counter(checks[number].named for number in rows)
    return {number: check for number, check in checks.items() if times[check.named] > 1}


_ASKED_OF = (
    select(AnswerRecord.wording_id)
    .join(VisitRecord, col(VisitRecord.id) == AnswerRecord.visit_id)
    .where(
        VisitRecord.audit_id == bindparam("audit"),
        col(AnswerRecord.wording_id).in_(bindparam("wordings", expanding=True)),
        col(AnswerRecord.removed_at).is_(None),
    )
)


def visited(
    work: Work, audit: AuditRecord, touchpoint_ids: Collection[int] | None = None
) -> list[tuple[VisitRecord, TouchpointRecord]]:
    """Return the touchpoints in sight that an audit visits, in the order of the walk: all, or those of some."""
    statement = _VISITED
    if touchpoint_ids is not None:
        statement = statement.where(col(VisitRecord.touchpoint_id).in_(touchpoint_ids))
    return [(visit, point) for visit, point in work.session.exec(statement, params={"audit": audit.id})]


_VISITED = (
    select(VisitRecord, TouchpointRecord)
    .join(TouchpointRecord, col(TouchpointRecord.id) == VisitRecord.touchpoint_id)
    .join(StageRecord, col(StageRecord.id) == TouchpointRecord.stage_id)
    .where(
        VisitRecord.audit_id == bindparam("audit"),
        *(col(table.removed_at).is_(None) for table in (VisitRecord, TouchpointRecord, StageRecord)),
    )
    .order_by(
        col(StageRecord.position),
        col(StageRecord.id),
        col(TouchpointRecord.position),
        col(TouchpointRecord.id),
    )
)


def walk_of(work: Work, audit: AuditRecord, checks: Mapping[int, Check]) -> Walk:
    """Return what an audit holds of some checks, by the number of their wordings, as it is now."""
    work.session.flush()
    found = visited(work, audit)
    work.hold(point for _visit, point in found)
    visits = [visit for visit, _point in found]
    places = sites([point for _visit, point in found])
    at = {visit.id: place for place, visit in enumerate(visits)}
    rows = _rows(work, audit, checks, at)
    gates = _gates(work, audit, checks.values(), at, places)
    given = _given(work, audit, rows, visits)
    return Walk(visits, places, rows, standing(given, gates, places))


def _gates(
    work: Work,
    audit: AuditRecord,
    checks: Collection[Check],
    at: Mapping[int | None, int],
    places: Sequence[Site | None],
) -> list[dict[str, bool]]:
    """Return what is there at each place; what auditors have agreed on stands whatever is there."""
    keys = {check.gate.key for check in checks if check.gate is not None}
    if audit.kind == AuditKind.AGREED or not keys:
        return [{} for _place in places]
    shared = {check.gate.key for check in checks if check.gate is not None and check.gate.shared}
    return presences(_answered(work, audit, at, len(places)), shared, places)


def _given(
    work: Work,
    audit: AuditRecord,
    rows: Sequence[_Row],
    visits: Sequence[VisitRecord],
) -> list[Given]:
    """Return what was said at each place itself."""
    apart = _told_apart(work, audit, {row.answer.wording_id: row.check for row in rows})
    return [
        Given(
            row.place,
            row.check.named,
            row.check.shared and (visits[row.place].touchpoint_id, *row.check.named) not in apart,
            row.check.gate.key if row.check.gate else "",
            own_verdict(row.answer),
        )
        for row in rows
    ]


def _told_apart(work: Work, audit: AuditRecord, checks: Mapping[int, Check]) -> set[tuple[int, str, str]]:
    """Return the touchpoints and shared checks of an agreed audit that some auditor of its round told from the others.

    There the auditors have to talk, so they follow nothing.
    """
    if audit.kind != AuditKind.AGREED or not any(check.shared for check in checks.values()):
        return set()
    auditors = work.session.exec(
        select(AuditRecord).where(
            AuditRecord.round_id == audit.round_id,
            AuditRecord.kind == AuditKind.WHOLE,
            col(AuditRecord.removed_at).is_(None),
        )
    ).all()
    walks = [walk_of(work, one, checks) for one in auditors]
    return {
        (walk.visits[row.place].touchpoint_id, *row.check.named)
        for walk in walks
        for row, stands in zip(walk.rows, walk.stands, strict=True)
        if stands.origin is Origin.OWN and stands.verdict is not None and stands.leader is not None
    }


def _rows(
    work: Work, audit: AuditRecord, checks: Mapping[int, Check], at: dict[int | None, int]
) -> list[_Row]:
    answers = work.session.exec(_ANSWERS_TO, params={"audit": audit.id, "wordings": list(checks)}).all()
    rows = [
        _Row(answer, checks[answer.wording_id], at[answer.visit_id])
        for answer in answers
        if answer.visit_id in at
    ]
    return sorted(rows, key=lambda row: row.place)


_ANSWERS_TO = (
    select(AnswerRecord)
    .join(VisitRecord, col(VisitRecord.id) == AnswerRecord.visit_id)
    .where(
        VisitRecord.audit_id == bindparam("audit"),
        col(AnswerRecord.wording_id).in_(bindparam("wordings", expanding=True)),
        col(AnswerRecord.removed_at).is_(None),
        col(AnswerRecord.carried).is_(False),
    )
    .order_by(col(AnswerRecord.position), col(AnswerRecord.id))
)


def _answered(
    work: Work, audit: AuditRecord, at: Mapping[int | None, int], count: int
) -> list[dict[str, bool]]:
    found: list[dict[str, bool]] = [{} for _each in range(count)]
    for row in work.session.exec(_PRESENCES, params={"audit": audit.id}):
        if row.visit_id in at and row.present is not None:
            found[at[row.visit_id]][row.gate] = row.present
    return found


_PRESENCES = (
    select(PresenceRecord)
    .join(VisitRecord, col(VisitRecord.id) == PresenceRecord.visit_id)
    .where(
        VisitRecord.audit_id == bindparam("audit"),
        col(PresenceRecord.removed_at).is_(None),
        col(PresenceRecord.present).is_not(None),
    )
)


def own_verdict(answer: AnswerRecord) -> Verdict | None:
    """Return what was said of a check where it stands itself, also where a gate has put that aside."""
    said = Origin(answer.origin).own(answer.verdict, answer.aside)
    return Verdict(said) if said else None


def follow(work: Work, audit: AuditRecord, checks: Mapping[int, Check] | None = None) -> list[VisitRecord]:
    """Let the answers to checks stand as what was said elsewhere wants it; return the visits where that changed any.

    `checks` are those that may have changed, by the number of their wordings; None for all. Tallies and needs are
    worked out anew.
    """
    walk = walk_of(work, audit, checks_of(work, audit) if checks is None else checks)
    changed: dict[int, VisitRecord] = {}
    followed: dict[tuple[Named, Verdict], list[int]] = {}
    for row, stands in zip(walk.rows, walk.stands, strict=True):
        if not _bring_in_line(work, row, stands, walk):
            continue
        visit = changed[row.place] = walk.visits[row.place]
        if stands.origin is Origin.SHARED and stands.verdict is not None:
            followed.setdefault((row.check.named, stands.verdict), []).append(visit.touchpoint_id)
    visits = list(changed.values())
    for visit in visits:
        work.touch(visit)
    if followed and is_settled(work, audit):
        for (check, verdict), points in followed.items():
            settle(work, points, *check, verdict, only_alike=True)
    refresh_said(work, audit, visits)
    return visits


def _bring_in_line(work: Work, row: _Row, stands: Stands, walk: Walk) -> bool:
    """Give an answer the verdict that stands, and its visit the tallies; tell whether anything is another."""
    answer = row.answer
    own = own_verdict(answer)
    verdict = stands.verdict.value if stands.verdict else None
    aside = own.value if own and stands.origin is Origin.GATE else None
    if (answer.verdict, answer.origin, answer.aside) == (verdict, stands.origin.value, aside):
        return False
    at = answer.answered_at
    if verdict is None:
        at = None
    elif stands.origin is Origin.SHARED and stands.leader is not None:
        at = walk.rows[stands.leader].answer.answered_at
    elif answer.verdict != verdict:
        at = work.at
    before = Verdict(answer.verdict) if answer.verdict else None
    work.change(answer, verdict=verdict, origin=stands.origin.value, aside=aside, answered_at=at)
    recount(walk.visits[row.place], row.check.severity, before, stands.verdict)
    return True


def leave(work: Work, audit: AuditRecord, answer: AnswerRecord, check: Check) -> None:
    """Let the answers to a check that stand as one does keep their verdict for themselves, before that one changes."""
    if not check.shared:
        return
    for follower in walk_of(work, audit, wordings_alike(work, {check.named})).followers(answer.id):
        work.change(follower, origin=Origin.OWN.value)


def hand_on(work: Work, touchpoint_ids: Collection[int]) -> None:
    """Let the first that followed say what was answered at touchpoints for their site, before these leave it or go.

    So the others go on following, and nothing that was answered is lost.
    """
    audits = work.session.exec(
        select(AuditRecord)
        .where(
            col(AuditRecord.id).in_(
                select(VisitRecord.audit_id).where(
                    col(VisitRecord.touchpoint_id).in_(touchpoint_ids), col(VisitRecord.removed_at).is_(None)
                )
            ),
            col(AuditRecord.removed_at).is_(None),
        )
        .order_by(col(AuditRecord.id))
    ).all()
    for audit in audits:
        shared = {number: check for number, check in checks_of(work, audit).items() if check.shared}
        if shared:
            _hand_on_in(work, walk_of(work, audit, shared), touchpoint_ids)


def _hand_on_in(work: Work, walk: Walk, touchpoint_ids: Collection[int]) -> None:
    handed: set[int] = set()
    for row, stands in zip(walk.rows, walk.stands, strict=True):
        if stands.origin is not Origin.SHARED or stands.leader is None or stands.leader in handed:
            continue
        leader, follower = walk.visits[walk.rows[stands.leader].place], walk.visits[row.place]
        if leader.touchpoint_id in touchpoint_ids and follower.touchpoint_id not in touchpoint_ids:
            work.change(row.answer, origin=Origin.OWN.value)
            handed.add(stands.leader)
