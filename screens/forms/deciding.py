"""Asks what helps to decide about the actions shown: what fits in the days there are, and what other settings change."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from auditor.base.errors import AuditorError
from auditor.base.i18n import _, ngettext
from auditor.views.deciding import Fitting

if TYPE_CHECKING:
    from auditor.analysis.scoring import Scoring
    from screens.actions.acting import ActingPlace

DAYS = "10"
"""What is proposed first: two weeks of one person."""


def ask_fits(place: ActingPlace) -> None:
    """Show what fits in so many person-days, and mark it."""
    from screens.dialogs.capacity import CapacityDialog

    reads, shown = place.workspace.reads.decisions, place.selection.filter
    scoring = place.workspace.config.scoring

    @cache
    def chooser(started_first: bool) -> Callable[[float], Fitting]:
        return reads.candidates(shown, scoring, started_first=started_first).fitting

    def fits(days: float, started_first: bool) -> Fitting:
        return chooser(started_first)(days)

    def mark(numbers: frozenset[int] | None) -> None:
        if numbers is None:
            return
        place.selection.marks.clear()
        place.mark(numbers)
        said = ngettext(
            "{n} action is marked: a accepts it, o hands it to somebody",
            "{n} actions are marked: a accepts them, o hands them to somebody",
            len(numbers),
        )
        place.auditor.tell(said.format(n=len(numbers)))

    place.app.push_screen(CapacityDialog(fits, scoring, DAYS), mark)


def ask_weigh(place: ActingPlace) -> None:
    """Show what another order, other weights or other bounds would change; use them, or keep them in the settings."""
    from screens.dialogs.weights import WeightsDialog

    reads, shown = place.workspace.reads.decisions, place.selection.filter

    def use(given: tuple[Scoring, bool] | None) -> None:
        if given is None:
            return
        scoring, keep = given
        if scoring == place.workspace.config.scoring and not keep:
            return
        if keep and not _kept(place, scoring):
            return
        place.workspace.use_scoring(scoring)
        place.auditor.changes_heard += 1
        place.show_now()
        if not keep:
            place.auditor.tell(_("Used until you leave Auditor"))

    dialog = WeightsDialog(place.workspace.config.scoring, lambda other: reads.preview(other, shown))
    place.app.push_screen(dialog, use)


def _kept(place: ActingPlace, scoring: Scoring) -> bool:
    """Write a scoring into the settings and say where; tell whether that worked."""
    from auditor.settings.editing import keep_scoring

    try:
        path = keep_scoring(place.workspace.config.folder, scoring)
    except AuditorError as error:
        place.auditor.tell_error(error)
        return False
    place.auditor.tell(_("Written: {path}").format(path=path))
    return True
