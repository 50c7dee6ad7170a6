"""Amounts of money and of people as ranges, and how figures made of them are explained."""

from __future__ import annotations

from msgspec import Struct


class Range(Struct, frozen=True):
    """From `low` to `high`; both the same where it is known exactly."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Half-way between the ends: the mean where all in between is as likely."""
        return (self.low + self.high) / 2


def range_of(low: float | None, high: float | None) -> Range | None:
    """Return the range between two stored ends, whichever is the lower; None where one is missing."""
    return None if low is None or high is None else Range(min(low, high), max(low, high))


class Money(Struct, frozen=True):
    """From so much to so much money."""

    low: float
    high: float
    currency: str


class RangeTerm(Struct, frozen=True):
    """One factor of a range, as it is explained to the user."""

    name: str
    formula: str
    """With the numbers filled in."""
    low: float
    high: float
    because: str
