"""The walk: the journey at the side, one check large in the middle, one key an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from auditor.base import labels
from auditor.base.errors import AuditorError
from auditor.base.i18n import _, ngettext
from auditor.base.vocabulary import AuditKind, Verdict
from auditor.sentences.persona import state_text
from auditor.views.audits import Audit, Visit
from auditor.views.history import Changes
from screens import forms
from screens.audit.beside import Beside, Waiting, beside, suggested, suggestion_key, text_of, waiting
from screens.audit.check_card import CheckCard
from screens.audit.course import Course, Guess, Step, felt, judged, step_of
from screens.audit.visit_list import VisitList
from screens.audit.walk_asking import (
    ask_comment,
    ask_jump,
    ask_to_finish,
    ask_word,
    change_basis,
    change_only_open,
    change_order,
    clear,
    outcome,
)
from screens.audit.walk_commands import WALK_COMMANDS
from screens.frame.commands import Command, bindings
from screens.frame.news import News, Shown
from screens.frame.place import Place
from screens.frame.ways_out import WAYS
from screens.routes import ToQuestions
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from auditor.nouns.audits import Audits

_JUDGING = {"answer", "take", "clear", "word", "comment", "feel", "skip", "basis"}
"""What is offered only where something waits to be judged."""


_FOLLOWING = ("visit", "answer", "touchpoint", "suggestion", "action", "link", "comment")
"""Kinds of rows that are changed with a judgement."""


class WalkPlace(Place):
    """One audit, walked check by check."""

    CSS_PATH = "walk.tcss"
    OFFERED: ClassVar[tuple[Command, ...]] = WALK_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(WALK_COMMANDS))

    def __init__(self, audit_id: int) -> None:
        """Walk the audit of that number."""
        super().__init__()
        self.audit_id = audit_id
        self.course: Course | None = None
        self.card = CheckCard()
        self._beside: Beside | None = None
        self._waiting: Waiting = {}
        self._refused: list[tuple[Step, AuditorError]] = []
        """What could not be saved since all was."""
        self.visits = VisitList()

    def contents(self) -> Iterable[Widget]:
        """The journey at the side, the check in the middle."""
        yield Horizontal(self.visits, self.card)

    def on_mount(self) -> None:
        """Begin where the walk was left, and get ready to save."""
        self.card.focus()
        self.call_after_refresh(self.auditor.get_ready_to_save)

    def show(self) -> None:
        """Read the audit and show where the walker stands."""
        audit = self.workspace.reads.audits.get(self.audit_id)
        if audit is None:
            self._gone()
            return
        if self.course is None:
            self.course = Course(audit)
            self.title_line.tell(right=_("all saved"))
            # What an agreed audit took over was not answered in the walk.
            walked = audit.kind is not AuditKind.AGREED
            self.course.take_up(self.workspace.reads.audits.last_answered(audit.id) if walked else None)
        else:
            self.course.take(audit)
        if self._beside is None:
            self._beside = beside(self.workspace, audit)
        self._waiting = waiting(self.workspace, audit)
        self._tell_title(audit)
        self.draw()

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

    def draw(self) -> None:
        """Show where the walker stands."""
        course = self.course
        if course is None:
            return
        self.visits.show_visits(course.audit.visits, course.visit.id if course.visit else None)
        self.card.show_step(course, text_of(self._beside, course), suggested(self._waiting, course))
        self.offer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer answers where a check waits, and the feeling's word where there is a feeling."""
        course = self.course
        if course is None or action not in _JUDGING:
            return super().check_action(action, parameters)
        if action == "answer":
            return course.answer is not None
        if action == "take":
            return suggested(self._waiting, course) is not None
        if action in {"word", "basis"}:
            return course.visit is not None and course.visit.feeling is not None
        return course.step is not None

    def stand_at(self, touchpoint_id: int) -> None:
        """Go to the touchpoint that was found on the way."""
        self.show_now()
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
        super().take_news(news)
        if news.changes.code in {"undo", "redo"} and self.shown().is_touched(news.changes):
            self._follow(news.changes)

    def take(self, changes: Changes) -> bool:
        """Read anew only the touchpoints at which something was judged, if that is all that was changed."""
        course = self.course
        known = {visit.id: visit for visit in course.audit.visits} if course else {}
        judged = [known[number] for kind, number in changes.touched if kind == "visit" and number in known]
        elsewhere = changes.touchpoints - {visit.touchpoint_id for visit in judged}
        if course is None or not judged or elsewhere or not changes.is_only(*_FOLLOWING):
            return False
        for visit in judged:
            fresh = self.workspace.reads.audits.visit(visit.id)
            if fresh is None or [each.id for each in fresh.answers] != [each.id for each in visit.answers]:
                return False
            course.replace_visit(fresh)
        if changes.touches("suggestion"):
            self._waiting = waiting(self.workspace, course.audit)
        self.draw()
        return True

    def _follow(self, changes: Changes) -> None:
        """Stand at the judgement that was taken back, or after the one that was done again."""
        step = step_of(changes)
        if self.course is None or step is None:
            return
        self.course.go_to(step)
        if changes.code == "redo":
            self.course.go_on()
        self.draw()

    async def action_answer(self, verdict: str) -> None:
        """Save a verdict and go on to the next step."""
        course = self.course
        if course is None or course.answer is None:
            return
        answer, given = course.answer, Verdict(verdict)
        here = suggestion_key(course)
        seen, becomes = course.answer_on_disk, judged(answer.id, given)
        if await self.judge(
            lambda: self.workspace.audits.answer(answer.id, given, base=seen), becomes, go_on=True
        ):
            # What was suggested here is settled with the answer, and waits no longer.
            self._waiting = {key: found for key, found in self._waiting.items() if key != here}

    async def action_take(self) -> None:
        """Give the answer that a measurement suggests."""
        found = suggested(self._waiting, self.course)
        if found is not None:
            await self.action_answer(found.verdict.value)

    async def action_feel(self, score: str) -> None:
        """Save the feeling; on the feeling's own step go on to the next."""
        course = self.course
        if course is None or course.visit is None:
            return
        visit, seen = course.visit, course.visit_on_disk
        asked = course.answer is None
        noted_here = await self.judge(
            lambda: self.workspace.audits.feel(visit.id, int(score), visit.emotion, base=seen),
            felt(int(score), visit.emotion),
            go_on=asked,
        )
        if noted_here and not asked:
            noted = _("Noted for {touchpoint}: {feeling}")
            self.auditor.tell(noted.format(touchpoint=visit.touchpoint, feeling=labels.feeling(int(score))))

    async def judge_here(
        self, change: Callable[[Audits], None], becomes: Callable[[Visit], Visit] | None = None
    ) -> bool:
        """Save a judgement and stay; tell whether it is on disk."""
        return await self.judge(lambda: change(self.workspace.audits), becomes, go_on=False)

    async def judge(
        self, change: Callable[[], None], becomes: Callable[[Visit], Visit] | None, go_on: bool
    ) -> bool:
        """Show what a judgement makes of the touchpoint and go on; say that it is saved when it is; tell whether.

        The screen is ahead of the disk by what is on its way there. Each judgement is read back with its
        own transaction; one that is refused is open again, and told.
        """
        course = self.course
        assert course is not None and course.step is not None
        guess = Guess(course.step, becomes or (lambda visit: visit))
        still_open = course.open_steps
        course.guess(guess)
        if go_on:
            course.go_on()
        if becomes is not None:
            self.title_line.tell(right=_("saving …"))
            self.draw()
        fresh = None
        try:
            fresh = await self.auditor.saved(
                lambda: self._read_back(change, guess), begun_by=self, is_shown=becomes is not None
            )
        except AuditorError as error:
            self._refused.append((guess.step, error))
        finally:
            course.settle(guess)
        if fresh is not None:
            course.replace_visit(fresh)
        done = still_open > 0 and course.open_steps == 0 and course.audit.finished is None
        if not course.is_guessing:
            self._tell_outcome()
        if self.is_attached:
            self.draw()
        if fresh is not None and done:
            self.finish()
        return fresh is not None

    def _read_back(self, change: Callable[[], None], guess: Guess) -> Visit | None:
        change()
        return self.workspace.reads.audits.visit(guess.step.visit_id)

    def _tell_outcome(self) -> None:
        """Say that all is saved, or stand at the first judgement that was not."""
        refused, self._refused = self._refused, []
        if not refused:
            self.title_line.tell(right=_("saved {time}").format(time=f"{datetime.now():%H:%M:%S}"))
            return
        self.title_line.tell(right=_("not saved"))
        step, error = refused[0]
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
        self.call_later(self.show_now)

    def action_skip(self) -> None:
        """Go on without answering."""
        if self.course is not None:
            self.course.go(1)
            self.draw()

    def action_go(self, by: str) -> None:
        """Go to the check before or after."""
        if self.course is not None:
            self.course.go(int(by))
            self.draw()

    def action_touchpoint(self, by: str) -> None:
        """Go to the touchpoint before or after."""
        if self.course is not None:
            self.course.go_by_visit(int(by))
            self.draw()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Jump to the touchpoint opened at the side."""
        visit = self.visits.visit_at(message.line)
        if self.course is not None and visit is not None:
            self.course.go_to_visit(visit.id)
            self.card.focus()
            self.draw()

    def action_jump(self) -> None:
        """Jump to a touchpoint by its name."""
        if self.course is not None:
            ask_jump(self.auditor, self.course, self.draw)

    def action_word(self) -> None:
        """Put a word to the feeling."""
        if self.course is not None:
            ask_word(self.auditor, self.course, self.judge_here)

    def action_comment(self) -> None:
        """Write a comment on this check, or on the feeling."""
        if self.course is not None:
            ask_comment(self.auditor, self.course, self.judge_here)

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
            await clear(self.course, self.judge_here)

    async def action_basis(self) -> None:
        """Say whether the feeling is assumed or observed."""
        if self.course is not None:
            await change_basis(self.course, self.judge_here)

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
        if self.course.audit.finished is not None or self.course.open_steps == 0:
            self.finish()
            return
        ask_to_finish(self.auditor, self.course.open_steps, self.finish)

    def finish(self) -> None:
        """Finish the audit once, however often it is asked for, and go to what was found."""
        self.run_worker(self._finish(), group="finish", exclusive=True)

    async def _finish(self) -> None:
        saved = await self.auditor.save(lambda: self.workspace.audits.finish(self.audit_id), leads_on=True)
        if saved and self.course is not None:
            self.go(outcome(self.workspace, self.course.audit))
