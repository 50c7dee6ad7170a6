"""Words for what a measurement suggests."""

from __future__ import annotations

from auditor import labels
from auditor.i18n import _, day
from auditor.text import shortened
from auditor.views import Suggestion


def measured_words(suggestion: Suggestion) -> str:
    """Return what was measured, how it says the check is to be answered, by what, and when."""
    return _("measured: {verdict} — {why} ({source}, {day})").format(
        verdict=labels.word(suggestion.verdict),
        why=shortened(suggestion.why, 200),
        source=shortened(suggestion.source, 60),
        day=day(suggestion.measured),
    )
