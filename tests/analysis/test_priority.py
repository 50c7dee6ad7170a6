"""The place of an action in the list: the formula recomputed exactly, its range and its directions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.confidence import FLOOR
from auditor.analysis.priority import Bounds, priority, quadrant
from auditor.base.vocabulary import SCALE, Quadrant

STEP = st.integers(1, 5)
SHARE = st.floats(0, 1, allow_nan=False)


@given(STEP, STEP, SHARE, SHARE)
def test_priority_is_the_formula(effort: int, impact: int, need: float, confidence: float) -> None:
    half = Fraction(1, 2)
    exact = (
        100
        * Fraction(impact, 5)
        * (half + half * Fraction(need))
        * (half + half * Fraction(confidence))
        * Fraction(6 - effort, 5)
    )
    value = priority(effort, impact, need, confidence)
    assert value == pytest.approx(float(exact), rel=1e-12)
    assert value + 1e-9 >= 1 and value <= 100 + 1e-9


def test_priority_reaches_both_ends() -> None:
    assert priority(1, 5, 1, 1) == pytest.approx(100)
    assert priority(5, 1, 0, 0) == pytest.approx(1)
    assert priority(1, 5, 0.5, FLOOR) == pytest.approx(41.25)
    assert priority(2, 4, 0.6, FLOOR) == pytest.approx(28.16)


@given(STEP, STEP, SHARE, SHARE)
def test_less_effort_more_impact_more_need_and_more_certainty_each_raise_it(
    effort: int, impact: int, need: float, confidence: float
) -> None:
    value = priority(effort, impact, need, confidence)
    if effort > 1:
        assert priority(effort - 1, impact, need, confidence) > value
    if impact < 5:
        assert priority(effort, impact + 1, need, confidence) > value
    assert priority(effort, impact, min(1, need + 0.1), confidence) >= value
    assert priority(effort, impact, need, min(1, confidence + 0.1)) >= value


def test_every_cell_of_the_matrix_lies_in_one_quadrant() -> None:
    expected = {
        (False, True): Quadrant.QUICK_WIN,
        (True, True): Quadrant.BIG_BET,
        (False, False): Quadrant.FILL_IN,
        (True, False): Quadrant.MONEY_PIT,
    }
    for effort, impact in product(SCALE, SCALE):
        assert quadrant(effort, impact) is expected[effort >= 4, impact >= 4]


@given(STEP, STEP, st.builds(Bounds, STEP, STEP))
def test_bounds_move_the_quadrants(effort: int, impact: int, bounds: Bounds) -> None:
    found = quadrant(effort, impact, bounds)
    assert (found in (Quadrant.QUICK_WIN, Quadrant.BIG_BET)) == (impact >= bounds.impact)
    assert (found in (Quadrant.BIG_BET, Quadrant.MONEY_PIT)) == (effort >= bounds.effort)


def test_every_quick_win_comes_before_every_money_pit_where_the_need_is_the_same() -> None:
    cells = {
        (effort, impact): priority(effort, impact, 0.5, FLOOR) for effort, impact in product(SCALE, SCALE)
    }
    wins = [value for cell, value in cells.items() if quadrant(*cell) is Quadrant.QUICK_WIN]
    pits = [value for cell, value in cells.items() if quadrant(*cell) is Quadrant.MONEY_PIT]
    assert min(wins) > max(pits)
