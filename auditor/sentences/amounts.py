"""Amounts of money and of people in words."""

from __future__ import annotations

from auditor.base.i18n import _, number, percent
from auditor.views.money import Money, Range, RangeTerm

_DECIMALS_BELOW = 10
"""Amounts below this are shown with decimals."""


def amount(value: float) -> str:
    """Return an amount in the language's form: whole, or with decimals where it is small."""
    small = abs(value) < _DECIMALS_BELOW and value != int(value)
    return number(value, 2 if small else 0)


def range_text(found: Range | Money, currency: str = "") -> str:
    """Return a range such as `1,000–2,000 kr`; one amount where the ends are the same as they are shown."""
    low, high = amount(found.low), amount(found.high)
    unit = found.currency if isinstance(found, Money) else currency
    # Between negative amounts a dash would be read as a minus.
    both = (
        low
        if low == high
        else f"{low}–{high}"
        if found.low >= 0
        else _("{low} to {high}").format(low=low, high=high)
    )
    return f"{both} {unit}".rstrip()


def a_month(found: Range | Money, currency: str = "") -> str:
    """Return a range of money a month."""
    return _("{money} a month").format(money=range_text(found, currency))


def lost_text(found: Range | Money, currency: str = "") -> str:
    """Return money a month that is reckoned from shares, in three figures: it is not known any better."""
    unit = found.currency if isinstance(found, Money) else currency
    return a_month(roughly(Money(found.low, found.high, unit)))


def roughly(found: Money) -> Money:
    """Return money in three figures."""
    return Money(_in_three(found.low), _in_three(found.high), found.currency)


def _in_three(value: float) -> float:
    return float(f"{value:.3g}") if abs(value) >= _DECIMALS_BELOW else round(value, 2)


def share_text(found: Range) -> str:
    """Return a range of shares in per cent."""
    low, high = percent(found.low, 1), percent(found.high, 1)
    return low if low == high else f"{number(100 * found.low, 1)}–{high}"


def factor(found: Range | RangeTerm) -> str:
    """Return a range as it stands in a formula: in brackets, but for one amount."""
    low, high = plain(found.low), plain(found.high)
    return low if low == high else f"({low}–{high})"


def plain(value: float) -> str:
    """Return one end of a term: a share with three decimals, an amount whole or with two."""
    return number(value, 3) if value < 1 and value != int(value) else amount(value)
