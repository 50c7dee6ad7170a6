"""What reading and writing a diagram must say alike."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from statistics import fmean

from auditor.base.i18n import N_

UNFELT = "touchpoint without a feeling:"
"""What a comment begins with that names a touchpoint without feelings. Never translated: it is read back."""

DRAFT = "draft, no audit of it is finished:"
"""What a comment begins with before a touchpoint whose scores are from audits in progress."""

FELT = "felt by each:"
"""What a comment begins with that says what each persona feels at the touchpoint in the line before. Never translated."""


PART = "part of a journey "
"""What a comment begins with that says which part of which journey a diagram is. Never translated: it is read back."""

GOES_ON = "the section goes on"
"""The comment in a section that is the rest of the one before, in the part before. Never translated."""

MOST_TASKS = 12
"""So many touchpoints are read beside each other; more go on in a further diagram."""

ANYONE = N_("Anyone")
"""The persona of tasks that name no actor."""


SCORE_OF_NEUTRAL = 3


def shown_score(scores: Iterable[int]) -> int:
    """Return the one score that stands for several: their mean as a whole number, halves to the sour side."""
    return ceil(fmean(scores) - 0.5)
