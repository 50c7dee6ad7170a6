"""The course of a walk: which step comes after which. Pure; the walk place draws it and saves the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from auditor.analysis.standing import Standing
from auditor.base.vocabulary import AuditKind, Basis, Emotion, Order, Origin, Verdict
from auditor.views.audits import Answer, Audit, Presence, Visit
from auditor.views.history import Changes


class Step(Struct, frozen=True):
    """One judgement: a check at a touchpoint, the feeling there when `answer_id` is None, or what is there with `gates`."""

    visit_id: int
    answer_id: int | None
    gates: bool = False


def step_of(changes: Changes) -> Step | None:
    """Return the one judgement that was changed, or None when it was none or several."""
    answers = [number for entity, number in changes.touched if entity == "answer"]
    visits = [number for entity, number in changes.touched if entity == "visit"]
    if changes.touches("presence") and len(visits) == 1:
        return Step(visits[0], None, gates=True)
    if len(answers) > 1 or len(visits) != 1:
        return None
    if not answers and (changes.touches("finding") or changes.touches("sighting")):
        # More was said of a finding, or less.
        return None
    return Step(visits[0], answers[0] if answers else None)


class Said(Struct, frozen=True):
    """What was said in a walk, by the numbers of the answers and of the touchpoints' visits."""

    answers: Mapping[int, Verdict | None]
    gates: Mapping[int, Mapping[str, bool]]


class Other(Struct, frozen=True):
    """Where something else is said than before."""

    step: Step
    gates: frozenset[str] = frozenset()
    several: bool = False
    """Whether it is more than one check."""


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
            replace(answer, verdict=verdict, origin=Origin.OWN) if answer.id == answer_id else answer
            for answer in visit.answers
        )
        return replace(visit, answers=answers)

    return becomes


def judged_all(verdicts: Mapping[int, Verdict]) -> Callable[[Visit], Visit]:
    """Return what verdicts, by the numbers of their answers, make of a touchpoint."""

    def becomes(visit: Visit) -> Visit:
        for answer_id, verdict in verdicts.items():
            visit = judged(answer_id, verdict)(visit)
        return visit

    return becomes


