"""Makes a journey of a diagram that was read: stages, touchpoints, personas, and an audit for each persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.i18n import _
from auditor.base.text import folded, shortened
from auditor.base.values import NAME_LIMIT
from auditor.base.vocabulary import Channel, Moment, Phase, Purpose, Scope, Side
from auditor.library.templates import StagePlan, Template, TouchpointPlan
from auditor.mermaid.diagram import Diagram, Section, Task
from auditor.mermaid.signs import ANYONE

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def make_journey(workspace: Workspace, diagram: Diagram, name: str = "") -> int:
    """Make a journey; return its number. If any of it can't be written, nothing of it stays.

    Every actor becomes a persona with one finished audit, in the name of the user.
    """
    journey_id = workspace.journeys.new_from(_planned(diagram, name))
    try:
        _write_feelings(workspace, journey_id, diagram)
    except BaseException:
        workspace.journeys.delete(journey_id)
        raise
    return journey_id


def _planned(diagram: Diagram, name: str) -> Template:
    name = name or diagram.title or _("Imported journey")
    stages = tuple(_stage(section, shortened(name, NAME_LIMIT)) for section in diagram.sections)
    return Template("imported", _text(name), _text(diagram.about), Purpose.SALES, Scope.WHOLE, {}, {}, stages)


def _text(text: str) -> dict[str, str]:
    return {"en": text}


def _stage(section: Section, title: str) -> StagePlan:
    name = section.name or title
    phase = next((phase.value for phase in Phase if folded(name) == phase.value), Phase.OTHER.value)
    return StagePlan(phase, _text(name), _text(""), (), tuple(map(_touchpoint, section.tasks)))


def _touchpoint(task: Task) -> TouchpointPlan:
    return TouchpointPlan(
        "task", _text(task.name), _text(""), Channel.OTHER, Moment.BEFORE, Side.OURS, 3, False, ()
    )


def _write_feelings(workspace: Workspace, journey_id: int, diagram: Diagram) -> None:
    for actor in diagram.actors:
        persona = workspace.journeys.add_persona(journey_id, _(ANYONE) if actor is None else actor)
        number = workspace.audits.start(journey_id, None, persona)
        audit = workspace.reads.audits.get(number)
        visits = audit.visits if audit else ()
        for task, visit in zip(diagram.tasks, visits, strict=True):
            if actor in task.feelings:
                workspace.audits.feel(visit.id, task.feelings[actor])
        workspace.audits.finish(number)
