"""What can be typed to narrow the journeys, completed."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.base.i18n import _
from auditor.base.text import folded
from auditor.views.home import HomeJourney


def completed(typed: str, journeys: Iterable[HomeJourney]) -> str | None:
    """Return what is typed with its last word continued to a client, a tag, a name or a mark; None for none."""
    begun = typed.rpartition(" ")[2]
    if not begun:
        return None
    listed = list(journeys)
    known = (
        *(one.client for one in listed),
        *(f"#{tag}" for one in listed for tag in one.tags),
        *(_("late"), _("draft"), _("archived")),
        *(one.name for one in listed),
    )
    for text in known:
        for word in (text, *text.split()):
            if len(word) > len(begun) and folded(word[: len(begun)]) == folded(begun):
                return typed + word[len(begun) :]
    return None
