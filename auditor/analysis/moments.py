"""Moments of truth computed: what a touchpoint means to the customer and to the business, taken together.

That a moment of truth is where the customer's stake and the company's meet is J. Carlzon's (Moments of Truth, 1987);
the product of the two, its bounds and the quadrants are the product's own.
"""

from __future__ import annotations

from msgspec import Struct

from auditor.base.vocabulary import MarkDoubt, Stake


class MomentBounds(Struct, frozen=True):
    """From where what a touchpoint means counts as high or low. House defaults, set in the config."""

    customer: int = 4
    """From which importance to the customer, 1..5, a quadrant counts as high."""
    business: int = 4
    """From which importance to the business, 1..5."""
    high: float = 16 / 25
    """From which product on a touchpoint is a moment of truth: 4 · 4 / 25."""
    low: float = 8 / 25
    """Up to which product it is none: 2 · 4 / 25."""


DEFAULT_MOMENTS = MomentBounds()


def moment_of_truth(customer: int, business: int) -> float:
    """Return customer · business / 25, in 0.04..1, of two importances 1..5.

    The product and not the mean, because a moment of truth means much to both: 5 and 1 give 0.2, 3 and 3 give 0.36.
    """
    return customer * business / 25


def gap(customer: int, business: int) -> int:
    """Return business − customer, −4..4: below 0 it means more to the customer than to the business."""
    return business - customer


def stake(customer: int, business: int, bounds: MomentBounds = DEFAULT_MOMENTS) -> Stake:
    """Return whose concern a touchpoint is above all; values at a bound count as high."""
    if customer >= bounds.customer:
        return Stake.BOTH if business >= bounds.business else Stake.CUSTOMER
    return Stake.BUSINESS if business >= bounds.business else Stake.NEITHER


def mark_doubt(
    critical: bool, customer: int, business: int | None, bounds: MomentBounds = DEFAULT_MOMENTS
) -> MarkDoubt | None:
    """Return in what the mark by hand and the product disagree; None where they agree or nothing is said.

    Marked and at most `low`, or not marked and at least `high`. In between, either is right.
    """
    if business is None:
        return None
    value = moment_of_truth(customer, business)
    if critical and value <= bounds.low:
        return MarkDoubt.MARKED
    return MarkDoubt.UNMARKED if not critical and value >= bounds.high else None
