"""Makes the audits of the sample, and what was decided after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from auditor.base.i18n import in_language
from auditor.base.vocabulary import Effect, Moment, Status, Verdict
from auditor.sample.clock import day
from auditor.sample.data import PAIN_POINT, Decision, Inside, Sample, SampleAudit, SampleVisit
from auditor.views.audits import Answer, Audit, Visit
from auditor.views.checks import Check
from auditor.workspace import Workspace


@dataclass(slots=True)
class Made:
    """The sample as far as it is made: numbers by the keys of the data."""

    workspace: Workspace
    sample: Sample
    journey: int = 0
    stages: dict[str, int] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    personas: dict[str, int] = field(default_factory=dict)
    done: dict[tuple[str, str], int] = field(default_factory=dict)
    """Actions by touchpoint and check."""
    findings: dict[tuple[str, str], int] = field(default_factory=dict)
    """Findings of which more is told, by touchpoint and check."""

    def point_keys(self) -> dict[int, str]:
        """Return the keys of the touchpoints by their numbers."""
        return {number: key for key, number in self.points.items()}


def make_audit(made: Made, planned: SampleAudit) -> None:
    """Walk an audit, finish it unless it stops on the way, and decide on its actions."""
    workspace = made.workspace
    number = workspace.audits.start(
        made.journey,
        in_language(planned.auditor),
        made.personas[planned.persona],
        depth=made.sample.depth,
    )
    audit = whole_audit(workspace, number)
    with workspace.together():
        _walk(made, audit, planned)
        if planned.stops_after is None:
            workspace.audits.finish(number)
    if planned.decisions:
        actions = dict(actions_of(made, number))
        with workspace.together():
            for decision in planned.decisions:
                _decide(workspace, decision, actions.get((decision.touchpoint, decision.check)))


def _walk(made: Made, audit: Audit, planned: SampleAudit) -> None:
    keys = made.point_keys()
    presences = {} if planned.feelings_only else made.workspace.reads.audits.proposed_gates(audit)
    # What is told at some touchpoint is answered there; a shared check stands so at the others.
    answered = {check for visit in planned.visits.values() for check in visit.told}
    gates: set[str] = set()
    for visit in audit.visits:
        key = keys[visit.touchpoint_id]
        found = planned.visits.get(key, SampleVisit())
        there = {
            gate.key: presences[visit.touchpoint_id, gate.key]
            for gate in visit.gates.values()
            if gate.key not in gates and (visit.touchpoint_id, gate.key) in presences
        }
        made.workspace.audits.tell_presence(visit.id, there)
        gates |= {gate for gate in there if visit.gates[gate].shared}
        for answer in () if planned.feelings_only else visit.answers:
            check = check_named(answer.check)
            if _is_shut(answer, visit, presences):
                continue
            if check in found.told or not answer.check.shared or check not in answered:
                answered.add(check)
                note = in_language(found.notes.get(check, {})) or None
                made.workspace.audits.answer(answer.id, found.verdicts.get(check, Verdict.PASS), note)
            if (key, check) == planned.stops_after:
                return
        _feel(made.workspace, visit, found)


def _is_shut(answer: Answer, visit: Visit, presences: Mapping[tuple[int, str], bool]) -> bool:
    """Tell whether a check does not apply, because what it is about is not there."""
    gate = answer.check.gate
    return gate is not None and not presences.get((visit.touchpoint_id, gate.key), True)


def _feel(workspace: Workspace, visit: Visit, found: SampleVisit) -> None:
    if found.feeling is not None:
        note = in_language(found.note) or None
        workspace.audits.feel(visit.id, found.feeling, found.emotion, note, found.basis)


def actions_of(made: Made, audit_id: int) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield what each finding of an audit is about, as (touchpoint, check), with its action."""
    keys = made.point_keys()
    for finding in made.workspace.reads.audits.findings(audit_id):
        if finding.action_id is None:
            continue
        check = check_named(finding.check) if finding.check else PAIN_POINT if finding.note_id else ""
        yield (keys[finding.touchpoint_id], check), finding.action_id


def _decide(workspace: Workspace, decision: Decision, action: int | None) -> None:
    if action is None:
        return
    if not decision.accept:
        workspace.actions.drop([action], in_language(decision.reason))
        return
    workspace.actions.accept([action])
    if decision.owner or decision.due_in_days is not None:
        due = None if decision.due_in_days is None else day(decision.due_in_days)
        workspace.actions.edit(action, owner=in_language(decision.owner) or None, due=due)
    if decision.status is Status.IN_PROGRESS:
        workspace.actions.start([action])
    elif decision.status is Status.DONE:
        workspace.actions.done([action])
    elif decision.status is Status.VERIFIED:
        workspace.actions.done([action])
        workspace.proofs.verify([action], Effect.EFFECTIVE, anyway=True)


def make_inside(made: Made, inside: Inside) -> None:
    """Make the journey inside a touchpoint and a finished audit of it, with feelings alone."""
    workspace = made.workspace
    journey = workspace.stages.open_new(made.points[inside.touchpoint])
    opened = workspace.reads.journeys.get(journey)
    assert opened is not None
    (stage,) = opened.stages
    with workspace.together():
        workspace.stages.edit(stage.id, phase=inside.phase)
        for point in inside.points:
            workspace.stages.add_touchpoint(
                stage.id,
                in_language(point.name),
                about=in_language(point.about),
                channel=point.channel,
                moment=Moment.DURING,
                critical=point.critical,
            )
    persona = next(persona for persona in made.sample.personas if persona.key == inside.persona)
    audit = workspace.audits.start(journey, in_language(inside.auditor), persona=in_language(persona.name))
    visits = whole_audit(workspace, audit).visits
    with workspace.together():
        for visit, point in zip(visits, inside.points, strict=True):
            _feel(workspace, visit, point.visit)
        workspace.audits.finish(audit)


def whole_audit(workspace: Workspace, number: int) -> Audit:
    """Return an audit of the sample."""
    audit = workspace.reads.audits.get(number)
    assert audit is not None
    return audit


def check_named(check: Check) -> str:
    """Return what a check is called in the data of the sample."""
    return f"{check.checklist}/{check.key}"
