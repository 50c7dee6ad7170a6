"""Krippendorff's alpha against its author's worked examples, and how far apart single answers are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.agreement import alpha, apart, are_alike, feelings_apart, interval, ordinal
from auditor.base.vocabulary import Verdict

NO: None = None
"""An observer gave no value."""

FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3),
    (NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO),
)
"""Krippendorff (2011), example C: twelve units, four observers, with missing data."""


def nominal(_values: Sequence[float], _counts: Sequence[float], one: int, other: int) -> float:
    """Return 0 for equal values, else 1."""
    return float(one != other)


UNITS = list(zip(*FOUR_OBSERVERS, strict=True))


def test_four_observers_with_missing_values_agree_as_published() -> None:
    assert alpha(UNITS, nominal) == pytest.approx(0.743, abs=0.0005)
    assert alpha(UNITS, ordinal) == pytest.approx(0.815, abs=0.0005)
    assert alpha(UNITS, interval) == pytest.approx(0.849, abs=0.0005)


def test_two_observers_of_binary_data_agree_as_published() -> None:
    """Krippendorff (2011), example A."""
    meg = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
    owen = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert alpha(list(zip(meg, owen, strict=True)), nominal) == pytest.approx(0.095, abs=0.0005)


def test_two_observers_of_nominal_data_agree_as_published() -> None:
    """Krippendorff (2011), example B."""
    ben = "aabbdcccedda"
    gerry = "babbbccceddd"
    units = [(float(ord(one)), float(ord(other))) for one, other in zip(ben, gerry, strict=True)]
    assert alpha(units, nominal) == pytest.approx(0.692, abs=0.0005)


def test_alpha_is_undefined_without_two_values_that_could_differ() -> None:
    assert alpha([]) is None
    assert alpha([(1, NO), (NO, 2)]) is None
    assert alpha([(1, 1), (1, 1)]) is None


def test_systematic_disagreement_is_below_chance() -> None:
    found = alpha([(0, 2), (2, 0), (0, 2), (2, 0)])
    assert found is not None and found < 0


VALUES = st.one_of(st.none(), st.integers(0, 2).map(float))
TABLES = st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=20)


@given(TABLES)
def test_alpha_is_one_exactly_when_all_agree(units: list[list[float | None]]) -> None:
    found = alpha(units)
    if found is None:
        return
    same = [are_alike(unit) for unit in units]
    assert found <= 1 + 1e-9
    assert (found > 1 - 1e-9) == all(each is not False for each in same)


@given(TABLES, st.randoms(use_true_random=False))
def test_who_coded_first_makes_no_difference(units: list[list[float | None]], random: object) -> None:
    turned = [list(reversed(unit)) for unit in reversed(units)]
    first, second = alpha(units), alpha(turned)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert first == pytest.approx(second)


def test_answers_are_apart_by_the_order_of_verdicts() -> None:
    passed, partly, failed, other = Verdict.PASS, Verdict.PARTLY, Verdict.FAIL, Verdict.NOT_APPLICABLE
    assert apart([passed, passed, None]) == 0
    assert apart([passed, partly]) == 0.5
    assert apart([passed, partly, failed]) == 1
    assert apart([other, other]) == 0
    assert apart([other, passed]) == 0.5
    assert apart([None, None]) == 0
    assert feelings_apart([-2, 2, None]) == 1
    assert feelings_apart([None, 1]) == 0
