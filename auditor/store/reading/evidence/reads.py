"""Reads of evidence: lists of it, and what it amounts to for touchpoints and personas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from auditor.analysis.confidence import weighed
from auditor.analysis.scoring import DEFAULT_SCORING, Scoring
from auditor.analysis.superseding import superseded
from auditor.analysis.support import is_aged, persona_support, point_support
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import (
    DEFAULT_GRADING,
    Grading,
)
from auditor.store.reading.evidence.imported import imported_in, surveyed_in
from auditor.store.reading.evidence.lines import (
    COLUMNS,
    STANDS,
    THERE,
    piece_of,
    pieces_there,
    selected,
)
from auditor.store.reading.journeys import JourneyReads
from auditor.store.viewing import Read, first
from auditor.views.evidence import AskNext, Counted, Evidence, EvidenceFilter, JourneySupport, PointSupport
from auditor.views.imports import Imported, Surveyed
from auditor.views.journeys import Journey

_ONE = Read(
    "piece of evidence",
    Evidence,
    f"{COLUMNS} {THERE} AND e.id = :evidence",
    ("evidence",),
    later=STANDS,
)

_AHEAD = Read(
    "how much evidence is dated ahead",
    int,
    f"SELECT count(*) {THERE} AND e.collected_on > :today",
    ("today",),
)

EVERYTHING = EvidenceFilter()


class EvidenceReads:
    """What can be asked about evidence."""

    def __init__(
        self,
        reader: Callable[[], Reader],
        grading: Grading = DEFAULT_GRADING,
        scoring: Scoring = DEFAULT_SCORING,
    ) -> None:
        """Read through what `reader` gives at each call; `grading` weighs evidence, `scoring` ranks actions."""
        self._reader = reader
        self._grading = grading
        self._scoring = scoring
        self._journeys = JourneyReads(reader, grading)

    @property
    def today(self) -> date:
        """The day from which the age of evidence is counted."""
        return self._grading.today()

    def get(self, evidence_id: int) -> Evidence | None:
        """Return a piece of evidence, or None."""
        one = first(self._reader().all(_ONE, evidence=evidence_id))
        if one is None:
            return None
        alike = self.lines(EvidenceFilter(one.journey_id, kind=one.kind))
        return next((each for each in alike if each.id == evidence_id), one)

    def lines(self, wanted: EvidenceFilter = EVERYTHING) -> list[Evidence]:
        """Return the evidence of a filter, the newest first; what is superseded says by what."""
        return selected(self._reader(), wanted)

    def imported(self, journey_id: int) -> list[Imported]:
        """Return of which files the evidence of a journey is."""
        return imported_in(self._reader(), journey_id)

    def surveyed(self, journey_id: int) -> tuple[Surveyed, ...]:
        """Return which survey replies the evidence of a journey counts."""
        return tuple(surveyed_in(self._reader(), journey_id))

    def aged(self) -> int:
        """Return how many pieces of evidence have aged, so that they want collecting anew."""
        weighing, today = self._grading.weighing, self.today
        pieces = pieces_there(self._reader(), None)
        by = superseded(pieces)
        return sum(
            one.id not in by and is_aged(one.kind, (today - one.collected).days, weighing) for one in pieces
        )

    def ahead(self) -> int:
        """Return how many pieces of evidence are dated ahead, as those of another database may be."""
        return first(self._reader().all(_AHEAD, today=self.today.isoformat())) or 0

    def for_touchpoint(self, journey_id: int, touchpoint_id: int) -> list[Counted]:
        """Return what counts for a touchpoint: what stands on itself, on its stage and on its journey."""
        journey = self._journeys.get(journey_id)
        return self.counted(journey).get(touchpoint_id, []) if journey else []

    def counted(self, journey: Journey) -> dict[int, list[Counted]]:
        """Return what counts for each touchpoint of a journey, that on itself first."""
        return counted_at(journey, self.lines(EvidenceFilter(journey.id)), self._grading)

    def support(self, journey_id: int) -> JourneySupport | None:
        """Return how well the touchpoints and personas of a journey are supported; None for no journey."""
        journey = self._journeys.get(journey_id)
        if journey is None:
            return None
        lines = self.lines(EvidenceFilter(journey_id))
        counted = counted_at(journey, lines, self._grading)
        weighing, today = self._grading.weighing, self.today
        return JourneySupport(
            journey_id,
            tuple(
                point_support(point, stage.name, counted[point.id], weighing)
                for stage in journey.stages
                for point in stage.touchpoints
            ),
            tuple(
                persona_support(
                    persona, [one for one in lines if one.persona_id == persona.id], weighing, today
                )
                for persona in self._journeys.personas(journey_id)
            ),
        )

    def of_personas(self, journey_id: int, personas: Iterable[int]) -> dict[int, dict[int, PointSupport]]:
        """Return, by persona and touchpoint, how well what is said of that persona there is supported.

        What is about a persona counts for that one alone, what is about all for each.
        """
        journey = self._journeys.get(journey_id)
        if journey is None:
            return {}
        lines = self.lines(EvidenceFilter(journey_id))
        found: dict[int, dict[int, PointSupport]] = {}
        for persona in personas:
            about = [one for one in lines if one.persona_id in (None, persona)]
            counted = counted_at(journey, about, self._grading)
            found[persona] = {
                point.id: point_support(point, stage.name, counted[point.id], self._grading.weighing)
                for stage in journey.stages
                for point in stage.touchpoints
            }
        return found

    def ask_next(self, journey_id: int | None = None) -> list[AskNext]:
        """Return what to find out in a journey, or in all, what could change the list of actions most first."""
        from auditor.store.reading.evidence.asking_next import read_ask_next

        lines = self.lines(EvidenceFilter(journey_id))
        return read_ask_next(self._reader(), journey_id, lines, self._scoring, self._grading)


def counted_at(journey: Journey, lines: Sequence[Evidence], grading: Grading) -> dict[int, list[Counted]]:
    """Return, for each touchpoint of a journey, what of its evidence counts there."""
    weighing = grading.weighing
    placed: defaultdict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for one in lines:
        if one.touchpoint_id is not None:
            placed["touchpoint", one.touchpoint_id].append(one)
        elif one.stage_id is not None:
            placed["stage", one.stage_id].append(one)
        elif one.persona_id is None:
            placed["journey", one.journey_id].append(one)

    def at(kind: str, number: int, share: float) -> list[Counted]:
        return list(_counted(placed.get((kind, number), ()), share, grading))

    whole = at("journey", journey.id, weighing.journey_share)
    found: dict[int, list[Counted]] = {}
    for stage in journey.stages:
        shared = [*at("stage", stage.id, weighing.stage_share), *whole]
        for point in stage.touchpoints:
            found[point.id] = [*at("touchpoint", point.id, 1.0), *shared]
    return found


def _counted(lines: Sequence[Evidence], share: float, grading: Grading) -> Iterable[Counted]:
    today = grading.today()
    # In the order of recording, as the ranking has them, so that of equals the same one counts.
    lines = sorted(lines, key=lambda one: one.id)
    by = {one.id: one.superseded_by for one in lines if one.superseded_by is not None}
    given = weighed([piece_of(one) for one in lines], by, grading.weighing, today)
    for one, gives in zip(lines, given, strict=True):
        age = max(0, (today - one.collected).days)
        yield Counted(one, age, share, gives.confidence, gives.repeated, gives.superseded_by)
