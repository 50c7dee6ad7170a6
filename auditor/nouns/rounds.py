"""What can be done with rounds: several people audit one journey, each alone, and then agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.base.values import TEXT_LIMIT
from auditor.base.vocabulary import AuditKind, Basis, Depth, Origin
from auditor.input import typed
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.tables import (
    AnswerRecord,
    AuditRecord,
    JourneyRecord,
    PersonRecord,
    RoundRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.writing.asked_checks import ask, walk
from auditor.writing.following import follow
from auditor.writing.joining_findings import join_found
from auditor.writing.looking import take_items
from auditor.writing.people import name_of, own_number, person_of
from auditor.writing.personas import persona_walked
from auditor.writing.sharing import refuse_missing, share_asked
from auditor.writing.tallies import refresh_round, refresh_visit

_MOST = 12
"""More people than this in one round are a typing error."""

_Place = tuple[int, str, str]
"""A touchpoint, and a check asked there."""


class _Given(Struct, frozen=True):
    """What one auditor answered."""

    auditor: str
    answer: AnswerRecord


class Rounds:
    """The rounds of a database."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists are looked up in `library`."""
        self._database = database
        self._library = library

    def start(
        self,
        journey_id: int,
        auditors: Sequence[str],
        persona_id: int | None = None,
        persona: str = "",
        depth: Depth = Depth.FULL,
    ) -> int:
        """Start an audit for each of several auditors, at least two; return the round's number.

        The persona is named as for a single audit. All of them are asked the same checks, those of that depth.
        """
        names = _distinct(auditors)
        with self._database.work("round-new", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments.update(name=journey.name, auditors=shortened(", ".join(names), 100))
            walked = persona_walked(work, journey_id, persona_id, persona)
            people = [person_of(work, name) for name in names]
            if len(set(people)) < len(people):
                raise _no_round(len(set(people)))
            made = work.new(RoundRecord(journey_id=journey_id, persona_id=walked, started_at=work.at))
            points = walk(work, journey_id)
            library = share_asked(work, self._library, points)
            refuse_missing([point for point in points if depth.asks(Depth(point.depth))], library)
            for person_id in people:
                audit = AuditRecord(
                    journey_id=journey_id,
                    persona_id=walked,
                    auditor_id=person_id,
                    started_at=work.at,
                    round_id=made.id,
                    depth=depth.value,
                )
                ask(work, work.new(audit), points, library)
        assert made.id is not None
        return made.id

    def agree(self, round_id: int) -> int:
        """Make the agreed audit of a round that all have finished, or return the one there is.

        Answers and feelings that at least two gave, all alike, are taken over; the others stay open, to be
        talked over. Where only one auditor is left in the round, everything of theirs is taken over. The
        auditors' own audits stay as they are. What all took from another touchpoint of the site follows what is
        agreed there; what was said of what is not there stands as it is, and what was chosen goes along. Findings that
        several made alike become one. Raises RefusedError while somebody is not done.
        """
        with self._database.work("round-agree") as work:
            row = work.get(RoundRecord, round_id)
            work.journey_id = row.journey_id
            work.arguments["number"] = str(round_id)
            audits = _audits(work, round_id)
            agreed = next((audit for audit in audits if audit.kind == AuditKind.AGREED), None)
            if agreed is None:
                _refuse_unfinished(work, audits)
                agreed = work.new(
                    AuditRecord(
                        journey_id=row.journey_id,
                        persona_id=row.persona_id,
                        auditor_id=own_number(work),
                        started_at=work.at,
                        kind=AuditKind.AGREED.value,
                        round_id=round_id,
                        depth=audits[0].depth,
                    )
                )
                _take_over(work, agreed, audits)
                join_found(work, audits)
        assert agreed.id is not None
        return agreed.id

    def drop(self, round_id: int, audit_id: int) -> None:
        """Take an auditor who has not finished out of a round, with their audit, so that the others can go on.

        What is in that audit stays hidden from everybody else. Raises RefusedError for a finished one.
        """
        with self._database.work("round-drop") as work:
            row = work.get(RoundRecord, round_id)
            audit = work.get(AuditRecord, audit_id)
            name = shortened(_name(work, audit), 40)
            work.journey_id = row.journey_id
            work.arguments.update(number=str(round_id), name=name)
            if audit.round_id != round_id or audit.kind == AuditKind.AGREED:
                raise RefusedError(
                    _("Audit {audit} is not one of round {number}.").format(audit=audit_id, number=round_id)
                )
            if audit.finished_at is not None:
                raise RefusedError(
                    _("{name} has finished: only who has not can be taken out of the round.").format(
                        name=name
                    )
                )
            work.remove(audit)
            refresh_round(work, audit)


def _distinct(auditors: Sequence[str]) -> list[str]:
    """Return the names given, each once; raise RefusedError unless they are a round."""
    names = {folded(name): typed.needed_line(name, _("name")) for name in auditors}
    if not 2 <= len(names) <= _MOST:
        raise _no_round(len(names))
    return list(names.values())


def _no_round(count: int) -> RefusedError:
    return RefusedError(
        _("A round needs 2 to {most} auditors, each named once: it has {count}.").format(
            most=_MOST, count=count
        )
    )


def _audits(work: Work, round_id: int) -> list[AuditRecord]:
    return list(
        work.session.exec(
            select(AuditRecord)
            .where(AuditRecord.round_id == round_id, col(AuditRecord.removed_at).is_(None))
            .order_by(col(AuditRecord.id))
        )
    )


def _refuse_unfinished(work: Work, audits: Sequence[AuditRecord]) -> None:
    if not audits:
        raise RefusedError(_("There is no audit left in this round: there is nothing to agree on."))
    waiting = [_name(work, audit) for audit in audits if audit.finished_at is None]
    if waiting:
        raise RefusedError(
            _("Not all have finished yet: {names}.").format(names=shortened(", ".join(waiting), 100))
        )


def _name(work: Work, audit: AuditRecord) -> str:
    person = work.session.get(PersonRecord, audit.auditor_id)
    return name_of(work, person) if person else "–"


def _take_over(work: Work, agreed: AuditRecord, audits: Sequence[AuditRecord]) -> None:
    """Fill the agreed audit with everything that was asked in the round, and the answers all gave alike."""
    given = _given(work, audits)
    felt = _felt(work, audits)
    least = min(2, len(audits))
    assert agreed.id is not None
    visits = [_visit(agreed.id, point, work.at, visits, least) for point, visits in felt.items()]
    work.add_unkept(visits)
    for visit in visits:
        asked = [answers for (point, *_check), answers in given.items() if point == visit.touchpoint_id]
        assert visit.id is not None
        work.add_unkept([_answer(visit.id, place, work.at, each, least) for place, each in enumerate(asked)])
        refresh_visit(work, visit)
    follow(work, agreed)
    take_items(work, agreed, audits)


def _given(work: Work, audits: Iterable[AuditRecord]) -> dict[_Place, list[_Given]]:
    """Return who answered what, by touchpoint and check, in the order of the walk."""
    found: dict[_Place, list[_Given]] = {}
    for audit in audits:
        rows = work.session.exec(
            select(AnswerRecord, VisitRecord.touchpoint_id, WordingRecord.checklist, WordingRecord.check_key)
            .join(VisitRecord, col(VisitRecord.id) == AnswerRecord.visit_id)
            .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
            .where(
                VisitRecord.audit_id == audit.id,
                col(VisitRecord.removed_at).is_(None),
                col(AnswerRecord.removed_at).is_(None),
            )
            .order_by(col(VisitRecord.id), col(AnswerRecord.position), col(AnswerRecord.id))
        ).all()
        name = _name(work, audit)
        for answer, point, checklist, key in rows:
            found.setdefault((point, checklist, key), []).append(_Given(name, answer))
    return found


def _felt(work: Work, audits: Iterable[AuditRecord]) -> dict[int, list[tuple[str, VisitRecord]]]:
    """Return who felt what by touchpoint."""
    found: dict[int, list[tuple[str, VisitRecord]]] = {}
    for audit in audits:
        rows = work.session.exec(
            select(VisitRecord)
            .where(VisitRecord.audit_id == audit.id, col(VisitRecord.removed_at).is_(None))
            .order_by(col(VisitRecord.id))
        ).all()
        name = _name(work, audit)
        for visit in rows:
            found.setdefault(visit.touchpoint_id, []).append((name, visit))
    return found


def _visit(
    audit_id: int, point: int, at: str, visits: Sequence[tuple[str, VisitRecord]], least: int
) -> VisitRecord:
    """Return a visit with the feeling that at least so many noted, all alike; without one otherwise."""
    scores = [visit.feeling for _name, visit in visits if visit.feeling is not None]
    emotions = {visit.emotion for _name, visit in visits if visit.emotion}
    observed = all(visit.basis == Basis.OBSERVED for _name, visit in visits)
    same = _is_agreed(scores, least)
    return VisitRecord(
        audit_id=audit_id,
        touchpoint_id=point,
        feeling=scores[0] if same else None,
        emotion=emotions.pop() if same and len(emotions) == 1 else "",
        basis=(Basis.OBSERVED if observed else Basis.ASSUMED).value,
        note=_notes((name, visit.note) for name, visit in visits) if same else "",
        felt_at=at if same else None,
    )


def _answer(visit_id: int, place: int, at: str, given: Sequence[_Given], least: int) -> AnswerRecord:
    """Return an answer with the verdict that at least so many gave, all alike; without one otherwise."""
    said = [one.answer for one in given if one.answer.verdict is not None]
    verdicts = [answer.verdict for answer in said]
    follows = bool(said) and all(answer.origin == Origin.SHARED for answer in said)
    same = _is_agreed(verdicts, least)
    return AnswerRecord(
        visit_id=visit_id,
        wording_id=given[-1].answer.wording_id,
        position=place,
        verdict=verdicts[0] if same else None,
        note=_notes((one.auditor, one.answer.note) for one in given) if same else "",
        answered_at=at if same else None,
        origin=(Origin.SHARED if same and follows else Origin.OWN).value,
    )


def _is_agreed(values: Sequence[object], least: int) -> bool:
    return len(values) >= least and len(set(values)) == 1


def _notes(notes: Iterable[tuple[str, str]]) -> str:
    """Return the notes of several people as one, each with its name."""
    said = [f"{name}: {note}" for name, note in notes if note]
    return "\n".join(said)[:TEXT_LIMIT]
