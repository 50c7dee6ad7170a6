"""RICE, ICE and WSJF: recomputed exactly from their definitions, and explained so that a reader can do so too."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.priority import Weights, priority, quadrant
from auditor.analysis.scoring import Order, Scoring, ice, order_of, rice, wsjf
from auditor.base.vocabulary import Method, Status
from auditor.sentences.explain_score import score_terms
from auditor.views.actions import ActionLine

_STEPS = st.integers(1, 5)
_SHARES = st.floats(0, 1)
_PARTS = st.integers(1, 160).map(lambda parts: parts / 4)


@given(_STEPS, _STEPS, _SHARES, _PARTS)
def test_rice_is_reach_times_impact_times_confidence_over_effort(
    importance: int, impact: int, confidence: float, days: float
) -> None:
    scale = {1: Fraction(1, 4), 2: Fraction(1, 2), 3: Fraction(1), 4: Fraction(2), 5: Fraction(3)}
    exact = Fraction(20 * importance) * scale[impact] * Fraction(confidence) / Fraction(days)
    assert rice(importance, impact, confidence, days) == pytest.approx(float(exact), rel=1e-12)


@given(_STEPS, _STEPS, _SHARES)
def test_ice_is_impact_times_confidence_times_ease_each_of_ten(
    effort: int, impact: int, confidence: float
) -> None:
    ease = {1: 10, 2: 8, 3: 6, 4: 4, 5: 2}
    exact = Fraction(impact * 2) * Fraction(confidence) * 10 * ease[effort]
    assert ice(effort, impact, confidence) == pytest.approx(float(exact), rel=1e-12)


@given(_STEPS, _STEPS, _SHARES, _PARTS)
def test_wsjf_is_the_cost_of_delay_over_the_duration(
    importance: int, impact: int, need: float, days: float
) -> None:
    exact = (impact + importance + 5 * Fraction(need)) / Fraction(days)
    assert wsjf(importance, impact, need, days) == pytest.approx(float(exact), rel=1e-12)


@given(_STEPS, _STEPS, _SHARES, _SHARES, _STEPS, st.builds(Weights, _SHARES, _SHARES))
def test_a_scoring_gives_the_number_of_its_method(
    effort: int, impact: int, need: float, confidence: float, importance: int, weights: Weights
) -> None:
    days = (1.0, 3.0, 4.0, 10.0, 20.0)
    scores = {
        method: Scoring(method, weights, days=days).score(effort, impact, need, confidence, importance)
        for method in Method
    }
    assert scores == {
        Method.PRIORITY: priority(effort, impact, need, confidence, weights),
        Method.RICE: rice(importance, impact, confidence, days[effort - 1]),
        Method.ICE: ice(effort, impact, confidence),
        Method.WSJF: wsjf(importance, impact, need, days[effort - 1]),
    }


@given(_STEPS, _STEPS, _SHARES, _SHARES, _SHARES, _SHARES)
def test_weights_say_how_much_need_and_confidence_count(
    effort: int, impact: int, need: float, confidence: float, weight: float, other: float
) -> None:
    bare = priority(effort, impact, 0, 0, Weights(0, 0))
    assert bare == pytest.approx(100 * impact / 5 * (6 - effort) / 5)
    value = priority(effort, impact, need, confidence, Weights(weight, other))
    by_hand = bare * (1 - weight * (1 - need)) * (1 - other * (1 - confidence))
    assert value == pytest.approx(by_hand, abs=1e-9)


def _line(effort: int, impact: int, importance: int, need: float, confidence: float) -> ActionLine:
    values = (effort, impact, importance, need, confidence, 0.0, quadrant(effort, impact), Status.PLANNED)
    return ActionLine(1, "Title", 1, "Journey", "Stage", 1, "Touchpoint", *values, "", None)


def _by_hand(formula: str) -> float:
    python = formula.replace("½", "0.5").replace("·", "*").replace("−", "-").split("→")[-1]
    return float(eval(python, {"__builtins__": {}}))


@given(_STEPS, _STEPS, _STEPS, st.integers(0, 20), st.integers(2, 20), st.sampled_from(Method))
def test_every_term_can_be_worked_out_from_what_is_shown(
    effort: int, impact: int, importance: int, need: int, confidence: int, method: Method
) -> None:
    scoring = Scoring(method, Weights(0.7, 0.25))
    line = _line(effort, impact, importance, need / 20, confidence / 20)
    terms = score_terms(line, scoring)
    for term in terms:
        assert _by_hand(term.formula) == pytest.approx(term.value, rel=1e-3, abs=0.06), term
    assert terms[-1].value == scoring.score(effort, impact, need / 20, confidence / 20, importance)


def test_equals_stand_by_effort_then_touchpoint_then_impact() -> None:
    orders: list[Order] = [
        order_of(9.0, 5, 1, 9),
        order_of(8.0, 1, 3, 7),
        order_of(8.0, 2, 3, 1),
        order_of(8.0 - 1e-12, 2, 3, 2),
        order_of(0.0, 1, 5, 1),
        order_of(0.0, 1, 4, 1),
    ]
    assert sorted(orders) == orders
