"""Reads of what touchpoints lose a month."""

from __future__ import annotations

from collections import defaultdict

from auditor.analysis.losses import (
    DropOff,
    JourneyMoney,
    Loss,
    Missing,
    PointLoss,
    drop_off,
    is_asked,
    loss,
    total,
)
from auditor.store.reading.evidence.reads import EvidenceReads
from auditor.store.reading.journeys import JourneyReads
from auditor.views.evidence import Evidence, EvidenceFilter
from auditor.views.journeys import Journey, Touchpoint
from auditor.views.money import Money, Range


class LossReads:
    """What can be asked about what touchpoints lose."""

    def __init__(self, journeys: JourneyReads, evidence: EvidenceReads) -> None:
        """Ask `journeys` what they are worth, and `evidence` how many leave."""
        self._journeys = journeys
        self._evidence = evidence

    def of_journey(self, journey_id: int) -> JourneyMoney | None:
        """Return what the touchpoints of a journey lose a month; None for no journey."""
        journey = self._journeys.get(journey_id)
        if journey is None:
            return None
        asked = [
            (stage.name, point)
            for stage in journey.stages
            for point in stage.touchpoints
            if is_asked(journey, point)
        ]
        drops = self._drops(journey) if asked else {}
        points = tuple(
            _point_loss(journey, stage, point, drops.get(point.id, Missing.DROP)) for stage, point in asked
        )
        lost = total(point.loss for point in points if point.loss is not None)
        return JourneyMoney(journey, points, None if lost is None else _money(lost, journey.currency))

    def _drops(self, journey: Journey) -> dict[int, DropOff | Missing]:
        pieces: defaultdict[int, list[Evidence]] = defaultdict(list)
        for one in self._evidence.lines(EvidenceFilter(journey.id)):
            if one.touchpoint_id is not None:
                pieces[one.touchpoint_id].append(one)
        personas = len(self._journeys.personas(journey.id))
        return {point: drop_off(found, personas) for point, found in pieces.items()}


def _point_loss(journey: Journey, stage: str, point: Touchpoint, drop: DropOff | Missing) -> PointLoss:
    found = loss(journey, point, drop)
    if isinstance(found, Loss):
        return PointLoss(point, stage, found)
    return PointLoss(point, stage, None, found)


def _money(found: Range, currency: str) -> Money:
    return Money(found.low, found.high, currency)
