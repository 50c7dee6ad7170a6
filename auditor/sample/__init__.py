"""The sample journey, to look around in: an invented web shop with two personas and some months of audits.

It is made through the nouns, one change at a time, each dated some days back, so that its history reads like
that of any journey.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import UNSET
from msgspec.structs import replace

from auditor.base.i18n import in_language
from auditor.base.vocabulary import Depth, NoteKind, Status
from auditor.library import templates
from auditor.library.templates import StagePlan
from auditor.sample.clock import SampleClock, day
from auditor.sample.data import Addition, OwnAction, SamplePersona, SampleWish
from auditor.sample.proving import look_again, make_done
from auditor.sample.reading import read_sample
from auditor.sample.resting import make_evidence
from auditor.sample.telling import say_gone, tell_finding
from auditor.sample.walking import Made, make_audit, make_inside
from auditor.views.actions import ActionFilter
from auditor.workspace import Workspace

__all__ = ["make_sample"]


def make_sample(workspace: Workspace) -> int:
    """Make the sample journey with all that belongs to it in the user's language; return its number.

    Where the user's own checklists have replaced the program's, checks that the sample does not know pass.
    """
    clock = SampleClock()
    made = Made(workspace, read_sample())
    with workspace.dated(clock.tick):
        for days_ago, step in sorted(_steps(made), key=lambda dated: -dated[0]):
            clock.go_to(days_ago)
            step()
    return made.journey


def _steps(made: Made) -> Iterator[tuple[int, Callable[[], None]]]:
    """Yield what is to be made, each with how many days ago."""
    sample = made.sample
    yield sample.days_ago, partial(_make_journey, made)
    for persona in sample.personas:
        yield persona.days_ago, partial(_make_persona, made, persona)
    for audit in sample.audits:
        yield audit.days_ago, partial(make_audit, made, audit)
    yield sample.notes_days_ago, partial(_write_notes, made)
    yield sample.inside.days_ago, partial(make_inside, made, sample.inside)
    yield sample.wishes_days_ago, partial(_wish, made)
    for action in sample.actions:
        yield action.days_ago, partial(_make_action, made, action)
    for evidence in sample.evidence:
        yield evidence.days_ago, partial(make_evidence, made, evidence)
    yield sample.strategies_days_ago, partial(_serve, made)
    for persona in sample.personas:
        if persona.verified_by:
            yield persona.verified_days_ago, partial(_verify, made, persona)
    for finding in sample.findings:
        yield finding.days_ago, partial(tell_finding, made, finding)
        if finding.gone_days_ago is not None:
            yield finding.gone_days_ago, partial(say_gone, made, finding)
    for done in sample.done:
        yield done.done_days_ago, partial(make_done, made, done)
        yield done.days_ago, partial(look_again, made, done)


def _make_journey(made: Made) -> None:
    workspace, sample = made.workspace, made.sample
    # The program's own template: a user's file of the same key may have other touchpoints.
    template = templates.find_template(sample.template, templates.OUR_FOLDER)
    bare = replace(
        template,
        about=sample.about,
        persona_name={},
        persona_who={},
        gates={**template.gates, **sample.gates},
        stages=tuple(_visited(stage, sample.depth) for stage in template.stages),
    )
    made.journey = workspace.journeys.new_from(bare, in_language(sample.name))
    journey = workspace.reads.journeys.get(made.journey)
    assert journey is not None
    for plan, stage in zip(template.stages, journey.stages, strict=True):
        made.stages[plan.key] = stage.id
        keys = [point.key for point in plan.touchpoints]
        made.points |= zip(keys, [point.id for point in stage.touchpoints], strict=True)
    with workspace.together():
        for key, number in made.stages.items():
            texts = [in_language(one.text) for one in sample.strategies if one.stage == key]
            workspace.stages.edit(number, strategies=texts)


def _visited(stage: StagePlan, depth: Depth) -> StagePlan:
    """Return a stage of which audits of a depth visit every touchpoint, so that all its checklists have something to show."""
    points = (
        point if depth.asks(point.depth) else replace(point, depth=depth) for point in stage.touchpoints
    )
    return replace(stage, touchpoints=tuple(points))


def _serve(made: Made) -> None:
    """Let actions serve the strategies; one that a check of the user's own has not led to is left out."""
    workspace = made.workspace
    journey = workspace.reads.journeys.get(made.journey)
    assert journey is not None
    strategies = {one.text: one.id for stage in journey.stages for one in stage.strategies}
    actions = _actions_by_what_they_answer(made)
    with workspace.together():
        for one in made.sample.strategies:
            numbers = [actions[named] for named in one.serves if named in actions]
            if numbers:
                workspace.strategies.serve(numbers, [strategies[in_language(one.text)]])


