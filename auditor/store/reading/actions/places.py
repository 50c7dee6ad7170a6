"""Where actions stand: touchpoints with their stages and journeys, and which of them a filter names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from auditor.analysis.confidence import FLOOR
from auditor.analysis.scoring import Scoring
from auditor.base.text import folded
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import Confidences, Grading, confidences_of
from auditor.store.viewing import Read, named
from auditor.views.actions import ActionFilter


class ActionPlace(Struct, frozen=True):
    """A touchpoint with its stage and journey."""

    touchpoint_id: int
    stage_id: int
    name: str
    stage: str
    journey_id: int
    journey: str
    need: float
    importance: int
    stage_position: int
    currency: str = ""
    """Of the journey, as are those that follow."""
    client: str = ""
    tags: str = ""
    """With spaces between."""
    archived: bool = False
    confidence: float = FLOOR

    def score(self, scoring: Scoring, effort: int, impact: int) -> float:
        """Return what puts an action of that effort and impact in order here."""
        return scoring.score(effort, impact, self.need, self.confidence, self.importance)


PLACE = {
    "touchpoint_id": "t.id",
    "stage_id": "t.stage_id",
    "name": "t.name",
    "stage": "s.name",
    "journey_id": "j.id",
    "journey": "j.name",
    "need": "t.need",
    "importance": "t.importance",
    "stage_position": "s.position",
    "currency": "j.currency",
    "client": "j.client",
    "tags": "j.tags",
    "archived": "CASE WHEN j.archived_at IS NULL THEN 0 ELSE 1 END",
}
"""The columns of `touchpoint t`, `stage s` and `journey j` that fill a place."""

_PLACES = Read(
    "places of actions",
    ActionPlace,
    f"""
    SELECT {named(PLACE)}
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
    WHERE t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    """,
)


Places = dict[int, ActionPlace]
"""Places by the number of the touchpoint."""


def places_of(reader: Reader, wanted: ActionFilter, grading: Grading) -> Places:
    """Return the places that a filter's names of journeys, stages, touchpoints, clients and tags, and its need, leave.

    Those of archived journeys are left out unless they are asked for. `grading` says how the evidence at them is weighed.
    """
    confidences = confidences_of(reader, grading)
    places = {place.touchpoint_id: at_confidence(place, confidences) for place in reader.all(_PLACES)}
    if wanted.journey_id is not None:
        places = {n: place for n, place in places.items() if place.journey_id == wanted.journey_id}
    if wanted.archived or wanted.journey_id is None:
        places = {n: place for n, place in places.items() if place.archived is wanted.archived}
    for words, without, naming in (
        (wanted.journeys, wanted.not_journeys, _by_journey),
        (wanted.stages, wanted.not_stages, _by_stage),
        (wanted.touchpoints, wanted.not_touchpoints, _by_touchpoint),
        (wanted.clients, wanted.not_clients, _by_client),
    ):
        places = _named(places, words, naming) if words else places
        unwanted = _named(places, without, naming) if without else {}
        places = {n: place for n, place in places.items() if n not in unwanted}
    if wanted.tags:
        places = _tagged(places, wanted.tags)
    if wanted.not_tags:
        unwanted = _tagged(places, wanted.not_tags)
        places = {n: place for n, place in places.items() if n not in unwanted}
    low, high = wanted.need
    if (low, high) != (0, 1):
        places = {n: place for n, place in places.items() if low <= round(place.need, 9) <= high}
    return places


def at_confidence(place: ActionPlace, confidences: Confidences) -> ActionPlace:
    """Return a place with the confidence that the evidence there gives."""
    known = confidences.of(place.touchpoint_id, place.stage_id, place.journey_id)
    return place if known == place.confidence else replace(place, confidence=known)


_Naming = Callable[[ActionPlace], tuple[str, int | None]]
"""Gives what a place is named by: a name, and a number where there is one."""


def _by_journey(place: ActionPlace) -> tuple[str, int | None]:
    return place.journey, place.journey_id


def _by_stage(place: ActionPlace) -> tuple[str, int | None]:
    return place.stage, None


def _by_touchpoint(place: ActionPlace) -> tuple[str, int | None]:
    return place.name, None


def _by_client(place: ActionPlace) -> tuple[str, int | None]:
    return place.client, None


def _tagged(places: Places, words: Sequence[str]) -> Places:
    known = {tags: tags.split() for tags in {place.tags for place in places.values()}}
    fitting = fit({tag for tags in known.values() for tag in tags}, words)
    return {n: place for n, place in places.items() if not fitting.isdisjoint(known[place.tags])}


def _named(places: Places, words: Sequence[str], naming: _Naming) -> Places:
    fitting = fit({naming(place)[0] for place in places.values()}, words)
    numbers = {int(word) for word in words if word.isdecimal() and len(word) < 19}

    def is_named(place: ActionPlace) -> bool:
        name, number = naming(place)
        return name in fitting or number in numbers

    return {n: place for n, place in places.items() if is_named(place)}


def fit(names: Iterable[str], words: Iterable[str]) -> set[str]:
    """Return the names that one of the words is the whole of; for a word that is none's whole, those it is part of."""
    known = {name: folded(name) for name in names}
    found: set[str] = set()
    for word in map(folded, words):
        whole = {name for name, text in known.items() if text == word}
        found |= whole or {name for name, text in known.items() if word and word in text}
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
