"""Journeys inside journeys: which ones a journey leads to through its touchpoints, and what goes with it to them."""

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


def inside(work: Work, journey: JourneyRecord) -> list[JourneyRecord]:
    """Return the journeys inside a journey, at whatever depth, in the order of their numbers."""
    assert journey.id is not None
    found = work.session.exec(
        select(JourneyRecord)
        .where(
            col(JourneyRecord.id).in_(_reached_from(work, journey.id) - {journey.id}),
            col(JourneyRecord.removed_at).is_(None),
        )
        .order_by(col(JourneyRecord.id))
    )
    return list(found.all())


def only_inside(work: Work, journey: JourneyRecord) -> list[JourneyRecord]:
    """Return the journeys inside a journey that can't be come to from one that is neither archived nor among them."""
    found = {one.id: one for one in inside(work, journey)}
    going = {journey.id, *found}
    stay: set[int] = set()
    while left := [number for number in found if number not in stay and _outer(work, number) - going]:
        stay.update(number for number in left if number is not None)
        going -= stay
    return [one for number, one in found.items() if number not in stay]


def _outer(work: Work, journey_id: int | None) -> set[int]:
    """Return the journeys that are not archived and whose touchpoints open into a journey."""
    return set(
        work.session.exec(
            select(TouchpointRecord.journey_id)
            .join(JourneyRecord, col(JourneyRecord.id) == TouchpointRecord.journey_id)
            .where(
                TouchpointRecord.opens_id == journey_id,
                col(TouchpointRecord.removed_at).is_(None),
                col(JourneyRecord.removed_at).is_(None),
                col(JourneyRecord.archived_at).is_(None),
            )
        ).all()
    )


def hand_client_on(work: Work, journey: JourneyRecord, client: str) -> None:
    """Let the journeys inside a journey that are of the same client as it, or of none, go over to another one with it."""
    for one in inside(work, journey):
        if one.client in ("", journey.client) and one.client != client:
            work.change(one, client=client)


def take_client(work: Work, inner: JourneyRecord, outer: JourneyRecord) -> None:
    """Let a journey that is of no client be of that of the journey it comes to be inside of."""
    if outer.client and not inner.client:
        work.change(inner, client=outer.client)


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
