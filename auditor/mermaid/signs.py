"""What reading and writing a diagram must say alike."""

from __future__ import annotations

from auditor.base.i18n import N_

UNFELT = "touchpoint without a feeling:"
"""What a comment begins with that names a touchpoint without feelings. Never translated: it is read back."""

DRAFT = "draft, no audit of it is finished:"
"""What a comment begins with before a touchpoint whose scores are from audits in progress."""

ANYONE = N_("Anyone")
"""The persona of tasks that name no actor."""


SCORE_OF_NEUTRAL = 3
