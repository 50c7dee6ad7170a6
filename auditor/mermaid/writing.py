"""A journey as a Mermaid `journey` diagram, whose scores 1..5 are our feelings −2..2.

What Mermaid's syntax can't hold in a name is written as an entity (`#58;` for a colon), which Mermaid shows as
the character and importing/mermaid.py reads back. A touchpoint nobody has felt yet stands in a comment, because
a task must have a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.base.i18n import _
from auditor.base.labels import nearest
from auditor.base.text import one_line
from auditor.mermaid.signs import ANYONE, DRAFT, SCORE_OF_NEUTRAL, UNFELT
from auditor.views.journeys import Persona
from auditor.views.maps import JourneyMap, MapPoint

_KEYWORD = re.compile(r"(?:journey\b|(?:title|section)\s|acctitle$|accdescr(?:$|\s*\{))", re.IGNORECASE)
"""Beginnings of a task's name that Mermaid takes for statements."""


def mermaid(journey_map: JourneyMap, persona: Persona | None = None) -> str:
    """Return a journey as the text of a Mermaid diagram, with the newest feelings of one persona or of all."""
    journey = journey_map.journey
    lines = ["journey", f"    title {_encoded(journey.name)}", *_description(journey.about)]
    order = _Order([persona] if persona else list(journey_map.everybody))
    points = {point.touchpoint.id: point for point in journey_map.points}
    for stage in journey.stages:
        lines.append(f"    section {_encoded(stage.name, ':')}")
        for touchpoint in stage.touchpoints:
            lines += _tasks(points[touchpoint.id], order)
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
        rest = {number: len(ranks) + place for place, number in enumerate(self._personas)}
        return sorted(scores.items(), key=lambda item: ranks.get(item[0], rest[item[0]]))

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


def _tasks(point: MapPoint, order: _Order) -> Iterator[str]:
    """Give a line for each score at a touchpoint, with the personas that feel so."""
    name = _task_name(point.touchpoint.name)
    lines: dict[tuple[int, bool], list[int]] = {}
    for number, score in order.felt(point):
        lines.setdefault((score, order.actor(number) is None), []).append(number)
    if lines and point.draft:
        yield f"      %% {DRAFT} {_encoded(point.touchpoint.name)}"
    if not lines:
        yield f"      %% {UNFELT} {_encoded(point.touchpoint.name)}"
    for (score, _anyone), numbers in lines.items():
        for number in numbers:
            order.comes_up(number)
        actors = [_encoded(actor, ":,") for actor in map(order.actor, numbers) if actor is not None]
        yield f"      {name}: {score + SCORE_OF_NEUTRAL}" + (f": {', '.join(actors)}" if actors else "")


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
