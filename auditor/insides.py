"""Journeys inside journeys: which ones a journey leads to through its touchpoints."""

from __future__ import annotations

from sqlmodel import col, select

from auditor.store.tables import Touchpoint
from auditor.store.work import Work


def reached_from(work: Work, journey_id: int) -> set[int]:
    """Return the journeys reached from a journey through the touchpoints that open into others, itself too."""
    reached = {journey_id}
    todo = [journey_id]
    while todo:
        opened = work.session.exec(
            select(Touchpoint.opens_id).where(
                Touchpoint.journey_id == todo.pop(),
                col(Touchpoint.removed_at).is_(None),
                col(Touchpoint.opens_id).is_not(None),
            )
        ).all()
        fresh = {number for number in opened if number is not None} - reached
        reached |= fresh
        todo += fresh
    return reached
