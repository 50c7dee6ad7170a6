"""Which sources of a check hold in a country, and whether it states a duty there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from auditor.base.vocabulary import Country, SourceKind
from auditor.views.checks import Check, Source

LOOKED_UP_FOR = timedelta(days=2 * 365)
"""So long a source counts as looked up."""

_SHOWN = {
    Country.SE: (Country.SE, Country.EU),
    Country.NO: (Country.NO, Country.EU),
    Country.EU: (Country.EU,),
}
"""Whose laws are shown in a country: its own first, and beneath what they follow."""


def sources_in(check: Check, country: Country) -> list[Source]:
    """Return what a check rests on for somebody in a country: its law, the Union's beneath it, then all else in order.

    A check that rests on a standard first of all keeps it first; what makes it law follows.
    """
    laws = [one for place in _SHOWN[country] for one in check.sources if one.country is place]
    rest = [one for one in check.sources if one.country is None]
    return [*rest, *laws] if check.sources and check.sources[0].country is None else [*laws, *rest]


def nearest_in(check: Check, country: Country) -> list[Source]:
    """Return the same without the Union's law where the country has its own."""
    found = sources_in(check, country)
    own = any(one.country is country for one in found)
    return [one for one in found if one.country in (country, None) or not own]


def is_duty(check: Check, country: Country) -> bool:
    """Tell whether a check states a duty in a country: what a law that binds there, or level A of WCAG, demands."""
    return check.duty and any(_binds(one, country) for one in check.sources)


def _binds(source: Source, country: Country) -> bool:
    if source.kind is SourceKind.LAW:
        # A directive binds once national law has taken it up, and so does a regulation in Norway, outside the Union.
        return source.country is country or (source.direct and country is Country.SE)
    return source.kind is SourceKind.STANDARD and source.paragraph.get("en", "").endswith("(A)")


def to_look_up(checks: Iterable[Check], today: date) -> Iterator[tuple[Check, Source]]:
    """Yield, with its check, each source that nobody has looked up, or too long ago; see `LOOKED_UP_FOR`."""
    for check in checks:
        for source in check.sources:
            if source.checked is None or today - source.checked > LOOKED_UP_FOR:
                yield check, source
