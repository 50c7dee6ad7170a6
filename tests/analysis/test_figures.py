"""Differences of figures before and after, against published worked examples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.figures import difference, effect_of_figures, newcombe
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


def _figures(before: ComparedFigure, after: ComparedFigure, better: Better) -> BeforeAfter:
    return BeforeAfter(1, 1, EvidenceKind.AB_TEST, "Shop", date(2026, 3, 2), "%", better, before, after, "")


@pytest.mark.parametrize(
    ("before", "after", "better", "effect"),
    [
        (ComparedFigure(5, 2400), ComparedFigure(8, 2400), Better.HIGHER, Effect.EFFECTIVE),
        (ComparedFigure(5, 2400), ComparedFigure(8, 2400), Better.LOWER, Effect.WORSE),
        (ComparedFigure(8, 2400), ComparedFigure(5, 2400), Better.HIGHER, Effect.WORSE),
        (ComparedFigure(8, 2400), ComparedFigure(5, 2400), Better.LOWER, Effect.EFFECTIVE),
        (ComparedFigure(5, 100), ComparedFigure(8, 100), Better.HIGHER, Effect.NONE),
        (ComparedFigure(5), ComparedFigure(8), Better.HIGHER, None),
    ],
)
def test_figures_speak_only_where_the_whole_interval_does(
    before: ComparedFigure, after: ComparedFigure, better: Better, effect: Effect | None
) -> None:
    assert effect_of_figures(_figures(before, after, better)) is effect
