"""Maps of journeys made of plain lists, for tests of what is written about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from auditor.base.vocabulary import Channel, Moment, Purpose, Scope, Side
from auditor.views.journeys import Journey, Persona, Stage, Touchpoint
from auditor.views.maps import Felt, JourneyMap, MapPoint, PersonaFeelings

Planned = Sequence[tuple[str, Sequence[tuple[str, dict[int, int]]]]]
"""Stages with their touchpoints: a name, and feelings by the persona's number from 1."""


def a_map(planned: Planned, personas: Sequence[str], name: str = "Shop", about: str = "") -> JourneyMap:
    """Return the map of a journey with these feelings."""
    stages: list[Stage] = []
    points: list[MapPoint] = []
    for stage_id, (stage, touchpoints) in enumerate(planned, 1):
        here = []
        for point, feelings in touchpoints:
            number = len(points) + 1
            touchpoint = Touchpoint(
                number, stage_id, point, "", Channel.OTHER, Moment.BEFORE, Side.OURS, 3, False, (), 0.0
            )
            felt = {
                persona: PersonaFeelings(Felt(score, None, 1, datetime(2026, 1, 1, tzinfo=UTC)))
                for persona, score in feelings.items()
            }
            here.append(touchpoint)
            points.append(MapPoint(touchpoint, stage_id, felt, 0, 0, 0, 0, (), None, need_known=bool(felt)))
        stages.append(Stage(stage_id, stage, "", tuple(here)))
    journey = Journey(1, name, about, Purpose.SALES, Scope.WHOLE, tuple(stages))
    people = tuple(Persona(number, 1, persona, "") for number, persona in enumerate(personas, 1))
    return JourneyMap(journey, people, tuple(points), ())
