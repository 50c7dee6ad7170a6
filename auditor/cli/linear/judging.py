"""What is judged in a walk in lines, each on disk before anything else is said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from auditor.base import labels
from auditor.base.errors import NotFoundError, OvertakenError, RefusedError
from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import FAILING, Origin, Verdict
from auditor.base.whose import NOTHING_SAID, saying
from auditor.cli.linear import asking, steps
from auditor.cli.linear.steps import step_key
from auditor.cli.linear.talk import Conversation, Talk
from auditor.sentences.origins import presence_text
from auditor.views.finding_drafts import FindingDraft
from auditor.walking.beside import beside, suggested, text_of
from auditor.walking.course import Course, Step
from auditor.walking.gates import GatesAsked
from auditor.walking.known_findings import KnownFindings, leading, still_named
from auditor.walking.walked import Beginning, Walked
from auditor.walking.words import elsewhere

if TYPE_CHECKING:
    from auditor.views.audits import Answer, Audit
    from auditor.views.suggestions import Suggestion

_FEWEST = 3
"""Letters in what says what is wrong: fewer are a key that was meant for the next check."""


class Judging(Conversation):
    """Gives answers, feelings and words to the steps of an audit."""

    def __init__(self, talk: Talk, audit_id: int, beginning: Beginning | None = None) -> None:
        """Walk the audit of that number, beginning where it was left; with `beginning` it may not have begun."""
        super().__init__(talk)
        self.walked = Walked(lambda: self.workspace, audit_id, beginning)
        audit = self._read()
        self.course = Course(audit)
        self.course.take_up(self.walked.last_answered())
        self._beside = beside(self.workspace, audit, self.walked.last_answers)
        self.gates = GatesAsked(self.walked.proposed_gates(audit))
        self.waiting = self.walked.waiting()
        self.known = self._findings()
        self.last: Step | None = None
        """The judgement given last."""

    def _read(self) -> Audit:
        audit = self.walked.read()
        if audit is None:
            raise NotFoundError(_("This audit is no longer there."))
        return audit

    def _findings(self) -> KnownFindings:
        audit = self.course.audit
        return KnownFindings(audit, self.workspace.reads.findings.of_journey(audit.journey_id))

    def judge(self, change: Callable[[], object], step: Step | None = None) -> None:
        """Make a change, which is on disk when this returns, and read back the touchpoints that it changed.

        Raises RefusedError where the walker lets stand what somebody else has changed.
        """
        course = self.course
        here = step or course.step
        assert here is not None
        numbers, theirs_stand = self._made(change)
        wanted = numbers if isinstance(numbers, frozenset) and numbers else frozenset({here.visit_id})
        if not course.replace_visits(self.workspace.reads.audits.visits(wanted)):
            course.take(self._read())
        self.known = self._findings()
        if theirs_stand:
            raise RefusedError(_("What was changed meanwhile stands."))

    def _made(self, change: Callable[[], object]) -> tuple[object, bool]:
        """Make a change; return what it gives, and whether anything that somebody else has changed stands.

        Where somebody has changed the same meanwhile, the walker is asked whose stands.
        """
        said = NOTHING_SAID
        while True:
            try:
                with saying(said):
                    return self.walked.make(change), bool(said.theirs)
            except OvertakenError as error:
                self.talk.say(*(f"{line}." for line in error.overtaken))
                mine = self.talk.agreed(_("Put yours in its place?"))
                said = said.settled(error, mine=mine)

    def answer_typed(self, given: Verdict) -> None:
        """Give a verdict on the check where one is, or say whether what a gate asks for is there."""
        course, answer = self.course, self.course.answer
        if course.is_at_gates:
            if given in (Verdict.PASS, Verdict.FAIL) and (gate := self.gates.at(course)) is not None:
                self.tell_presence_of({gate: given is Verdict.PASS})
            else:
                self.talk.say(_("Here y is yes and n is no."))
        elif answer is None:
            self.talk.say(_("Here a feeling is asked for: {feelings}.").format(feelings=steps.feelings()))
        elif course.standing.is_shut(answer):
            self.talk.say(elsewhere(course, answer, step_key))
        else:
            alone = asking.keeps_alone(self, answer, given)
            if alone is not None:
                self._answer(answer, given, alone=alone)

    def _answer(self, answer: Answer, given: Verdict, *, alone: bool) -> None:
        course, step = self.course, self.course.step
        assert step is not None
        seen = course.answer_on_disk(step)
        self.judge(lambda: self.workspace.audits.answer(answer.id, given, base=seen, alone=alone))
        self.last = step
        self.talk.say(_("{what}: saved").format(what=labels.word(given)))
        if given in FAILING:
            self._word(step)
        self.onward(course.go_on)

    def _word(self, step: Step) -> None:
        """Ask for the words of what is wrong; enter leaves the fault of the check as it is said."""
        answer = self.course.answer_of(step)
        if answer is None:
            return
        told = self.known.of_check(self.course, answer)
        proposed = next((each.text for each in told if each.is_there), "")
        said = _("What is wrong? Enter takes: {fault}").format(fault=proposed)
        typed = self.talk.ask(said)
        while typed and len(typed) < _FEWEST:
            typed = self.talk.ask(
                _("“{typed}” is too short to say what is wrong. {question}").format(
                    typed=typed, question=said
                )
            )
        if typed:
            named = still_named(told)
            lead, draft = leading(self.course, answer), FindingDraft(what=typed)
            findings = self.workspace.findings
            if named:
                self.judge(lambda: findings.edit(named[0].id, draft, named[0]), step)
            else:
                self.judge(lambda: findings.name(lead.id, draft), step)
            self.talk.say(_("{what}: saved").format(what=typed))

    def word_last(self) -> None:
        """Say what is wrong with the check just answered."""
        answer = self.course.answer_of(self.last) if self.last is not None else None
        if self.last is None or answer is None or answer.verdict not in FAILING:
            self.talk.say(_("The answer just given says of nothing that it is wrong."))
            return
        self._word(self.last)

    def feel(self, score: int) -> None:
        """Note how the customer feels at the touchpoint where one is."""
        course, step, visit = self.course, self.course.step, self.course.visit
        if step is None or visit is None:
            return
        seen, is_asked = course.visit_on_disk(step), course.is_at_feeling
        self.judge(lambda: self.workspace.audits.feel(visit.id, score, visit.emotion, base=seen))
        if not is_asked:
            noted = _("Noted for {touchpoint}: {feeling}")
            self.talk.say(noted.format(touchpoint=visit.touchpoint, feeling=labels.feeling(score)))
            return
        self.last = step
        self.talk.say(_("{what}: saved").format(what=labels.feeling(score)))
        self.onward(course.go_on)

    def tell_presence_of(self, present: Mapping[str, bool | None]) -> None:
        """Say whether what gates ask for is there."""
        course, step = self.course, self.course.step
        assert step is not None
        seen = course.visit_on_disk(step)
        self.judge(lambda: self.workspace.audits.tell_presence(seen.id, present, base=seen))
        self.last = None
        said = ", ".join(dict.fromkeys(presence_text(each) for each in present.values()))
        self.talk.say(_("{what}: saved").format(what=said))
        self.onward(lambda: self.gates.go_on(course) or course.go_on())

    def pass_rest(self) -> None:
        """Let all checks of this checklist pass that are still open here."""
        course, step, rest = self.course, self.course.step, self.course.rest_of_list()
        if step is None or not rest:
            self.talk.say(_("Nothing of this list is open here."))
            return
        passing = {answer.id: Verdict.PASS for answer in rest}
        seen = {answer.id: answer for answer in course.visit_on_disk(step).answers if answer.id in passing}
        self.judge(lambda: self.workspace.audits.answer_all(passing, base=seen))
        said = ngettext(
            "{count} check passes; {key} takes it back.",
            "{count} checks pass; {key} takes them back.",
            len(rest),
        )
        self.talk.say(said.format(count=len(rest), key="u"))
        self.onward(course.go_on_open)

    def take_suggestion(self) -> None:
        """Give the answer that a measurement suggests."""
        found = self.suggestion
        if found is None:
            self.talk.say(_("No measurement suggests an answer here."))
        else:
            self.answer_typed(found.verdict)

    def clear(self) -> None:
        """Take away what is answered where one is."""
        course, step, answer = self.course, self.course.step, self.course.answer
        if step is None:
            return
        if (gate := self.gates.at(course)) is not None:
            seen = course.visit_on_disk(step)
            self.judge(lambda: self.workspace.audits.tell_presence(seen.id, {gate: None}, base=seen))
        elif answer is None:
            seen = course.visit_on_disk(step)
            self.judge(lambda: self.workspace.audits.feel(seen.id, None, base=seen))
        elif answer.origin is Origin.SHARED:
            self.talk.say(elsewhere(course, answer, step_key))
            return
        else:
            alone = asking.keeps_alone(self, answer, None)
            if alone is None:
                return
            known = course.answer_on_disk(step)
            self.judge(lambda: self.workspace.audits.answer(answer.id, None, base=known, alone=alone))
        self.talk.say(_("Taken away."))
        self.say_step()

    def changed(self) -> None:
        """Stand where something was taken back or done again, and say that step."""
        before = self.course.said()
        self.take_anew()
        other = self.course.other_since(before)
        if other is not None:
            self.course.go_to(other.step)
            if other.gates:
                self.gates.go_to(self.course, other.gates)
        self.say_step()

    def take_anew(self) -> None:
        """Read the audit anew: more or less is asked, or something was taken back."""
        self.course.take(self._read())
        self.known = self._findings()
        self.waiting = self.walked.waiting()

    @property
    def text(self) -> str:
        """What was said before of the step where one is."""
        return text_of(self._beside, self.course)

    @property
    def suggestion(self) -> Suggestion | None:
        """What a measurement suggests where one is."""
        return suggested(self.waiting, self.course)

    @abstractmethod
    def onward(self, go: Callable[[], object]) -> None:
        """Go on after a judgement, or finish where it was the last."""

    @abstractmethod
    def say_step(self) -> None:
        """Say the step where one is."""
