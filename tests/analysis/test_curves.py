"""The emotion curve's numbers against their definitions, worked out anew in whole numbers and fractions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.analysis.curves import (
    Curve,
    Raise,
    Score,
    Work,
    coverage,
    highest,
    known,
    lowest,
    mean,
    partings,
    peak,
    peak_end,
    persona_gaps,
    remembered_raise,
)
from auditor.base.vocabulary import FEELINGS

WORK = st.builds(
    lambda accepted, proposed, due: Work(accepted + proposed, accepted, due if accepted else None),
    st.integers(0, 2),
    st.integers(0, 2),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
SCORE = st.none() | st.sampled_from(FEELINGS)
CURVE = st.lists(SCORE, max_size=40)
MEANS = st.lists(st.none() | st.integers(-200, 200).map(lambda hundredths: hundredths / 100), max_size=40)


@st.composite
def curves_alike(draw: st.DrawFn, smallest: int = 0, most: int = 5) -> list[list[int | None]]:
    """Some curves over the same touchpoints."""
    length = draw(st.integers(0, 20))
    one = st.lists(SCORE, min_size=length, max_size=length)
    return draw(st.lists(one, min_size=smallest, max_size=most))


@pytest.mark.parametrize(
    ("curve", "expected"),
    [
        ([], None),
        ([None, None], None),
        ([1], 1),
        ([0, 0], 0),
        ([2, -1, 0], 1),
        ([-2, 2, 1], -0.5),
        ([2, -2, 1], -0.5),
        ([1, -1, None], -1),
        ([-1, 1, None], 0),
        ([2, None, -2], -2),
        ([0.5, -1.5, 1], -0.25),
    ],
)
def test_peak_end_is_half_the_strongest_and_half_the_last(curve: Curve, expected: Score) -> None:
    assert peak_end(curve) == expected


@given(MEANS)
def test_peak_end_stays_within_the_scale_and_is_the_formula(curve: list[float | None]) -> None:
    given_scores = [score for score in curve if score is not None]
    result = peak_end(curve)
    if not given_scores:
        assert result is None
        return
    strength = max(abs(score) for score in given_scores)
    strongest = -strength if -strength in given_scores else strength
    assert result is not None and -2 <= result <= 2
    assert Fraction(result) == pytest.approx((Fraction(strongest) + Fraction(given_scores[-1])) / 2)


@given(CURVE)
def test_of_equally_strong_feelings_the_negative_is_the_peak(curve: list[int | None]) -> None:
    strongest = peak(curve)
    for score in curve:
        if score is not None:
            assert strongest is not None and abs(score) <= abs(strongest)
            assert not (score < 0 < strongest and -score == strongest)


@given(CURVE)
def test_where_nothing_is_known_counts_for_nothing(curve: list[int | None]) -> None:
    dense = [score for score in curve if score is not None]
    assert peak_end(curve) == peak_end(dense)
    assert mean(curve) == mean(dense)
    assert [score for _place, score in known(curve)] == dense


@given(CURVE)
def test_highest_and_lowest_are_the_first_of_their_kind(curve: list[int | None]) -> None:
    given_scores = [score for score in curve if score is not None]
    if not given_scores:
        assert (highest(curve), lowest(curve)) == (None, None)
        return
    assert highest(curve) == curve.index(max(given_scores))
    assert lowest(curve) == curve.index(min(given_scores))


@given(st.lists(SCORE, max_size=40))
def test_the_mean_is_exact_and_within_the_scale(scores: list[int | None]) -> None:
    given_scores = [score for score in scores if score is not None]
    result = mean(scores)
    if not given_scores:
        assert result is None
    else:
        assert result is not None and -2 <= result <= 2
        assert result == pytest.approx(float(Fraction(sum(given_scores), len(given_scores))))


@given(curves_alike(smallest=1))
def test_a_persona_gap_is_the_highest_less_the_lowest_of_at_least_two(curves: list[list[int | None]]) -> None:
    expected = {}
    for place in range(len(curves[0])):
        here = [curve[place] for curve in curves]
        felt = [score for score in here if score is not None]
        if len(felt) >= 2:
            expected[place] = (min(felt), max(felt))
    gaps = persona_gaps(curves)
    assert {gap.place: (gap.first, gap.second) for gap in gaps} == expected
    assert len(gaps) == len(expected)
    sizes = [gap.size for gap in gaps]
    assert sizes == sorted(sizes, reverse=True) and all(0 <= size <= 4 for size in sizes)
    for before, after in pairwise(gaps):
        assert before.size > after.size or before.place < after.place


def test_without_personas_there_are_no_gaps() -> None:
    assert persona_gaps([]) == []
    assert persona_gaps([[1, 2]]) == []


@given(curves_alike(smallest=2, most=2))
def test_curves_part_where_both_are_known_the_widest_first(curves: list[list[int | None]]) -> None:
    first, second = curves
    found = partings(first, second)
    expected = {
        (place, one, other)
        for place, (one, other) in enumerate(zip(first, second, strict=True))
        if one is not None and other is not None
    }
    assert {(gap.place, gap.first, gap.second) for gap in found} == expected and len(found) == len(expected)
    order = [(-abs(gap.second - gap.first), gap.place) for gap in found]
    assert order == sorted(order)
    mirrored = {(gap.place, gap.second, gap.first) for gap in partings(second, first)}
    assert mirrored == expected


def test_curves_of_different_length_are_not_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        partings([1, 2], [1])


@given(curves_alike(smallest=2, most=2), st.data())
def test_coverage_is_the_part_of_all_rises_that_has_an_accepted_action(
    curves: list[list[int | None]], data: st.DataObject
) -> None:
    as_is, to_be = curves
    size = len(as_is)
    works = data.draw(st.lists(WORK, min_size=size, max_size=size))
    wanted = covered = proposed = 0
    untouched = []
    for place in range(size):
        now, then = as_is[place], to_be[place]
        if now is None or then is None or then <= now:
            continue
        wanted += then - now
        proposed += (then - now) * bool(works[place].open)
        if works[place].accepted:
            covered += then - now
        else:
            untouched.append((now - then, place))
    result = coverage(as_is, to_be, works)
    assert (result.wanted, result.covered, result.proposed) == (wanted, covered, proposed)
    assert (result.by_due[-1].covered if result.by_due else 0) + result.undated == covered
    assert result.untouched == tuple(place for _rise, place in sorted(untouched))
    if wanted:
        assert result.share == covered / wanted and 0 <= result.share <= 1
        assert (result.share == 1) is (result.untouched == ())
    else:
        assert result.share is None and result.untouched == ()


def test_a_wish_for_less_covers_nothing_and_takes_nothing_away() -> None:
    result = coverage([2, -2], [-2, 2], [Work(1, 1), Work(0, 0)])
    assert (result.wanted, result.covered, result.share, result.untouched) == (4, 0, 0, (1,))


def test_proposals_alone_cover_nothing() -> None:
    result = coverage([-2, -2], [2, 0], [Work(3, 0), Work(1, 0)])
    assert (result.share, result.share_with_proposals, result.untouched) == (0, 1, (0, 1))
    assert result.by_due == () and result.undated == 0


def test_coverage_is_projected_by_the_month_in_which_actions_are_due() -> None:
    """Of 10 steps, 4 by the end of November, 7 by the end of January; 2 have no date, and 1 is proposed only."""
    works = [
        Work(1, 1, date(2026, 11, 30)),
        Work(2, 1, date(2027, 1, 4)),
        Work(1, 1),
        Work(1, 0),
    ]
    result = coverage([-2, -2, 0, 0], [2, 1, 2, 1], works)
    assert (result.wanted, result.covered, result.undated) == (10, 9, 2)
    assert [(one.month, one.covered, one.share) for one in result.by_due] == [
        (date(2026, 11, 1), 4, 0.4),
        (date(2027, 1, 1), 7, 0.7),
    ]


@given(curves_alike(smallest=2, most=2), st.data())
def test_more_accepted_actions_never_cover_less(curves: list[list[int | None]], data: st.DataObject) -> None:
    as_is, to_be = curves
    works = data.draw(st.lists(WORK, min_size=len(as_is), max_size=len(as_is)))
    more = [data.draw(WORK) for _work in works]
    both = [
        Work(
            one.open + other.open,
            one.accepted + other.accepted,
            min((due for due in (one.due, other.due) if due), default=None),
        )
        for one, other in zip(works, more, strict=True)
    ]
    before, after = coverage(as_is, to_be, works), coverage(as_is, to_be, both)
    assert (after.share or 0) >= (before.share or 0)
    assert (after.share_with_proposals or 0) >= (after.share or 0)
    for month in before.by_due:
        assert any(one.month <= month.month and one.share >= month.share for one in after.by_due)


def _remembered(scores: Sequence[Fraction | None]) -> Fraction:
    """Return the peak-end of a curve, worked out anew."""
    felt = [score for score in scores if score is not None]
    lowest, highest = min(felt), max(felt)
    return ((lowest if -lowest >= highest else highest) + felt[-1]) / 2


@given(st.lists(st.none() | st.integers(-8, 8).map(lambda quarters: quarters / 4), max_size=8))
def test_one_step_better_is_tried_at_every_touchpoint(curve: list[float | None]) -> None:
    found = remembered_raise(curve)
    exact = [None if score is None else Fraction(score) for score in curve]
    if all(score is None for score in exact):
        assert found is None
        return
    now = _remembered(exact)
    gains = {
        place: _remembered([*exact[:place], min(Fraction(2), score + 1), *exact[place + 1 :]]) - now
        for place, score in enumerate(exact)
        if score is not None
    }
    best = max(gains.values())
    assert found is not None and found.before == now and found.gain == best >= 0
    assert found.places == tuple(place for place, gain in gains.items() if gain == best > 0)


def test_where_no_single_step_raises_what_is_remembered_none_is_named() -> None:
    assert remembered_raise([-2, -2, 2]) == Raise((), 0, 0), "either sour one stays the strongest"
    assert remembered_raise([2, 2]) == Raise((), 2, 2)
    assert remembered_raise([1, -2, None, 2]) == Raise((1,), 0, 2)
