"""How well a touchpoint is supported by evidence. Formula, weights and half-lives are the product's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import prod
from types import MappingProxyType

from msgspec import Struct

from auditor.analysis.superseding import Piece, repeated
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


def by_kind(gives: Iterable[tuple[EvidenceKind, float]]) -> dict[EvidenceKind, float]:
    """Return 1 − Π(1 − c) of each kind by itself, 0..1."""
    doubts: dict[EvidenceKind, float] = {}
    for kind, confidence in gives:
        doubts[kind] = doubts.get(kind, 1.0) * (1 - confidence)
    return {kind: 1 - doubt for kind, doubt in doubts.items()}


def combined(kinds: Mapping[EvidenceKind, float], weighing: Weighing, floor: float) -> float:
    """Return what the kinds of evidence give together, 1 − Π(1 − min(w, cₖ)), at least `floor`.

    `kinds` has cₖ = 1 − Π(1 − c) of the pieces of each kind: however often it is repeated, a kind gives no more than
    its weight w.
    """
    trusts = weighing.trusts
    return together((min(trusts[kind].weight, gives) for kind, gives in kinds.items()), floor)


class Weighed(Struct, frozen=True):
    """What a piece of evidence gives where it stands."""

    confidence: float
    """By itself; 0 for what is superseded."""
    repeated: bool = False
    """Another figure of the same people counts in its place."""
    superseded_by: int | None = None


def weighed(pieces: Sequence[Piece], by: Mapping[int, int], weighing: Weighing, today: date) -> list[Weighed]:
    """Return what each piece of evidence gives, in order; `by` tells which are superseded, and by what."""
    gives = {
        one.id: confidence_of(weighing.trusts[one.kind], one.people, (today - one.collected).days)
        for one in pieces
        if one.id not in by
    }
    again = repeated([(one, gives[one.id]) for one in pieces if one.id in gives])
    return [Weighed(gives.get(one.id, 0.0), one.id in again, by.get(one.id)) for one in pieces]


def people_of(people: int | None, before: int | None) -> int | None:
    """Return how many people a piece of evidence counts, those asked before an action included."""
    return None if people is None and before is None else (people or 0) + (before or 0)
