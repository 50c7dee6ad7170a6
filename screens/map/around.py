"""What a map shows besides its own journey: journeys lie inside its touchpoints, and it may lie inside one."""

from __future__ import annotations

from auditor.views.maps import JourneyMap
from screens.frame.news import Shown

UNSEEN = ("reply", "link", "comment", "saved_filter", "suggestion")
"""Kinds of rows that no map shows."""


def shown_of(journey_map: JourneyMap | None, *unseen: str) -> Shown:
    """Return what a map shows: its journey, or any where others lie in or around it, but for some kinds of rows."""
    if journey_map is None or journey_map.parents:
        return Shown.of(None, *UNSEEN, *unseen)
    inside = any(point.touchpoint.opens_id is not None for point in journey_map.points)
    return Shown.of(None if inside else journey_map.journey.id, *UNSEEN, *unseen)
