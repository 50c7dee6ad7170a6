"""What can be done with respondents and what they said: one transaction a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypedDict, Unpack

from auditor.base.errors import RefusedError
from auditor.base.i18n import N_, _
from auditor.base.vocabulary import Consent
from auditor.input import typed
from auditor.input.evidence import collected
from auditor.input.typed import Rule, Rules, checked, one_of
from auditor.store.database import Database
from auditor.store.tables import PersonaRecord, RespondentRecord, ResponseRecord
from auditor.store.work import Work
from auditor.views.interviews import OWN, FormPlan, Respondent, SaidThere
from auditor.writing.replies import write_again
from auditor.writing.respondents import (
    add_respondent,
    erase_words,
    pieces_of,
    refuse_double,
    response_at,
    say_there,
    source_of,
)
from auditor.writing.sharing import share_questions
from auditor.writing.unseen import seen, to_write

CODE_LIMIT = 40

RESPONDENT: Rules = {
    "code": Rule(N_("code name"), lambda text, what: typed.line(text, what, CODE_LIMIT)),
    "on": Rule(N_("day of the interview"), lambda day, _what: collected(day, date.today()), "interviewed_on"),
    "consent": Rule(N_("consent"), one_of(Consent)),
    "note": Rule(N_("note"), typed.text),
}


class RespondentChange(TypedDict, total=False):
    """What may be said of a respondent; None leaves as it is."""

    code: str | None
    on: str | date | None
    consent: str | None
    note: str | None


class Respondents:
    """The respondents of all journeys."""

    def __init__(self, database: Database, own_questions: Path) -> None:
        """Work on `database`; `own_questions` is the user's folder of questions, which go along with replies to them."""
        self._database = database
        self._own_questions = own_questions

    def add(self, persona_id: int, **said: Unpack[RespondentChange]) -> int:
        """Note that somebody was interviewed for a persona; return their number.

        Without a code name they get the next free one, R1, R2 …; without a day it was today. The interview is evidence
        about the persona, of one person and of its own day.
        """
        given = {
            "code": "",
            "on": date.today(),
            **{key: value for key, value in said.items() if value is not None},
        }
        with self._database.work("respondent-new") as work:
            row = add_respondent(work, persona_id, checked(RESPONDENT, given))
            _name(work, row)
        assert row.id is not None
        return row.id

    def edit(
        self,
        respondent_id: int,
        *,
        persona_id: int | None = None,
        base: Respondent | None = None,
        **said: Unpack[RespondentChange],
    ) -> None:
        """Change what is given of a respondent; the evidence that they gave follows.

        With `base`, the respondent as its editor saw it, only what differs from that is written, and ConflictError is
        raised where somebody else has changed the same meanwhile.
        """
        values = checked(RESPONDENT, said)
        with self._database.work("respondent-edit") as work:
            row = _named(work, respondent_id)
            if persona_id is not None:
                if work.get(PersonaRecord, persona_id).journey_id != row.journey_id:
                    raise RefusedError(_("The persona is of another journey than the respondent."))
                values["persona_id"] = persona_id
            _change(work, row, to_write(work, row, values, seen(base, values)))

    def delete(self, respondent_ids: Sequence[int]) -> None:
        """Take respondents out of sight with all they said, which counts no longer; undo brings it back."""
        with self._database.work("respondent-delete") as work:
            for number in dict.fromkeys(respondent_ids):
                row = _named(work, number)
                for piece in pieces_of(work, number):
                    work.remove(piece)
                work.remove(row)
            if len(set(respondent_ids)) > 1:
                work.arguments["count"] = str(len(set(respondent_ids)))

    def reply(
        self, respondent_id: int, stage_id: int, question: str, text: str, base: str | None = None
    ) -> None:
        """Write what a respondent replied to a question at a stage; empty text takes it away.

        With `base`, the text as its editor saw it, ConflictError is raised as by `edit`.
        """
        with self._database.work("response") as work:
            _reply(work, _named(work, respondent_id), stage_id, question, text, base)
            share_questions(work, self._own_questions, [question])

    def say(self, respondent_id: int, said: Sequence[SaidThere]) -> list[int]:
        """Record what a respondent said or felt at touchpoints, each a piece of evidence; return their numbers.

        However much one respondent says of a touchpoint, they count there as one person.
        """
        with self._database.work("respondent-said") as work:
            return say_there(work, _named(work, respondent_id), said)

    def take_in(self, plan: FormPlan) -> int:
        """Write what a filled-in form changes, all or nothing; return the number of the respondent.

        Raises RefusedError where all of it is here already.
        """
        form = plan.form
        if plan.is_known:
            raise RefusedError(
                _("The interview with “{code}” is here already, alike in all.").format(code=form.code)
            )
        values = {"on": form.interviewed_on, "consent": form.consent.value, "note": form.note}
        with self._database.work("interview-import") as work:
            if plan.known is None:
                row = add_respondent(
                    work, form.persona_id, checked(RESPONDENT, {**values, "code": form.code})
                )
            else:
                row = work.get(RespondentRecord, plan.known.id)
                _change(work, row, {**checked(RESPONDENT, values), "persona_id": form.persona_id})
            _name(work, row)
            for stage, question, text in plan.replies:
                _reply(work, row, stage, question, text)
            share_questions(work, self._own_questions, [question for _stage, question, _text in plan.replies])
            say_there(work, row, plan.said)
        assert row.id is not None
        return row.id

    def erase(self, respondent_id: int) -> int:
        """Overwrite all that a respondent said, for good, and note their consent as withdrawn; return how many texts.

        It can't be undone: the history is overwritten too, and keeps only that it was done. What they count as evidence
        stays: that one person was asked that day, where, and how they felt.
        """
        with self._database.work("respondent-erase") as work:
            row = _named(work, respondent_id)
            erased = erase_words(work, respondent_id)
            work.session.expire_all()
            row = _named(work, respondent_id)
            work.change(row, consent=Consent.WITHDRAWN.value)
            work.touch(row)
            work.state = "log"
        return erased


def _change(work: Work, row: RespondentRecord, values: dict[str, Any]) -> None:
    """Change a respondent, and their evidence with them."""
    if "code" in values:
        if not values["code"]:
            raise RefusedError(_("A respondent needs a code name, such as R1."))
        refuse_double(work, row.journey_id, values["code"], row.id)
    work.change(row, **values)
    assert row.id is not None
    for piece in pieces_of(work, row.id):
        same = {"persona_id": row.persona_id, "collected_on": row.interviewed_on}
        work.change(piece, **same, **({"source": source_of(row.code)} if "code" in values else {}))


def _reply(
    work: Work, row: RespondentRecord, stage_id: int, question: str, text: str, base: str | None = None
) -> None:
    text = typed.text(text, _("reply"))
    question = typed.needed_line(question, _("question"))
    known = response_at(work, row, stage_id, question)
    if not question.startswith(OWN):
        work.arguments["question"] = question
    if known is not None:
        write_again(work, known, text, base)
    elif text:
        assert row.id is not None
        work.new(ResponseRecord(respondent_id=row.id, stage_id=stage_id, question=question, text=text))


def _named(work: Work, respondent_id: int) -> RespondentRecord:
    row = work.get(RespondentRecord, respondent_id)
    _name(work, row)
    return row


def _name(work: Work, row: RespondentRecord) -> None:
    work.journey_id = row.journey_id
    work.arguments["code"] = row.code
