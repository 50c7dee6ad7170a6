"""What fits in a number of days: the best set there is, against trying every set."""

from __future__ import annotations

from itertools import chain, combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.analysis.capacity import DAYS, are_days, best_set

_VALUES = st.lists(st.integers(0, 40).map(float), max_size=4).map(lambda some: sorted(some, reverse=True))
_KINDS = st.tuples(_VALUES, _VALUES, _VALUES)
_DAYS = st.tuples(*[st.sampled_from([0.25, 0.5, 0.75, 1.0, 2.0, 2.5, 5.0])] * 3)


def _by_trying(values: list[list[float]], days: tuple[float, ...], capacity: float) -> tuple[float, float]:
    """Return the greatest value of all sets that fit, and the fewest days it can be had for."""
    things = [(value, days[kind]) for kind, some in enumerate(values) for value in some]
    sets = chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))
    fitting = [each for each in sets if sum(day for _value, day in each) <= capacity]
    value = max(sum(value for value, _day in each) for each in fitting)
    return value, min(sum(d for _v, d in each) for each in fitting if sum(v for v, _d in each) == value)


def _by_table(things: list[tuple[float, int]], room: int) -> float:
    """Return the greatest value by the textbook's table, a thing at a time; room and sizes in half days."""
    best = [0.0] * (room + 1)
    for value, size in things:
        for at in range(room, size - 1, -1):
            best[at] = max(best[at], best[at - size] + value)
    return best[room]


@given(_KINDS, _DAYS, st.integers(0, 80).map(lambda parts: parts / 4))
def test_no_set_that_fits_is_worth_more_or_takes_less(
    values: tuple[list[float], ...], days: tuple[float, ...], capacity: float
) -> None:
    counts = best_set(values, days, capacity).counts
    value = sum(sum(kind[:count]) for kind, count in zip(values, counts, strict=True))
    used = sum(count * each for count, each in zip(counts, days, strict=True))
    assert used <= capacity
    assert (value, used) == _by_trying(list(values), days, capacity)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 120), st.integers(1, 160))
def test_many_actions_of_the_five_efforts_agree_with_the_textbook(seed: int, count: int, room: int) -> None:
    random = Random(seed)
    things = [(random.randrange(1, 100_000) / 1000, random.choice(range(5))) for _each in range(count)]
    values = [sorted((v for v, kind in things if kind == each), reverse=True) for each in range(5)]
    counts = best_set(values, DAYS, room / 2).counts
    found = sum(sum(kind[:count]) for kind, count in zip(values, counts, strict=True))
    assert found == pytest.approx(_by_table([(v, int(DAYS[k] * 2)) for v, k in things], room), abs=1e-4)


def test_the_best_set_need_not_begin_with_the_best_action() -> None:
    assert best_set([[9.0], [10.0, 9.5]], (1.0, 2.0), 2).counts == (0, 1)
    assert best_set([[6.0, 5.0], [10.0]], (1.0, 2.0), 2).counts == (2, 0)


def test_what_is_worth_nothing_is_never_taken() -> None:
    assert best_set([[3.0, 0.0, 0.0]], (0.5,), 10).counts == (1,)


def test_no_days_and_no_actions_give_an_empty_set() -> None:
    assert best_set([[5.0], [7.0]], (0.5, 2.0), 0).counts == (0, 0)
    assert best_set([[], []], (0.5, 2.0), 100).counts == (0, 0)
    assert best_set([[5.0], [7.0]], (0.5, 2.0), 0.49).counts == (0, 0)


def test_a_hundred_thousand_actions_fill_the_days() -> None:
    random = Random(3)
    values = [sorted((random.random() * 100 for _each in range(20_000)), reverse=True) for _kind in DAYS]
    counts = best_set(values, DAYS, 250).counts
    assert sum(count * day for count, day in zip(counts, DAYS, strict=True)) == 250


@pytest.mark.parametrize(
    ("value", "fits"), [(0.25, True), (40, True), (0.3, False), (0, False), (True, False)]
)
def test_days_are_quarters(value: object, fits: bool) -> None:
    assert are_days(value) is fits
    assert not are_days("2") and not are_days(1001) and not are_days(float("nan"))
