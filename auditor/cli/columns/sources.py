"""How the sources of a check are shown in JSON."""

from __future__ import annotations

from auditor.views.checks import Check


def source_records(check: Check) -> list[dict[str, object]]:
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
