"""Where what an auditor found and what evidence says can't both be right. Which counts as one is the product's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from auditor.analysis.estimates import meets_target, misses_target
from auditor.base.vocabulary import SOUR_FROM, Conflict, EvidenceKind, Verdict
from auditor.views.evidence import Contradiction, Evidence
from auditor.views.maps import JourneyMap, MapPoint

HAPPY_FROM = 1
"""An auditor's feeling from here on is happy."""

CLEARLY = 0.5
"""Customers are sour, or happy, where what they feel lies so far from neutral."""


class Measured(Struct, frozen=True):
    """A check that a tool found failed and an auditor passed in the newest audit that answered it."""

    touchpoint_id: int
    checklist: str
    check_key: str
    question: Mapping[str, str]
    verdict: Verdict
    said: str
    evidence_id: int


NEVER: Mapping[int, date] = {}
"""At no touchpoint anything finished was answered."""


def contradictions(
    journey_map: JourneyMap,
    lines: Sequence[Evidence],
    measured: Sequence[Measured],
    answered: Mapping[int, date] = NEVER,
) -> list[Contradiction]:
    """Return the contradictions of a journey from left to right, at each touchpoint the newest evidence first.

    Four kinds: a persona's newest feeling is happy although a figure misses its target at both ends of its
    interval, or sour although it meets it; the feeling and what customers feel lie on opposite sides; a check
    was passed that a tool found failed; all checks were passed although what was measured misses its target.

    Only evidence that stands contradicts anything. `answered` is, by touchpoint, since when every check is answered as
    it is in finished audits: those answers settle what was measured before.
    """
    stages = {stage.id: stage.name for stage in journey_map.journey.stages}
    by_number = {one.id: one for one in lines}
    found: list[Contradiction] = []
    for point in journey_map.points:
        stage, number = stages[point.stage_id], point.touchpoint.id
        for one in lines:
            if one.touchpoint_id != number or one.superseded_by is not None:
                continue
            if one.kind is not EvidenceKind.WALK:
                found += _of_feelings(journey_map, point, stage, one)
                if answered.get(number, one.collected) <= one.collected:
                    found += _of_all_checks(point, stage, one)
        found += _of_checks(
            point, stage, [each for each in measured if each.touchpoint_id == number], by_number
        )
    return found


def _of_feelings(
    journey_map: JourneyMap, point: MapPoint, stage: str, one: Evidence
) -> Iterator[Contradiction]:
    for persona in journey_map.personas:
        felt = point.feelings.get(persona.id)
        if felt is None or felt.now is None or one.persona_id not in (None, persona.id):
            continue
        if kind := _kind(felt.now, one):
            yield _made(kind, point, stage, one, persona=persona.name, feeling=felt.now)


def _kind(feeling: float, one: Evidence) -> Conflict | None:
    """Return how a feeling and a piece of evidence contradict each other: its figure counts before its feeling."""
    happy, sour = feeling >= HAPPY_FROM, feeling <= SOUR_FROM
    said = one.feeling or 0.0
    if happy and misses_target(one):
        return Conflict.HAPPY_BUT_MISSED
    if sour and meets_target(one):
        return Conflict.SOUR_BUT_MET
    if happy and said <= -CLEARLY:
        return Conflict.HAPPY_BUT_SOUR
    if sour and said >= CLEARLY:
        return Conflict.SOUR_BUT_HAPPY
    return None


def _of_all_checks(point: MapPoint, stage: str, one: Evidence) -> Iterator[Contradiction]:
    fine = point.judged > 0 and point.failed == 0
    if fine and one.kind is EvidenceKind.MEASUREMENT and misses_target(one):
        yield _made(Conflict.PASSED_BUT_MISSED, point, stage, one, passed=point.passed)


def _of_checks(
    point: MapPoint, stage: str, measured: Iterable[Measured], lines: Mapping[int, Evidence]
) -> Iterator[Contradiction]:
    for each in measured:
        if each.evidence_id in lines:
            yield _made(Conflict.PASSED_BUT_MEASURED, point, stage, lines[each.evidence_id], check=each)


def _made(
    kind: Conflict,
    point: MapPoint,
    stage: str,
    one: Evidence,
    *,
    persona: str = "",
    feeling: float | None = None,
    passed: int = 0,
    check: Measured | None = None,
) -> Contradiction:
    return Contradiction(
        kind,
        point.touchpoint.id,
        point.touchpoint.name,
        stage,
        persona,
        feeling,
        check.checklist if check else "",
        check.check_key if check else "",
        check.question if check else {},
        check.verdict if check else None,
        passed,
        check.said if check else "",
        one,
    )
