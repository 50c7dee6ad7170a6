"""What a map shows besides its own journey: journeys lie inside its touchpoints, and it may lie inside one."""

from __future__ import annotations

from auditor.views.maps import JourneyMap
from screens.frame.news import Shown

UNSEEN = ("reply", "link", "comment", "saved_filter", "suggestion")
"""Kinds of rows that no map shows."""


def shown_of(journey_map: JourneyMap | None, *unseen: str) -> Shown:
    """Return what a map shows: its journey, those in its touchpoints and those around it, but for some kinds of rows."""
    if journey_map is None:
        return Shown()
    inside = (point.touchpoint.opens_id for point in journey_map.points)
    around = (number for number, _name in journey_map.parents)
    journeys = frozenset(
        number for number in (journey_map.journey.id, *inside, *around) if number is not None
    )
    return Shown(journeys, None, frozenset((*UNSEEN, *unseen)))
