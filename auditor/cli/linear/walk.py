"""The walk in lines: one check after the other, a key and enter an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from auditor.base.i18n import N_, _, ngettext
from auditor.base.vocabulary import FEELINGS, Verdict
from auditor.cli.linear import asking, steps
from auditor.cli.linear.found import say_found
from auditor.cli.linear.judging import Judging
from auditor.cli.linear.talk import Key, Talk
from auditor.walking.beside import offered
from auditor.walking.company import company
from auditor.walking.words import not_begun

if TYPE_CHECKING:
    from auditor.walking.walked import Beginning

_VERDICTS = {"y": Verdict.PASS, "p": Verdict.PARTLY, "n": Verdict.FAIL, "x": Verdict.NOT_APPLICABLE}
_NEXT, _BEFORE = "j", "k"


class Walk(Judging):
    """One audit, walked check by check."""

    KEYS: tuple[Key, ...] = (
        ("y", N_("Answer: pass, it is as it should be; asked what is there: yes")),
        ("p", N_("Answer: partly, it is half there")),
        ("n", N_("Answer: fail, it is not there; asked what is there: no")),
        ("x", N_("Answer: not applicable here")),
        ("1 2 3 4 5", N_("The feeling here, 1 the worst and 5 the best")),
        ("enter", N_("Go on without answering; asked what is there: take what is proposed")),
        ("w", N_("Why this is asked, how bad it is where it fails, and what it rests on")),
        ("l", N_("How to look")),
        (".", N_("Say again where you are and what is asked")),
        ("c", N_("Write a comment on this check or feeling")),
        ("C", N_("Write a comment on the answer just given")),
        ("W", N_("Say what is wrong with the check just answered")),
        ("L", N_("All findings here: say of each whether it is gone, and add more")),
        ("Y", N_("All checks of this list that are still open here pass")),
        ("s", N_("Take the answer that a measurement suggests")),
        ("del", N_("Take this answer away again")),
        ("m", N_("Put a word to the feeling: joy, worry, stress …")),
        ("b", N_("The feeling is assumed by the team, or observed with customers")),
        ("g", N_("Answer anew what is there at this touchpoint")),
        ("I", N_("Write down what is looked at: the items, the searches …")),
        ("D", N_("Ask more in this audit; what is answered stays")),
        ("j k", N_("To the check after, to the check before")),
        ("[ ]", N_("To the touchpoint before, to the touchpoint after")),
        (N_("/ words"), N_("Find a touchpoint or a check by its words, and go there")),
        ("o", N_("Walk touchpoint by touchpoint, check by check, or errand by errand")),
        ("f", N_("Finish the audit and see what was found")),
    )  # fmt: skip

    def __init__(self, talk: Talk, audit_id: int, beginning: Beginning | None = None) -> None:
        """Walk the audit of that number, beginning where it was left; with `beginning` it may not have begun."""
        super().__init__(talk, audit_id, beginning)
        self.visit_told: int | None = None
        self._kinds_told: set[str] = set()
        self._met: set[tuple[str, bool]] = set()

    def run(self) -> None:
        """Walk until the walker leaves; others see it meanwhile."""
        with closing(self.workspace.watch()):
            try:
                super().run()
            finally:
                self.workspace.walk(None)

    def _stand(self) -> None:
        """Let others see where one stands, and say who else walks this audit as they come."""
        if self.walked.has_begun and self.course.visit is not None:
            self.workspace.walk(self.course.audit.id, self.course.visit.id)
        here = company(self.workspace.walkers, self.course.audit)
        self.talk.say(*(one.told for one in here if one.who not in self._met))
        self._met = {one.who for one in here}

    def begin(self) -> bool:
        """Say what is walked, and the first step."""
        audit = self.course.audit
        personas = self.workspace.reads.journeys.personas(audit.journey_id)
        self.talk.say(*steps.audit_lines(self.course, personas))
        if offered(audit, self.waiting):
            self.talk.say(_("Answers that measurements suggest are told with their checks; s takes one."))
        self.say_step()
        return True

    def say_step(self) -> None:
        """Say the step where one is, and the touchpoint where that is another than before."""
        course, visit = self.course, self.course.visit
        if visit is None:
            self.talk.say(_("This journey has no touchpoints yet."))
            return
        self.gates.enter(course)
        self._stand()
        if visit.id != self.visit_told:
            self.visit_told = visit.id
            self.talk.say(*steps.visit_lines(course, visit, self.known))
        answer = course.answer
        if course.is_at_gates:
            self._say_kind("gate", _("What is there at {touchpoint}?").format(touchpoint=visit.touchpoint))
            self.talk.say(*steps.gate_lines(course, self.gates, visit))
            self._say_kind("gates", _("y yes, n no, enter takes what is proposed, ? tells all keys."))
        elif answer is not None:
            self.talk.say(*steps.check_lines(course, answer, self.known, self.text, self.suggestion))
            self._say_kind(
                "check",
                _("y pass, p partly, n fail, x not applicable, w why, l how to look, ? tells all keys."),
            )
        else:
            self.talk.say(*steps.feeling_lines(visit, self.known, self.text))
            self._say_kind("feeling", steps.feelings())

    def _say_kind(self, kind: str, line: str) -> None:
        """Say what can be typed at a kind of step, the first time it is met."""
        if kind not in self._kinds_told:
            self._kinds_told.add(kind)
            self.talk.say(line)

    def take(self, key: str, rest: str) -> bool:
        """Do what was typed."""
        course = self.course
        if course.visit is None:
            return False
        if key in _VERDICTS and not rest:
            self.answer_typed(_VERDICTS[key])
        elif key in ("1", "2", "3", "4", "5") and not rest:
            self.feel(FEELINGS[int(key) - 1])
        elif key.startswith("/"):
            asking.find(self, f"{key[1:]} {rest}".strip())
        elif (act := self._acts().get(key)) is not None and not rest:
            act()
        else:
            return False
        return True

    def _acts(self) -> Mapping[str, Callable[[], object]]:
        return {
            "": self._go_on_unanswered,
            ".": self._say_again,
            "w": self._say_why,
            "l": self._say_how,
            "c": lambda: asking.comment(self, self.course.step),
            "C": lambda: asking.comment(self, self.last),
            "W": self.word_last,
            "L": lambda: asking.findings(self),
            "Y": self.pass_rest,
            "s": self.take_suggestion,
            "del": self.clear,
            "m": lambda: asking.emotion(self),
            "b": lambda: asking.basis(self),
            "g": lambda: self._gone(self.course.go_to_gates()),
            "I": lambda: asking.items(self),
            "D": lambda: asking.deepen(self),
            _NEXT: lambda: self._go(1),
            _BEFORE: lambda: self._go(-1),
            "[": lambda: self._gone(self.course.go_by_visit(-1)),
            "]": lambda: self._gone(self.course.go_by_visit(1)),
            "o": lambda: asking.order(self),
            "f": self._finish,
            "F": self._finish,
        }

    def _say_again(self) -> None:
        self.visit_told = None
        self.talk.say(steps.progress(self.course))
        self.say_step()

    def _say_why(self) -> None:
        answer = self.course.answer
        if answer is not None:
            self.talk.say(*steps.why_lines(self.course.audit, answer.check))
        elif self.course.is_at_gates:
            self.talk.say(_("Checks of what is not there are passed over."))
        else:
            self.talk.say(_("In the shoes of: {persona}").format(persona=self.course.audit.persona))

    def _say_how(self) -> None:
        answer = self.course.answer
        if answer is not None:
            self.talk.say(steps.look_line(answer.check))
        else:
            self._say_why()

    def _gone(self, went: bool) -> None:
        """Say where one went to, or that there is nowhere to go."""
        if went:
            self.say_step()
        else:
            self.talk.say(_("There is nothing further that way."))

    def _go(self, by: int) -> None:
        self._gone(self.gates.go(self.course, by) or self.course.go(by))

    def _go_on_unanswered(self) -> None:
        if self.course.is_at_gates:
            if proposed := self.gates.proposals(self.course):
                self.tell_presence_of(proposed)
                return
            if self.gates.go(self.course, 1):
                self.say_step()
                return
        self._gone(self.course.skip())

    def onward(self, go: Callable[[], object]) -> None:
        """Go on after a judgement, or finish where it was the last."""
        if self.course.open_steps == 0 and self.course.audit.finished is None:
            self.talk.say(_("That was the last judgement."))
            self._finish_now()
            return
        go()
        self.say_step()

    def _finish(self) -> None:
        course = self.course
        if not self.walked.has_begun:
            self.talk.say(not_begun())
            return
        still_open = course.open_steps
        if course.audit.finished is None and still_open:
            question = ngettext(
                "{count} judgement is still open. Finish all the same? You can go on later.",
                "{count} judgements are still open. Finish all the same? You can go on later.",
                still_open,
            ).format(count=still_open)
            if not self.talk.agreed(question):
                return
        self._finish_now()

    def _finish_now(self) -> None:
        made = self.workspace.audits.finish(self.walked.audit_id)
        self.take_anew()
        proposed = ngettext("{count} action proposed", "{count} actions proposed", made).format(count=made)
        self.talk.say(_("The audit is finished: {proposed}.").format(proposed=proposed))
        say_found(self.talk, self.course.audit)
        self.talk.say(_("q goes back; in the journey a lists what to improve first."))
