"""How long somebody takes for a judgement: the median of what is between one and the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.pace import FEWEST, LONGEST, SHORTEST, USUAL, minutes, seconds_a_judgement

BEGUN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _given(*gaps: float, audit: int = 1) -> list[tuple[int, datetime]]:
    return [(audit, BEGUN + timedelta(seconds=at)) for at in accumulate(gaps, initial=0.0)]


def test_the_pace_is_the_middle_of_the_gaps() -> None:
    assert seconds_a_judgement(_given(*[10.0] * 15, *[40.0] * 16)) == 40


def test_who_has_judged_too_little_has_the_usual_pace() -> None:
    assert seconds_a_judgement([]) == USUAL
    assert seconds_a_judgement(_given(*[10.0] * (FEWEST - 1))) == USUAL
    assert seconds_a_judgement(_given(*[10.0] * FEWEST)) == 10


def test_breaks_and_whole_files_of_answers_say_nothing_of_the_pace() -> None:
    gaps = [10.0] * FEWEST
    assert seconds_a_judgement(_given(*gaps, *[LONGEST + 1] * 50, *[0.01] * 50)) == 10
    assert seconds_a_judgement(_given(*[0.01] * 500)) == USUAL


def test_what_is_between_two_audits_is_no_judgement() -> None:
    one = _given(*[10.0] * FEWEST)
    others = [(audit, at + timedelta(seconds=3 * audit)) for audit in range(2, 90) for _audit, at in one[-1:]]
    assert seconds_a_judgement(one + others) == 10


@given(st.lists(st.floats(0, 1000), max_size=80))
def test_the_pace_is_always_one_that_can_be(gaps: list[float]) -> None:
    given_at = _given(*gaps)
    pace = seconds_a_judgement(given_at)
    assert SHORTEST <= pace <= LONGEST
    assert seconds_a_judgement(reversed(given_at)) == pace


@pytest.mark.parametrize(("count", "seconds", "about"), [(0, 25, 0), (1, 5, 1), (36, 25, 15), (200, 25, 83)])
def test_minutes_are_whole_and_never_none_for_something(count: int, seconds: float, about: int) -> None:
    assert minutes(count, seconds) == about
