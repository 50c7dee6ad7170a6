"""What can be done with audits: one transaction a call, on disk when the call returns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import bindparam, or_
from sqlalchemy import select as select_rows
from sqlmodel import col, select

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _, in_language
from auditor.base.text import shortened
from auditor.base.vocabulary import AuditKind, Basis, Emotion, Verdict
from auditor.base.ways_out import WayOut
from auditor.input import typed
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.tables import (
    AnswerRecord,
    AuditRecord,
    JourneyRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.audits import Answer, Visit
from auditor.writing.asked_checks import ask, ask_anew, walk, worded
from auditor.writing.people import person_of
from auditor.writing.personas import persona_walked
from auditor.writing.proposals import propose
from auditor.writing.rechecks import recheck
from auditor.writing.sealing import refuse_hidden, speaks_for_itself
from auditor.writing.suggestions import settle
from auditor.writing.tallies import recount, refresh_round, refresh_said
from auditor.writing.unseen import seen, to_write


class Audits:
    """The audits of a database."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists are looked up in `library`."""
        self._database = database
        self._library = library

    def start(
        self, journey_id: int, auditor: str | None, persona_id: int | None = None, persona: str = ""
    ) -> int:
        """Start an audit for a persona, by number or by the name of a new one; return its number.

        The auditor is somebody of the team, by name or number, somebody new, or with None the user.

        With neither, it is the journey's only persona, or a new one called “Customer”. Every check that
        applies is there from the start, in the wording its file has today.
        """
        with self._database.work("audit-start", journey_id) as work:
            journey = work.get(JourneyRecord, journey_id)
            work.arguments["name"] = journey.name
            audit = work.new(
                AuditRecord(
                    journey_id=journey_id,
                    persona_id=persona_walked(work, journey_id, persona_id, persona),
                    auditor_id=person_of(work, auditor),
                    started_at=work.at,
                )
            )
            ask(work, audit, walk(work, journey_id), self._library)
        assert audit.id is not None
        return audit.id

    def start_recheck(
        self, action_ids: Sequence[int], auditor: str | None, persona_id: int | None = None
    ) -> list[int]:
        """Start the short audits that show whether actions worked; return their numbers, one a persona.

        They visit the touchpoints of the actions only, for a persona given or for each that had the findings, and
        ask the checks that the actions were to mend, in the wording of today, and the feeling. Raises RefusedError
        when an action is not done, or such an audit is not finished yet.
        """
        with self._database.work("audit-recheck") as work:
            person = person_of(work, auditor)
            return [audit.id or 0 for audit in recheck(work, action_ids, person, persona_id, self._library)]

    def answer(
        self, answer_id: int, verdict: Verdict | None, note: str | None = None, base: Answer | None = None
    ) -> None:
        """Give a verdict on a check, or take it away with None; a note given too is kept with it.

        With `base`, the answer as it was seen, ConflictError is raised where somebody else has answered meanwhile.
        """
        with self._database.work("answer") as work:
            asked = _Asked.find(work, answer_id)
            work.arguments["verdict"] = verdict.value if verdict else ""
            before = Verdict(asked.answer.verdict) if asked.answer.verdict else None
            values: dict[str, object] = {"verdict": verdict.value if verdict else None}
            if note is not None:
                values["note"] = typed.text(note, _("comment"))
            values = to_write(work, asked.answer, values, seen(base, values), meant=("verdict",))
            if before is not verdict:
                values["answered_at"] = work.at if verdict else None
            work.change(asked.answer, **values)
            if verdict is not None:
                settle(
                    work, asked.visit.touchpoint_id, asked.wording.checklist, asked.wording.check_key, verdict
                )
            recount(asked.visit, asked.wording.severity, before, verdict)
            refresh_said(work, asked.audit, asked.visit)
            work.touch(asked.visit)
            _keep_proposals(work, asked.audit, asked.visit)

    def comment(self, answer_id: int, note: str, base: Answer | None = None) -> None:
        """Write the comment on a check; empty text takes it away. `base` as for `answer`."""
        with self._database.work("comment") as work:
            asked = _Asked.find(work, answer_id)
            values = {"note": typed.text(note, _("comment"))}
            work.change(asked.answer, **to_write(work, asked.answer, values, seen(base, values)))
            work.touch(asked.visit)

    def _visit(self, work: Work, visit_id: int) -> VisitRecord:
        visit = work.get(VisitRecord, visit_id)
        refuse_hidden(work, work.get(AuditRecord, visit.audit_id))
        point = work.get(TouchpointRecord, visit.touchpoint_id)
        work.arguments["touchpoint"] = point.name
        work.journey_id = point.journey_id
        return visit

    def feel(
        self,
        visit_id: int,
        score: int | None,
        emotion: Emotion | None = None,
        note: str | None = None,
        basis: Basis | None = None,
        base: Visit | None = None,
    ) -> None:
        """Note how the customer feels at a touchpoint, −2 very sour .. 2 very happy, or take it away with None.

        `basis` says whether the team assumes it or customers or data show it; None leaves it as it is. With `base`,
        the visit as it was seen, ConflictError is raised where somebody else has noted another feeling meanwhile.
        """
        if score is not None:
            typed.whole(score, -2, 2, _("feeling"))
        with self._database.work("feel") as work:
            visit = self._visit(work, visit_id)
            work.arguments["feeling"] = "" if score is None else str(score)
            values: dict[str, object] = {"feeling": score}
            values["emotion"] = emotion.value if emotion and score is not None else ""
            if basis is not None:
                values["basis"] = basis.value
            if note is not None:
                values["note"] = typed.text(note, _("comment"))
            values = to_write(work, visit, values, seen(base, values), meant=("feeling",))
            if visit.feeling != score:
                values["felt_at"] = work.at if score is not None else None
            work.change(visit, **values)
            audit = work.get(AuditRecord, visit.audit_id)
            refresh_said(work, audit, visit)
            _keep_proposals(work, audit, visit)

    def comment_feeling(self, visit_id: int, note: str, base: Visit | None = None) -> None:
        """Write the comment on the feeling at a touchpoint. `base` as for `feel`."""
        with self._database.work("comment") as work:
            visit = self._visit(work, visit_id)
            values = {"note": typed.text(note, _("comment"))}
            work.change(visit, **to_write(work, visit, values, seen(base, values)))

    def finish(self, audit_id: int) -> int:
        """Close an audit and propose an action for every finding that has none; return how many.

        Audits of a round propose none: what its auditors agree on does. Raises RefusedError for one in which nothing
        was answered or felt.
        """
        with self._database.work("audit-finish") as work:
            audit = self._named(work, audit_id)
            refuse_hidden(work, audit)
            _refuse_empty(work, audit)
            work.change(audit, finished_at=audit.finished_at or work.at)
            refresh_round(work, audit)
            return propose(work, audit) if speaks_for_itself(audit) else 0

    def reopen(self, audit_id: int) -> None:
        """Open a finished audit again; it asks at touchpoints and of checklists that came meanwhile."""
        with self._database.work("audit-reopen") as work:
            audit = self._named(work, audit_id)
            refuse_hidden(work, audit)
            work.change(audit, finished_at=None)
            refresh_round(work, audit)
            ask_anew(work, audit, self._library, keep=True)

    def delete(self, audit_id: int) -> None:
        """Take an audit out of sight; the needs of its touchpoints are worked out without it."""
        with self._database.work("audit-delete") as work:
            audit = self._named(work, audit_id)
            refuse_hidden(work, audit)
            work.remove(audit)
            refresh_round(work, audit)

    def _named(self, work: Work, audit_id: int) -> AuditRecord:
        audit = work.get(AuditRecord, audit_id)
        work.journey_id = audit.journey_id
        work.arguments["number"] = str(audit_id)
        return audit


