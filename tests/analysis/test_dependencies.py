"""What waits for what: circles, an order to do things in, and the best set, against trying every one."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.analysis import dependencies
from auditor.analysis.capacity import Knotted, best_set
from auditor.analysis.dependencies import TooTangledError, before, doing_order, path

_DAYS = (0.5, 2.0, 5.0)
_EDGES = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda edge: edge[0] > edge[1]))


def _blockers(edges: set[tuple[int, int]]) -> dict[int, list[int]]:
    """Later numbers wait for earlier ones, so that there is no circle."""
    found: dict[int, list[int]] = {}
    for waits, blocker in edges:
        found.setdefault(waits, []).append(blocker)
    return found


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=7, max_size=7),
    st.lists(st.integers(0, 9), max_size=3),
    _EDGES,
    st.integers(0, 60).map(lambda parts: parts / 4),
)
def test_no_set_that_can_be_done_is_worth_more_or_takes_less(
    knots: list[tuple[int, int]], free: list[int], edges: set[tuple[int, int]], capacity: float
) -> None:
    blockers = _blockers(edges)
    knotted = [Knotted(number, kind, float(value)) for number, (value, kind) in enumerate(knots)]
    values = [sorted(map(float, free), reverse=True), [], []]
    found = best_set(values, _DAYS, capacity, knotted, blockers)
    for number in found.knotted:
        assert set(blockers.get(number, ())) <= found.knotted, "all that it waits for is taken too"
    everything = [(one.number, one.value, _DAYS[one.kind]) for one in knotted]
    everything += [(100 + place, value, _DAYS[0]) for place, value in enumerate(values[0])]
    tried = [
        (sum(value for _n, value, _d in some), -sum(day for _n, _v, day in some))
        for some in chain.from_iterable(combinations(everything, size) for size in range(len(everything) + 1))
        if sum(day for _n, _v, day in some) <= capacity
        and all(set(blockers.get(one, ())) <= {each for each, _v, _d in some} for one, _v, _d in some)
    ]
    mine = sum(knots[number][0] for number in found.knotted) + sum(values[0][: found.counts[0]])
    days = sum(_DAYS[knots[number][1]] for number in found.knotted) + found.counts[0] * _DAYS[0]
    assert (mine, -days) == max(tried)


@given(st.permutations(range(7)), _EDGES)
def test_everything_stands_after_what_it_waits_for_and_no_later_than_it_must(
    numbers: list[int], edges: set[tuple[int, int]]
) -> None:
    blockers = _blockers(edges)
    found = doing_order(numbers, blockers)
    assert sorted(found) == sorted(numbers)
    at = {number: place for place, number in enumerate(found)}
    assert all(at[blocker] < at[waits] for waits, blocker in edges)
    first = numbers[0]
    assert set(found[: found.index(first)]) == before(blockers, [first])
    if not edges:
        assert found == list(numbers)


def test_a_way_is_found_from_a_thing_to_what_it_waits_for() -> None:
    blockers = {5: [4, 3], 4: [2], 2: [1]}
    assert path(blockers, 5, 1) == [5, 4, 2, 1]
    assert path(blockers, 1, 5) == []
    assert path(blockers, 3, 3) == [3]
    assert before(blockers, [4, 5]) == {3, 2, 1}


def test_what_stands_outside_the_list_is_not_drawn_into_it() -> None:
    assert doing_order([3, 2, 1], {3: [9, 1], 9: [2]}) == [1, 3, 2]


def test_long_rows_and_stars_are_chosen_from_quickly() -> None:
    row = [Knotted(number, 0, 1.0) for number in range(400)]
    found = best_set([[], [], []], _DAYS, 100, row, {number: [number - 1] for number in range(1, 400)})
    assert found.knotted == frozenset(range(200))
    star = {0: list(range(1, 200))}
    found = best_set([[], [], []], _DAYS, 50, [Knotted(0, 0, 1000.0), *row[1:200]], star)
    assert len(found.knotted) == 100 and 0 not in found.knotted


def test_what_is_too_tangled_is_told_rather_than_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependencies, "MOST_STEPS", 1)
    knotted = [Knotted(number, number % 3, float(number)) for number in range(8)]
    tangled = {number: [each for each in range(number) if (each + number) % 2] for number in range(8)}
    with pytest.raises(TooTangledError):
        best_set([[], [], []], _DAYS, 30, knotted, tangled)