def _actions_by_what_they_answer(made: Made) -> dict[str, int]:
    """Return the numbers of actions by touchpoint and check, or by touchpoint alone where they answer nothing."""
    keys, reads = made.point_keys(), made.workspace.reads.actions
    found: dict[str, int] = {}
    for line in reads.ranking(ActionFilter(tuple(Status))).all():
        action = reads.get(line.id)
        for finding in action.findings if action else ():
            check = "pain-point" if finding.note_id else f"{finding.checklist}/{finding.check_key}"
            found[f"{keys.get(finding.touchpoint_id)} {check}"] = line.id
        if action is not None and not action.findings:
            found[keys.get(line.touchpoint_id, "")] = line.id
    return found


def _make_persona(made: Made, persona: SamplePersona) -> None:
    texts = {key: in_language(text) for key, text in persona.texts.items()}
    made.personas[persona.key] = made.workspace.journeys.add_persona(
        made.journey, in_language(persona.name), **texts
    )
    if not persona.verified_by:
        _reply(made, persona)


def _verify(made: Made, persona: SamplePersona) -> None:
    made.workspace.journeys.verify_persona(
        made.personas[persona.key],
        in_language(persona.verified_by),
        day(-persona.verified_days_ago),
        evidence=None,
    )
    _reply(made, persona)


def _reply(made: Made, persona: SamplePersona) -> None:
    with made.workspace.together():
        for reply in persona.replies:
            stage, number = made.stages[reply.stage], made.personas[persona.key]
            made.workspace.noting.reply(stage, number, reply.question, in_language(reply.text))


def _write_notes(made: Made) -> None:
    with made.workspace.together():
        for note in made.sample.notes:
            made.workspace.noting.add(made.points[note.touchpoint], note.kind, in_language(note.text))


def _wish(made: Made) -> None:
    stages = made.workspace.stages
    with made.workspace.together():
        for addition in made.sample.additions:
            made.points[addition.key] = _add(made, addition)
        for key, existence in made.sample.existence.items():
            stages.edit_touchpoint(made.points[key], existence=existence)
        for key, feeling in made.sample.wanted.items():
            made.workspace.wishes.want(made.points[key], feeling)
        for wish in made.sample.then:
            _wish_more(made, wish)


def _wish_more(made: Made, wish: SampleWish) -> None:
    point = made.points[wish.touchpoint]
    journey_map = made.workspace.reads.maps.get(made.journey)
    notes = (
        next(each.notes for each in journey_map.points if each.touchpoint.id == point) if journey_map else ()
    )
    made.workspace.wishes.edit(
        point,
        made.personas[wish.persona] if wish.persona else None,
        feeling=UNSET if wish.feeling is None else wish.feeling,
        text=in_language(wish.text),
        channel=wish.channel,
        needs=[note.id for note in notes if note.kind is NoteKind.NEED] if wish.needs else None,
    )


def _add(made: Made, addition: Addition) -> int:
    return made.workspace.stages.add_touchpoint(
        made.stages[addition.stage],
        in_language(addition.name),
        after=made.points[addition.after],
        about=in_language(addition.about),
        channel=addition.channel,
        moment=addition.moment,
        importance=addition.importance,
    )


def _make_action(made: Made, action: OwnAction) -> None:
    made.workspace.actions.add(
        made.points[action.touchpoint],
        in_language(action.title),
        action.effort,
        action.impact,
        note=in_language(action.note),
        owner=in_language(action.owner),
        due=day(action.due_in_days),
    )
