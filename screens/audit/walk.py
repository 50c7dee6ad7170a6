"""The walk: the journey at the side, one check large in the middle, one key an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.containers import Horizontal
from textual.widget import Widget

from auditor.base import labels
from auditor.base.errors import AuditorError
from auditor.base.i18n import _, in_language, ngettext
from auditor.base.vocabulary import AuditKind, Emotion, Origin, Verdict
from auditor.sentences.persona import state_text
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.history import Changes
from auditor.walking.beginning import can_deepen
from auditor.walking.beside import Beside, Waiting, beside, offered, suggested, suggestion_key, text_of
from auditor.walking.company import company
from auditor.walking.course import (
    Course,
    Guess,
    Said,
    Step,
    felt,
    found,
    judged,
    judged_all,
    step_of,
)
from auditor.walking.gates import GatesAsked
from auditor.walking.known_findings import KnownFindings
from auditor.walking.walked import Beginning, Walked
from auditor.walking.words import not_begun, title_of
from screens import forms
from screens.audit.check_card import CheckCard
from screens.audit.check_list import CheckList
from screens.audit.finder import ask_find
from screens.audit.looking import ask_depth, ask_items, sample_here
from screens.audit.visit_list import VisitList
from screens.audit.walk_asking import (
    ask_comment,
    ask_following,
    ask_to_finish,
    ask_word,
    change_basis,
    change_only_open,
    change_order,
    clear,
    outcome,
)
from screens.audit.walk_commands import AT_GATES, WALK_COMMANDS
from screens.audit.walk_dead_keys import why_not_here
from screens.audit.walk_findings import Findings, changed, worded
from screens.audit.walk_keys import walk_key
from screens.frame.commands import Command
from screens.frame.news import News, Shown
from screens.frame.place import Place
from screens.frame.told_keys import undo_key
from screens.frame.ways_out import WAYS
from screens.routes import Route, ToQuestions, ToSuggested, ToWalk
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from auditor.nouns.audits import Audits

_JUDGING = {
    *("answer", "take", "clear", "word", "comment", "feel", "skip", "basis", "take_gates", "gates"),
    *("rest", "items", "deepen", "comment_last", "finding", "finding_last", "picture", "findings"),
}
"""What is offered only where it can be done."""


_FINDINGS = ("finding", "sighting", "picture", "phrase")
"""Kinds of rows of which findings are made."""
_FOLLOWING = (
    *("visit", "answer", "presence", "touchpoint", "suggestion", "action", "link", "comment"),
    *_FINDINGS,
)
"""Kinds of rows that are changed with a judgement."""


class WalkPlace(Place):
    """One audit, walked check by check."""

    CSS_PATH = "walk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (60, "-narrow"), (120, "-wide"), (160, "-widest")]
    OFFERED: ClassVar[tuple[Command, ...]] = WALK_COMMANDS

    def __init__(
        self,
        audit_id: int,
        at: int | None = None,
        visit_id: int | None = None,
        beginning: Beginning | None = None,
    ) -> None:
        """Walk the audit of that number, beginning at an answer of it, at the feeling of a visit, or where it was left.

        With `beginning` it may not have begun.
        """
        super().__init__()
        self._beginning = beginning
        self.walked = Walked(lambda: self.workspace, audit_id, beginning)
        self._at = at
        self._visit_id = visit_id
        self.course: Course | None = None
        self.card = CheckCard()
        self._is_ahead = False
        """What is shown has not begun."""
        self._whose = ""
        """Why it can't be changed, where it is another's."""
        self._beside: Beside | None = None
        self._waiting: Waiting = {}
        self.gates = GatesAsked({})
        self._known: KnownFindings | None = None
        """The findings of the journey, read when the walk is shown and when something is said of them."""
        self._findings: Findings | None = None
        self._refused: list[tuple[Step, frozenset[str], AuditorError]] = []
        """What could not be saved since all was, with the gates that were answered."""
        self._last: Step | None = None
        """The check answered last, or the feeling given."""
        self._led: Step | None = None
        """The step that it led to, until the walker leaves it."""
        self._met: set[tuple[str, bool]] = set()
        """Who else walks this audit, as far as was told."""
        self.visits = VisitList()
        self.checks = CheckList()

    @property
    def audit_id(self) -> int:
        """The number of the audit, which it has before it begins."""
        return self.walked.audit_id

    @property
    def journey_at_hand(self) -> int | None:
        """The number of the journey that is walked."""
        return self.course.audit.journey_id if self.course is not None else None

    def contents(self) -> Iterable[Widget]:
        """The journey at the side, the check in the middle, and where there is room all checks of the touchpoint."""
        yield Horizontal(self.visits, self.card, self.checks)

    def on_mount(self) -> None:
        """Begin where the walk was left, and get ready to save."""
        self.card.focus()
        self.auditor.get_ready_to_save()

    def show(self) -> None:
        """Read the audit and show where the walker stands."""
        audit = self.walked.read()
        if audit is None:
            self._gone()
            return
        if self.course is None:
            self.course = Course(audit)
            known = KnownFindings(audit)
            self._findings = Findings(self.auditor, self.course, self.walked, lambda: self._known or known)
            self.title_line.tell(right=_("all saved"))
            # What an agreed audit took over was not answered in the walk.
            walked = audit.kind is not AuditKind.AGREED
            self.course.take_up(self.walked.last_answered() if walked else None)
            if self._at is not None:
                self.course.go_to_answer(self._at)
            elif self._visit_id is not None:
                self.course.go_to(Step(self._visit_id, None))
        else:
            self.course.take(audit)
        if self._is_ahead or not self.walked.has_begun:
            self.title_line.tell(right=_("all saved") if self.walked.has_begun else _("not begun yet"))
        self._is_ahead = not self.walked.has_begun
        if self.walked.has_begun:
            self.route = ToWalk(self.audit_id)
        self._whose = self.auditor.whose(audit.auditor_id, audit.auditor) if self.walked.has_begun else ""
        if self._beside is None:
            self._beside = beside(self.workspace, audit, self.walked.last_answers)
            self.gates = GatesAsked(self.walked.proposed_gates(audit))
        was_shown, self._waiting = bool(self._waiting), self.walked.waiting()
        if not was_shown and (count := offered(audit, self._waiting)):
            said = ngettext(
                "{n} answer is suggested by measurements: {key} shows it.",
                "{n} answers are suggested by measurements: {key} shows them.",
                count,
            )
            self.auditor.tell(said.format(n=count, key=walk_key("suggested")))
        self._tell_title(audit)
        self._read_findings(audit)

    def way_here(self) -> Route | None:
        """The check or the feeling where the walker stands."""
        if not self.walked.has_begun:
            return None
        step = self.course.step if self.course is not None else None
        if step is None:
            return ToWalk(self.audit_id)
        return ToWalk(self.audit_id, at=step.answer_id, visit_id=step.visit_id)

    def _read_findings(self, audit: Audit, changes: Changes | None = None) -> None:
        """Read the findings of the journey, or only those that a change touched, and show them."""
        known = self._known
        fresh = changed(self.workspace, known, changes) if known is not None and changes is not None else None
        if known is not None and fresh is not None:
            self._known = known.replaced(fresh)
        else:
            self._known = KnownFindings(audit, self.workspace.reads.findings.of_journey(audit.journey_id))
        self.draw()
        if self._findings is not None:
            self._findings.show_again()

    def _gone(self) -> None:
        self.auditor.tell(_("This audit is no longer there."))
        if self.is_current:
            self.action_back()

    def _tell_title(self, audit: Audit) -> None:
        personas = self.workspace.reads.journeys.personas(audit.journey_id)
        walked = next((state_text(one) for one in personas if one.id == audit.persona_id), "")
        who = " ".join(filter(None, (_("as {persona}").format(persona=audit.persona), walked)))
        kind = (labels.word(audit.kind),) if audit.kind is AuditKind.RECHECK else ()
        finished = (_("finished"),) if audit.finished else ()
        self.title_line.tell((audit.journey, *kind, who, *finished))

    def stand_here(self) -> None:
        """Let others see that this audit is walked here, and where."""
        course = self.course
        if course is None or not self.walked.has_begun:
            self.workspace.walk(None)
        else:
            self.workspace.walk(self.audit_id, course.visit.id if course.visit is not None else 0)
        self.meet()

    def meet(self) -> None:
        """Show who else walks this audit; tell of them as they come."""
        audit = self.course.audit if self.course is not None else None
        here = company(self.workspace.walkers, audit) if audit is not None else []
        self.title_line.tell_company(", ".join(one.short for one in here))
        for one in here:
            if one.who not in self._met:
                self.auditor.tell(one.told)
        self._met = {one.who for one in here}

    def draw(self) -> None:
        """Show where the walker stands."""
        course = self.course
        if course is None:
            return
        if self.is_current:
            self.stand_here()
        self._forget_last(course)
        self.gates.enter(course)
        self.visits.show_visits(course.audit.visits, course.visit.id if course.visit else None)
        known, beside_it = self._known or KnownFindings(course.audit), text_of(self._beside, course)
        self.card.show_step(
            course, self.gates, beside_it, suggested(self._waiting, course), self._told, known
        )
        self.checks.show_checks(course, self.gates.at(course), known.waiting(course.visit))
        self.offer()

    def _forget_last(self, course: Course) -> None:
        """What can still be done to the judgement given last can be done one step long, and while it is there."""
        if self._last is not None and not course.has(self._last):
            self._last = None
        if self._led != course.step:
            self._led = None

    def all_commands(self) -> Sequence[Command]:
        """Return the commands that can be given here; where it is asked what is there, answers are called yes and no."""
        commands = super().all_commands()
        if self.course is None or not self.course.is_at_gates:
            return commands
        return [
            replace(each, name=AT_GATES[each.action]) if each.action in AT_GATES else each
            for each in commands
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer answers where a check waits, and the feeling's word where there is a feeling."""
        course = self.course
        if course is None or action not in _JUDGING:
            return super().check_action(action, parameters)
        if action == "answer" and course.is_at_gates:
            return self.gates.at(course) is not None and parameters[0] in ("pass", "fail")
        if action == "answer":
            return course.answer is not None and not course.standing.is_shut(course.answer)
        if action == "take_gates":
            return bool(self.gates.proposals(course))
        if action == "gates":
            return course.visit is not None and not course.is_at_gates and course.has_gates(course.visit)
        if action == "rest":
            return bool(course.rest_of_list())
        if action == "items":
            return sample_here(course) is not None
        if action == "deepen":
            return self.walked.has_begun and can_deepen(course.audit)
        if action == "comment_last":
            return self._last is not None
        if action in {"finding", "picture"}:
            return self._answer_worded(met=action == "finding") is not None
        if action == "finding_last":
            return worded(course, self._last) is not None
        if action == "findings":
            visit = course.visit
            return visit is not None and self._known is not None and self._known.has_any(visit)
        if action in {"comment", "clear"} and course.is_at_gates:
            return action == "clear" or self._just_felt is not None
        if action == "take":
            return suggested(self._waiting, course) is not None
        if action in {"word", "basis"}:
            step = self._feeling_step
            if action == "word" and course.is_at_feeling:
                return True
            return step is not None and course.visit_of(step).feeling is not None
        return course.step is not None

    def anothers(self, command: Command) -> str:
        """Say whose audit it is, where it is not the user's to change."""
        del command
        return self._whose

    def why_not(self, command: Command) -> str:
        """Say what is asked here, or what has to be said first."""
        if self.course is None:
            return super().why_not(command)
        return why_not_here(self.course, command.action) or super().why_not(command)

    def stand_at(self, touchpoint_id: int) -> None:
        """Go to the touchpoint that was found on the way."""
        self.show_now(partial(self._go_to_touchpoint, touchpoint_id))

    def _go_to_touchpoint(self, touchpoint_id: int) -> None:
        if self.course is not None:
            for visit in self.course.audit.visits:
                if visit.touchpoint_id == touchpoint_id:
                    self.course.go_to_visit(visit.id)
            self.draw()

    def shown(self) -> Shown:
        """The audit, and what is suggested for its checks."""
        number = self.course.audit.journey_id if self.course else None
        return Shown.of(number, "action", "link", "comment", "note", "reply", "saved_filter")

    def take_news(self, news: News) -> None:
        """Show what undo or another place changed; after undo and redo stand where that was."""
        is_followed = news.changes.code in {"undo", "redo"} and self.shown().is_touched(news.changes)
        before = self.course.said() if self.course is not None and is_followed else None
        if self.course is not None and news.begun_by is self and any(map(news.changes.touches, _FINDINGS)):
            # An answer in a finished audit may name a finding.
            self._read_findings(self.course.audit, news.changes)
        super().take_news(news)
        if before is not None:
            self._follow(news.changes, before)

    def take(self, changes: Changes) -> bool:
        """Read anew only the touchpoints at which something was judged, if that is all that was changed."""
        course = self.course
        if not self.walked.has_begun:
            # What another program says of an audit of the same numbers is not of this one.
            return False
        if course is not None and changes.is_only(*_FINDINGS):
            self._read_findings(course.audit, changes)
            return True
        known = {visit.id: visit for visit in course.audit.visits} if course else {}
        judged = [known[number] for kind, number in changes.touched if kind == "visit" and number in known]
        elsewhere = changes.touchpoints - {visit.touchpoint_id for visit in judged}
        if course is None or not judged or elsewhere or not changes.is_only(*_FOLLOWING):
            return False
        fresh = self.workspace.reads.audits.visits([visit.id for visit in judged])
        if len(fresh) != len(judged) or not course.replace_visits(fresh):
            return False
        if changes.touches("suggestion"):
            self._waiting = self.walked.waiting()
        if any(map(changes.touches, _FINDINGS)):
            self._read_findings(course.audit, changes)
        else:
            self.draw()
        return True

    def _follow(self, changes: Changes, before: Said) -> None:
        """Stand at the judgement that was taken back, or after the one that was done again."""
        course = self.course
        other = course.other_since(before) if course is not None else None
        step = other.step if other is not None else step_of(changes)
        if course is None or step is None:
            return
        course.go_to(step)
        if other is not None and other.gates:
            self.gates.go_to(course, other.gates)
        if changes.code == "redo":
            if other is not None and other.several:
                course.go_on_open()
            else:
                self._go_on_from_gate(course)
        self.draw()

    def _go_on_from_gate(self, course: Course) -> None:
        if not self.gates.go_on(course):
            course.go_on()

    async def action_answer(self, verdict: str) -> None:
        """Save a verdict and go on to the next step; where others stand as this one, ask whether they follow."""
        course = self.course
        if course is not None and course.is_at_gates:
            await self._answer_gate(is_there=verdict == Verdict.PASS)
            return
        if course is None or course.answer is None:
            return
        answer, given = course.answer, Verdict(verdict)
        if answer.verdict not in (None, given) and course.standing.taken_along(answer):
            ask_following(self.auditor, course, given, self._answer)
            return
        await self._answer(given, alone=False)

    async def _answer(self, given: Verdict | None, *, alone: bool) -> None:
        course = self.course
        if course is None or course.answer is None or (step := course.step) is None:
            return
        answer = course.answer
        here = suggestion_key(course)
        seen = course.answer_on_disk(step)
        is_saved = await self.judge(
            lambda: self.workspace.audits.answer(answer.id, given, base=seen, alone=alone),
            judged(answer.id, given),
            onward=course.go_on if given is not None else None,
        )
        if is_saved and here in self._waiting:
            # What was suggested here is settled with the answer, and waits no longer.
            self._waiting = {key: found for key, found in self._waiting.items() if key != here}
            if self.is_attached:
                self.draw()

    async def action_rest(self) -> None:
        """Let all checks of this checklist pass that are still open here."""
        course = self.course
        rest = course.rest_of_list() if course is not None else []
        if course is None or (step := course.step) is None or not rest:
            return
        passing = {answer.id: Verdict.PASS for answer in rest}
        seen = {answer.id: answer for answer in course.visit_on_disk(step).answers if answer.id in passing}
        if await self.judge(
            lambda: self.workspace.audits.answer_all(passing, base=seen),
            judged_all(passing),
            onward=course.go_on_open,
        ):
            said = ngettext(
                "{count} check passes; {key} takes it back.",
                "{count} checks pass; {key} takes them back.",
                len(rest),
            )
            self.auditor.tell(said.format(count=len(rest), key=undo_key()))

    async def _answer_gate(self, *, is_there: bool) -> None:
        """Say whether what a gate asks for is there, and go on to the next."""
        course = self.course
        gate = self.gates.at(course) if course is not None else None
        if course is not None and gate is not None:
            await self._tell_presence({gate: is_there}, lambda: self._go_on_from_gate(course))

    async def action_take_gates(self) -> None:
        """Take all that is proposed to be there."""
        course = self.course
        if course is not None and (proposed := self.gates.proposals(course)):
            await self._tell_presence(proposed, lambda: self.gates.go_to_open(course) or course.go_on())

    async def _tell_presence(
        self, present: Mapping[str, bool | None], onward: Callable[[], object] | None = None
    ) -> None:
        course = self.course
        if course is not None and (step := course.step) is not None:
            seen = course.visit_on_disk(step)
            await self.judge(
                lambda: self.workspace.audits.tell_presence(seen.id, present, base=seen),
                found(present),
                onward=onward,
                gates=frozenset(present),
            )

    def action_gates(self) -> None:
        """Go to where it is asked what is there at this touchpoint."""
        if self.course is not None and self.course.go_to_gates():
            self.draw()

    async def action_take(self) -> None:
        """Give the answer that a measurement suggests."""
        found = suggested(self._waiting, self.course)
        if found is not None:
            await self.action_answer(found.verdict.value)

    async def action_feel(self, score: str) -> None:
        """Save the feeling; on the feeling's own step go on to the next."""
        course = self.course
        if course is None or course.visit is None or (step := course.step) is None:
            return
        visit, seen = course.visit, course.visit_on_disk(step)
        asked = course.is_at_feeling
        noted_here = await self.judge(
            lambda: self.workspace.audits.feel(visit.id, int(score), visit.emotion, base=seen),
            felt(int(score), visit.emotion),
            onward=course.go_on if asked else None,
        )
        if noted_here and not asked:
            noted = _("Noted for {touchpoint}: {feeling}")
            self.auditor.tell(noted.format(touchpoint=visit.touchpoint, feeling=labels.feeling(int(score))))

    async def judge_at(
        self,
        step: Step,
        change: Callable[[Audits], object],
        becomes: Callable[[Visit], Visit] | None = None,
    ) -> bool:
        """Save a judgement of a step and stay; tell whether it is on disk."""
        return await self.judge(lambda: change(self.workspace.audits), becomes, step)

    async def judge(
        self,
        change: Callable[[], object],
        becomes: Callable[[Visit], Visit] | None,
        step: Step | None = None,
        *,
        onward: Callable[[], object] | None = None,
        gates: frozenset[str] = frozenset(),
    ) -> bool:
        """Show what a judgement makes of the touchpoint and go on; say that it is saved when it is; tell whether.

        It is of the `step` where the walker stands, unless another is given, or of `gates` there; `onward` goes where
        it leads. The screen is ahead of the disk by what is on its way there. Each judgement is read back with its own
        transaction; one that is refused is open again, and told.
        """
        course = self.course
        assert course is not None and course.step is not None
        guess = Guess(step or course.step, becomes or (lambda visit: visit))
        still_open = course.open_steps
        course.guess(guess)
        if onward is not None:
            onward()
            self._last, self._led = (None, None) if gates else (guess.step, course.step)
        if becomes is not None:
            self.title_line.tell(right=_("saving …"))
            self.draw()
        fresh: list[Visit] | None = None
        try:
            fresh = await self.auditor.saved(
                lambda: self._read_back(change, guess),
                begun_by=self,
                is_shown=becomes is not None,
                about=title_of(course, guess.step),
            )
        except AuditorError as error:
            self._refused.append((guess.step, gates, error))
        finally:
            course.settle(guess)
        if fresh is not None and not course.replace_visits(fresh) and self.is_attached:
            # Another program has let the audit ask more, or less.
            self.show_now()
        done = still_open > 0 and course.open_steps == 0 and course.audit.finished is None
        if not course.is_guessing:
            self._tell_outcome()
        if self.is_attached:
            self.draw()
        if fresh is not None and done:
            self.finish()
        return fresh is not None

    def _read_back(self, change: Callable[[], object], guess: Guess) -> list[Visit]:
        """Make a change and read the touchpoints that it changed: where it names none, that of the judgement."""
        changed = self.walked.make(change)
        numbers = changed if isinstance(changed, frozenset) else frozenset()
        return self.workspace.reads.audits.visits(numbers or {guess.step.visit_id})

    @property
    def _just_felt(self) -> Step | None:
        """The feeling that was given last, while the walker stands where that led."""
        last, course = self._last, self.course
        if last is None or course is None or last.answer_id is not None or self._led != course.step:
            return None
        return last if course.visit_of(last).feeling is not None else None

    @property
    def _told(self) -> str:
        """What can still be said of the feeling just given; empty where none was."""
        if self.course is None or (step := self._just_felt) is None:
            return ""
        said = _(
            "The feeling at {touchpoint}: {word} puts a word to it, {basis} its basis, {comment} a comment."
        )
        return said.format(
            touchpoint=self.course.visit_of(step).touchpoint,
            word=walk_key("word"),
            basis=walk_key("basis"),
            comment=walk_key("comment"),
        )

    @property
    def _feeling_step(self) -> Step | None:
        """The feeling that a word or a basis is put to: the one just given, else that of the touchpoint here."""
        here = self.course.step if self.course is not None else None
        return self._just_felt or (None if here is None else Step(here.visit_id, None))

    def _tell_outcome(self) -> None:
        """Say that all is saved, or stand at the first judgement that was not."""
        refused, self._refused = self._refused, []
        if not refused:
            self.title_line.tell(right=_("saved {time}").format(time=f"{datetime.now():%H:%M:%S}"))
            return
        self.title_line.tell(right=_("not saved"))
        step, gates, error = refused[0]
        if len(refused) == 1:
            self.auditor.tell_error(error)
        else:
            said = ngettext(
                "{count} judgement was not saved and is open again. {reason}",
                "{count} judgements were not saved and are open again. {reason}",
                len(refused),
            )
            self.auditor.tell(said.format(count=len(refused), reason=error.worded(WAYS)), bad=True)
        if self.course is not None:
            self.course.go_to(step)
            if gates:
                self.gates.go_to(self.course, gates)
        self.call_later(self.show_now)

    def action_skip(self) -> None:
        """Go on without answering."""
        if self.course is not None:
            self.course.skip()
            self.draw()

    def action_go(self, by: str) -> None:
        """Go to the check before or after, or to the gate."""
        if self.course is not None:
            if not self.gates.go(self.course, int(by)):
                self.course.go(int(by))
            self.draw()

    def action_touchpoint(self, by: str) -> None:
        """Go to the touchpoint before or after."""
        if self.course is not None:
            self.course.go_by_visit(int(by))
            self.draw()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Jump to the touchpoint, or to the check, opened at the side."""
        if self.course is not None and message.line_list is self.checks:
            step = self.checks.step_at(message.line)
            if step is not None:
                self.course.go_to(step)
                if (gate := self.checks.gate_at(message.line)) is not None:
                    self.gates.go_to(self.course, {gate})
                self.card.focus()
                self.draw()
            return
        visit = self.visits.visit_at(message.line)
        if self.course is not None and visit is not None:
            self.course.go_to_visit(visit.id)
            self.card.focus()
            self.draw()

    def action_find(self) -> None:
        """Find a touchpoint or a check by its words, and go there."""
        if self.course is not None:
            ask_find(self.auditor, self.course, self.draw)

    def action_word(self) -> None:
        """Put a word to the feeling."""
        if self.course is not None and (step := self._feeling_step) is not None:
            ask_word(self.auditor, self.course, step, self._feel)

    async def _feel(self, step: Step, score: int, word: Emotion | None) -> None:
        """Save the feeling of a step with a word; where it was asked for, go on to the next."""
        course = self.course
        if course is None or not course.has(step):
            return
        seen = course.visit_on_disk(step)
        is_first = step == course.step and course.visit_of(step).feeling is None
        await self.judge(
            lambda: self.workspace.audits.feel(seen.id, score, word, base=seen),
            felt(score, word),
            step,
            onward=course.go_on if is_first else None,
        )

    def action_comment(self) -> None:
        """Write a comment on this check, or on the feeling: on the one just given, for one step more."""
        if self.course is not None and (step := self._just_felt or self.course.step) is not None:
            ask_comment(self.auditor, self.course, step, self.judge_at)

    def action_comment_last(self) -> None:
        """Write a comment on the answer just given."""
        if self.course is not None and self._last is not None:
            ask_comment(self.auditor, self.course, self._last, self.judge_at)

    def _answer_worded(self, *, met: bool = True) -> Answer | None:
        """Return the check of which more can be said, here or else just answered; one that is met only where wanted."""
        course = self.course
        if course is None:
            return None
        return worded(course, course.step, met=met) or worded(course, self._last, met=False)

    def action_finding(self) -> None:
        """Say more of what is wrong with this check, or else with the one just answered."""
        if self._findings is not None and (answer := self._answer_worded()):
            self._findings.ask(answer)

    def action_finding_last(self) -> None:
        """Say more of what is wrong with the check just answered."""
        course = self.course
        if course is not None and self._findings is not None and (answer := worded(course, self._last)):
            self._findings.ask(answer)

    async def action_picture(self) -> None:
        """Take the newest screenshot for the finding of this check, or else of the one just answered."""
        if self._findings is not None and (answer := self._answer_worded(met=False)):
            await self._findings.ask_newest_picture(answer)

    def action_findings(self) -> None:
        """Show all findings of this touchpoint, those of this check first."""
        if self.course is not None and self._findings is not None:
            self._findings.list_all(self.course.answer)

    def action_items(self) -> None:
        """Write down what is looked at for checks such as this one."""
        if self.course is not None:
            ask_items(self.auditor, self.course, self.walked.proposed_items(), self._make_and_show)

    def action_deepen(self) -> None:
        """Ask more in this audit."""
        if self.course is not None:
            ask_depth(self.auditor, self.course.audit, self._make_and_show)

    async def _make_and_show(self, change: Callable[[Audits], object]) -> bool:
        saved = await self.auditor.save(
            lambda: self.walked.make(lambda: change(self.workspace.audits)), begun_by=self
        )
        if saved:
            self.show_now()
        return saved

    def action_only_open(self) -> None:
        """Step only through what is not answered yet, or through everything."""
        if self.course is not None:
            change_only_open(self.auditor, self.course)
            self.draw()

    def action_order(self) -> None:
        """Change between touchpoint by touchpoint and one check across all touchpoints."""
        if self.course is not None:
            change_order(self.auditor, self.course)
            self.draw()

    async def action_clear(self) -> None:
        """Take the answer or the feeling of this step away."""
        if self.course is not None:
            await self._clear(self.course)

    async def _clear(self, course: Course) -> None:
        gate = self.gates.at(course)
        if gate is not None:
            await self._tell_presence({gate: None})
        elif course.answer is not None and course.standing.followers(course.answer):
            ask_following(self.auditor, course, None, self._answer)
        elif course.answer is not None and course.answer.origin is Origin.SHARED:
            # What stands as at another touchpoint can only be taken away there.
            return
        elif course.step is not None:
            await clear(course, course.step, self.judge_at)

    async def action_basis(self) -> None:
        """Say whether the feeling is assumed or observed."""
        if self.course is not None and (step := self._feeling_step) is not None:
            await change_basis(self.course, step, self.judge_at)

    def copied(self) -> str:
        """Return the web address of the touchpoint one stands at, else its check or feeling."""
        if self.course is None or self.course.visit is None:
            return ""
        answer = self.course.answer
        asked = in_language(answer.check.text) if answer is not None else ""
        return self.course.visit.address or asked or self.course.visit.touchpoint

    def action_note(self) -> None:
        """Note something at the touchpoint."""
        if self.course is not None and self.course.visit is not None:
            forms.note_form.ask_new_note(self.auditor, self.course.visit.touchpoint_id)

    def action_evidence(self) -> None:
        """Record evidence of the touchpoint."""
        if self.course is not None and self.course.visit is not None:
            audit, visit = self.course.audit, self.course.visit
            forms.evidence_form.ask_new_evidence(
                self.auditor, audit.journey_id, visit.touchpoint_id, audit.persona_id
            )

    def action_suggested(self) -> None:
        """Go through what measurements suggest."""
        self.go(ToSuggested(self.walked.audit_id, self._beginning))

    def action_questions(self) -> None:
        """Open the question bank for the persona one walks as."""
        if self.course is not None:
            audit = self.course.audit
            self.go(ToQuestions(audit.journey_id, audit.persona_id))

    def action_new_touchpoint(self) -> None:
        """Add a touchpoint found on the way, after this one."""
        if self.course is not None:
            visit = self.course.visit
            after = (visit.stage_id, visit.touchpoint_id) if visit else None
            forms.touchpoint_form.ask_new_touchpoint(
                self.auditor, self.course.audit.journey_id, after, self.stand_at
            )

    def action_action(self) -> None:
        """Write an action for this touchpoint."""
        if self.course is not None and self.course.visit is not None:
            forms.action_form.ask_new_action(self.auditor, self.course.visit, self.course.answer)

    def action_finish(self) -> None:
        """Finish the audit and see what was found."""
        if self.course is None:
            return
        if not self.walked.has_begun:
            self.auditor.tell(not_begun())
            return
        if self.course.audit.finished is not None or self.course.open_steps == 0:
            self.finish()
            return
        ask_to_finish(self.auditor, self.course.open_steps, self.finish)

    def finish(self) -> None:
        """Finish the audit once, however often it is asked for, and go to what was found."""
        self.run_worker(self._finish(), group="finish", exclusive=True)

    async def _finish(self) -> None:
        saved = await self.auditor.save(
            lambda: self.workspace.audits.finish(self.walked.audit_id), leads_on=True
        )
        if saved and self.course is not None:
            self.go(outcome(self.workspace, self.course.audit))
