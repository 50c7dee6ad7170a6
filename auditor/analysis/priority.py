"""The place of an action in the list: least effort and most effect first, where the need is greatest."""

from __future__ import annotations

from auditor.frozen import frozen
from auditor.vocabulary import Quadrant


@frozen
class Bounds:
    """From which impact and effort (1..5) a quadrant counts as high. House defaults, set in the config."""

    impact: int = 4
    effort: int = 4


DEFAULT_BOUNDS = Bounds()


def need_factor(need: float) -> float:
    """Return ½ + ½·need: half the weight stays even where nothing hurts. `need` in 0..1, result in ½..1."""
    return 0.5 + 0.5 * need


def confidence_factor(confidence: float) -> float:
    """Return ½ + ½·confidence. `confidence` in 0..1, result in ½..1."""
    return 0.5 + 0.5 * confidence


def priority(effort: int, impact: int, need: float, confidence: float) -> float:
    """Return 100 · (impact/5) · (½+½·need) · (½+½·confidence) · (6 − effort)/5.

    `effort` and `impact` 1..5, `need` and `confidence` 0..1. The result lies in 1..100. The formula is the
    product's own: impact against effort, weighed by need and by how much is known.
    """
    return 100 * (impact / 5) * need_factor(need) * confidence_factor(confidence) * (6 - effort) / 5


def quadrant(effort: int, impact: int, bounds: Bounds = DEFAULT_BOUNDS) -> Quadrant:
    """Return the field of the effort-versus-impact matrix; values at a bound count as high."""
    high_impact = impact >= bounds.impact
    high_effort = effort >= bounds.effort
    if high_impact:
        return Quadrant.BIG_BET if high_effort else Quadrant.QUICK_WIN
    return Quadrant.MONEY_PIT if high_effort else Quadrant.FILL_IN
