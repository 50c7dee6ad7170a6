"""For whom journeys are audited, and the words they are found by, as they are told."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.base.i18n import by_name
from auditor.base.text import folded
from auditor.views.journeys import JourneyLine


def clients_of(lines: Iterable[JourneyLine]) -> list[str]:
    """Return the clients of some journeys, by name, each once."""
    return sorted({line.client for line in lines if line.client}, key=by_name)


def tags_of(lines: Iterable[JourneyLine]) -> list[str]:
    """Return the tags of some journeys, by name, each once."""
    return sorted({tag for line in lines for tag in line.tags}, key=by_name)


def tags_text(tags: Iterable[str]) -> str:
    """Return tags as they are shown and typed."""
    return ", ".join(tags)


def is_of(line: JourneyLine, client: str | None, tags: Iterable[str]) -> bool:
    """Tell whether a journey is of a client, a part of whose name is enough, and has all of some tags.

    The empty name is that of no client.
    """
    if client is not None and (folded(client) not in folded(line.client) if client else line.client):
        return False
    own = set(map(folded, line.tags))
    return all(folded(tag).lstrip("#") in own for tag in tags)
