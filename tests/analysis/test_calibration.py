"""How well impacts are estimated: of each part that has five actions, as its own mean and interval; else what is missing."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.calibration import calibrations

T_975_OF_4 = 2.7764451052
"""Student's t, 97.5 %, four degrees of freedom, from a table."""


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-8, 8)), max_size=20))
def test_each_part_stands_for_itself_and_says_nothing_of_fewer_than_five(
    overs: list[tuple[str, int]],
) -> None:
    found = calibrations((part, half / 2) for part, half in overs)
    for part in "abc":
        own = [Fraction(half, 2) for name, half in overs if name == part]
        if not own:
            assert part not in found
            continue
        assert (found[part].actions, found[part].missing) == (len(own), max(0, 5 - len(own)))
        known = found[part].calibration
        assert (known is None) is (len(own) < 5)
        if known is not None:
            assert known.mean == pytest.approx(float(sum(own) / len(own)))
            assert known.interval is not None and known.interval.low <= known.mean <= known.interval.high


def test_the_interval_of_five() -> None:
    found = calibrations([("a", over) for over in (0.0, 1.0, 1.0, 2.0, 3.0)])["a"].calibration
    half = T_975_OF_4 * sqrt((1.4**2 + 0.4**2 * 2 + 0.6**2 + 1.6**2) / 4) / sqrt(5)
    assert found is not None and found.interval is not None
    assert found.actions == 5 and found.mean == pytest.approx(1.4)
    assert found.interval.low == pytest.approx(1.4 - half) and found.interval.high == pytest.approx(
        1.4 + half
    )
