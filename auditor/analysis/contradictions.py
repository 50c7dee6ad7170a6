"""Where what an auditor found and what evidence says can't both be right. Which counts as one is the product's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from auditor.analysis.estimates import is_unhappy, meets_target, misses_target
from auditor.base.vocabulary import SOUR_FROM, Conflict, EvidenceKind, Verdict
from auditor.views.evidence import Contradiction, Evidence
from auditor.views.maps import JourneyMap, MapPoint, PersonaFeelings

HAPPY_FROM = 1
"""An auditor's feeling from here on is happy."""

COMPLAINED = (EvidenceKind.SUPPORT, EvidenceKind.REVIEW, EvidenceKind.SOCIAL)
"""Where customers complain without being asked."""

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
    critical: Sequence[Measured] = (),
) -> list[Contradiction]:
    """Return the contradictions of a journey from left to right, at each touchpoint the newest evidence first.

    Seven kinds: a persona's newest feeling is happy although a figure misses its target at both ends of its
    interval, or sour although it meets it; the feeling and what customers feel lie on opposite sides; a check
    was passed that a tool found failed; all checks were passed although what was measured misses its target, or
    although support, reviews or social media tell of sour customers; the feeling is neutral or better although a tool
    found a check of severity 4 failed (`critical`); the team assumes that a persona is happy, nothing it observed since
    says otherwise, and a survey is unhappy.

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
                found += _of_critical(journey_map, point, stage, one, critical)
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
        elif (assumed := _assumed_happy(felt)) is not None and _is_unhappy_survey(one):
            kind = Conflict.ASSUMED_BUT_UNHAPPY
            yield _made(kind, point, stage, one, persona=persona.name, feeling=assumed)


def _assumed_happy(felt: PersonaFeelings) -> float | None:
    """Return the happy feeling that the team assumes, if nothing that it observed later says otherwise."""
    assumed, observed = felt.assumed, felt.observed
    if assumed is None or assumed.score < HAPPY_FROM:
        return None
    corrected = observed is not None and observed.at > assumed.at and observed.score < HAPPY_FROM
    return None if corrected else assumed.score


def _is_unhappy_survey(one: Evidence) -> bool:
    return one.kind is EvidenceKind.SURVEY and (_is_sour(one) or is_unhappy(one))


def _is_sour(one: Evidence) -> bool:
    """Tell whether customers are clearly sour, or a figure misses its target."""
    return (one.feeling is not None and one.feeling <= -CLEARLY) or misses_target(one)


def _of_critical(
    journey_map: JourneyMap, point: MapPoint, stage: str, one: Evidence, critical: Sequence[Measured]
) -> Iterator[Contradiction]:
    for fault in critical:
        if fault.evidence_id != one.id or fault.touchpoint_id != point.touchpoint.id:
            continue
        for persona in journey_map.personas:
            felt = point.feelings.get(persona.id)
            if felt is not None and felt.now is not None and felt.now >= 0:
                kind = Conflict.FINE_BUT_CRITICAL
                yield _made(kind, point, stage, one, persona=persona.name, feeling=felt.now, check=fault)


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
    if fine and one.kind in COMPLAINED and _is_sour(one):
        yield _made(Conflict.PASSED_BUT_COMPLAINTS, point, stage, one, passed=point.passed)


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
