"""Returns against sums done by hand, and P(best) against the exact probability."""

from __future__ import annotations

import pytest

from auditor.analysis.returns import (
    MOST_CONTENDERS,
    Figured,
    best_chances,
    expected_return,
    net_return,
)
from auditor.views.money import Range
from tests.quickness import within


def _figured(number: int, cost: Range, gain: Range) -> Figured:
    return Figured(number, f"action {number}", cost, gain)


def _exact(number: int, low: float, high: float) -> Figured:
    """Return an action that brings from `low` to `high` in one month, and costs nothing."""
    return _figured(number, Range(0, 0), Range(low, high))


def test_a_return_is_twelve_gains_less_the_cost() -> None:
    cost, gain = Range(1000, 2000), Range(300, 500)
    assert net_return(cost, gain) == Range(12 * 300 - 2000, 12 * 500 - 1000)
    assert expected_return(cost, gain) == 12 * 400 - 1500
    assert net_return(cost, gain, 1) == Range(-1700, -500)


def test_the_chance_of_two_that_overlap_is_the_area_where_one_is_higher() -> None:
    """Evenly from 0 to 3 against from 1 to 2: half; against from 2 to 4: ½ · (1/3 · 1/2)."""
    found = best_chances([_exact(1, 0, 3), _exact(2, 1, 2)], 1)
    assert found[1] == pytest.approx(0.5, abs=0.02) and found[2] == pytest.approx(0.5, abs=0.02)
    found = best_chances([_exact(1, 0, 3), _exact(2, 2, 4)], 1)
    assert found[1] == pytest.approx(1 / 12, abs=0.01)


def test_cost_and_gain_are_drawn_each_by_itself() -> None:
    """A sum of two even draws over 0..1 is above 1.5 in an eighth of the worlds."""
    found = best_chances([_figured(1, Range(0, 1), Range(0, 1)), _exact(2, 0.5, 0.5)], 1)
    assert found[1] == pytest.approx(1 / 8, abs=0.012)
    assert sum(chance or 0 for chance in found.values()) == pytest.approx(1)


def test_what_can_t_win_has_no_chance_and_equals_share_it() -> None:
    assert best_chances([_exact(1, 0, 1), _exact(2, 2, 3)], 1) == {1: 0.0, 2: 1.0}
    assert best_chances([_exact(4, 5, 5), _exact(9, 5, 5)], 1) == {4: 0.5, 9: 0.5}
    assert best_chances([], 1) == {}


def test_the_same_actions_give_the_same_chances_in_any_order() -> None:
    actions = [_figured(n, Range(n, 40 + n), Range(1, 9 + n % 3)) for n in range(1, 30)]
    found = best_chances(actions)
    again = best_chances(reversed(actions))
    assert found == pytest.approx(again)
    assert sum(one or 0 for one in found.values()) == pytest.approx(1)


def test_a_thousand_actions_take_no_time_and_very_many_are_told_as_such() -> None:
    with within(3):
        found = best_chances(_figured(n, Range(1000, 2000 + n), Range(100, 300)) for n in range(1, 1001))
    assert sum(one or 0 for one in found.values()) == pytest.approx(1)
    many = best_chances([_exact(n, 0, 1) for n in range(MOST_CONTENDERS + 1)])
    assert set(many.values()) == {None}
