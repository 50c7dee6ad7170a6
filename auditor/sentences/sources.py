"""What a check rests on, in words, as a reader in a country sees it: their own law, and the Union's beneath it."""

from __future__ import annotations

from auditor.analysis.duties import is_duty, nearest_in, sources_in
from auditor.base.countries import country_of
from auditor.base.i18n import _, day, in_language
from auditor.base.text import capital
from auditor.base.vocabulary import Country, SourceKind
from auditor.views.checks import Check, Source

_NUMBERED = (SourceKind.LAW, SourceKind.STANDARD)
"""Where in these something is has a number; of the others it has a name."""


def cited(source: Source) -> str:
    """Return a source as it is cited: what it is called, where in it, and whom alone it binds."""
    between = " " if source.kind in _NUMBERED else ": "
    place = between.join(filter(None, (in_language(source.title), in_language(source.paragraph))))
    who = in_language(source.who)
    return f"{place} ({who})" if who else place


def sources_of(check: Check | None, country: Country | None) -> list[Source]:
    """Return what a check rests on for a journey in a country, see `analysis/duties`; nothing for no check."""
    return sources_in(check, country_of(country)) if check is not None else []


def breaks_duty(check: Check | None, country: Country | None) -> bool:
    """Tell whether who does not meet a check breaks a duty, for a journey in a country; never for no check."""
    return check is not None and is_duty(check, country_of(country))


def sources_line(check: Check | None, country: Country | None) -> str:
    """Return all that a check rests on in a line, for a journey in a country; empty for nothing."""
    return " · ".join(map(cited, sources_of(check, country)))


def nearest_line(check: Check | None, country: Country | None) -> str:
    """Return in a line what a check rests on that is nearest to a journey: the law of its own country before all others."""
    return " · ".join(map(cited, nearest_in(check, country_of(country)))) if check is not None else ""


def duty(check: Check | None, country: Country | None) -> str:
    """Return the word for what is a duty in a country; empty for what is none."""
    return capital(_("duty")) if breaks_duty(check, country) else ""


def source_told(source: Source) -> str:
    """Return a source with who sees to it, and since when a law demands it."""
    since = _("since {day}").format(day=day(source.since)) if source.since else ""
    return " · ".join(filter(None, (cited(source), source.authority, since)))
