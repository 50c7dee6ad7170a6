"""Intervals of shares, scores and means, against published figures and formulas written out anew."""

from __future__ import annotations

from math import inf, log, sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.proportions import (
    Z_95,
    Interval,
    mean_interval,
    mean_of,
    nps,
    promoters,
    top_two,
    wilson,
)
from auditor.analysis.student import probability, quantile

# Two-sided 95 % and 99 % points of the t table in NIST/SEMATECH, Handbook of Statistical Methods, 1.3.6.7.2.
T_TABLE = {
    1: (12.706, 63.657), 2: (4.303, 9.925), 3: (3.182, 5.841), 4: (2.776, 4.604), 5: (2.571, 4.032),
    9: (2.262, 3.250), 10: (2.228, 3.169), 20: (2.086, 2.845), 30: (2.042, 2.750), 60: (2.000, 2.660),
    100: (1.984, 2.626),
}  # fmt: skip


@pytest.mark.parametrize("freedom", T_TABLE)
def test_students_t_is_that_of_the_table(freedom: int) -> None:
    found = quantile(0.975, freedom), quantile(0.995, freedom)
    assert tuple(round(each, 3) for each in found) == T_TABLE[freedom]


def test_students_t_becomes_the_normal_quantile() -> None:
    assert quantile(0.975, 1e7) == pytest.approx(Z_95, abs=1e-5)


@given(st.floats(0.001, 0.999), st.floats(0.5, 500))
def test_the_quantile_undoes_the_probability(share: float, freedom: float) -> None:
    assert probability(quantile(share, freedom), freedom) == pytest.approx(share, abs=1e-9)


@given(st.floats(-30, 30), st.floats(0.5, 500))
def test_the_distribution_is_symmetrical(t: float, freedom: float) -> None:
    assert probability(t, freedom) + probability(-t, freedom) == pytest.approx(1)


def test_wilson_of_four_in_five_and_of_the_ends() -> None:
    found = wilson(4, 5)
    assert (round(found.low, 3), round(found.high, 3)) == (0.376, 0.964)
    # R. Newcombe, “Two-sided confidence intervals for the single proportion” (1998), table I, method 3.
    for successes, people, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = wilson(successes, people)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert wilson(0, 0) == Interval(0.0, 1.0)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_bounds_solve_its_equation(pair: tuple[int, int]) -> None:
    successes, people = pair
    share = successes / people
    found = wilson(successes, people)
    assert 0 <= found.low <= share <= found.high <= 1
    for bound in (found.low, found.high):
        if 0 < bound < 1:
            assert abs(bound - share) == pytest.approx(Z_95 * sqrt(bound * (1 - bound) / people), abs=1e-9)


SCORES = st.dictionaries(st.integers(0, 10), st.integers(0, 500), min_size=1).filter(
    lambda counts: sum(counts.values()) > 0
)


@given(SCORES)
def test_the_net_promoter_score_is_that_of_counting(counts: dict[int, int]) -> None:
    answers = [score for score, count in counts.items() for _one in range(count)]
    loyal = sum(score >= 9 for score in answers)
    critical = sum(score <= 6 for score in answers)
    assert promoters(counts) == (loyal, critical, len(answers))
    found = nps(loyal, critical, len(answers))
    assert found.value == pytest.approx(100 * (loyal - critical) / len(answers))
    assert -100 <= found.interval.low <= found.interval.high <= 100


TRINOMIALS = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(any)


@given(TRINOMIALS)
def test_the_interval_of_the_net_promoter_score_holds_it_and_stays_on_the_scale(
    kinds: tuple[int, int, int],
) -> None:
    loyal, critical, _between = kinds
    people = sum(kinds)
    found, turned = nps(loyal, critical, people), nps(critical, loyal, people)
    assert -100 <= found.interval.low <= found.value <= found.interval.high <= 100
    assert found.interval.low == pytest.approx(-turned.interval.high, abs=1e-6)
    wider = nps(3 * loyal, 3 * critical, 3 * people).interval
    assert found.interval.low <= wider.low + 1e-6 and wider.high <= found.interval.high + 1e-6


@given(TRINOMIALS)
def test_the_bounds_of_the_net_promoter_score_are_where_the_score_test_begins_to_reject(
    kinds: tuple[int, int, int],
) -> None:
    loyal, critical, _between = kinds
    people = sum(kinds)
    found = nps(loyal, critical, people).interval
    for bound in (found.low / 100, found.high / 100):
        if abs(bound) < 1:
            assert _rejects(loyal, critical, people, bound) == pytest.approx(Z_95, rel=1e-3)


def _rejects(loyal: int, critical: int, people: int, difference: float) -> float:
    """Return the score statistic, with the likeliest shares found by trying."""

    def likelihood(critics: float) -> float:
        fans = critics + difference
        parts = ((loyal, fans), (critical, critics), (people - loyal - critical, 1 - fans - critics))
        return sum(count * (log(share) if share > 0 else -inf) for count, share in parts if count)

    low, high = max(0.0, -difference), (1 - difference) / 2
    for _halving in range(200):
        third = (high - low) / 3
        if likelihood(low + third) < likelihood(high - third):
            low += third
        else:
            high -= third
    critics = (low + high) / 2
    spread = people * (2 * critics + difference * (1 - difference))
    return abs(loyal - critical - people * difference) / sqrt(spread)


def test_one_critic_alone_is_a_score_of_minus_100_that_its_interval_holds() -> None:
    found = nps(0, 1, 1)
    assert (found.value, found.interval.low) == (-100, -100)
    assert found.interval.high > 0


@given(SCORES)
def test_means_and_deviations_are_those_of_the_library(counts: dict[int, int]) -> None:
    answers = [score for score, count in counts.items() for _one in range(count)]
    found, deviation, people = mean_of(counts)
    assert found == pytest.approx(mean(answers)) and people == len(answers)
    assert deviation is None if people < 2 else deviation == pytest.approx(stdev(answers), abs=1e-9)


def test_the_interval_of_a_mean_by_hand() -> None:
    # n = 10, mean 5, s = 2: 5 ± 2.262 · 2/√10
    found = mean_interval(5, 2, 10)
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3)) == (3.569, 6.431)
    assert mean_interval(5, 2, 1) is None


def test_csat_counts_the_two_highest_scores_of_the_scale() -> None:
    assert top_two({1: 3, 2: 4, 3: 10, 4: 20, 5: 30}, 5) == (50, 67)
    assert top_two({1: 3, 2: 4, 3: 10, 4: 20, 5: 0}, 5) == (20, 37)
