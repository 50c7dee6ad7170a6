"""Student's t distribution, for intervals of means. The standard library has none."""

from __future__ import annotations

from math import exp, inf, lgamma, log, log1p

_TINY = 1e-300
_EXACT = 1e-15


def quantile(share: float, freedom: float) -> float:
    """Return t with P(T ≤ t) = `share`, which lies in (0, 1), for `freedom` > 0 degrees of freedom.

    Any real degrees of freedom will do, as Welch's test wants it. Found by halving between bounds.
    """
    if share < 0.5:
        return -quantile(1 - share, freedom)
    low, high = 0.0, 1.0
    while probability(high, freedom) < share and high < inf:
        low, high = high, high * 2
    while high - low > 1e-12 * max(1.0, high):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if probability(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def probability(t: float, freedom: float) -> float:
    """Return P(T ≤ t) = 1 − ½·I(freedom/(freedom + t²); freedom/2, ½) for t ≥ 0, by symmetry for t < 0.

    Source: NIST Digital Library of Mathematical Functions, 8.17; I is the regularized incomplete beta function.
    """
    tail = _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
    return 1 - tail if t >= 0 else tail


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """Return I(x; a, b) by its continued fraction, DLMF 8.17.22, on the side where it converges quickly."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction 1/(1 + d₁/(1 + d₂/(1 + …))) of DLMF 8.17.22, by Lentz's method."""
    value, c, d = _TINY, _TINY, 0.0
    for step in range(10_000):
        term = _term(step, x, a, b)
        d = 1 / ((1 + term * d) if step else 1.0)
        c = 1 + term / c if step else 1 / _TINY
        change = c * d
        value *= change
        if step and abs(change - 1) < _EXACT:
            break
    return value


def _term(step: int, x: float, a: float, b: float) -> float:
    m = step // 2
    if step % 2 == 0:
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) if m else 0.0
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
