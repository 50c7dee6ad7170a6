"""What a check rests on, in words, as a reader in a country sees it: their own law, and the Union's beneath it."""

from __future__ import annotations

from auditor.analysis.duties import is_duty, sources_in
from auditor.base.countries import country_of
from auditor.base.i18n import _, day, in_language
from auditor.base.text import capital
from auditor.base.vocabulary import Country
from auditor.views.checks import Check, Source


def cited(source: Source) -> str:
    """Return a source as it is cited: what it is called, where in it, and whom alone it binds."""
    place = " ".join(filter(None, (in_language(source.title), in_language(source.paragraph))))
    who = in_language(source.who)
    return f"{place} ({who})" if who else place


def sources_line(check: Check, country: Country | None) -> str:
    """Return what a check rests on in a line, for a journey in a country; empty for nothing."""
    return " · ".join(map(cited, sources_in(check, country_of(country))))


def shortly(check: Check, country: Country | None) -> str:
    """Return the first thing that a check rests on, and for a duty that it is one; empty for nothing."""
    first = next(iter(sources_in(check, country_of(country))), None)
    told = (duty(check, country), cited(first) if first else "")
    return " · ".join(filter(None, told))


def duty(check: Check, country: Country | None) -> str:
    """Return the word for what is a duty in a country; empty for what is none."""
    return capital(_("duty")) if is_duty(check, country_of(country)) else ""


def source_told(source: Source) -> str:
    """Return all that is known of a source: who sees to it, since when it holds, where it is, and when it was looked up."""
    facts = (
        cited(source),
        source.authority,
        _("since {day}").format(day=day(source.since)) if source.since else "",
        source.address,
        _("looked up {day}").format(day=day(source.checked)) if source.checked else _("never looked up"),
    )
    return " · ".join(filter(None, facts))
