"""What the list of actions says of itself: how much it shows, and what a cell of the matrix means."""

from __future__ import annotations

from auditor.base.i18n import _, ngettext
from auditor.base.labels import effort as effort_word
from auditor.base.labels import impact as impact_word
from auditor.base.labels import word
from auditor.base.vocabulary import Sort
from auditor.views.actions import ActionFilter
from screens.actions.commands import WHICH
from screens.frame.commands import BACK


def list_words(count: int, marked: int, shown: ActionFilter, with_status: bool = True) -> str:
    """Say how many actions are marked and shown, of which status, and in which order if not the usual one."""
    which = next((name for name, statuses in WHICH if statuses == shown.statuses), None)
    said = [
        ngettext("{n} marked", "{n} marked", marked).format(n=marked) if marked else "",
        ngettext("{n} action", "{n} actions", count).format(n=count),
        _(which) if which and with_status else "",
        _("by {order}").format(order=word(shown.sort)) if shown.sort is not Sort.PRIORITY else "",
    ]
    return " · ".join(filter(None, said))


def nothing_words(narrowed: bool) -> tuple[str, str]:
    """Say that there is nothing, and what to do about it."""
    if narrowed:
        return _("Nothing matches the filter"), _("{key} shows the whole list again.").format(key=BACK.key)
    return _("Nothing here"), _("Failed checks and sour feelings become actions when an audit is finished.")


def cell_words(cell: tuple[int, int]) -> str:
    """Say what an effort and an impact mean, a line each."""
    effort, impact = cell
    return _("Effort {effort}: {effort_word}\nImpact {impact}: {impact_word}").format(
        effort=effort, effort_word=effort_word(effort), impact=impact, impact_word=impact_word(impact)
    )
