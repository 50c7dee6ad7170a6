"""Where actions stand: touchpoints with their stages and journeys, and which of them a filter names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from auditor.analysis.confidence import FLOOR
from auditor.analysis.scoring import Scoring
from auditor.base.frozen import frozen
from auditor.base.text import folded
from auditor.store.adapter import Read, Reader
from auditor.store.reading.evidence.confidences import Grading, confidences_of
from auditor.views.actions import ActionFilter

_PLACES = Read(
    "places of actions",
    """
    SELECT t.id, t.stage_id, t.name, s.name, j.id, j.name, t.need, t.importance, s.position
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
    WHERE t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    """,
)


@frozen
class Place:
    """A touchpoint with its stage and journey."""

    name: str
    stage: str
    journey_id: int
    journey: str
    need: float
    importance: int
    stage_position: int
    confidence: float = FLOOR

    def score(self, scoring: Scoring, effort: int, impact: int) -> float:
        """Return what puts an action of that effort and impact in order here."""
        return scoring.score(effort, impact, self.need, self.confidence, self.importance)


Places = dict[int, Place]
"""Places by the number of the touchpoint."""


def places_of(reader: Reader, wanted: ActionFilter, grading: Grading) -> Places:
    """Return the places that a filter's names of journeys, stages and touchpoints, and its need, leave.

    `grading` says how the evidence at them is weighed.
    """
    confidences = confidences_of(reader, grading)
    places = {
        point: place_at(row, confidences.of(point, stage, row[2]))
        for point, stage, *row in reader.all(_PLACES)
    }
    if wanted.journey_id is not None:
        places = {n: place for n, place in places.items() if place.journey_id == wanted.journey_id}
    for words, without, naming in (
        (wanted.journeys, wanted.not_journeys, _by_journey),
        (wanted.stages, wanted.not_stages, _by_stage),
        (wanted.touchpoints, wanted.not_touchpoints, _by_touchpoint),
    ):
        places = _named(places, words, naming) if words else places
        unwanted = _named(places, without, naming) if without else {}
        places = {n: place for n, place in places.items() if n not in unwanted}
    low, high = wanted.need
    if (low, high) != (0, 1):
        places = {n: place for n, place in places.items() if low <= round(place.need, 9) <= high}
    return places


def place_at(row: Sequence[Any], confidence: float) -> Place:
    """Return the place of a row: the names of touchpoint and stage, number and name of the journey, need, importance,
    and the position of the stage."""
    name, stage, journey_id, journey, need, importance, position = row
    return Place(name, stage, journey_id, journey, need, importance, position, confidence)


_Naming = Callable[[Place], tuple[str, int | None]]
"""Gives what a place is named by: a name, and a number where there is one."""


def _by_journey(place: Place) -> tuple[str, int | None]:
    return place.journey, place.journey_id


def _by_stage(place: Place) -> tuple[str, int | None]:
    return place.stage, None


def _by_touchpoint(place: Place) -> tuple[str, int | None]:
    return place.name, None


def _named(places: Places, words: Sequence[str], naming: _Naming) -> Places:
    fitting = fit({naming(place)[0] for place in places.values()}, words)
    numbers = {int(word) for word in words if word.isdecimal() and len(word) < 19}

    def is_named(place: Place) -> bool:
        name, number = naming(place)
        return name in fitting or number in numbers

    return {n: place for n, place in places.items() if is_named(place)}


def fit(names: Iterable[str], words: Iterable[str]) -> set[str]:
    """Return the names that one of the words is the whole of; for a word that is none's whole, those it is part of."""
    known = {name: folded(name) for name in names}
    found: set[str] = set()
    for word in map(folded, words):
        whole = {name for name, text in known.items() if text == word}
        found |= whole or {name for name, text in known.items() if word in text}
    return found


def holding(places: Places, text: str) -> set[int]:
    """Return the places with a text in the name of the touchpoint, the stage or the journey."""
    needle = folded(text)
    texts: dict[str, bool] = {}

    def holds(name: str) -> bool:
        if name not in texts:
            texts[name] = needle in folded(name)
        return texts[name]

    return {n for n, p in places.items() if holds(p.name) or holds(p.stage) or holds(p.journey)}
