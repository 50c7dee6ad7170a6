"""Contradictions between an auditor and evidence, both ways, and where there is none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.analysis.contradictions import Measured, contradictions
from auditor.analysis.mapping import Layer, curve, observed, people_heard
from auditor.base.vocabulary import Better, Conflict, EvidenceKind, Verdict
from auditor.sentences.evidence import sides
from auditor.views.evidence import Evidence
from auditor.views.maps import HeardFeeling, JourneyMap
from tests.analysis.evidences import piece
from tests.maps import a_map


def _map(*feelings: int | None, passed: int = 0, failed: int = 0) -> JourneyMap:
    """A touchpoint with the feelings of as many personas."""
    felt = {number: score for number, score in enumerate(feelings, 1) if score is not None}
    made = a_map(
        [("Stage", [("Till", felt)])], [f"Persona {number}" for number in range(1, len(feelings) + 1)]
    )
    return replace(made, points=(replace(made.points[0], asked=9, passed=passed, failed=failed),))


def _at(journey_map: JourneyMap, kind: EvidenceKind = EvidenceKind.SURVEY, **values: Any) -> Evidence:
    return piece(kind, touchpoint_id=journey_map.points[0].touchpoint.id, **values)


def _csat(journey_map: JourneyMap, figure: float, **values: Any) -> Evidence:
    defaults: dict[str, Any] = {"unit": "CSAT", "people": 200, "target": 85.0, "better": Better.HIGHER}
    return _at(journey_map, figure=figure, **defaults | values)


@pytest.mark.parametrize(
    ("feeling", "figure", "expected"),
    [
        (2, 50.0, [Conflict.HAPPY_BUT_MISSED]),
        (1, 50.0, [Conflict.HAPPY_BUT_MISSED]),
        (0, 50.0, []),
        (-1, 50.0, []),
        (1, 83.0, []),
        (-1, 95.0, [Conflict.SOUR_BUT_MET]),
        (1, 95.0, []),
    ],
)
def test_a_feeling_against_a_figure_with_a_target(
    feeling: int, figure: float, expected: list[Conflict]
) -> None:
    journey_map = _map(feeling)
    found = contradictions(journey_map, [_csat(journey_map, figure)], [])
    assert [one.kind for one in found] == expected


@pytest.mark.parametrize(
    ("feeling", "said", "expected"),
    [
        (1, -0.5, [Conflict.HAPPY_BUT_SOUR]),
        (1, -0.4, []),
        (0, -2.0, []),
        (-1, 0.5, [Conflict.SOUR_BUT_HAPPY]),
        (-1, None, []),
    ],
)
def test_a_feeling_against_what_customers_feel(
    feeling: int, said: float | None, expected: list[Conflict]
) -> None:
    journey_map = _map(feeling)
    found = contradictions(journey_map, [_at(journey_map, feeling=said)], [])
    assert [one.kind for one in found] == expected


def test_evidence_of_one_persona_contradicts_that_persona_only_and_own_walks_nobody() -> None:
    journey_map = _map(1, 2, None)
    about_all = contradictions(journey_map, [_csat(journey_map, 50)], [])
    assert [one.persona for one in about_all] == ["Persona 1", "Persona 2"]
    of_one = contradictions(journey_map, [_csat(journey_map, 50, persona_id=2)], [])
    assert [one.persona for one in of_one] == ["Persona 2"]
    assert contradictions(journey_map, [_at(journey_map, EvidenceKind.WALK, feeling=-2.0)], []) == []


def test_a_figure_and_a_feeling_of_one_piece_are_one_contradiction() -> None:
    journey_map = _map(1)
    found = contradictions(journey_map, [_csat(journey_map, 50, feeling=-2.0)], [])
    assert [one.kind for one in found] == [Conflict.HAPPY_BUT_MISSED]


def test_all_checks_passed_against_a_measurement_that_misses() -> None:
    values: dict[str, Any] = {"figure": 3.0, "unit": "faults", "target": 0.0, "better": Better.LOWER}
    for passed, failed, expected in ((5, 0, 1), (5, 1, 0), (0, 0, 0)):
        journey_map = _map(None, passed=passed, failed=failed)
        found = contradictions(journey_map, [_at(journey_map, EvidenceKind.MEASUREMENT, **values)], [])
        assert [one.kind for one in found] == [Conflict.PASSED_BUT_MISSED] * expected


def test_a_check_passed_against_a_tool_names_both_sides() -> None:
    journey_map = _map(None)
    one = _at(journey_map, EvidenceKind.MEASUREMENT, source="axe")
    question = {"en": "Do all images have a text?"}
    measured = Measured(
        one.touchpoint_id or 0, "accessibility", "alt", question, Verdict.FAIL, "3 images", one.id
    )
    (found,) = contradictions(journey_map, [one], [measured])
    auditor, evidence = sides(found)
    assert auditor == "passed: “Do all images have a text?”"
    assert evidence.startswith("automatic measurement, axe") and evidence.endswith("fail: 3 images")


HEARD = st.builds(HeardFeeling, st.sampled_from([None, 1, 2]), st.floats(-2, 2), st.integers(1, 10**6))


@given(st.lists(HEARD, max_size=12), st.sampled_from([None, 1, 2]))
def test_the_observed_feeling_is_the_mean_over_people(heard: list[HeardFeeling], persona: int | None) -> None:
    journey_map = _map(None, None)
    point = replace(journey_map.points[0], heard=tuple(heard))
    counted = [one for one in heard if persona is None or one.persona_id in (None, persona)]
    people = sum(one.people for one in counted)
    found = observed(point, persona)
    if not counted:
        assert found is None
        return
    assert found is not None and found.people == people
    assert found.score == pytest.approx(sum(one.feeling * one.people for one in counted) / people)
    whole = replace(journey_map, points=(point,))
    assert curve(whole, Layer.OBSERVED, persona) == [found.score]
    assert people_heard(whole, persona) == people


def test_what_is_superseded_contradicts_nothing() -> None:
    journey_map = _map(2)
    missed = _csat(journey_map, 50.0)
    assert contradictions(journey_map, [missed], [])
    assert contradictions(journey_map, [replace(missed, superseded_by=99)], []) == []


@pytest.mark.parametrize(("days_later", "settled"), [(1, True), (0, False), (-1, False)])
def test_answers_that_are_newer_than_a_measurement_settle_it(days_later: int, settled: bool) -> None:
    journey_map = _map(passed=3)
    speed = _at(
        journey_map, EvidenceKind.MEASUREMENT, figure=40.0, target=90.0, better=Better.HIGHER, unit="of 100"
    )
    since = {journey_map.points[0].touchpoint.id: speed.collected + timedelta(days_later)}
    found = contradictions(journey_map, [speed], [], since)
    assert [one.kind for one in found] == ([] if settled else [Conflict.PASSED_BUT_MISSED])


@pytest.mark.parametrize(("feeling", "expected"), [(2, 1), (0, 1), (-1, 0), (None, 0)])
def test_a_feeling_of_neutral_or_better_against_a_critical_fault(feeling: int | None, expected: int) -> None:
    journey_map = _map(feeling)
    axe = _at(journey_map, EvidenceKind.MEASUREMENT, source="axe")
    question = {"en": "Can one pay by keyboard?"}
    fault = Measured(
        axe.touchpoint_id or 0, "accessibility", "keys", question, Verdict.FAIL, "2 places", axe.id
    )
    found = contradictions(journey_map, [axe], [], critical=[fault])
    assert [one.kind for one in found] == [Conflict.FINE_BUT_CRITICAL] * expected
    if found:
        assert sides(found[0])[1].endswith("a critical fault: “Can one pay by keyboard?”, 2 places")
    assert contradictions(journey_map, [replace(axe, superseded_by=9)], [], critical=[fault]) == []


@pytest.mark.parametrize("kind", [EvidenceKind.SUPPORT, EvidenceKind.REVIEW, EvidenceKind.SOCIAL])
def test_checks_that_are_met_against_complaints(kind: EvidenceKind) -> None:
    met, unmet = _map(None, passed=3), _map(None, passed=3, failed=1)
    assert _kinds(met, _at(met, kind, feeling=-1.0)) == [Conflict.PASSED_BUT_COMPLAINTS]
    assert _kinds(met, _csat(met, 50.0, feeling=None), kind) == [Conflict.PASSED_BUT_COMPLAINTS]
    assert _kinds(met, _at(met, kind, feeling=-0.4)) == _kinds(unmet, _at(unmet, kind, feeling=-1.0)) == []
    assert _kinds(met, _at(met, EvidenceKind.INTERVIEW, feeling=-1.0)) == []
    answered = {met.points[0].touchpoint.id: _at(met, kind).collected + timedelta(1)}
    assert contradictions(met, [_at(met, kind, feeling=-1.0)], [], answered) == [], "looked at since"


def _kinds(journey_map: JourneyMap, one: Evidence, kind: EvidenceKind | None = None) -> list[Conflict]:
    shown = replace(one, kind=kind) if kind else one
    return [each.kind for each in contradictions(journey_map, [shown], [])]


@pytest.mark.parametrize(
    ("values", "unhappy"),
    [
        ({"unit": "CSAT", "figure": 30.0}, True),
        ({"unit": "CSAT", "figure": 49.0}, False),
        ({"unit": "NPS", "figure": -60.0}, True),
        ({"unit": "NPS", "figure": 10.0}, False),
        ({"figure": 1.8, "deviation": 0.5, "scale_low": 1, "scale_high": 5, "better": Better.HIGHER}, True),
        ({"figure": 1.8, "deviation": 0.5, "scale_low": 1, "scale_high": 5, "better": Better.LOWER}, False),
        ({"figure": 1.8, "deviation": 0.5, "scale_low": 1, "scale_high": 5}, False),
        ({"unit": "%", "figure": 3.0}, False),
    ],
)
def test_a_happy_assumption_against_an_unhappy_survey(values: dict[str, Any], unhappy: bool) -> None:
    """Without a target a figure tells by its own scale, at the happier end of its interval."""
    journey_map = _assumed(None)
    survey = _at(journey_map, people=300, **{"unit": "points", **values})
    assert _kinds(journey_map, survey) == [Conflict.ASSUMED_BUT_UNHAPPY] * unhappy
    assert _kinds(journey_map, survey, EvidenceKind.INTERVIEW) == []
    assert _kinds(_assumed(-2), survey) == [], "what was observed since has corrected it"


def _assumed(observed_later: int | None) -> JourneyMap:
    journey_map = _map(1)
    (felt,) = journey_map.points[0].feelings.values()
    assert felt.newest is not None
    later = None
    if observed_later is not None:
        later = replace(felt.newest, score=observed_later, at=felt.newest.at + timedelta(1))
    feelings = {1: replace(felt, newest=later or felt.newest, assumed=felt.newest, observed=later)}
    return replace(journey_map, points=(replace(journey_map.points[0], feelings=feelings),))
