"""Re-checks: short audits that look again at what actions were to mend, and carry everything else over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeAlias

from sqlmodel import col, select

from auditor.analysis.effect import is_before, is_trouble
from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _
from auditor.base.text import inner_quotes, shortened
from auditor.base.vocabulary import AuditKind, Status
from auditor.base.ways_out import WayOut
from auditor.library.checklists import Library
from auditor.store.reading.evidence.proof_grounds import CARRIED, ONE, grounds_of
from auditor.store.tables import AnswerRecord, AuditRecord, PersonaRecord, TouchpointRecord, VisitRecord
from auditor.store.viewing import first
from auditor.store.work import Work
from auditor.views.checks import Check
from auditor.views.proofs import ProofGrounds
from auditor.writing.asked_checks import unanswered, walk
from auditor.writing.sharing import share_checklists
from auditor.writing.tallies import refresh_visit
from auditor.writing.wordings import wordings_of

Checks: TypeAlias = dict[tuple[str, str], None]
"""(checklist, check key) pairs in the order they are asked."""

Places: TypeAlias = defaultdict[int, Checks]
"""The checks that are asked again, by touchpoint."""


def recheck(
    work: Work, action_ids: Sequence[int], auditor_id: int, persona_id: int | None, library: Library
) -> list[AuditRecord]:
    """Start an audit for each journey and persona that must look again, within a unit of work; return them."""
    wanted: dict[tuple[int, int], Places] = {}
    for action_id in dict.fromkeys(action_ids):
        grounds = _grounds(work, action_id)
        for persona in _personas(work, grounds, persona_id):
            places = wanted.setdefault((grounds.action.journey_id, persona), defaultdict(dict))
            for subject in grounds.subjects:
                asked = {(subject.checklist, subject.check_key): None} if subject.check_key else {}
                places[subject.touchpoint_id] |= asked
    asked_of = (
        checklist for places in wanted.values() for checks in places.values() for checklist, _key in checks
    )
    library = share_checklists(work, library, asked_of)
    audits = [
        _start(work, journey, persona, auditor_id, places, library)
        for (journey, persona), places in wanted.items()
    ]
    if len(action_ids) > 1:
        work.arguments["count"] = str(len(action_ids))
    return audits


def _grounds(work: Work, action_id: int) -> ProofGrounds:
    """Return what is known of an action that is done; raise RefusedError for others."""
    grounds = first(grounds_of(work.reader, ONE, action=action_id))
    if grounds is None:
        raise NotFoundError(_("There is no action number {number}.").format(number=action_id))
    action = grounds.action
    work.journey_id, work.arguments["title"] = action.journey_id, action.title
    if action.status not in (Status.DONE, Status.VERIFIED):
        raise RefusedError(
            _("“{title}” is not done yet.").format(title=inner_quotes(shortened(action.title, 60))),
            WayOut.CALL_IT_DONE,
            number=action.id,
        )
    return grounds


def _personas(work: Work, grounds: ProofGrounds, persona_id: int | None) -> list[int]:
    """Return who must look again: the persona given, those with the findings, those who were there, or the only one."""
    known = _known_personas(work, grounds.action.journey_id)
    if persona_id is not None:
        if persona_id not in known:
            raise RefusedError(_("The persona is of another journey: choose one of this journey."))
        return [persona_id]
    hurt = {
        one.persona_id
        for subject, noted in zip(grounds.subjects, grounds.noted, strict=True)
        if subject.mends
        for one in {note.persona_id: note for note in reversed(noted) if is_before(grounds, note)}.values()
        if is_trouble(one)
    }
    there = {look.persona_id for look in grounds.looks if look.answered or look.feeling is not None}
    found = sorted((hurt or there or set(known)) & set(known))
    if not found or (len(found) > 1 and not (hurt or there)):
        raise RefusedError(
            _("Nobody has looked at “{touchpoint}” yet.").format(
                touchpoint=shortened(grounds.action.touchpoint, 60)
            ),
            WayOut.CHOOSE_PERSONA_TO_LOOK,
        )
    return found


def _known_personas(work: Work, journey_id: int) -> list[int]:
    rows = work.session.exec(
        select(PersonaRecord.id).where(
            PersonaRecord.journey_id == journey_id, col(PersonaRecord.removed_at).is_(None)
        )
    ).all()
    return [number for number in rows if number is not None]


def _start(
    work: Work, journey_id: int, persona_id: int, auditor_id: int, places: Places, library: Library
) -> AuditRecord:
    points = [point for point in walk(work, journey_id) if point.id in places]
    if not points:
        raise RefusedError(
            _("The touchpoints of the actions were deleted: there is nothing to look at again.")
        )
    _refuse_second(work, persona_id, points)
    audit = work.new(
        AuditRecord(
            journey_id=journey_id,
            persona_id=persona_id,
            auditor_id=auditor_id,
            started_at=work.at,
            kind=AuditKind.RECHECK.value,
        )
    )
    assert audit.id is not None
    asked = {point.id: _asked(places[point.id or 0], library) for point in points}
    wordings = wordings_of(work, chain.from_iterable(asked.values()))
    for point in points:
        visit = VisitRecord(audit_id=audit.id, touchpoint_id=point.id or 0)
        work.add_unkept([visit])
        fresh = unanswered(visit, asked[point.id], wordings)
        carried = _carried(work, visit, persona_id, places[visit.touchpoint_id], len(fresh))
        work.insert(AnswerRecord, fresh)
        work.add_unkept(carried)
        refresh_visit(work, visit)
    return audit


def _refuse_second(work: Work, persona_id: int, points: Iterable[TouchpointRecord]) -> None:
    """Raise RefusedError when a re-check of a touchpoint for the persona is still going on."""
    names = {point.id: point.name for point in points}
    going_on = work.session.exec(
        select(VisitRecord.audit_id, VisitRecord.touchpoint_id)
        .join(AuditRecord, col(AuditRecord.id) == VisitRecord.audit_id)
        .where(
            AuditRecord.kind == AuditKind.RECHECK,
            AuditRecord.persona_id == persona_id,
            col(AuditRecord.removed_at).is_(None),
            col(AuditRecord.finished_at).is_(None),
            col(VisitRecord.removed_at).is_(None),
            col(VisitRecord.touchpoint_id).in_(names),
        )
        .limit(1)
    ).first()
    if going_on is not None:
        raise RefusedError(
            _("Re-check {number} of “{touchpoint}” is not finished: finish or delete it first.").format(
                number=going_on[0], touchpoint=shortened(names[going_on[1]], 60)
            )
        )


def _asked(checks: Checks, library: Library) -> list[Check]:
    """Return the checks to be asked, as they are worded today; those no longer in their checklist are left out."""
    found = (library.check(checklist, key) for checklist, key in checks)
    return [check for check in found if check is not None]


def _carried(
    work: Work, visit: VisitRecord, persona_id: int, asked: Checks, after: int
) -> list[AnswerRecord]:
    """Return what else the persona's newest audit answered at the touchpoint, as answers that are carried over."""
    known = work.reader.all(CARRIED, touchpoint=visit.touchpoint_id, persona=persona_id)
    others = [one for one in known if (one.checklist, one.check_key) not in asked]
    return [
        AnswerRecord(
            visit_id=visit.id or 0,
            wording_id=one.wording_id,
            position=after + place,
            verdict=str(one.verdict),
            note=one.note,
            answered_at=one.answered_at,
            carried=True,
        )
        for place, one in enumerate(others)
    ]
