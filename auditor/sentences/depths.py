"""How much there is to judge, in words."""

from __future__ import annotations

from auditor.base.i18n import _, ngettext


def effort_text(count: int, minutes: int) -> str:
    """Return how many judgements there are, and about how long they take."""
    judgements = ngettext("{count} judgement", "{count} judgements", count).format(count=count)
    if not count:
        return judgements
    return _("{judgements}, about {minutes}").format(
        judgements=judgements,
        minutes=ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes),
    )
