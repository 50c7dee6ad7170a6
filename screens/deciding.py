"""Asks what helps to decide about the actions shown: what fits in the days there are, and what other settings change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.i18n import _, ngettext
from auditor.views.deciding import Fitting

if TYPE_CHECKING:
    from screens.acting import ActingPlace

DAYS = "10"
"""What is proposed first: two weeks of one person."""


def ask_fits(place: ActingPlace) -> None:
    """Show what fits in so many person-days, and mark it."""
    from screens.dialogs.capacity import CapacityDialog

    reads, shown = place.workspace.reads.decisions, place.selection.filter
    scoring = place.workspace.config.scoring
    candidates = {first: reads.candidates(shown, scoring, started_first=first) for first in (False, True)}

    def fits(days: float, started_first: bool) -> Fitting:
        return candidates[started_first].fitting(days)

    def mark(numbers: frozenset[int] | None) -> None:
        if numbers is None:
            return
        place.selection.marks.clear()
        place.mark(numbers)
        said = ngettext("{n} action is marked", "{n} actions are marked", len(numbers))
        place.auditor.tell(said.format(n=len(numbers)) + _(": a accepts them, o hands them to somebody"))

    place.app.push_screen(CapacityDialog(fits, scoring, DAYS), mark)
