"""Differences of figures before and after, against published worked examples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.figures import (
    Worth,
    difference,
    effect_of_figures,
    effect_within,
    newcombe,
    smallest_worth,
    usual_kind,
)
from auditor.analysis.proportions import Interval
from auditor.base.vocabulary import Better, Effect, EvidenceKind
from auditor.views.proofs import BeforeAfter, ComparedFigure


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_shares_agree_with_newcombes_table(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    """R. G. Newcombe (1998), table II, method 10."""
    found = newcombe(*counts)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_means_agree_with_the_sleep_data() -> None:
    """Student’s sleep data (1908) as R’s t.test prints them: −3.3654832 to 0.2054832 for group 1 less group 2."""
    one, other = ComparedFigure(0.75, 10, 1.78901), ComparedFigure(2.33, 10, 2.002249)
    found = difference(other, one, "h")
    assert found.value == pytest.approx(-1.58)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(-3.3654832, abs=1e-5)
    assert found.interval.high == pytest.approx(0.2054832, abs=1e-5)


def test_shares_are_given_in_per_cent() -> None:
    found = difference(ComparedFigure(60, 80), ComparedFigure(80, 70), "%")
    assert found.interval is not None
    said = (found.value, found.interval.low, found.interval.high)
    assert said == pytest.approx((20, 5.24, 33.39), abs=5e-3)


@pytest.mark.parametrize("unit", ["%", "s"])
def test_without_people_or_deviation_there_is_no_interval(unit: str) -> None:
    assert difference(ComparedFigure(4), ComparedFigure(3), unit).interval is None
    assert difference(ComparedFigure(4, 10), ComparedFigure(3), unit).interval is None
    assert difference(ComparedFigure(4, 10), ComparedFigure(3, 10), "s").interval is None
    assert difference(ComparedFigure(4, 1, 1.0), ComparedFigure(3, 10, 1.0), "s").interval is None


@given(st.integers(1, 400), st.integers(1, 400), st.floats(0, 1), st.floats(0, 1))
def test_the_interval_holds_the_difference_and_turns_with_the_sides(
    m: int, n: int, one: float, other: float
) -> None:
    x, y = round(one * m), round(other * n)
    found, turned = newcombe(x, m, y, n), newcombe(y, n, x, m)
    assert -1 <= found.low <= x / m - y / n + 1e-12 and x / m - y / n - 1e-12 <= found.high <= 1
    assert (found.low, found.high) == pytest.approx((-turned.high, -turned.low))


def _figures(
    before: ComparedFigure, after: ComparedFigure, better: Better = Better.HIGHER, unit: str = "%"
) -> BeforeAfter:
    return BeforeAfter(1, 1, EvidenceKind.AB_TEST, "Shop", date(2026, 3, 2), unit, better, before, after, "")


@pytest.mark.parametrize(
    ("before", "after", "better", "effect"),
    [
        (ComparedFigure(5, 2400), ComparedFigure(8, 2400), Better.HIGHER, Effect.EFFECTIVE),
        (ComparedFigure(5, 2400), ComparedFigure(8, 2400), Better.LOWER, Effect.WORSE),
        (ComparedFigure(8, 2400), ComparedFigure(5, 2400), Better.HIGHER, Effect.WORSE),
        (ComparedFigure(8, 2400), ComparedFigure(5, 2400), Better.LOWER, Effect.EFFECTIVE),
        (ComparedFigure(5, 100), ComparedFigure(8, 100), Better.HIGHER, Effect.CANT_TELL),
        (ComparedFigure(20, 5), ComparedFigure(40, 5), Better.HIGHER, Effect.CANT_TELL),
        (ComparedFigure(5, 2400), ComparedFigure(5.5, 2400), Better.HIGHER, Effect.NONE),
        (ComparedFigure(5.5, 2400), ComparedFigure(5, 2400), Better.HIGHER, Effect.NONE),
        (ComparedFigure(5), ComparedFigure(8), Better.HIGHER, None),
    ],
)
def test_figures_speak_only_where_the_whole_interval_does(
    before: ComparedFigure, after: ComparedFigure, better: Better, effect: Effect | None
) -> None:
    assert effect_of_figures(_figures(before, after, better)) is effect


def test_one_of_five_against_two_of_five_can_not_tell() -> None:
    """The interval goes from −31 to +60 points."""
    one, two = ComparedFigure(20, 5), ComparedFigure(40, 5)
    found = difference(one, two, "%").interval
    assert found is not None
    assert (round(found.low), round(found.high)) == (-31, 60)
    assert effect_of_figures(_figures(one, two)) is Effect.CANT_TELL


def test_the_smallest_difference_worth_having() -> None:
    """Points of a share, twice as many of an NPS, and a part of the deviation of a mean."""
    share = _figures(ComparedFigure(5, 10), ComparedFigure(8, 10))
    assert smallest_worth(share) == 5
    assert smallest_worth(share, Worth(2.5)) == 2.5
    assert smallest_worth(_figures(ComparedFigure(5, 10), ComparedFigure(8, 10), unit="NPS")) == 10
    means = _figures(ComparedFigure(5, 10, 3.0), ComparedFigure(8, 10, 4.0), unit="s")
    assert smallest_worth(means) == pytest.approx(0.2 * 12.5**0.5)
    assert smallest_worth(means, Worth(deviation=1)) == pytest.approx(12.5**0.5)


def test_a_smaller_difference_worth_having_leaves_more_open() -> None:
    figures = _figures(ComparedFigure(5, 2400), ComparedFigure(5.5, 2400))
    assert effect_of_figures(figures, Worth(share=1)) is Effect.CANT_TELL


def test_means_that_hardly_differ_have_no_effect() -> None:
    """d = 0.1 s with s = 2 and 10,000 people each: 0.045..0.155 is more; with d = 0.02 within ±0.4."""
    many = _figures(ComparedFigure(10.0, 10_000, 2.0), ComparedFigure(10.02, 10_000, 2.0), unit="s")
    assert effect_of_figures(many) is Effect.NONE
    few = _figures(ComparedFigure(10.0, 20, 2.0), ComparedFigure(10.02, 20, 2.0), unit="s")
    assert effect_of_figures(few) is Effect.CANT_TELL


@pytest.mark.parametrize(("unit", "most"), [("CES", 6), ("ces", 6), ("NPS", 200)])
def test_an_interval_stays_on_a_scale_that_is_known(unit: str, most: float) -> None:
    found = difference(ComparedFigure(1, 2, 3.0 * most), ComparedFigure(5, 2, 3.0 * most), unit).interval
    assert found == Interval(-most, most)


def test_scores_of_an_nps_without_a_deviation_are_as_wide_as_they_can_be() -> None:
    found = difference(ComparedFigure(-100, 1), ComparedFigure(100, 1), "NPS")
    assert found.interval is not None
    assert found.value == 200 and found.interval.high == 200 and found.interval.low < 100
    many = difference(ComparedFigure(0, 1000), ComparedFigure(30, 1000), "NPS").interval
    assert many is not None and 0 < many.low < 30 < many.high
    assert difference(ComparedFigure(0, 10), ComparedFigure(130, 10), "NPS").interval is None


def test_without_a_kind_they_are_no_ab_test() -> None:
    assert usual_kind("%") is EvidenceKind.ANALYTICS
    assert usual_kind("nps") is EvidenceKind.SURVEY


_BOUND = st.floats(-100, 100)


@given(_BOUND, _BOUND, st.floats(0, 1), st.floats(0, 1), st.floats(0, 20), st.sampled_from(Better))
def test_a_tighter_interval_never_turns_what_is_told(
    one: float, other: float, left: float, right: float, smallest: float, better: Better
) -> None:
    """Effective stays effective, worse stays worse, and no effect never becomes “can’t tell”."""
    low, high = sorted((one, other))
    middle = low + (high - low) * min(left, right)
    end = low + (high - low) * max(left, right)
    wide, tight = Interval(low, high), Interval(middle, max(middle, min(end, high)))
    before, after = (effect_within(each, better, smallest) for each in (wide, tight))
    if before in (Effect.EFFECTIVE, Effect.WORSE):
        assert after is before
    if before is Effect.NONE:
        assert after is not Effect.CANT_TELL
