"""What touchpoints and personas rest on: opinion, some data, or customers who were asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from auditor.analysis.confidence import Weighing, by_kind, combined
from auditor.analysis.superseding import ONE_BY_ONE
from auditor.base.vocabulary import EvidenceKind, Support
from auditor.views.evidence import Counted, Evidence, PersonaSupport, PointSupport
from auditor.views.journeys import Persona, Touchpoint

INTERVIEWS_WANTED = 5
"""So many interviews or usability tests give a good picture of a persona."""

SHOWN_BY_ONE = 0.31
"""The share of problems that one more person is likely to show (J. Nielsen and T. Landauer, 1993)."""

ANSWERS_WANTED = 30
"""So many survey answers count as customers asked. A house default."""

INTERVIEWS = ONE_BY_ONE
"""Kinds in which people are heard or watched one by one."""


def problems_shown(people: int) -> float:
    """Return 1 − (1 − 0.31)ⁿ, the share of problems that n interviews or tests can be expected to have shown.

    In 0..1. Source: J. Nielsen and T. K. Landauer, “A mathematical model of the finding of usability problems”,
    INTERCHI 1993; 0.31 is their mean over eleven studies.
    """
    return 1 - (1 - SHOWN_BY_ONE) ** max(0, people)


def standing(lines: Iterable[Evidence]) -> list[Evidence]:
    """Return the evidence that no newer piece supersedes."""
    return [one for one in lines if one.superseded_by is None]


def people_asked(lines: Iterable[Evidence], kinds: Sequence[EvidenceKind]) -> int:
    """Return how many different people standing evidence of some kinds has asked; one where nobody was counted.

    The same people often speak of several touchpoints. So what has one kind, source and day counts at the place
    where it counts most: five interviewed about eight touchpoints are five. Of several questions the one that most
    answered counts; several pieces of one imported question are different people. A respondent who is known by a code
    name is one person, whatever they spoke of and however often.
    """
    known: set[int] = set()
    at: defaultdict[object, defaultdict[object, int]] = defaultdict(lambda: defaultdict(int))
    for one in standing(lines):
        if one.kind in kinds and one.respondent_id is not None:
            known.add(one.respondent_id)
        elif one.kind in kinds:
            group = (one.kind, one.source, one.collected, one.persona_id)
            place = (one.touchpoint_id, one.stage_id)
            asked = 1 if one.people is None else one.people
            if one.kind in INTERVIEWS:
                at[group][place] += asked
            else:
                at[group][place, one.page or one.id] += asked
    return len(known) + sum(max(places.values()) for places in at.values())


def level(lines: Sequence[Evidence]) -> Support:
    """Return what somebody or something rests on.

    Customers asked: at least five people interviewed or watched, or thirty survey answers. Some data: any other
    evidence. Opinion only: none, or the team's own walks. The bounds are the product's own choice.
    """
    lines = standing(lines)
    if people_asked(lines, INTERVIEWS) >= INTERVIEWS_WANTED:
        return Support.ASKED
    if people_asked(lines, (EvidenceKind.SURVEY,)) >= ANSWERS_WANTED:
        return Support.ASKED
    return Support.DATA if any(one.kind is not EvidenceKind.WALK for one in lines) else Support.OPINION


def is_aged(kind: EvidenceKind, age: int, weighing: Weighing) -> bool:
    """Tell whether evidence is older than its half-life, so that it wants collecting anew. `age` in days."""
    return age > weighing.trusts[kind].days


def confidence_in(counted: Iterable[Counted], weighing: Weighing) -> float:
    """Return the confidence of a touchpoint for which evidence counts, 0..1."""
    gives = ((one.evidence.kind, one.share * one.confidence) for one in counted if not one.repeated)
    return combined(by_kind(gives), weighing, weighing.floor)


def point_support(
    touchpoint: Touchpoint, stage: str, counted: Sequence[Counted], weighing: Weighing
) -> PointSupport:
    """Return how well a touchpoint is supported.

    Its level and its newest evidence are of what stands on itself or its stage. What stands on the whole journey
    raises its confidence a little, but says nothing of this touchpoint.
    """
    counted = [one for one in counted if one.superseded_by is None]
    near = [one.evidence for one in counted if one.evidence.stage_id is not None]
    return PointSupport(
        touchpoint.id,
        touchpoint.name,
        stage,
        level(near),
        confidence_in(counted, weighing),
        len(counted),
        people_asked(near, INTERVIEWS),
        people_asked(near, (EvidenceKind.SURVEY,)),
        max((one.collected for one in near), default=None),
        tuple(one.evidence.id for one in counted if is_aged(one.evidence.kind, one.age, weighing)),
        people_asked(near, (EvidenceKind.USABILITY_TEST,)),
    )


def ask_whom(personas: Iterable[PersonaSupport]) -> PersonaSupport | None:
    """Return the persona of whom people are to be asked next: the one that lacks most of the five, of equals the first.

    None where five of each were interviewed or watched.
    """
    lacking = [one for one in personas if one.interviewed < INTERVIEWS_WANTED]
    return min(lacking, key=lambda one: one.interviewed, default=None)


def persona_support(
    persona: Persona, lines: Sequence[Evidence], weighing: Weighing, today: date
) -> PersonaSupport:
    """Return how well a persona is supported by the evidence that is about it, wherever it stands."""
    lines = standing(lines)
    return PersonaSupport(
        persona.id,
        persona.name,
        level(lines),
        len(lines),
        people_asked(lines, INTERVIEWS),
        people_asked(lines, (EvidenceKind.SURVEY,)),
        max((one.collected for one in lines), default=None),
        tuple(one.id for one in lines if is_aged(one.kind, (today - one.collected).days, weighing)),
        people_asked(lines, (EvidenceKind.USABILITY_TEST,)),
        persona.verification.state,
    )
