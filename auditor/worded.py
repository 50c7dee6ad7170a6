"""The check that a stored wording holds."""

from __future__ import annotations

from auditor.store.reading.wordings import check_of
from auditor.store.tables import Wording
from auditor.views import Check


def worded(wording: Wording) -> Check:
    """Return the check as it stood in its file when the wording was kept."""
    return check_of(
        wording.id or 0,
        wording.checklist,
        wording.check_key,
        wording.severity,
        wording.remedy_effort,
        wording.remedy_impact,
        wording.standard,
        wording.content,
    )
