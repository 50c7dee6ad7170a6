"""A journey as a Mermaid `journey` diagram, whose scores 1..5 are our feelings −2..2.

What Mermaid's syntax can't hold in a name is written as an entity (`#58;` for a colon), which Mermaid shows as
the character and `reading` reads back. To be read, each persona has a diagram, of at most `MOST_TASKS` touchpoints;
more go on in a further one, by stages where they fit. Put together in one diagram, each touchpoint is one task,
however many personas there are; where they feel differently the task has their mean, and what each feels stands in a
comment. So does a touchpoint nobody has felt yet, because a task must have a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from auditor.base.i18n import _
from auditor.base.labels import nearest
from auditor.base.markdown import escaped
from auditor.base.text import one_line
from auditor.mermaid.signs import (
    ANYONE,
    DRAFT,
    FELT,
    GOES_ON,
    MOST_TASKS,
    PART,
    SCORE_OF_NEUTRAL,
    UNFELT,
    shown_score,
)
from auditor.views.journeys import Persona, Stage
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


def diagrams(journey_map: JourneyMap, persona: Persona | None = None) -> list[str]:
    """Return a journey as diagrams that can be read: of one persona or of each who feels something, in parts.

    One alone is as `mermaid` writes it; of several each names its part, and `reading` makes one journey of them.
    """
    everybody = list(journey_map.everybody)
    actors = _actors(everybody)
    found = [
        (one, parts)
        for one in ([persona] if persona else everybody)
        if (parts := _parts(journey_map, _Order([one], actors)))
    ]
    if sum(len(parts) for _one, parts in found) <= 1:
        return [mermaid(journey_map, found[0][0] if found else persona)]
    made: list[str] = []
    for one, parts in found:
        order = _Order([one], actors)
        for number, part in enumerate(parts, start=1):
            place = f"{number}/{len(parts)}"
            title = [
                journey_map.journey.name,
                actors[one.id] or one.name,
                *([place] if len(parts) > 1 else []),
            ]
            lines = [
                "journey",
                f"    %% {PART}{place}: {_encoded(journey_map.journey.name)}",
                f"    title {_encoded(' · '.join(title))}",
                *([] if made else _description(journey_map.journey.about)),
            ]
            for piece in part:
                lines.append(f"    section {_encoded(piece.stage.name, ':')}")
                lines += [f"      %% {GOES_ON}"] if piece.goes_on else []
                lines += [line for point in piece.points for line in _task(point, order, repeated=False)]
            made.append("\n".join(lines) + "\n")
    return made


def document(journey_map: JourneyMap, texts: Sequence[str]) -> str:
    """Return diagrams as Markdown, each in a fence."""
    return "\n".join([f"# {escaped(journey_map.journey.name)}\n", *map(fenced, texts)])


def fenced(text: str) -> str:
    """Return a diagram as it stands in Markdown."""
    return f"```mermaid\n{text}```\n"


class _Piece(Struct, frozen=True):
    """A stage, or what of it stands in one diagram."""

    stage: Stage
    points: tuple[MapPoint, ...]
    goes_on: bool
    """Its beginning stands in the diagram before."""


def _parts(journey_map: JourneyMap, order: _Order) -> list[list[_Piece]]:
    """Return a journey in as few parts as can be, of nearly equal width; none where nothing is felt."""
    points = {point.touchpoint.id: point for point in journey_map.points}
    felt = {number: bool(order.felt(point)) for number, point in points.items()}
    if not any(felt.values()):
        return []
    stages = [
        (stage, tuple(points[one.id] for one in stage.touchpoints)) for stage in journey_map.journey.stages
    ]
    widths = [sum(felt[point.touchpoint.id] for point in inside) for _stage, inside in stages]
    fewest = _packed(stages, felt, MOST_TASKS)
    for limit in range(min(MOST_TASKS, max(widths)), MOST_TASKS):
        packed = _packed(stages, felt, limit)
        if len(packed) == len(fewest):
            return packed
    return fewest


def _packed(
    stages: Sequence[tuple[Stage, tuple[MapPoint, ...]]], felt: Mapping[int, bool], limit: int
) -> list[list[_Piece]]:
    """Return parts of at most `limit` tasks; a stage is cut where it alone is wider, into pieces of nearly equal width."""
    parts: list[list[_Piece]] = [[]]
    width = 0
    for stage, points in stages:
        for at, (inside, tasks) in enumerate(_cut(points, felt, limit)):
            if width + tasks > limit:
                parts.append([])
                width = 0
            parts[-1].append(_Piece(stage, inside, at > 0))
            width += tasks
    return parts


def _cut(
    points: tuple[MapPoint, ...], felt: Mapping[int, bool], limit: int
) -> Iterator[tuple[tuple[MapPoint, ...], int]]:
    """Give the pieces of a stage, each with how many tasks it has."""
    left = sum(felt[point.touchpoint.id] for point in points)
    pieces = max(1, -(-left // limit))
    each = -(-left // pieces)
    piece: list[MapPoint] = []
    tasks = 0
    for point in points:
        if felt[point.touchpoint.id]:
            if tasks == each:
                yield tuple(piece), tasks
                piece, tasks = [], 0
            tasks += 1
        piece.append(point)
    yield tuple(piece), tasks


def is_anyone(name: str) -> bool:
    """Tell whether a persona stands for tasks that name no actor."""
    return name in (ANYONE, _(ANYONE))


class _Order:
    """The personas in the order in which they come up, each with an actor's name of its own.

    Reading the diagram makes the personas in this order, so that writing it again gives the same text.
    """

    def __init__(self, personas: list[Persona], actors: Mapping[int, str | None] | None = None) -> None:
        self._personas = {persona.id: persona for persona in personas}
        self._seen: dict[int, None] = {}
        self._actors = actors or _actors(personas)

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
