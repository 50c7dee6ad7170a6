"""What the figure of a piece of evidence is worth: its interval, by what kind of figure it is."""

from __future__ import annotations

from msgspec.structs import replace

from auditor.analysis.proportions import (
    Estimate,
    Interval,
    mean_interval,
    mean_of,
    nps,
    promoters,
    top_two,
    wilson,
)
from auditor.base.vocabulary import Better
from auditor.views.evidence import Evidence, EvidenceDraft, scale_of

SHARE, SATISFIED, PROMOTERS = "%", "CSAT", "NPS"
"""Units that say how a figure is worked out; every other is a mean, or a plain number."""

ROUNDED = 0.5
"""So far a share in per cent or an NPS may be rounded from what its scores give."""
ROUNDED_MEAN = 0.05
"""So far a mean may be rounded."""

SMALL_SAMPLE = 30
"""Fewer people than this are a small sample: the interval is said beside the figure. A house default."""


def figure_of_counts(draft: EvidenceDraft) -> float | None:
    """Return the figure that the scores of a draft give in its unit; None without scores, and for a share of people."""
    if draft.unit.strip() == SHARE:
        return None
    return completed(replace(draft, figure=None))[1]


def agrees(figure: float, counted: float, unit: str) -> bool:
    """Tell whether a figure is what its scores give, as exactly as people write it down."""
    rounded = ROUNDED if unit.strip().upper() in (SATISFIED, PROMOTERS) else ROUNDED_MEAN
    return abs(figure - counted) <= rounded + 1e-9


def completed(draft: EvidenceDraft) -> tuple[int | None, float | None, float | None]:
    """Return (people, figure, standard deviation), each as given or else worked out from the scores.

    CSAT is the share in per cent that chose one of the two highest scores of its scale, for which that must be known;
    NPS the net promoter score, and any other figure the mean.
    """
    if not draft.counts or sum(draft.counts.values()) < 1:
        return draft.people, draft.figure, draft.deviation
    mean, deviation, people = mean_of(draft.counts)
    figure: float | None
    unit = draft.unit.strip().upper()
    if unit == SATISFIED:
        scale = scale_of(draft)
        figure = None if scale is None else 100 * top_two(draft.counts, scale[1])[0] / people
        deviation = None
    elif unit == PROMOTERS:
        figure, deviation = nps(*promoters(draft.counts)).value, None
    else:
        figure = mean
    return (
        people if draft.people is None else draft.people,
        figure if draft.figure is None else draft.figure,
        deviation if draft.deviation is None else draft.deviation,
    )


def is_unhappy(evidence: Evidence) -> bool:
    """Tell whether a figure says that customers are unhappy, at the happier end of its interval.

    NPS: below 0. CSAT: fewer than half are satisfied. A mean on a known scale of which is known which way is good: on
    the bad side of its middle. Any other figure says nothing of that without a target. The bounds are the product's own.
    """
    estimate = estimate_of(evidence)
    if estimate is None:
        return False
    unit, (low, high) = evidence.unit.strip().upper(), (estimate.interval.low, estimate.interval.high)
    if unit == PROMOTERS:
        return high < 0
    if unit == SATISFIED:
        return high < 50
    if unit == SHARE or evidence.scale is None or evidence.better is None:
        return False
    middle = sum(evidence.scale) / 2
    return high < middle if evidence.better is Better.HIGHER else low > middle


def estimate_of(evidence: Evidence) -> Estimate | None:
    """Return the figure with its 95 % interval, in its own unit; None where no interval can be given.

    Shares and CSAT: Wilson. NPS: the score interval, from the scores; with the figure alone, as if nobody were in
    between, which is the widest it can be. Means: Student's t, from standard deviation and number of people, as far as
    the interval lies on the scale where that is known: no mean of scores lies beyond the ends of their scale, so
    leaving out what does costs none of the 95 %.
    """
    if evidence.figure is None:
        return None
    interval = _interval(evidence, evidence.figure)
    return None if interval is None else Estimate(evidence.figure, interval)


def _interval(evidence: Evidence, figure: float) -> Interval | None:
    people = evidence.people
    if not people:
        return None
    if evidence.unit in (SHARE, SATISFIED):
        share = wilson(figure / 100 * people, people)
        return Interval(100 * share.low, 100 * share.high)
    if evidence.unit == PROMOTERS:
        if evidence.counts:
            return nps(*promoters(evidence.counts)).interval
        loyal = people * (1 + figure / 100) / 2
        return nps(loyal, people - loyal, people).interval
    if evidence.deviation is None:
        return None
    interval = mean_interval(figure, evidence.deviation, people)
    scale = scale_of(evidence)
    if interval is None or scale is None:
        return interval
    return Interval(min(max(interval.low, scale[0]), figure), max(min(interval.high, scale[1]), figure))


def misses_target(evidence: Evidence) -> bool:
    """Tell whether even the better end of what the figure may be is worse than its target."""
    interval = _certain(evidence)
    if interval is None or evidence.target is None:
        return False
    if evidence.better is Better.LOWER:
        return interval.low > evidence.target
    return evidence.better is Better.HIGHER and interval.high < evidence.target


def meets_target(evidence: Evidence) -> bool:
    """Tell whether even the worse end of what the figure may be reaches its target."""
    interval = _certain(evidence)
    if interval is None or evidence.target is None:
        return False
    if evidence.better is Better.LOWER:
        return interval.high <= evidence.target
    return evidence.better is Better.HIGHER and interval.low >= evidence.target


def _certain(evidence: Evidence) -> Interval | None:
    """Return between what the figure lies; one that rests on no sample, such as a measurement, is what it is."""
    if evidence.figure is None:
        return None
    if estimate := estimate_of(evidence):
        return estimate.interval
    return Interval(evidence.figure, evidence.figure) if not evidence.people else None
