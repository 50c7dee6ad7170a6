"""The place of an action in the list: least effort and most effect first, where the need is greatest."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.vocabulary import Quadrant


class Bounds(Struct, frozen=True):
    """From which impact and effort (1..5) a quadrant counts as high. House defaults, set in the config."""

    impact: int = 4
    effort: int = 4


DEFAULT_BOUNDS = Bounds()


class Weights(Struct, frozen=True):
    """How much need and confidence weigh in the priority, 0 (nothing) .. 1 (all). House defaults, set in the config."""

    need: float = 0.5
    confidence: float = 0.5


DEFAULT_WEIGHTS = Weights()


def factor(share: float, weight: float) -> float:
    """Return 1 − weight + weight·share: what is left when a share 0..1 is missing in part, in 1 − weight .. 1."""
    return 1 - weight + weight * share


def priority(
    effort: int, impact: int, need: float, confidence: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return 100 · (impact/5) · (1−n+n·need) · (1−c+c·confidence) · (6 − effort)/5.

    `effort` and `impact` 1..5, `need` and `confidence` 0..1; n and c are their weights, ½ each unless set
    otherwise. The result lies in 0..100, with the default weights in 1..100. The formula is the product's
    own: impact against effort, weighed by need and by how much is known.
    """
    by_need, by_confidence = factor(need, weights.need), factor(confidence, weights.confidence)
    return 100 * (impact / 5) * by_need * by_confidence * (6 - effort) / 5


def quadrant(effort: int, impact: int, bounds: Bounds = DEFAULT_BOUNDS) -> Quadrant:
    """Return the field of the effort-versus-impact matrix; values at a bound count as high."""
    high_impact = impact >= bounds.impact
    high_effort = effort >= bounds.effort
    if high_impact:
        return Quadrant.BIG_BET if high_effort else Quadrant.QUICK_WIN
    return Quadrant.MONEY_PIT if high_effort else Quadrant.FILL_IN
