"""A journey as a Mermaid `journey` diagram, whose scores 1..5 are our feelings −2..2.

What Mermaid's syntax can't hold in a name is written as an entity (`#58;` for a colon), which Mermaid shows as
the character and `reading` reads back. Each touchpoint is one task, however many personas there are, because a
diagram with a task for each score is too wide to be read. Where they feel differently the task has their mean, and
what each feels stands in a comment. So does a touchpoint nobody has felt yet, because a task must have a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.base.i18n import _
from auditor.base.labels import nearest
from auditor.base.text import one_line
from auditor.mermaid.signs import ANYONE, DRAFT, FELT, SCORE_OF_NEUTRAL, UNFELT, shown_score
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap, MapPoint

_KEYWORD = re.compile(r"(?:journey\b|(?:title|section)\s|acctitle$|accdescr(?:$|\s*\{))", re.IGNORECASE)
"""Beginnings of a task's name that Mermaid takes for statements."""


def mermaid(journey_map: JourneyMap, persona: Persona | None = None) -> str:
    """Return a journey as the text of a Mermaid diagram, with the newest feelings of one persona or the mean of all."""
    journey = journey_map.journey
    lines = ["journey", f"    title {_encoded(journey.name)}", *_description(journey.about)]
    order = _Order([persona] if persona else list(journey_map.everybody))
    points = {point.touchpoint.id: point for point in journey_map.points}
    for stage in journey.stages:
        lines.append(f"    section {_encoded(stage.name, ':')}")
        names = [one_line(touchpoint.name) for touchpoint in stage.touchpoints]
        for place, touchpoint in enumerate(stage.touchpoints):
            repeated = names[place : place + 1] == names[place + 1 : place + 2]
            lines += _task(points[touchpoint.id], order, repeated)
    return "\n".join(lines) + "\n"


def is_anyone(name: str) -> bool:
    """Tell whether a persona stands for tasks that name no actor."""
    return name in (ANYONE, _(ANYONE))


class _Order:
    """The personas in the order in which they come up, each with an actor's name of its own.

    Reading the diagram makes the personas in this order, so that writing it again gives the same text.
    """

    def __init__(self, personas: list[Persona]) -> None:
        self._personas = {persona.id: persona for persona in personas}
        self._seen: dict[int, None] = {}
        self._actors = _actors(personas)

    def felt(self, point: MapPoint) -> list[tuple[int, int]]:
        """Return the personas that feel something at a touchpoint, with their scores."""
        scores = {
            number: nearest(felt.now)
            for number, felt in point.feelings.items()
            if felt.now is not None and number in self._personas and (point.draft or not felt.draft)
        }
        ranks = {number: place for place, number in enumerate(self._seen)}
        # Anyone stands in no task beside others, so that reading comes upon it after them.
        rest = {number: (self._actors[number] is None, place) for place, number in enumerate(self._personas)}
        return sorted(scores.items(), key=lambda item: (ranks.get(item[0], len(ranks)), rest[item[0]]))

    def actor(self, number: int) -> str | None:
        """Return what a persona is called, None for anyone."""
        return self._actors[number]

    def comes_up(self, number: int) -> None:
        """Note that a persona has come up."""
        self._seen[number] = None


def _actors(personas: list[Persona]) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    taken = {persona.name for persona in personas}
    for persona in personas:
        if is_anyone(persona.name) and None not in found.values():
            found[persona.id] = None
            continue
        name, number = persona.name, 1
        while is_anyone(name) or name in found.values() or (number > 1 and name in taken):
            number += 1
            name = f"{persona.name} {number}"
        found[persona.id] = name
    return found


def _task(point: MapPoint, order: _Order, repeated: bool) -> Iterator[str]:
    """Give the line of a touchpoint, and where one score does not say it all, what each persona feels.

    `repeated` says that the next touchpoint has the same name, and that the two are to stay two.
    """
    felt = order.felt(point)
    if not felt:
        yield f"      %% {UNFELT} {_encoded(point.touchpoint.name)}"
        return
    if point.draft:
        yield f"      %% {DRAFT} {_encoded(point.touchpoint.name)}"
    scores = [score for _number, score in felt]
    actors = []
    for number, _score in felt:
        order.comes_up(number)
        actors.append("" if (actor := order.actor(number)) is None else _encoded(actor, ":,"))
    named = ", ".join(filter(None, actors))
    shown = shown_score(scores) + SCORE_OF_NEUTRAL
    yield f"      {_task_name(point.touchpoint.name)}: {shown}" + (f": {named}" if named else "")
    if repeated or len(set(scores)) > 1 or (named and not all(actors)):
        each = zip(scores, actors, strict=True)
        yield f"      %% {FELT} {', '.join(f'{score + SCORE_OF_NEUTRAL} {actor}'.rstrip() for score, actor in each)}"


def _description(about: str) -> list[str]:
    lines = [_encoded(line) for line in map(one_line, about.splitlines()) if line]
    if len(lines) <= 1:
        return [f"    accDescr: {line}" for line in lines]
    return ["    accDescr {", *(f"      {line}" for line in lines), "    }"]


def _task_name(name: str) -> str:
    text = _encoded(name, ":")
    return f"#{ord(text[0])};{text[1:]}" if _KEYWORD.match(name) else text


def _encoded(text: str, also: str = "") -> str:
    """Return `text` on one line with everything that Mermaid would not take for text as entities."""
    line = re.sub(rf"[#;<{{}}{also}]", lambda found: f"#{ord(found[0])};", one_line(text))
    return line.replace("%%", "#37;#37;")
