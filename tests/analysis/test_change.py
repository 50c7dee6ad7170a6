"""What becomes of a check between two audits, and whether that could be chance."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.change import change_of, change_over, mcnemar
from auditor.base.vocabulary import Change, Verdict

P, H, F, X = Verdict.PASS, Verdict.PARTLY, Verdict.FAIL, Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (F, P, Change.FIXED),
        (H, P, Change.FIXED),
        (P, F, Change.REGRESSED),
        (P, H, Change.REGRESSED),
        (F, H, Change.STILL_FAILING),
        (H, H, Change.STILL_FAILING),
        (P, P, Change.STILL_FINE),
        (None, P, Change.NEW),
        (X, F, Change.NEW),
        (F, None, Change.NOT_TESTED),
        (P, X, Change.NOT_TESTED),
        (None, X, None),
        (X, X, None),
        (None, None, None),
    ],
)
def test_every_pair_of_verdicts_has_one_change(
    before: Verdict | None, after: Verdict | None, change: Change | None
) -> None:
    assert change_of(before, after) is change


@pytest.mark.parametrize(
    ("first", "rechecked", "after", "change"),
    [
        (F, P, F, Change.REGRESSED),
        (H, P, H, Change.REGRESSED),
        (F, P, P, Change.FIXED),
        (F, H, F, Change.STILL_FAILING),
        (F, H, P, Change.FIXED),
        (P, F, P, Change.FIXED),
        (P, F, F, Change.STILL_FAILING),
        (F, X, F, Change.STILL_FAILING),
        (None, P, F, Change.REGRESSED),
        (F, P, None, Change.NOT_TESTED),
    ],
)
def test_a_recheck_in_between_counts(
    first: Verdict | None, rechecked: Verdict | None, after: Verdict | None, change: Change
) -> None:
    assert change_over(first, rechecked, after) is change


@given(st.sampled_from([None, *Verdict]), st.sampled_from([None, *Verdict]))
def test_without_a_recheck_it_is_what_both_audits_say(first: Verdict | None, after: Verdict | None) -> None:
    assert change_over(first, None, after) is change_of(first, after)


def test_mcnemar_is_exact() -> None:
    assert mcnemar(0, 0) is None
    assert mcnemar(9, 2) == pytest.approx(0.0654, abs=0.0001)
    assert mcnemar(1, 0) == 1
    assert mcnemar(5, 0) == 2 / 2**5
    assert mcnemar(4, 4) == 1


def test_mcnemar_of_thousands_neither_overflows_nor_goes_below_nothing() -> None:
    assert mcnemar(20_000, 20_000) == 1
    assert mcnemar(20_000, 0) == 0
    near = mcnemar(5_100, 4_900)
    assert near is not None and 0.04 < near < 0.06


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_the_binomial_tail_and_the_same_either_way(fixed: int, regressed: int) -> None:
    total = fixed + regressed
    found = mcnemar(fixed, regressed)
    assert found == mcnemar(regressed, fixed)
    if total:
        tail = sum(comb(total, k) for k in range(min(fixed, regressed) + 1))
        assert found == pytest.approx(min(1, 2 * tail / 2**total))