class _Asked(Struct, frozen=True):
    """An answer with the rows it belongs to, read in one go: it is on the way of every key of a walk."""

    answer: AnswerRecord
    wording: WordingRecord
    visit: VisitRecord
    touchpoint: TouchpointRecord
    audit: AuditRecord

    @classmethod
    def find(cls, work: Work, answer_id: int) -> _Asked:
        """Return what belongs to an answer; raise NotFoundError when any of it is gone."""
        row = work.session.execute(_ASKED, {"answer": answer_id}).first()
        if row is None:
            work.get(AnswerRecord, answer_id)
            raise NotFoundError(_("The touchpoint or the audit of this check was deleted."))
        asked = cls(*row)
        if asked.answer.carried:
            raise RefusedError(_("This answer was taken over from an earlier audit: it is not asked here."))
        refuse_hidden(work, asked.audit)
        work.arguments["check"] = f"{asked.wording.checklist}/{asked.wording.check_key}"
        work.arguments["question"] = shortened(in_language(worded(asked.wording).text), 100)
        work.arguments["touchpoint"] = asked.touchpoint.name
        work.journey_id = asked.audit.journey_id
        return asked


_ASKED = (
    select_rows(AnswerRecord, WordingRecord, VisitRecord, TouchpointRecord, AuditRecord)
    .join(WordingRecord, col(WordingRecord.id) == AnswerRecord.wording_id)
    .join(VisitRecord, col(VisitRecord.id) == AnswerRecord.visit_id)
    .join(TouchpointRecord, col(TouchpointRecord.id) == VisitRecord.touchpoint_id)
    .join(AuditRecord, col(AuditRecord.id) == VisitRecord.audit_id)
    .where(
        col(AnswerRecord.id) == bindparam("answer"),
        *(
            col(table.removed_at).is_(None)
            for table in (AnswerRecord, VisitRecord, TouchpointRecord, AuditRecord)
        ),
    )
)


def _refuse_empty(work: Work, audit: AuditRecord) -> None:
    """Raise RefusedError when nothing was answered or felt: nothing done is not something done."""
    if audit.finished_at is not None:
        return
    seen = select(VisitRecord.id).where(
        VisitRecord.audit_id == audit.id,
        col(VisitRecord.removed_at).is_(None),
        or_(col(VisitRecord.answered) > 0, col(VisitRecord.feeling).is_not(None)),
    )
    if work.session.exec(seen.limit(1)).first() is not None:
        return
    if audit.kind == AuditKind.RECHECK:
        raise RefusedError(
            _("Nothing was looked at in re-check {number}: answer it, or delete it.").format(number=audit.id)
        )
    if speaks_for_itself(audit):
        raise RefusedError(
            _("Nothing is answered in audit {number}: answer something first, or delete it.").format(
                number=audit.id
            )
        )
    raise RefusedError(
        _("Nothing is answered in audit {number}: answer something first, or leave the round.").format(
            number=audit.id
        ),
        WayOut.LEAVE_ROUND,
        round=audit.round_id,
    )


def _keep_proposals(work: Work, audit: AuditRecord, visit: VisitRecord) -> None:
    """Bring the proposals of a touchpoint in line when an answer changes in an audit that is finished already."""
    if audit.finished_at is not None and speaks_for_itself(audit):
        work.session.flush()
        propose(work, audit, visit.touchpoint_id)
