"""The course of a walk: which step comes after which. Pure; the walk place draws it and saves the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.vocabulary import Basis, Emotion, Order, Verdict
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.history import Changes


class Step(Struct, frozen=True):
    """One judgement: a check at a touchpoint, or the feeling there when `answer_id` is None."""

    visit_id: int
    answer_id: int | None


def step_of(changes: Changes) -> Step | None:
    """Return the one judgement that was changed, or None when it was none or several."""
    answers = [number for entity, number in changes.touched if entity == "answer"]
    visits = [number for entity, number in changes.touched if entity == "visit"]
    if len(answers) > 1 or len(visits) != 1:
        return None
    return Step(visits[0], answers[0] if answers else None)


class Guess(Struct, frozen=True):
    """A judgement that is on its way to the disk: what the touchpoint will look like with it."""

    step: Step
    becomes: Callable[[Visit], Visit]


def answer_in(visit: Visit, answer_id: int | None) -> Answer | None:
    """Return the check of that number at a touchpoint; None where there is none."""
    return next((answer for answer in visit.answers if answer.id == answer_id), None)


def judged(answer_id: int, verdict: Verdict | None) -> Callable[[Visit], Visit]:
    """Return what a verdict makes of a touchpoint."""

    def becomes(visit: Visit) -> Visit:
        answers = tuple(
            replace(answer, verdict=verdict) if answer.id == answer_id else answer for answer in visit.answers
        )
        return replace(visit, answers=answers)

    return becomes


def felt(
    score: int | None, emotion: Emotion | None = None, basis: Basis | None = None
) -> Callable[[Visit], Visit]:
    """Return what a feeling makes of a touchpoint; the basis stays where none is given."""

    def becomes(visit: Visit) -> Visit:
        word = emotion if score is not None else None
        return replace(visit, feeling=score, emotion=word, basis=basis or visit.basis)

    return becomes


class Course:
    """The steps of an audit in order, and where the walker stands."""

    def __init__(self, audit: Audit, order: Order = Order.TOUCHPOINT) -> None:
        """Stand at the first step."""
        self.audit = audit
        self.order = order
        self.only_open = False
        self._guesses: list[Guess] = []
        self._on_disk: dict[int, Visit] = {}
        """The touchpoints as they were read, without what is on its way to the disk."""
        self._visits: dict[int, Visit] = {}
        self._answers: dict[int, Answer] = {}
        self.steps: list[Step] = []
        self._place: dict[Step, int] = {}
        self.at = 0
        self.take(audit)

    def take(self, audit: Audit) -> None:
        """Take the audit as it is now, staying at the same step if it is still there."""
        here = self.step
        self._on_disk = {visit.id: visit for visit in audit.visits}
        self.audit = replace(audit, visits=tuple(map(self._guessed, audit.visits)))
        self._visits = {visit.id: visit for visit in self.audit.visits}
        self._answers = {answer.id: answer for visit in self.audit.visits for answer in visit.answers}
        self._lay_out(here)

    def _lay_out(self, here: Step | None) -> None:
        self.steps = list(self._in_order())
        self._place = {step: place for place, step in enumerate(self.steps)}
        if here in self._place:
            self.at = self._place[here]
        else:
            self.at = max(0, min(self.at, len(self.steps) - 1))

    def _in_order(self) -> Iterable[Step]:
        if self.order is Order.TOUCHPOINT:
            for visit in self.audit.visits:
                yield from (Step(visit.id, answer.id) for answer in visit.answers)
                yield Step(visit.id, None)
            return
        by_check: dict[tuple[str, str], list[Step]] = {}
        for visit in self.audit.visits:
            for answer in visit.answers:
                key = (answer.check.checklist, answer.check.key)
                by_check.setdefault(key, []).append(Step(visit.id, answer.id))
        for steps in by_check.values():
            yield from steps
        yield from (Step(visit.id, None) for visit in self.audit.visits)

    def replace_visit(self, fresh: Visit) -> None:
        """Take one visit as it is on disk; its steps stay the same."""
        self._on_disk[fresh.id] = fresh
        self._look_anew(fresh.id)

    def guess(self, guess: Guess) -> None:
        """Show a judgement that is on its way to the disk as if it was there."""
        self._guesses.append(guess)
        self._look_anew(guess.step.visit_id)

    def settle(self, guess: Guess) -> None:
        """Show what is on disk without a judgement that is no more on its way there."""
        self._guesses.remove(guess)
        self._look_anew(guess.step.visit_id)

    @property
    def visit_on_disk(self) -> Visit | None:
        """The touchpoint the walker stands at as it was read, without what is on its way to the disk."""
        return self._on_disk.get(self.step.visit_id) if self.step else None

    @property
    def answer_on_disk(self) -> Answer | None:
        """The check the walker stands at as it was read; None at a feeling."""
        visit, step = self.visit_on_disk, self.step
        return None if visit is None or step is None else answer_in(visit, step.answer_id)

    def _look_anew(self, visit_id: int) -> None:
        if visit_id not in self._on_disk:
            return
        visit = self._guessed(self._on_disk[visit_id])
        visits = tuple(visit if visit.id == each.id else each for each in self.audit.visits)
        self.audit = replace(self.audit, visits=visits)
        self._visits[visit.id] = visit
        self._answers.update((answer.id, answer) for answer in visit.answers)

    @property
    def is_guessing(self) -> bool:
        """Whether judgements are still on their way to the disk."""
        return bool(self._guesses)

    def _guessed(self, visit: Visit) -> Visit:
        for guess in self._guesses:
            if guess.step.visit_id == visit.id:
                visit = guess.becomes(visit)
        return visit

    def change_order(self, order: Order) -> None:
        """Walk in another order from the same step on."""
        self.order = order
        self._lay_out(self.step)

    @property
    def step(self) -> Step | None:
        """Where the walker stands; None in an audit without touchpoints."""
        return self.steps[self.at] if self.steps else None

    @property
    def visit(self) -> Visit | None:
        """The touchpoint the walker stands at."""
        return self._visits[self.step.visit_id] if self.step else None

    @property
    def answer(self) -> Answer | None:
        """The check the walker stands at; None at a feeling."""
        step = self.step
        return None if step is None or step.answer_id is None else self._answers[step.answer_id]

    def is_open(self, step: Step) -> bool:
        """Tell whether a step still waits for its judgement."""
        if step.answer_id is None:
            return self._visits[step.visit_id].feeling is None
        return self._answers[step.answer_id].verdict is None

    @property
    def open_steps(self) -> int:
        """How many judgements are still to be given."""
        return sum(self.is_open(step) for step in self.steps)

    def go(self, by: int) -> bool:
        """Go to the next step (+1) or the one before (−1) that is wanted; tell whether there was one."""
        place = self.at + by
        while 0 <= place < len(self.steps):
            if not self.only_open or self.is_open(self.steps[place]):
                self.at = place
                return True
            place += by
        return False

    def go_on(self) -> bool:
        """After a judgement: go to the next step; past the end, to the first that is still open."""
        return self.go(1) or self.go_to_open()

    def go_to_open(self) -> bool:
        """Go to the first step that is still open; tell whether there is one."""
        for place, step in enumerate(self.steps):
            if self.is_open(step):
                self.at = place
                return True
        return False

    def go_to(self, step: Step) -> None:
        """Go to a step."""
        self.at = self._place.get(step, self.at)

    def go_to_visit(self, visit_id: int) -> None:
        """Go to a touchpoint: to its first open step, else to its first."""
        places = [place for place, step in enumerate(self.steps) if step.visit_id == visit_id]
        if places:
            still_open = [place for place in places if self.is_open(self.steps[place])]
            self.at = (still_open or places)[0]

    def go_by_visit(self, by: int) -> bool:
        """Go to the touchpoint before (−1) or after (+1); tell whether there was one."""
        numbers = [visit.id for visit in self.audit.visits]
        if self.visit is None:
            return False
        place = numbers.index(self.visit.id) + by
        if not 0 <= place < len(numbers):
            return False
        self.go_to_visit(numbers[place])
        return True

    def take_up(self, last_answered: int | None) -> None:
        """Stand where the walk was left: at the first open step after the last answer, else the first open one."""
        if last_answered in self._answers:
            answer = self._answers[last_answered]
            start = self._place[Step(answer.visit_id, answer.id)]
            for place in range(start, len(self.steps)):
                if self.is_open(self.steps[place]):
                    self.at = place
                    return
        self.go_to_open()
