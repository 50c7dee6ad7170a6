"""What the list of actions says of itself: how much it shows, and what a cell of the matrix means."""

from __future__ import annotations

from auditor.i18n import _, ngettext
from auditor.labels import effort as effort_word
from auditor.labels import impact as impact_word
from auditor.views import ActionFilter


def list_words(count: int, which: str, shown: ActionFilter) -> str:
    """Say how many actions are shown, of which status (untranslated), and what else narrows them."""
    said = [ngettext("{n} action", "{n} actions", count).format(n=count), _(which)]
    if shown.cell:
        effort, impact = shown.cell
        said.append(_("effort {effort}, impact {impact}").format(effort=effort, impact=impact))
    if shown.text:
        said.append(_("“{text}”").format(text=shown.text))
    return " · ".join(said)


def nothing_words(shown: ActionFilter) -> tuple[str, str]:
    """Say that there is nothing, and what to do about it."""
    if shown.text:
        nothing = _("Nothing matches “{text}”").format(text=shown.text)
        return nothing, _("esc shows the whole list again.")
    return _("Nothing here"), _("Failed checks and sour feelings become actions when an audit is finished.")


def cell_words(cell: tuple[int, int]) -> str:
    """Say what an effort and an impact mean, a line each."""
    effort, impact = cell
    return _("Effort {effort}: {effort_word}\nImpact {impact}: {impact_word}").format(
        effort=effort, effort_word=effort_word(effort), impact=impact, impact_word=impact_word(impact)
    )
