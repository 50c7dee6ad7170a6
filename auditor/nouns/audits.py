"""What can be done with audits: one transaction a call, on disk when the call returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec import Struct
from sqlalchemy import bindparam, or_
from sqlalchemy import select as select_rows
from sqlmodel import col, select

from auditor.base.errors import NotFoundError, RefusedError
from auditor.base.i18n import _, in_language
from auditor.base.labels import word
from auditor.base.text import one_line, shortened
from auditor.base.vocabulary import AuditKind, Basis, Depth, Emotion, Origin, Verdict
from auditor.base.ways_out import WayOut
from auditor.input import typed
from auditor.library.checklists import Library
from auditor.store.database import Database
from auditor.store.tables import (
    AnswerRecord,
    AuditRecord,
    SuggestionRecord,
    TouchpointRecord,
    VisitRecord,
    WordingRecord,
)
from auditor.store.work import Work
from auditor.views.audits import Answer, Visit
from auditor.writing.asked_checks import ask_anew, deepen, walk
from auditor.writing.following import asked_again, checks_of, follow, leave, wordings_alike
from auditor.writing.looking import keep_items, keep_presence
from auditor.writing.people import person_of
from auditor.writing.proposals import keep_in_line, propose
from auditor.writing.rechecks import recheck
from auditor.writing.sealing import is_settled, refuse_hidden, speaks_for_itself
from auditor.writing.sharing import share_asked
from auditor.writing.starting import start
from auditor.writing.suggestions import settle
from auditor.writing.taking import refuse, taken, waiting_of
from auditor.writing.tallies import recount, refresh_round, refresh_said
from auditor.writing.unseen import seen, to_write
from auditor.writing.wordings import worded


class Audits:
    """The audits of a database."""

    def __init__(self, database: Database, library: Library) -> None:
        """Work on `database`; checklists are looked up in `library`."""
        self._database = database
        self._library = library

    def start(
        self,
        journey_id: int,
        auditor: str | None,
        persona_id: int | None = None,
        persona: str = "",
        depth: Depth = Depth.FULL,
    ) -> int:
        """Start an audit for a persona, by number or by the name of a new one; return its number.

        The auditor is somebody of the team, by name or number, somebody new, or with None the user.

        With neither, it is the journey's only persona, or a new one called “Customer”. Every check of that depth
        is there from the start, in the wording its file has today.
        """
        with self._database.work("audit-start", journey_id) as work:
            return start(work, self._library, journey_id, auditor, (persona_id, persona), depth)

    def deepen(self, audit_id: int, depth: Depth) -> None:
        """Let an audit that is not finished ask more; what is answered stays.

        Raises RefusedError for an audit that is finished, of a round, a re-check, or as deep already.
        """
        with self._database.work("audit-deepen") as work:
            audit = self._named(work, audit_id)
            refuse_hidden(work, audit)
            _refuse_deeper(audit, depth)
            work.arguments["depth"] = depth.value
            work.change(audit, depth=depth.value)
            deepen(work, audit, share_asked(work, self._library, walk(work, audit.journey_id)))
            refresh_round(work, audit)

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
        self,
        answer_id: int,
        verdict: Verdict | None,
        note: str | None = None,
        base: Answer | None = None,
        *,
        alone: bool = False,
    ) -> frozenset[int]:
        """Give a verdict on a check, or take it away with None; return the numbers of the visits that it changes.

        A note given too is kept with it. Where a site answers the check once, its other touchpoints follow; `alone`
        lets those that followed so far keep what they have. With `base`, the answer as it was seen, ConflictError is
        raised where somebody else has answered meanwhile.
        """
        with self._database.work("answer") as work:
            asked = _Asked.find(work, answer_id)
            if alone:
                leave(work, asked.audit, asked.answer, worded(asked.wording))
            besides = {} if note is None else {"note": typed.text(note, _("comment"))}
            given = self._give(work, asked, verdict, base, besides)
            work.arguments["verdict"] = given.value if given else ""
            return self._follow(work, [asked])

    def answer_all(
        self, verdicts: Mapping[int, Verdict], base: Mapping[int, Answer] | None = None
    ) -> frozenset[int]:
        """Give verdicts on several checks at once, by the numbers of their answers: one undo takes all back.

        Returns the numbers of the visits that they change. `base` as for `answer`, by the same numbers.
        """
        with self._database.work("answer-several") as work:
            work.arguments["count"] = str(len(verdicts))
            return self._answer_all(work, verdicts, base or {})

    def _answer_all(
        self, work: Work, verdicts: Mapping[int, Verdict], base: Mapping[int, Answer]
    ) -> frozenset[int]:
        found: dict[int, list[_Asked]] = {}
        for answer_id, verdict in verdicts.items():
            asked = _Asked.find(work, answer_id)
            self._give(work, asked, verdict, base.get(answer_id), {})
            found.setdefault(asked.visit.audit_id, []).append(asked)
        return frozenset(chain.from_iterable(self._follow(work, here) for here in found.values()))

    def _give(
        self,
        work: Work,
        asked: _Asked,
        verdict: Verdict | None,
        base: Answer | None,
        besides: Mapping[str, object],
    ) -> Verdict | None:
        """Give a verdict on a check, with what is said `besides`, and bring what rests on it there in line.

        Returns the verdict that stands, which is somebody else's where that was said to stay.
        """
        before = Verdict(asked.answer.verdict) if asked.answer.verdict else None
        values = {"verdict": verdict.value if verdict else None, **besides}
        values = to_write(work, asked.answer, values, seen(base, values), meant=("verdict",))
        stands = Verdict(str(values["verdict"])) if values["verdict"] else None
        if stands is not verdict:
            work.change(asked.answer, **values)
            return stands
        if before is not verdict or asked.answer.origin != Origin.OWN:
            values |= {"answered_at": work.at if verdict else None, "origin": Origin.OWN.value}
        work.change(asked.answer, **values)
        if verdict is not None and is_settled(work, asked.audit):
            # Everybody sees whether a suggestion was taken, and so they would see what a round hides.
            settle(
                work, [asked.visit.touchpoint_id], asked.wording.checklist, asked.wording.check_key, verdict
            )
        recount(asked.visit, asked.wording.severity, before, verdict)
        refresh_said(work, asked.audit, [asked.visit])
        work.touch(asked.visit)
        return verdict

    def _follow(self, work: Work, given: Sequence[_Asked]) -> frozenset[int]:
        """Let what follows answers that were given in one audit do so; return the numbers of all visits changed."""
        audit, visits = given[0].audit, [asked.visit for asked in given]
        shared = {check.named for asked in given if (check := worded(asked.wording)).shared}
        alike = asked_again(work, audit, wordings_alike(work, shared)) if shared else {}
        followed = follow(work, audit, alike) if alike else []
        if followed:
            keep_in_line(work, audit, [*visits, *followed], shared)
        keep_in_line(work, audit, visits)
        return _numbers(*visits, *followed)

    def take_suggestions(self, audit_id: int, suggestion_ids: Sequence[int]) -> int:
        """Answer checks of an audit as measurements suggest; return how many suggestions are taken. One undo takes all back.

        A check that a whole site answers once is answered once. What does not apply, because what it is about is not
        there, is left as it is, and so is what was answered meanwhile.
        """
        with self._database.work("suggestion-take") as work:
            audit = self._named(work, audit_id)
            refuse_hidden(work, audit)
            found = taken(work, audit, waiting_of(work, suggestion_ids))
            self._answer_all(work, found.verdicts, {})
            is_open = is_settled(work, audit)
            for one in found.suggestions:
                if one.settled_at is None and is_open:
                    # Where the site says so already, nothing is answered that would settle it.
                    work.change(one, settled_at=work.at, taken=True)
                self._tell_suggested(work, one)
            if len(found.suggestions) > 1:
                work.arguments["count"] = str(len(found.suggestions))
            return len(found.suggestions)

    def refuse_suggestions(self, suggestion_ids: Sequence[int]) -> int:
        """Settle what measurements suggest without answering; return how many waited. One undo brings all back."""
        with self._database.work("suggestion-refuse") as work:
            found = waiting_of(work, suggestion_ids)
            refuse(work, found)
            for one in found:
                self._tell_suggested(work, one)
            if len(found) > 1:
                work.arguments["count"] = str(len(found))
            return len(found)

    def _tell_suggested(self, work: Work, one: SuggestionRecord) -> None:
        """Let the history say which check it was, where, and what was measured."""
        point = work.get(TouchpointRecord, one.touchpoint_id)
        check = self._library.check(one.checklist, one.check_key)
        work.journey_id = point.journey_id
        work.arguments["touchpoint"] = point.name
        work.arguments["check"] = f"{one.checklist}/{one.check_key}"
        work.arguments["question"] = shortened(in_language(check.text), 100) if check is not None else ""
        work.arguments["verdict"] = one.verdict

    def tell_presence(
        self, visit_id: int, present: Mapping[str, bool | None], base: Visit | None = None
    ) -> frozenset[int]:
        """Answer gates at a touchpoint, by their keys: whether what their checks are about is there; None takes it away.

        Returns the numbers of the visits that it changes. Where it is not there, those checks do not apply; once it
        is, they stand as they did before. A gate that a whole site answers once counts at its other touchpoints as
        well, until it is answered otherwise there. `base` as for `feel`. Raises RefusedError for an agreed audit.
        """
        if not present:
            return frozenset()
        with self._database.work("gate") as work:
            visit = self._visit(work, visit_id)
            audit = work.get(AuditRecord, visit.audit_id)
            if audit.kind == AuditKind.AGREED:
                raise RefusedError(
                    _("An agreed audit takes over what its auditors answered: answer the checks themselves.")
                )
            asked = checks_of(work, audit)
            known = {check.gate.key: check.gate for check in asked.values() if check.gate is not None}
            if unknown := sorted(present.keys() - known.keys()):
                raise NotFoundError(
                    _("This audit has no question “{gate}”. There are: {gates}.").format(
                        gate=one_line(unknown[0])[:60], gates=", ".join(sorted(known)) or "–"
                    )
                )
            if len(present) > 1:
                work.arguments["count"] = str(len(present))
            for key, is_so in present.items():
                work.arguments["gate"] = in_language(known[key].text)
                work.arguments["present"] = "" if is_so is None else "yes" if is_so else "no"
            keep_presence(work, visit, present, base)
            concerned = {
                number: check
                for number, check in asked.items()
                if check.gate is not None and check.gate.key in present
            }
            work.touch(visit)
            followed = follow(work, audit, concerned)
            keep_in_line(work, audit, followed, {check.named for check in concerned.values()})
            return _numbers(visit, *followed)

    def choose(self, audit_id: int, sample: str, names: Sequence[str]) -> None:
        """Name what is looked at wherever a check of the audit needs it; no names take the choice away.

        In a round, it is chosen for all its auditors who have chosen nothing yet, so that they look at the same things.
        """
        chosen = [typed.needed_line(name, _("name")) for name in names]
        with self._database.work("choose") as work:
            audit = self._named(work, audit_id)
            refuse_hidden(work, audit)
            known = {
                check.sample.key: check.sample for check in checks_of(work, audit).values() if check.sample
            }
            if sample not in known:
                raise NotFoundError(
                    _("Nothing called “{sample}” is to be chosen in this audit. There is: {samples}.").format(
                        sample=one_line(sample)[:60], samples=", ".join(sorted(known)) or "–"
                    )
                )
            if len(chosen) > known[sample].count:
                raise RefusedError(
                    _("That is {count}: choose at most {most}.").format(
                        count=len(chosen), most=known[sample].count
                    )
                )
            work.arguments["items"] = shortened(", ".join(chosen), 100)
            keep_items(work, audit, sample, chosen)

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
            values: dict[str, object] = {"feeling": score}
            values["emotion"] = emotion.value if emotion and score is not None else ""
            if basis is not None:
                values["basis"] = basis.value
            if note is not None:
                values["note"] = typed.text(note, _("comment"))
            values = to_write(work, visit, values, seen(base, values), meant=("feeling",))
            stands = values["feeling"]
            work.arguments["feeling"] = "" if stands is None else str(stands)
            if visit.feeling != stands:
                values["felt_at"] = work.at if stands is not None else None
            work.change(visit, **values)
            audit = work.get(AuditRecord, visit.audit_id)
            refresh_said(work, audit, [visit])
            keep_in_line(work, audit, [visit])

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
            library = share_asked(work, self._library, walk(work, audit.journey_id))
            ask_anew(work, audit, library, keep=True)

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
        if asked.answer.origin == Origin.GATE and (gate := worded(asked.wording).gate) is not None:
            raise RefusedError(
                _("“{gate}” is answered no, so this check does not apply.").format(
                    gate=in_language(gate.text)
                ),
                WayOut.OPEN_GATE,
                gate=gate.key,
                visit=asked.visit.id,
            )
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


def _refuse_deeper(audit: AuditRecord, depth: Depth) -> None:
    if audit.kind != AuditKind.WHOLE:
        raise RefusedError(_("Only an audit of everything can be made deeper."))
    if audit.finished_at is not None:
        raise RefusedError(
            _("Audit {number} is finished.").format(number=audit.id), WayOut.REOPEN_AUDIT, number=audit.id
        )
    if audit.round_id is not None:
        raise RefusedError(_("All auditors of a round are asked the same: its depth stays."))
    if depth is Depth(audit.depth) or Depth(audit.depth).asks(depth):
        raise RefusedError(
            _("Audit {number} is that deep already: {depth}.").format(
                number=audit.id, depth=word(Depth(audit.depth))
            )
        )


def _numbers(*visits: VisitRecord) -> frozenset[int]:
    return frozenset(visit.id for visit in visits if visit.id is not None)
