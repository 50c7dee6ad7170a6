"""What a figure is worth: its interval by unit, and whether it misses or meets its target."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from auditor.analysis.estimates import completed, estimate_of, meets_target, misses_target
from auditor.analysis.proportions import Interval, mean_interval, nps, wilson
from auditor.base.vocabulary import Better, EvidenceKind
from auditor.sentences.evidence import figure_text
from auditor.views.evidence import Evidence, EvidenceDraft
from tests.analysis.evidences import piece


def _interval(one: Evidence) -> Interval:
    estimate = estimate_of(one)
    assert estimate is not None
    return estimate.interval


def test_shares_have_wilsons_interval_in_per_cent() -> None:
    found = _interval(piece(unit="%", figure=80.0, people=5))
    assert (round(found.low, 1), round(found.high, 1)) == (37.6, 96.4)
    share = wilson(50, 67)
    csat = _interval(piece(unit="CSAT", figure=100 * 50 / 67, people=67))
    assert (csat.low, csat.high) == pytest.approx((100 * share.low, 100 * share.high))


def test_the_net_promoter_score_without_its_scores_has_the_widest_interval() -> None:
    counts = {10: 15, 8: 11, 3: 10}
    figure = 100 * 5 / 36
    known = _interval(piece(unit="NPS", figure=figure, people=36, counts=counts))
    assert known == nps(15, 10, 36).interval
    unknown = _interval(piece(unit="NPS", figure=figure, people=36))
    assert unknown.low < known.low and unknown.high > known.high


def test_means_need_their_deviation_and_other_figures_have_no_interval() -> None:
    assert _interval(piece(unit="min", figure=5.0, people=10, deviation=2.0)) == mean_interval(5, 2, 10)
    for values in ({"people": 10}, {"deviation": 2.0}, {"people": 1, "deviation": 2.0}, {"people": 0}):
        assert estimate_of(piece(unit="min", figure=5.0, **dict[str, Any](values))) is None
    assert estimate_of(piece(people=10)) is None


def _draft(**values: Any) -> EvidenceDraft:
    return EvidenceDraft("survey", "Exit", date(2026, 1, 1), **values)


def test_scores_give_people_figure_and_deviation_unless_they_are_given() -> None:
    likert = {1: 3, 2: 4, 3: 10, 4: 20, 5: 30}
    people, figure, deviation = completed(_draft(unit="CSAT", counts=likert, scale_low=1, scale_high=5))
    assert (people, deviation) == (67, None) and figure == pytest.approx(100 * 50 / 67)
    people, figure, deviation = completed(_draft(unit="CES", counts={1: 1, 7: 1}))
    assert (people, figure) == (2, 4) and deviation == pytest.approx(18**0.5)
    assert completed(_draft(unit="nps", counts={0: 1, 9: 3}))[1] == 50
    assert completed(_draft(unit="CSAT", counts=likert, scale_low=1, scale_high=5, people=70, figure=75))[
        :2
    ] == (70, 75)
    assert completed(_draft(figure=3)) == (None, 3, None)


@pytest.mark.parametrize(
    ("better", "figure", "target", "misses", "meets"),
    [
        (Better.HIGHER, 50.0, 85.0, True, False),
        (Better.HIGHER, 80.0, 85.0, False, False),
        (Better.HIGHER, 95.0, 85.0, False, True),
        (Better.LOWER, 50.0, 20.0, True, False),
        (Better.LOWER, 22.0, 20.0, False, False),
        (Better.LOWER, 5.0, 20.0, False, True),
        (None, 5.0, 20.0, False, False),
    ],
)
def test_a_target_is_missed_or_met_only_at_both_ends_of_the_interval(
    better: Better | None, figure: float, target: float, misses: bool, meets: bool
) -> None:
    one = piece(unit="%", figure=figure, people=100, target=target, better=better)
    assert (misses_target(one), meets_target(one)) == (misses, meets)


def test_a_measurement_of_a_page_is_what_it_is_but_a_mean_of_unknown_spread_is_not() -> None:
    values: dict[str, Any] = {"unit": "faults", "figure": 3.0, "target": 0.0, "better": Better.LOWER}
    assert misses_target(piece(EvidenceKind.MEASUREMENT, **values))
    assert not misses_target(piece(people=10, **values))


def test_a_small_sample_says_so_beside_its_interval() -> None:
    text = figure_text(piece(unit="%", figure=80.0, people=5))
    assert text == "80 % (95%: 37.6 to 96.4), small sample"
    assert "small" not in figure_text(piece(unit="%", figure=80.0, people=30))
    assert figure_text(piece()) == ""


def test_csat_is_of_its_scale_and_not_of_what_occurs() -> None:
    counts = {1: 2, 2: 3, 3: 5}
    assert completed(_draft(unit="CSAT", counts=counts, scale_low=1, scale_high=5)) == (10, 0.0, None)
    assert completed(_draft(unit="CSAT", counts=counts, scale_low=1, scale_high=3)) == (10, 80.0, None)
    assert completed(_draft(unit="CSAT", counts={3: 5}, scale_low=1, scale_high=5))[1] == 0
    assert completed(_draft(unit="CSAT", counts=counts)) == (10, None, None)
    nobody = _interval(piece(unit="CSAT", figure=0.0, people=10, scale_low=1, scale_high=5))
    assert nobody.low == 0 and nobody.high == pytest.approx(27.75, abs=0.01)


def test_the_interval_of_a_mean_stays_on_its_scale() -> None:
    low, high = 1.2, 6.9
    for figure in (low, high):
        free = _interval(piece(unit="CES", figure=figure, deviation=0.9, people=4))
        kept = _interval(piece(unit="CES", figure=figure, deviation=0.9, people=4, scale_low=1, scale_high=7))
        assert (kept.low, kept.high) == (max(1, free.low), min(7, free.high))
        assert kept.low <= figure <= kept.high
