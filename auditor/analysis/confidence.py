"""How well a touchpoint is supported by evidence. Formula, weights and half-lives are the product's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import prod
from types import MappingProxyType

from msgspec import Struct

from auditor.base.vocabulary import EvidenceKind

FLOOR = 0.1
"""Confidence of what is opinion only. A house default."""


class Trust(Struct, frozen=True):
    """What one kind of evidence is worth."""

    weight: float
    """0..1: how much confidence any number of people can give."""
    people: float
    """With so many people, half of the weight is reached."""
    days: float
    """At this age, evidence counts for half."""


TRUSTS: Mapping[EvidenceKind, Trust] = MappingProxyType(
    {
        EvidenceKind.ANALYTICS: Trust(0.4, 100, 90),
        EvidenceKind.SURVEY: Trust(0.55, 30, 180),
        EvidenceKind.INTERVIEW: Trust(0.7, 5, 365),
        EvidenceKind.USABILITY_TEST: Trust(0.7, 5, 365),
        EvidenceKind.STAFF: Trust(0.3, 5, 180),
        EvidenceKind.SOCIAL: Trust(0.25, 50, 90),
        EvidenceKind.REVIEW: Trust(0.35, 30, 180),
        EvidenceKind.WALK: Trust(0.1, 5, 180),
        EvidenceKind.AB_TEST: Trust(0.85, 1, 365),
        EvidenceKind.SUPPORT: Trust(0.45, 50, 180),
        EvidenceKind.MEASUREMENT: Trust(0.5, 1, 90),
    }
)
"""House defaults: the nearer to what customers do and say themselves, the more weight; what changes quickly ages
quickly. An own walk is the team's opinion, so it hardly adds anything."""


class Weighing(Struct, frozen=True):
    """How evidence is weighed; set in the config."""

    trusts: Mapping[EvidenceKind, Trust] = TRUSTS
    floor: float = FLOOR
    stage_share: float = 0.5
    """How much of its confidence evidence on a stage gives to each touchpoint of the stage."""
    journey_share: float = 0.25
    """How much evidence on a whole journey gives to each touchpoint."""


DEFAULT_WEIGHING = Weighing()


def confidence_of(trust: Trust, people: int | None, age: int) -> float:
    """Return the confidence one piece of evidence gives, c = w · (1 − 2^(−n/h)) · ½^(age/H), in 0..w.

    `people` is n, and counts as one where nobody was counted; `age` in days, less than 0 counts as 0. w, h and H
    are the trust's weight, people and days.
    """
    counted = 1 if people is None else people
    return trust.weight * (1 - 2 ** (-counted / trust.people)) * freshness(trust, age)


def freshness(trust: Trust, age: int) -> float:
    """Return ½^(age/H) in 0..1: 1 on the day it was collected. `age` in days."""
    return float(0.5 ** (max(0, age) / trust.days))


def together(confidences: Iterable[float], floor: float = FLOOR) -> float:
    """Return 1 − Π(1 − c), at least `floor`: each piece of evidence leaves a part of the doubt. In 0..1."""
    return max(floor, 1 - prod(1 - each for each in confidences))


class WeighedPiece(Struct, frozen=True):
    """What counts of a piece of evidence for the place where it stands."""

    kind: EvidenceKind
    source: str
    collected: date
    people: int | None
    persona_id: int | None = None


ONE_BY_ONE = (EvidenceKind.INTERVIEW, EvidenceKind.USABILITY_TEST)
"""Kinds recorded person by person, so that several from one day are different people."""


def weighed(items: Sequence[WeighedPiece], weighing: Weighing, today: date) -> list[tuple[float, bool]]:
    """Return, for the pieces of evidence at one place, (confidence, whether it repeats another) each, in order.

    Several figures of one kind from the same source, day and persona are the same people asked: of those only
    the one that gives most counts, the first of equals. Interviews and usability tests all count.
    """
    gives = [
        confidence_of(weighing.trusts[item.kind], item.people, (today - item.collected).days)
        for item in items
    ]
    strongest: dict[object, int] = {}
    for place, item in enumerate(items):
        same = _same_people(item, place)
        if same not in strongest or gives[place] > gives[strongest[same]]:
            strongest[same] = place
    counted = set(strongest.values())
    return [(each, place not in counted) for place, each in enumerate(gives)]


def _same_people(item: WeighedPiece, place: int) -> object:
    if item.kind in ONE_BY_ONE:
        return place
    return item.kind, item.source, item.collected, item.persona_id


def people_of(people: int | None, before: int | None) -> int | None:
    """Return how many people a piece of evidence counts, those asked before an action included."""
    return None if people is None and before is None else (people or 0) + (before or 0)
