"""Asks what helps to decide about the actions shown: what fits in the days there are, and what other settings change."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from auditor.base.i18n import _, ngettext
from auditor.settings.rules import scoring_changes
from auditor.views.actions import ActionFilter
from auditor.views.deciding import Fitting
from screens import dialogs

if TYPE_CHECKING:
    from auditor.analysis.scoring import Scoring
    from screens.frame.host import Host
    from screens.frame.told_keys import KeyOf

DAYS = "10"
"""What is proposed first: two weeks of one person."""


def ask_fits(host: Host, shown: ActionFilter, mark: Callable[[frozenset[int]], None], key_of: KeyOf) -> None:
    """Show which of the actions of a filter fit in so many person-days, and mark them."""
    reads = host.workspace.reads.decisions
    scoring = host.workspace.rules.scoring

    @cache
    def chooser(started_first: bool) -> Callable[[float], Fitting]:
        return reads.candidates(shown, scoring, started_first=started_first).fitting

    def fits(days: float, started_first: bool) -> Fitting:
        return chooser(started_first)(days)

    def take(numbers: frozenset[int] | None) -> None:
        if numbers is None:
            return
        mark(numbers)
        said = ngettext(
            "{n} action is marked: {accept} accepts it, {owner} hands it to somebody",
            "{n} actions are marked: {accept} accepts them, {owner} hands them to somebody",
            len(numbers),
        )
        host.tell(said.format(n=len(numbers), accept=key_of("accept"), owner=key_of("owner")))

    host.open_dialog(dialogs.capacity.CapacityDialog(fits, scoring, DAYS), take)


def ask_weigh(host: Host, shown: ActionFilter) -> None:
    """Show what another order, other weights or other bounds would change; use them, or set them for everybody."""
    reads = host.workspace.reads.decisions

    async def use(given: tuple[Scoring, bool] | None) -> None:
        if given is None:
            return
        scoring, keep = given
        if keep:
            if await host.keep_settings(scoring_changes(host.workspace.rules.scoring, scoring)):
                host.tell(_("Set for everybody who uses this database"))
        elif scoring != host.workspace.rules.scoring:
            host.use_scoring(scoring)
            host.tell(_("Used until you leave Auditor"))

    scoring = host.workspace.rules.scoring
    dialog = dialogs.weights.WeightsDialog(scoring, lambda other: reads.preview(other, shown))
    host.open_dialog(dialog, use)
