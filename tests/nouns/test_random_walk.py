"""Many changes in a row, picked at random from a fixed seed: what is derived stays true, and all can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random
from typing import TypeVar

import pytest

from auditor.errors import RefusedError
from auditor.templates import Template
from auditor.views import Audit, Journey
from auditor.vocabulary import Emotion, NoteKind, Verdict
from auditor.workspace import Workspace
from tests.snapshots import everything
from tests.walks import actions, run_sql

T = TypeVar("T")

STEPS = 100
SEEDS = range(1, 1 + int(os.environ.get("AUDITOR_WALKS", "2")))
"""AUDITOR_WALKS=100 tries a hundred instead of two."""
CHECKLISTS = ("findability", "finding", "content", "feedback")
SHARE = {"fail": 2, "partly": 1, "pass": 0}
"""Halves of a severity that count as failed."""


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
            (10, self.feel),
            (4, self.comment),
            (4, self.finish_or_reopen),
            (3, self.edit_touchpoint),
            (3, self.edit_checklists),
            (3, self.move),
            (2, self.add_touchpoint),
            (2, self.delete_touchpoint),
            (2, self.start_audit),
            (1, self.delete_audit),
            (1, self.stages),
            (2, self.edit_journey),
            (1, self.personas),
            (6, self.act),
            (2, self.note),
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
            self._pick(visit.answers[:4]).id, verdict, self.random.choice([None, "x"])
        )

    def feel(self) -> None:
        visit = self._pick(self._audit().visits[:5])
        score = self.random.choice([None, -2, -1, 0, 1, 2])
        self.workspace.audits.feel(visit.id, score, self.random.choice([None, *Emotion]))

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
        self.workspace.audits.start(journey.id, self.random.choice(["Kim", "Ann"]), persona)

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
                lambda: self.workspace.stages.delete(stage.id),
            ]
        )

    def edit_journey(self) -> None:
        self.workspace.journeys.edit(self._journey().id, about=f"About {self.random.randint(1, 9)}")

    def personas(self) -> None:
        journey = self._journey()
        personas = self.workspace.reads.journeys.personas(journey.id)
        if personas and self.random.random() < 0.5:
            self.workspace.journeys.delete_persona(self.random.choice(personas).id)
        else:
            self.workspace.journeys.add_persona(journey.id, "Persona")

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

    def note(self) -> None:
        point = self._pick(self._journey().touchpoints)
        self.workspace.noting.add(point.id, self.random.choice(list(NoteKind)), "Noted")

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
            last = self.workspace.reads.history.to_undo("Kim")
            if last and last.id > self.begun:
                self.workspace.undoing.undo()


def _untrue(workspace: Workspace) -> list[str]:
    """Return every tally and need that differs from what the formulas give, worked out from the rows alone."""
    verdicts: dict[int, list[tuple[int, str | None]]] = {}
    for visit, severity, verdict in run_sql(
        workspace,
        """SELECT a.visit_id, w.severity, a.verdict FROM answer a JOIN wording w ON w.id = a.wording_id
        WHERE a.removed_at IS NULL""",
    ):
        verdicts.setdefault(visit, []).append((severity, verdict))
    wrong = []
    newest: dict[tuple[int, int], tuple[str, int, float]] = {}
    for visit, point, persona, started, audit, removed, feeling, *stored in run_sql(
        workspace,
        """SELECT v.id, v.touchpoint_id, u.persona_id, u.started_at, u.id, u.removed_at, v.feeling,
        v.asked, v.answered, v.weight_asked, v.weight_failed
        FROM visit v JOIN audit u ON u.id = v.audit_id WHERE v.removed_at IS NULL""",
    ):
        given = verdicts.get(visit, [])
        counted = [(severity, SHARE[verdict]) for severity, verdict in given if verdict in SHARE]
        answered = sum(verdict is not None for _severity, verdict in given)
        asked = sum(severity for severity, _share in counted)
        failed = sum(severity * share for severity, share in counted) / 2
        if stored != [len(given), answered, asked, failed]:
            wrong.append(f"visit {visit}: {stored} is not {[len(given), answered, asked, failed]}")
        if removed is None and (answered or feeling is not None):
            pains = [failed / asked] if asked else []
            pains += [(2 - feeling) / 4] if feeling is not None else []
            worst = (started, audit, max(pains, default=-1.0))
            newest[point, persona] = max(newest.get((point, persona), ("", 0, 0.0)), worst)
    for point, importance, critical, need in run_sql(
        workspace, "SELECT id, importance, critical, need FROM touchpoint WHERE removed_at IS NULL"
    ):
        known = [
            worst for (place, _persona), (*_when, worst) in newest.items() if place == point and worst >= 0
        ]
        expected = (
            min(1, importance / 5 * max(known) * (1.25 if critical else 1)) if known else importance / 10
        )
        if need != pytest.approx(expected):
            wrong.append(f"touchpoint {point}: {need} is not {expected}")
    return wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_tallies_and_needs_stay_true_and_all_can_be_taken_back(
    workspace: Workspace, web_shop: int, web_shop_template: Template, seed: int
) -> None:
    start = everything(workspace)
    hand = Hand(workspace, Random(seed), web_shop_template)
    workspace.audits.start(web_shop, "Kim")
    for step in range(STEPS):
        hand.change()
        assert _untrue(workspace) == [], f"after step {step}"
    assert workspace.upkeep.check() == []
    _redo_all(workspace)
    end = everything(workspace)
    assert len(workspace.reads.history.lines(10_000)) > STEPS / 3

    _undo_until(workspace, hand.begun)
    assert everything(workspace) == start
    assert _untrue(workspace) == []
    _redo_all(workspace)
    assert everything(workspace) == end
    assert _untrue(workspace) == []


def _undo_until(workspace: Workspace, first: int) -> None:
    """Undo until only the first changes are left."""
    while (line := workspace.reads.history.to_undo("Kim")) and line.id > first:
        workspace.undoing.undo()


def _redo_all(workspace: Workspace) -> None:
    while workspace.reads.history.to_redo("Kim"):
        workspace.undoing.redo()
