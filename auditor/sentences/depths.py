"""How much there is to judge, in words."""

from __future__ import annotations

from auditor.base.i18n import _, ngettext


def judgements_text(count: int) -> str:
    """Return how many judgements there are to be given."""
    return ngettext("{count} judgement", "{count} judgements", count).format(count=count)


def effort_text(count: int, minutes: int) -> str:
    """Return how many judgements there are, and about how long they take."""
    if not count:
        return judgements_text(count)
    return _("{judgements}, about {minutes}").format(
        judgements=judgements_text(count),
        minutes=ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes),
    )
