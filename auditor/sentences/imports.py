"""Words for what an import would make."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.text import shortened
from auditor.sentences.evidence import rounded, with_unit
from auditor.views.evidence import EvidenceDraft
from auditor.views.imports import Landing, Suggestion


def figure_words(draft: EvidenceDraft) -> str:
    """Return a figure with its unit; empty for no figure."""
    if draft.figure is None:
        return ""
    return with_unit(draft.unit, rounded(draft.figure))


def spot_words(landing: Landing) -> str:
    """Return where something lands: a touchpoint, a stage, or the whole journey."""
    if landing.stage:
        return _("stage {name}").format(name=landing.stage)
    return landing.touchpoint or _("the whole journey")


def place_words(landing: Landing) -> str:
    """Return where something lands, and of which persona."""
    place = spot_words(landing)
    return f"{place}, {landing.persona}" if landing.persona else place


def suggested_words(landing: Landing) -> str:
    """Return the answers that a landing suggests, each as check and verdict."""
    return ", ".join(f"{each.check_key}: {labels.word(each.verdict)}" for each in landing.suggestions)


def measured_words(suggestion: Suggestion) -> str:
    """Return what was measured, how it says the check is to be answered, by what, and when."""
    return _("measured: {verdict} — {why} ({source}, {day})").format(
        verdict=labels.word(suggestion.verdict),
        why=shortened(suggestion.why, 200),
        source=shortened(suggestion.source, 60),
        day=day(suggestion.measured),
    )
