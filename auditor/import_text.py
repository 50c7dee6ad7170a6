"""Words for what an import would make."""

from __future__ import annotations

from auditor import labels
from auditor.evidence_text import rounded, with_unit
from auditor.i18n import _
from auditor.views import EvidenceDraft, Landing


def figure_words(draft: EvidenceDraft) -> str:
    """Return a figure with its unit; empty for no figure."""
    if draft.figure is None:
        return ""
    return with_unit(draft.unit, rounded(draft.figure))


def place_words(landing: Landing) -> str:
    """Return where something lands: a touchpoint, or the whole journey, and of which persona."""
    place = landing.touchpoint or _("the whole journey")
    return f"{place}, {landing.persona}" if landing.persona else place


def suggested_words(landing: Landing) -> str:
    """Return the answers that a landing suggests, each as check and verdict."""
    return ", ".join(f"{each.check_key}: {labels.word(each.verdict)}" for each in landing.suggestions)
