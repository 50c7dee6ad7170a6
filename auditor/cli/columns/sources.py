"""How the sources of a check are shown in tables and JSON."""

from __future__ import annotations

from auditor.base import labels
from auditor.base.i18n import _, day
from auditor.base.vocabulary import Country
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.sources import cited, sources_of
from auditor.views.checks import Check, Source


def source_table(check: Check | None, country: Country | None) -> Table[Source]:
    """Return the table of what a check rests on where a country's law holds, the nearest first; empty for no check."""
    return Table(
        [
            Column("source", cited, _("Source"), least=24),
            Column("kind", lambda one: one.kind, _("Kind"), lambda one: labels.word(one.kind), minor=3),
            Column("authority", lambda one: one.authority, _("Authority"), minor=2),
            Column("since", lambda one: one.since, _("Since"), lambda one: day(one.since), minor=1),
            Column("checked", lambda one: one.checked, _("Looked up"), looked_up, minor=2),
            Column("address", lambda one: one.address, _("Address"), minor=1),
        ],
        sources_of(check, country),
    )


def looked_up(source: Source) -> str:
    """Return on which day somebody last looked a source up."""
    return day(source.checked) if source.checked else _("never")


def cited_records(check: Check) -> list[dict[str, object]]:
    """Return in JSON what a check rests on, of all countries."""
    return [
        {
            "kind": one.kind,
            "work": one.work or None,
            "country": one.country,
            "title": dict(one.title),
            "paragraph": dict(one.paragraph),
            "who": dict(one.who),
            "authority": one.authority or None,
            "address": one.address or None,
            "since": one.since,
            "checked": one.checked,
        }
        for one in check.sources
    ]
