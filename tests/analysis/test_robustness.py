"""How robust a place is: the list sorted anew by hand for each of the nine guesses."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.analysis.priority import Bounds, quadrant
from auditor.analysis.robustness import Robustness, Standings, guesses, robustness
from auditor.analysis.scoring import Order, Scoring, order_of
from auditor.base.vocabulary import Method, Status
from auditor.views.actions import ActionLine

_STEPS = st.integers(1, 5)
_NEEDS = {1: 0.0, 2: 0.4, 3: 0.4, 4: 1.0}
"""Of four touchpoints, two of them alike, so that there are ties."""


def _line(number: int, point: int, effort: int, impact: int, scoring: Scoring) -> ActionLine:
    need = _NEEDS[point]
    score = scoring.score(effort, impact, need, 0.1, point)
    kind = quadrant(effort, impact, scoring.bounds)
    values = (effort, impact, point, need, 0.1, score, kind, Status.PLANNED, "", None)
    return ActionLine(number, "Title", 1, "Journey", "Stage", point, "Touchpoint", *values)


def _sorted(lines: list[ActionLine]) -> list[int]:
    """Return the numbers in the order of the list: its rules written out."""
    ordered = sorted(lines, key=lambda line: line.id)
    ordered.sort(key=lambda line: -line.impact)
    ordered.sort(key=lambda line: line.touchpoint_id)
    ordered.sort(key=lambda line: line.effort)
    ordered.sort(key=lambda line: round(line.priority, 9), reverse=True)
    return [line.id for line in ordered]


def _by_hand(lines: list[ActionLine], one: ActionLine, scoring: Scoring) -> Robustness:
    places, stays = [], 0
    for effort in (one.effort - 1, one.effort, one.effort + 1):
        for impact in (one.impact - 1, one.impact, one.impact + 1):
            e, i = min(5, max(1, effort)), min(5, max(1, impact))
            guessed = _line(one.id, one.touchpoint_id, e, i, scoring)
            others = [line for line in lines if line.id != one.id]
            places.append(_sorted([*others, guessed]).index(one.id) + 1)
            stays += guessed.quadrant is one.quadrant
    return Robustness(min(places), max(places), stays / 9)


def _found(lines: list[ActionLine], one: ActionLine, scoring: Scoring) -> Robustness:
    numbers: dict[Order, list[int]] = defaultdict(list)
    for line in lines:
        numbers[order_of(line.priority, line.effort, line.impact, line.touchpoint_id)].append(line.id)
    standings = Standings(sorted((order, len(some)) for order, some in numbers.items()))
    listed = any(line.id == one.id for line in lines)
    return robustness(
        one, scoring, standings, listed, lambda order: bisect_left(sorted(numbers[order]), one.id)
    )


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 4), _STEPS, _STEPS), min_size=1, max_size=25),
    st.sampled_from(Method),
    st.builds(Bounds, _STEPS, _STEPS),
)
def test_best_and_worst_place_and_share_are_those_of_nine_sorted_lists(
    actions: list[tuple[int, int, int]], method: Method, bounds: Bounds
) -> None:
    scoring = Scoring(method=method, bounds=bounds)
    lines = [_line(number, *action, scoring) for number, action in enumerate(actions, 1)]
    for one in lines[:5]:
        assert _found(lines, one, scoring) == _by_hand(lines, one, scoring)


def test_an_action_that_is_not_listed_is_placed_among_the_others() -> None:
    scoring = Scoring()
    lines = [_line(number, 4, 3, 3, scoring) for number in (1, 2, 5)]
    done = replace(_line(3, 4, 3, 3, scoring), status=Status.DONE)
    assert _found(lines, done, scoring) == _by_hand(lines, done, scoring)


def test_nine_guesses_always_count_and_none_leaves_the_scale() -> None:
    assert Counter(guesses(3, 3)).total() == len(set(guesses(3, 3))) == 9
    assert Counter(guesses(1, 5)) == {(1, 5): 4, (1, 4): 2, (2, 5): 2, (2, 4): 1}


@pytest.mark.parametrize(("effort", "impact", "share"), [(1, 5, 1.0), (3, 4, 4 / 9), (2, 4, 6 / 9)])
def test_an_action_near_a_bound_stays_in_its_quadrant_less_often(
    effort: int, impact: int, share: float
) -> None:
    scoring = Scoring()
    line = _line(1, 4, effort, impact, scoring)
    assert _found([line], line, scoring).share == pytest.approx(share)
