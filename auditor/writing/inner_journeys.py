"""Journeys inside journeys: which ones a journey leads to through its touchpoints."""

from __future__ import annotations

from sqlmodel import col, select

from auditor.base.errors import RefusedError
from auditor.base.i18n import _
from auditor.store.tables import JourneyRecord, TouchpointRecord
from auditor.store.work import Work


def refuse_circle(
    work: Work, point: TouchpointRecord, inner: JourneyRecord, refusal: type[RefusedError] = RefusedError
) -> None:
    """Raise `refusal` when a journey leads back to that of the touchpoint which is to open into it."""
    if inner.id is not None and point.journey_id in _reached_from(work, inner.id):
        raise refusal(
            _("“{name}” already leads to this journey, so it can’t be inside it.").format(name=inner.name)
        )


def _reached_from(work: Work, journey_id: int) -> set[int]:
    """Return the journeys reached from a journey through the touchpoints that open into others, itself too."""
    reached = {journey_id}
    todo = [journey_id]
    while todo:
        opened = work.session.exec(
            select(TouchpointRecord.opens_id).where(
                TouchpointRecord.journey_id == todo.pop(),
                col(TouchpointRecord.removed_at).is_(None),
                col(TouchpointRecord.opens_id).is_not(None),
            )
        ).all()
        fresh = {number for number in opened if number is not None} - reached
        reached |= fresh
        todo += fresh
    return reached
