"""The order of stages in a journey, and of touchpoints and strategies in a stage."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from auditor.store.tables import StageRecord, StrategyRecord, TouchpointRecord
from auditor.store.work import Work

Ordered = StageRecord | StrategyRecord | TouchpointRecord


def stages_of(work: Work, journey_id: int) -> list[StageRecord]:
    """Return the stages of a journey that are in sight, in order."""
    return list(
        work.session.exec(
            select(StageRecord)
            .where(StageRecord.journey_id == journey_id, col(StageRecord.removed_at).is_(None))
            .order_by(col(StageRecord.position), col(StageRecord.id))
        )
    )


def touchpoints_of(work: Work, stage_id: int) -> list[TouchpointRecord]:
    """Return the touchpoints of a stage that are in sight, in order."""
    return list(
        work.session.exec(
            select(TouchpointRecord)
            .where(TouchpointRecord.stage_id == stage_id, col(TouchpointRecord.removed_at).is_(None))
            .order_by(col(TouchpointRecord.position), col(TouchpointRecord.id))
        )
    )


def insert(work: Work, siblings: Sequence[Ordered], row: Ordered, after: int | None) -> None:
    """Put a row after the one numbered `after` among its siblings, or last."""
    order = list(siblings)
    place = next((at + 1 for at, sibling in enumerate(order) if sibling.id == after), len(order))
    order.insert(place, row)
    number(work, order)


def shift(work: Work, siblings: Sequence[Ordered], row: Ordered, by: int) -> None:
    """Move a row by places among its siblings, as far as there is room."""
    order = list(siblings)
    place = order.index(row)
    order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
    number(work, order)


def number(work: Work, rows: Sequence[Ordered]) -> None:
    """Give rows their places from 0."""
    for place, row in enumerate(rows):
        work.change(row, position=place)
