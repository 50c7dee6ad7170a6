"""Somebody who changes whatever is in sight, picked at random: every change a user can make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random
from typing import TypeVar

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Basis, Depth, Effect, Emotion, Existence, NoteKind, Status, Verdict
from auditor.library.templates import Template
from auditor.nouns.evidence import draft_of
from auditor.views.audits import Audit
from auditor.views.evidence import EvidenceDraft, EvidenceFilter
from auditor.views.journeys import Journey
from auditor.workspace import Workspace
from tests.walks import actions

T = TypeVar("T")

CHECKLISTS = ("findability", "finding", "content", "feedback")


class Hand:
    """Somebody who changes whatever is in sight."""

    def __init__(self, workspace: Workspace, random: Random, template: Template) -> None:
        """Change things of `workspace`, picked by `random`; what was there before is never undone."""
        self.begun = workspace.reads.history.lines(1)[0].id
        self.workspace = workspace
        self.random = random
        self.template = template

    def change(self) -> None:
        """Make one change; what the program refuses stays undone."""
        changes: list[tuple[int, Callable[[], object]]] = [
            (30, self.answer),
            (6, self.tell),
            (2, self.choose),
            (2, self.deepen),
            (10, self.feel),
            (4, self.comment),
            (4, self.finish_or_reopen),
            (3, self.edit_touchpoint),
            (3, self.edit_checklists),
            (3, self.move),
            (2, self.add_touchpoint),
            (2, self.delete_touchpoint),
            (2, self.start_audit),
            (1, self.start_round),
            (1, self.delete_audit),
            (1, self.stages),
            (2, self.edit_journey),
            (1, self.personas),
            (4, self.strategies),
            (6, self.act),
            (6, self.follow_actions),
            (2, self.team),
            (4, self.prove),
            (4, self.note),
            (3, self.reply),
            (3, self.evidence),
            (3, self.wish),
            (3, self.open_inside),
            (1, self.whole_journey),
            (6, self.undo),
            (3, self.workspace.undoing.redo),
        ]
        weights = [weight for weight, _change in changes]
        (change,) = self.random.choices([change for _weight, change in changes], weights)
        with suppress(RefusedError):
            change()

    def _journey(self) -> Journey:
        line = self._pick(self.workspace.reads.journeys.lines())
        journey = self.workspace.reads.journeys.get(line.id)
        assert journey is not None
        return journey

    def _audit(self) -> Audit:
        lines = self.workspace.reads.audits.lines()
        if not lines:
            raise RefusedError("none")
        audit = self.workspace.reads.audits.get(self.random.choice(lines).id)
        assert audit is not None
        return audit

    def _pick(self, things: Sequence[T]) -> T:
        if not things:
            raise RefusedError("none")
        return self.random.choice(things)

    def _one_of(self, changes: list[Callable[[], object]]) -> None:
        self.random.choice(changes)()

    def answer(self) -> None:
        visit = self._pick(self._audit().visits[:4])
        verdict = self.random.choice([*Verdict, Verdict.FAIL, None])
        self.workspace.audits.answer(
            self._pick(visit.answers[:4]).id,
            verdict,
            self.random.choice([None, "x"]),
            alone=self.random.random() < 0.2,
        )

    def tell(self) -> None:
        visit = self._pick(self._audit().visits[:8])
        gates = [answer.check.gate.key for answer in visit.answers if answer.check.gate]
        present = self.random.choice([True, False, False, None])
        self.workspace.audits.tell_presence(visit.id, {self._pick(gates): present})

    def choose(self) -> None:
        audit = self._audit()
        names = self.random.choice([[], ["A hat"], ["A hat", "A coat"]])
        samples = {a.check.sample.key for visit in audit.visits for a in visit.answers if a.check.sample}
        self.workspace.audits.choose(audit.id, self._pick(sorted(samples)), names)

    def deepen(self) -> None:
        self.workspace.audits.deepen(self._audit().id, self.random.choice(list(Depth)))

    def feel(self) -> None:
        visit = self._pick(self._audit().visits[:5])
        score = self.random.choice([None, -2, -1, 0, 1, 2])
        emotion, basis = self.random.choice([None, *Emotion]), self.random.choice([None, *Basis])
        self.workspace.audits.feel(visit.id, score, emotion, basis=basis)

    def comment(self) -> None:
        visit = self._pick(self._audit().visits)
        text = self.random.choice(["", "seen", "seen\ntwice"])
        if visit.answers and self.random.random() < 0.5:
            self.workspace.audits.comment(visit.answers[0].id, text)
        else:
            self.workspace.audits.comment_feeling(visit.id, text)

    def finish_or_reopen(self) -> None:
        audit = self._audit()
        if audit.finished:
            self.workspace.audits.reopen(audit.id)
        else:
            self.workspace.audits.finish(audit.id)

    def edit_touchpoint(self) -> None:
        point = self._pick(self._journey().touchpoints)
        self.workspace.stages.edit_touchpoint(
            point.id,
            name=self.random.choice([None, "Renamed"]),
            importance=self.random.randint(1, 5),
            critical=self.random.choice([None, True, False]),
            address=self.random.choice([None, "", "https://a.example", "https://b.example"]),
            depth=self.random.choice([None, *Depth]),
        )

    def edit_checklists(self) -> None:
        point = self._pick(self._journey().touchpoints[:5])
        keys = self.random.sample(CHECKLISTS, self.random.randint(0, 2))
        self.workspace.stages.edit_touchpoint(point.id, checklists=keys)

    def move(self) -> None:
        point = self._pick(self._journey().touchpoints)
        self.workspace.stages.move_touchpoint(point.id, self.random.choice([-1, 1]))

    def add_touchpoint(self) -> None:
        stage = self._pick(self._journey().stages)
        after = self.random.choice([None, *(point.id for point in stage.touchpoints)])
        self.workspace.stages.add_touchpoint(stage.id, "Added", after=after, checklists=["feedback"])

    def delete_touchpoint(self) -> None:
        self.workspace.stages.delete_touchpoint(self._pick(self._journey().touchpoints).id)

    def start_audit(self) -> None:
        journey = self._journey()
        personas = self.workspace.reads.journeys.personas(journey.id)
        persona = self.random.choice([None, *(persona.id for persona in personas)])
        depth = self.random.choice(list(Depth))
        self.workspace.audits.start(journey.id, self.random.choice(["Kim", "Ann"]), persona, depth=depth)

    def start_round(self) -> None:
        journey = self._journey()
        persona = self._pick(self.workspace.reads.journeys.personas(journey.id)).id
        self.workspace.rounds.start(journey.id, ["Kim", "Ann"], persona)

    def delete_audit(self) -> None:
        self.workspace.audits.delete(self._audit().id)

    def stages(self) -> None:
        journey = self._journey()
        stage = self._pick(journey.stages)
        self._one_of(
            [
                lambda: self.workspace.stages.add(journey.id, "Added", after=stage.id),
                lambda: self.workspace.stages.move(stage.id, self.random.choice([-2, -1, 1, 2])),
                lambda: self.workspace.stages.edit(stage.id, goal="Renewed"),
                lambda: self.workspace.stages.edit(
                    stage.id, strategies=["Anew", "And more"], phase="loyalty"
                ),
                lambda: self.workspace.stages.delete(stage.id),
            ]
        )

    def strategies(self) -> None:
        strategies = self.workspace.strategies
        known = [one for stage in self._journey().stages for one in stage.strategies]
        stage = self._pick(self._journey().stages)
        self._one_of(
            [
                lambda: strategies.add(stage.id, f"New {self.random.randint(1, 9)}"),
                lambda: strategies.edit(self._pick(known).id, f"Other {self.random.randint(1, 9)}"),
                lambda: strategies.move(self._pick(known).id, self.random.choice([-1, 1])),
                lambda: strategies.delete(self._pick(known).id),
                lambda: strategies.serve([self._pick(actions(self.workspace)).id], [self._pick(known).id]),
                lambda: strategies.serve_no_longer(
                    [self._pick(actions(self.workspace)).id], [self._pick(known).id]
                ),
            ]
        )

    def edit_journey(self) -> None:
        self.workspace.journeys.edit(self._journey().id, about=f"About {self.random.randint(1, 9)}")

    def personas(self) -> None:
        journey = self._journey()
        personas = self.workspace.reads.journeys.personas(journey.id)
        journeys = self.workspace.journeys
        self._one_of(
            [
                lambda: journeys.add_persona(journey.id, "Persona", goals="To ski"),
                lambda: journeys.edit_persona(self._pick(personas).id, challenges="Snow"),
                lambda: journeys.verify_persona(
                    self._pick(personas).id, self.random.choice(["", "Talks"]), "2026-03-02"
                ),
                lambda: journeys.delete_persona(self._pick(personas).id),
            ]
        )

    def act(self) -> None:
        lines = actions(self.workspace)
        numbers = [line.id for line in self.random.sample(lines, min(2, len(lines)))]
        self._one_of(
            [
                lambda: self.workspace.actions.accept(numbers),
                lambda: self.workspace.actions.drop(numbers, "No"),
                lambda: self.workspace.actions.edit(
                    self._pick(numbers),
                    effort=self.random.randint(1, 5),
                    owner=self.random.choice(["", "Bo"]),
                ),
                lambda: self.workspace.actions.add(
                    self._pick(self._journey().touchpoints).id, "Mine", 1, 5, owner="Cy"
                ),
            ]
        )

    def follow_actions(self) -> None:
        lines = actions(self.workspace)
        numbers = [line.id for line in self.random.sample(lines, min(3, len(lines)))]
        ours = self.workspace.actions
        findings = [(line.touchpoint_id, "", "", None) for line in lines if line.id in numbers]
        self._one_of(
            [
                lambda: ours.assign(numbers, self.random.choice(["", "Bo", "Di"])),
                lambda: ours.due(numbers, self.random.choice(["", "fri", "+2w"])),
                lambda: ours.start(numbers),
                lambda: ours.reopen(numbers),
                lambda: ours.shift(numbers, effort=self.random.choice([-1, 1]), impact=1),
                lambda: ours.comment(numbers, "Said"),
                lambda: ours.link(self._pick(numbers), findings),
                lambda: ours.unlink(self._pick(numbers), findings[:1]),
                lambda: ours.merge(numbers[1:], self._pick(numbers)),
            ]
        )

    def team(self) -> None:
        people = [person.id for person in self.workspace.reads.people.all()]
        team = self.workspace.people
        self._one_of(
            [
                lambda: team.add(f"Somebody {self.random.randint(1, 99)}", "UX"),
                lambda: team.edit(self._pick(people), role=self.random.choice(["", "Shop"])),
                lambda: team.merge(self._pick(people), self._pick(people)),
                lambda: team.delete(self._pick(people)),
                lambda: self.workspace.filters.save(self.random.choice(["A", "B"]), "late owner:me"),
            ]
        )

    def prove(self) -> None:
        done = [line.id for line in actions(self.workspace, Status.DONE, Status.VERIFIED)]
        proofs, audits = self.workspace.proofs, self.workspace.audits
        self._one_of(
            [
                lambda: self.workspace.actions.done([self._pick(actions(self.workspace)).id]),
                lambda: audits.start_recheck([self._pick(done)], self.random.choice(["Kim", "Ann"])),
                lambda: proofs.verify([self._pick(done)], again=self.random.random() < 0.5),
                lambda: proofs.verify([self._pick(done)], self.random.choice([*Effect]), anyway=True),
            ]
        )

    def note(self) -> None:
        journey_map = self.workspace.reads.maps.get(self._journey().id)
        assert journey_map is not None
        notes = [note for point in journey_map.points for note in point.notes]
        noting, kind = self.workspace.noting, self.random.choice([*NoteKind, NoteKind.PAIN_POINT])
        self._one_of(
            [
                lambda: noting.add(self._pick(journey_map.points[:5]).touchpoint.id, kind, "Noted"),
                lambda: noting.edit(self._pick(notes).id, kind=kind, text="Noted anew"),
                lambda: noting.delete(self._pick(notes).id),
            ]
        )

    def reply(self) -> None:
        journey = self._journey()
        persona = self._pick(self.workspace.reads.journeys.personas(journey.id))
        question, text = self.random.choice(["why", "pain"]), self.random.choice(["", "So", "Otherwise"])
        self.workspace.noting.reply(self._pick(journey.stages).id, persona.id, question, text)

    def evidence(self) -> None:
        journey = self._journey()
        lines = self.workspace.reads.evidence.lines(EvidenceFilter(journey.id))
        personas = self.workspace.reads.journeys.personas(journey.id)
        evidence, people = self.workspace.evidence, self.random.randint(0, 9)
        askings, noted = self.workspace.askings, self.workspace.reads.askings.open(journey.id)
        persona = self.random.choice([None, *(persona.id for persona in personas)])
        at_stage = EvidenceDraft("interview", "Talks", "2026-03-02", stage_id=self._pick(journey.stages).id)
        point = self._pick(journey.touchpoints[:5]).id
        at_point = EvidenceDraft("survey", "Exit", "2026-03-02", touchpoint_id=point, persona_id=persona)
        self._one_of(
            [
                lambda: evidence.add_several([at_point, at_stage]),
                lambda: evidence.edit(self._pick(lines).id, draft_of(self._pick(lines), people=people)),
                lambda: evidence.delete([self._pick(lines).id]),
                lambda: askings.hand_out([self._pick(lines).id], owner=self.random.choice(["", "Bo"])),
                lambda: askings.edit([self._pick(noted).id or 0], due="2026-12-24"),
                lambda: askings.done([self._pick(noted).id or 0]),
                lambda: askings.take_back([self._pick(noted).id or 0]),
            ]
        )

    def wish(self) -> None:
        journey = self._journey()
        point = self._pick(journey.touchpoints[:5])
        persona = self.random.choice(
            [None, *(one.id for one in self.workspace.reads.journeys.personas(journey.id))]
        )
        self._one_of(
            [
                lambda: self.workspace.wishes.want(point.id, self.random.choice([None, -2, 0, 2])),
                lambda: self.workspace.wishes.edit(
                    point.id, persona, text=self.random.choice(["", "Helped at once"]), channel="chat"
                ),
                lambda: self.workspace.wishes.take(point.id, persona),
                lambda: self.workspace.stages.edit_touchpoint(
                    point.id, existence=self.random.choice(list(Existence))
                ),
            ]
        )

    def open_inside(self) -> None:
        point = self._pick(self._journey().touchpoints[:5])
        journeys = self.workspace.reads.journeys.lines()
        self._one_of(
            [
                lambda: self.workspace.stages.open_new(point.id),
                lambda: self.workspace.stages.open_into(point.id, None),
                lambda: self.workspace.stages.open_into(point.id, self._pick(journeys).id),
            ]
        )

    def whole_journey(self) -> None:
        journeys = self.workspace.reads.journeys.lines()
        self._one_of(
            [
                lambda: self.workspace.journeys.copy(journeys[0].id),
                lambda: self.workspace.journeys.new_from(self.template),
                lambda: self.workspace.journeys.delete(journeys[0].id) if len(journeys) > 1 else None,
            ]
        )

    def undo(self) -> None:
        for _time in range(self.random.randint(1, 3)):
            last = self.workspace.reads.history.to_undo()
            if last and last.id > self.begun:
                self.workspace.undoing.undo()
