"""What an action begins with: the remedy of a failed check, a sour feeling or a noted pain point."""

from __future__ import annotations

from msgspec import Struct

from auditor.base.i18n import _, in_language
from auditor.base.labels import feeling as feeling_word
from auditor.base.text import shortened
from auditor.views.checks import Check

SOUR_EFFORT = 2
"""Effort proposed for mending a sour feeling: two days to find out why. A house default."""

_SOUR_IMPACT = {-1: 3, -2: 4}

PAIN_EFFORT, PAIN_IMPACT = 3, 3
"""What is proposed for a noted pain point, of which nothing more is known. A house default."""


class Remedy(Struct, frozen=True):
    """The title, effort and impact that an action begins with."""

    title: str
    effort: int
    impact: int


def remedy_of(check: Check) -> Remedy:
    """Return the remedy that a check suggests, in the user's language."""
    return Remedy(in_language(check.remedy), check.remedy_effort, check.remedy_impact)


def sour_remedy(score: int, touchpoint: str, critical: bool) -> Remedy:
    """Return the remedy of a feeling of −1 or −2; at a moment of truth it has more impact."""
    title = _("Find out why customers feel {feeling} at “{touchpoint}”, and mend it").format(
        feeling=feeling_word(score), touchpoint=shortened(touchpoint, 100)
    )
    return Remedy(title, SOUR_EFFORT, min(5, _SOUR_IMPACT[score] + (1 if critical else 0)))


def pain_remedy(pain: str) -> Remedy:
    """Return the remedy of a noted pain point."""
    return Remedy(_("Mend: {pain}").format(pain=shortened(pain, 150)), PAIN_EFFORT, PAIN_IMPACT)