def found(present: Mapping[str, bool | None]) -> Callable[[Visit], Visit]:
    """Return what answers to gates, by their keys, make of a touchpoint; what they mean for its checks comes later."""

    def becomes(visit: Visit) -> Visit:
        known = {**visit.answered_gates, **present}
        there = (Presence(visit.id, gate, is_so) for gate, is_so in known.items() if is_so is not None)
        return replace(visit, there=tuple(there))

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
        self.order = order
        self.only_open = False
        self._guesses: list[Guess] = []
        self._led_by_order: tuple[Step | None, Step | None] = (None, None)
        """Where the walker stood when the order was changed, and where that led."""
        self._judged: dict[int, tuple[int, int]] = {}
        """How many judgements are given, of how many, by touchpoint, where that was counted."""
        self.steps: list[Step] = []
        self._place: dict[Step, int] = {}
        self.at = 0
        self.take(audit)

    def take(self, audit: Audit) -> None:
        """Take the audit as it is now, staying at the same step if it is still there."""
        here = self.step
        self._on_disk = {visit.id: visit for visit in audit.visits}
        """The touchpoints as they were read, without what is on its way to the disk."""
        self._visits = {visit.id: self._guessed(visit) for visit in audit.visits}
        self._answers = {answer.id: answer for visit in self._visits.values() for answer in visit.answers}
        self.audit = replace(audit, visits=tuple(self._visits.values()))
        """The audit as the walker sees it."""
        self.standing = Standing(self.audit)
        """What stands of each check, and whom it follows."""
        self._judged.clear()
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
                yield from self._gate_steps(visit)
                yield from (Step(visit.id, answer.id) for answer in visit.answers)
                yield Step(visit.id, None)
            return
        # What is not there is passed over, so that is asked before checks go from touchpoint to touchpoint.
        for visit in self.audit.visits:
            yield from self._gate_steps(visit)
        grouped: dict[object, list[Step]] = {}
        rest: list[Step] = []
        for visit in self.audit.visits:
            for answer in visit.answers:
                check, step = answer.check, Step(visit.id, answer.id)
                if self.order is Order.CHECK:
                    grouped.setdefault(check.named, []).append(step)
                elif check.errand is not None:
                    grouped.setdefault(check.errand.key, []).append(step)
                else:
                    rest.append(step)
            if self.order is Order.ERRAND:
                rest.append(Step(visit.id, None))
        for steps in grouped.values():
            yield from steps
        yield from rest
        if self.order is Order.CHECK:
            yield from (Step(visit.id, None) for visit in self.audit.visits)

    def _gate_steps(self, visit: Visit) -> Iterable[Step]:
        if self.audit.kind is AuditKind.WHOLE and any(answer.check.gate for answer in visit.answers):
            yield Step(visit.id, None, gates=True)

    @property
    def has_errands(self) -> bool:
        """Whether something is to be done for some of the checks."""
        return any(answer.check.errand for answer in self._answers.values())

    def replace_visits(self, fresh: Iterable[Visit]) -> bool:
        """Take some visits as they are on disk; False, and none is taken, where more or less is asked there now."""
        read = {visit.id: visit for visit in fresh}
        if not all(self._asks_the_same(visit) for visit in read.values()):
            return False
        self._on_disk.update(read)
        self._look_anew(read)
        return True

    def _asks_the_same(self, fresh: Visit) -> bool:
        known = self._on_disk.get(fresh.id)
        return known is not None and [each.id for each in known.answers] == [
            each.id for each in fresh.answers
        ]

    def guess(self, guess: Guess) -> None:
        """Show a judgement that is on its way to the disk as if it was there."""
        self._guesses.append(guess)
        self._look_anew([guess.step.visit_id])

    def settle(self, guess: Guess) -> None:
        """Show what is on disk without a judgement that is no more on its way there."""
        self._guesses.remove(guess)
        self._look_anew([guess.step.visit_id])

    def visit_on_disk(self, step: Step) -> Visit:
        """Return the touchpoint of a step as it was read, without what is on its way to the disk."""
        return self._on_disk[step.visit_id]

    def answer_on_disk(self, step: Step) -> Answer | None:
        """Return the check of a step as it was read; None at a feeling."""
        return answer_in(self._on_disk[step.visit_id], step.answer_id)

    def visit_of(self, step: Step) -> Visit:
        """Return the touchpoint of a step."""
        return self._visits[step.visit_id]

    def answer_of(self, step: Step) -> Answer | None:
        """Return the check of a step; None at a feeling and at gates."""
        return None if step.answer_id is None else self._answers[step.answer_id]

    def has_gates(self, visit: Visit) -> bool:
        """Tell whether anything is asked to be there at a touchpoint."""
        return bool(self.standing.gates(visit))

    def _look_anew(self, visit_ids: Iterable[int]) -> None:
        visits = [self._guessed(self._on_disk[number]) for number in visit_ids if number in self._on_disk]
        for visit in visits:
            self._visits[visit.id] = visit
            self._answers.update((answer.id, answer) for answer in visit.answers)
        self.audit = replace(self.audit, visits=tuple(self._visits.values()))
        for number in self.standing.take(visits):
            self._judged.pop(number, None)

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
        """Walk in another order from the same step on, or from what that order asks before and is open.

        Who goes through the orders without answering comes back to where they stood.
        """
        stood, led = self._led_by_order
        here = stood if led == self.step else self.step
        self.order = order
        self._lay_out(here)
        self._stop_at_first(range(self.at), self._comes_first)
        self._led_by_order = here, self.step

    def _comes_first(self, step: Step) -> bool:
        """Tell whether a step is open that an order other than touchpoint by touchpoint has before all else."""
        answer = self.answer_of(step)
        is_errand = self.order is Order.ERRAND and answer is not None and answer.check.errand is not None
        is_gate = self.order is not Order.TOUCHPOINT and step.gates
        return (is_gate or is_errand) and self.is_open(step)

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
        """The check the walker stands at; None at a feeling, and where it is asked what is there."""
        return self.answer_of(self.step) if self.step else None

    def touchpoint_of(self, answer: Answer) -> str:
        """Return the name of the touchpoint where an answer stands."""
        return self._visits[answer.visit_id].touchpoint

    @property
    def is_at_gates(self) -> bool:
        """Whether the walker is asked what is there."""
        return self.step is not None and self.step.gates

    @property
    def is_at_feeling(self) -> bool:
        """Whether the walker is asked for the feeling."""
        return self.step is not None and self.step.answer_id is None and not self.step.gates

    def is_open(self, step: Step) -> bool:
        """Tell whether a step still waits for an answer to be given there."""
        if step.gates:
            return bool(self.standing.open_gates(self._visits[step.visit_id]))
        if step.answer_id is None:
            return self._visits[step.visit_id].feeling is None
        answer = self._answers[step.answer_id]
        return answer.verdict is None and self.standing.is_asked(answer)

    def is_asked(self, step: Step) -> bool:
        """Tell whether the walk stops at a step by itself: not where an answer stands as at another touchpoint."""
        if step.gates:
            return self.is_open(step)
        return step.answer_id is None or self.standing.is_asked(self._answers[step.answer_id])

    @property
    def open_steps(self) -> int:
        """How many judgements are still to be given."""
        given, wanted = self.judged
        return wanted - given

    @property
    def judged(self) -> tuple[int, int]:
        """How many judgements are given, and how many are to be: what stands as elsewhere, or does not apply, is neither."""
        for visit in self._visits.values():
            if visit.id not in self._judged:
                self._judged[visit.id] = self._judged_at(visit)
        return sum(given for given, _of in self._judged.values()), sum(
            of for _given, of in self._judged.values()
        )

    def _judged_at(self, visit: Visit) -> tuple[int, int]:
        asked = [answer for answer in visit.answers if self.standing.is_asked(answer)]
        given = sum(answer.verdict is not None for answer in asked)
        return given + (visit.feeling is not None), len(asked) + 1

    def go(self, by: int) -> bool:
        """Go to the next step (+1) or the one before (−1) that is wanted; tell whether there was one."""
        end = len(self.steps) if by > 0 else -1
        return self._stop_at_first(range(self.at + by, end, by), self._is_stopped_at)

    def _stop_at_first(self, places: Iterable[int], is_wanted: Callable[[Step], bool]) -> bool:
        """Stand at the first of some places at which a step is wanted; tell whether there is one."""
        place = next((place for place in places if is_wanted(self.steps[place])), None)
        if place is None:
            return False
        self.at = place
        return True

    def _is_stopped_at(self, step: Step) -> bool:
        """Tell whether one can stop at a step: not where only what stands as at another touchpoint has gates."""
        if self.only_open:
            return self.is_open(step)
        return not step.gates or self.has_gates(self._visits[step.visit_id])

    def go_on(self) -> bool:
        """After a judgement: go to the next step that is asked; past the end, to the first that is still open."""
        return self.skip() or self.go_to_open()

    def go_on_open(self) -> bool:
        """After several judgements: go to the next step that is open; past the end, to the first."""
        return self._stop_at_first(range(self.at + 1, len(self.steps)), self.is_open) or self.go_to_open()

    def skip(self) -> bool:
        """Go to the next step that is asked; tell whether there is one."""
        is_wanted = self.is_open if self.only_open else self.is_asked
        return self._stop_at_first(range(self.at + 1, len(self.steps)), is_wanted)

    def go_to_open(self) -> bool:
        """Go to the first step that is still open; tell whether there is one."""
        return self._stop_at_first(range(len(self.steps)), self.is_open)

    def has(self, step: Step) -> bool:
        """Tell whether a step is there: touchpoints and checks may be gone meanwhile."""
        return step in self._place

    def said(self) -> Said:
        """Return what was said by the walker, to see later what of it became other."""
        return Said(
            {answer.id: answer.own for answer in self._answers.values()},
            {visit.id: visit.answered_gates for visit in self._visits.values()},
        )

    def other_since(self, before: Said) -> Other | None:
        """Return where something else is said than before, also where others stand as there; None at several touchpoints."""
        now = self.said()
        answers = [
            number for number, own in before.answers.items() if now.answers.get(number, own) is not own
        ]
        checks = {self._answers[number].check.named for number in answers}
        visits = {self._answers[number].visit_id for number in answers}
        gates = [
            (visit, gate)
            for visit, known in before.gates.items()
            for gate in known.keys() | now.gates.get(visit, {}).keys()
            if now.gates.get(visit, known).get(gate) is not known.get(gate)
        ]
        visits.update(visit for visit, _gate in gates)
        if not visits or (len(visits) > 1 and (gates or len(checks) > 1)):
            return None
        if gates:
            return Other(Step(gates[0][0], None, gates=True), frozenset(gate for _visit, gate in gates))
        steps = [Step(self._answers[number].visit_id, number) for number in answers]
        return Other(min(steps, key=self._place.__getitem__), several=len(checks) > 1)

    def go_to(self, step: Step) -> None:
        """Go to a step."""
        self.at = self._place.get(step, self.at)

    def go_to_answer(self, answer_id: int) -> None:
        """Go to a check by the number of its answer."""
        answer = self._answers.get(answer_id)
        if answer is not None:
            self.go_to(Step(answer.visit_id, answer.id))

    def go_to_visit(self, visit_id: int) -> None:
        """Go to a touchpoint: to its first open step, else to its first."""
        places = [place for place, step in enumerate(self.steps) if step.visit_id == visit_id]
        if places:
            still_open = [place for place in places if self.is_open(self.steps[place])]
            self.at = (still_open or places)[0]

    def go_to_gates(self) -> bool:
        """Go to where it is asked what is there at this touchpoint; tell whether anything is."""
        if self.visit is None or not self.has_gates(self.visit):
            return False
        self.go_to(Step(self.visit.id, None, gates=True))
        return True

    def rest_of_list(self) -> list[Answer]:
        """Return the checks of the checklist where the walker stands that still wait for an answer at this touchpoint."""
        visit, here = self.visit, self.answer
        if visit is None or here is None:
            return []
        return [
            answer
            for answer in visit.answers
            if answer.check.checklist == here.check.checklist and self.is_open(Step(visit.id, answer.id))
        ]

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
            if self._stop_at_first(range(start, len(self.steps)), self.is_open):
                return
        self.go_to_open()
