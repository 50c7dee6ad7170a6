"""Computed moments of truth against sums done by hand, and the bounds of the settings."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from auditor.analysis.moments import DEFAULT_MOMENTS, gap, mark_doubt, moment_of_truth, stake
from auditor.base import i18n
from auditor.base.vocabulary import SCALE, MarkDoubt, Stake
from auditor.drawing.matrix import business_and_customer, matrix_lines, text_matrix


def test_the_product_of_both_importances_in_twenty_fifths() -> None:
    assert moment_of_truth(5, 5) == 1 and moment_of_truth(1, 1) == 0.04
    assert {round(25 * moment_of_truth(one, other)) for one in SCALE for other in SCALE} == {
        one * other for one in SCALE for other in SCALE
    }
    assert (gap(5, 3), gap(2, 4), gap(3, 3)) == (-2, 2, 0)


@pytest.mark.parametrize(
    ("customer", "business", "whose"),
    [(4, 4, Stake.BOTH), (4, 3, Stake.CUSTOMER), (3, 4, Stake.BUSINESS), (3, 3, Stake.NEITHER)],
)
def test_quadrants_begin_at_their_bounds(customer: int, business: int, whose: Stake) -> None:
    assert stake(customer, business) is whose
    lower = replace(DEFAULT_MOMENTS, customer=customer, business=business)
    assert stake(customer, business, lower) is Stake.BOTH


def test_a_mark_by_hand_is_doubted_only_where_it_is_clear() -> None:
    """Low is up to 8 of 25, high from 16 of 25; in between either is right, and without a figure too."""
    for customer in SCALE:
        for business in SCALE:
            product = customer * business
            assert (mark_doubt(True, customer, business) is MarkDoubt.MARKED) is (product <= 8)
            assert (mark_doubt(False, customer, business) is MarkDoubt.UNMARKED) is (product >= 16)
    assert mark_doubt(True, 1, None) is None and mark_doubt(False, 5, None) is None


@pytest.mark.parametrize("spoken", ["en", "sv", "nb"])
def test_the_picture_counts_each_cell_and_names_the_quadrants(spoken: str) -> None:
    i18n.set_language(spoken)
    axes = business_and_customer(DEFAULT_MOMENTS)
    lines = text_matrix(axes, {(5, 4): 7, (1, 2): 1}).splitlines()
    names = {
        "en": ("their concern", "decisive", "secondary", "our concern"),
        "sv": ("kundens sak", "avgörande", "mindre viktigt", "vår sak"),
        "nb": ("kundens sak", "avgjørende", "mindre viktig", "vår sak"),
    }[spoken]
    assert all(name in lines[1] for name in names[:2]) and all(name in lines[-4] for name in names[2:])
    (four,), (two,) = ([line for line in lines if line.startswith(f"{step} │")] for step in (4, 2))
    assert four.split()[-1] == "7" and two.split()[2] == "1"
    assert all(sum(len(text) for text, _ink in line) <= axes.width for line in matrix_lines(axes, {}))
    for up in SCALE:
        for across in SCALE:
            x = 3 + (across - 1) * axes.cell + (across >= axes.across_from)
            y = 2 + 5 - up + (up < axes.up_from)
            assert axes.clicked(x, y) == (across, up)
