"""Evidence: what supports a touchpoint, a stage, a persona or a journey, and what it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from auditor.base.vocabulary import Better, Conflict, Consent, EvidenceKind, Phase, Standing, Support, Verdict

_NO_COUNTS: Mapping[int, int] = MappingProxyType({})


class EvidenceDraft(Struct, frozen=True):
    """A piece of evidence as it is to be written; rules are kept when it is.

    It stands on the narrowest place that is given: a touchpoint, a stage, or the whole journey. With a persona
    it is about that persona there, and with a persona and a journey alone about the persona itself.
    """

    kind: str
    source: str
    collected: date | str
    journey_id: int | None = None
    """Needed only where neither stage, touchpoint nor persona tells it."""
    stage_id: int | None = None
    touchpoint_id: int | None = None
    persona_id: int | None = None
    action_id: int | None = None
    people: int | None = None
    """How many people it counts; None where nobody was counted."""
    figure: float | None = None
    unit: str = ""
    """`%` a share of people, `CSAT`, `NPS`, `CES`, or the unit of a mean."""
    better: str = ""
    deviation: float | None = None
    target: float | None = None
    counts: Mapping[int, int] = _NO_COUNTS
    """How many gave each score, over the whole scale."""
    before_people: int | None = None
    before_figure: float | None = None
    before_deviation: float | None = None
    feeling: float | None = None
    """What it says of how customers feel, −2..2."""
    quote: str = ""
    note: str = ""
    link: str = ""
    file: str = ""
    """Path of a file that belongs to it."""
    sha256: str = ""
    """Of the file; worked out from it when empty."""
    origin: str = ""
    """What program or format it was imported from."""
    detail: str = ""
    """JSON of what a report listed."""
    tool: str = ""
    """What measured or asked it, without version; empty for what is recorded by hand."""
    page: str = ""
    """The page, step or question it is of."""
    scale_low: int | None = None
    """The lowest score that could be given; None where the scale is not known."""
    scale_high: int | None = None
    content: str = ""
    """SHA-256 of what the file says, whatever its white space."""
    replies: tuple[str, ...] = ()
    """What the replies of a survey are known by."""
    respondent_id: int | None = None
    """Who said it, of those who are known by a code name."""


def scale_of(one: EvidenceDraft | Evidence) -> tuple[int, int] | None:
    """Return the lowest and the highest score that could be given; None where that is not known."""
    if one.unit.strip().upper() == "NPS":
        return 0, 10
    low, high = one.scale_low, one.scale_high
    return None if low is None or high is None or low >= high else (low, high)


class Evidence(Struct, frozen=True):
    """A piece of evidence, with the names of where it stands."""

    id: int
    journey_id: int
    journey: str
    stage_id: int | None
    stage: str
    """Of the touchpoint, when it stands on one; empty when on the journey."""
    touchpoint_id: int | None
    touchpoint: str
    persona_id: int | None
    persona: str
    action_id: int | None
    kind: EvidenceKind
    source: str
    collected: date
    people: int | None
    figure: float | None
    unit: str
    better: Better | None
    deviation: float | None
    target: float | None
    counts: Mapping[int, int]
    before_people: int | None
    before_figure: float | None
    before_deviation: float | None
    feeling: float | None
    quote: str
    note: str
    link: str
    file: str
    sha256: str
    origin: str
    detail: str
    tool: str = ""
    page: str = ""
    scale_low: int | None = None
    scale_high: int | None = None
    respondent_id: int | None = None
    respondent: str = ""
    """The code name of whoever said it; empty where that is not known."""
    consent: Consent | None = None
    """What they said to their words being shown; None where nobody said them by a code name."""
    superseded_by: int | None = None
    """The newer piece that stands in its place; None for one that stands."""

    @property
    def is_for_others(self) -> bool:
        """Whether its words may be shown outside the team; the figures it gives always may."""
        return self.consent in (None, Consent.GIVEN)

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and the highest score that could be given; None where that is not known."""
        return scale_of(self)


class EvidenceFilter(Struct, frozen=True):
    """Which evidence a list shows; what is None is not asked for."""

    journey_id: int | None = None
    stage_id: int | None = None
    """Also what stands on the touchpoints of the stage."""
    touchpoint_id: int | None = None
    persona_id: int | None = None
    kind: EvidenceKind | None = None
    respondent_id: int | None = None


class Counted(Struct, frozen=True):
    """A piece of evidence as it counts for a touchpoint."""

    evidence: Evidence
    age: int
    """Days since it was collected; 0 for what is dated ahead."""
    share: float
    """1 on the touchpoint itself, less on its stage or journey."""
    confidence: float
    """What it gives by itself, before the share is taken."""
    repeated: bool
    """Another figure of the same people counts in its place."""
    superseded_by: int | None = None
    """The newer piece that stands in its place."""


class PointSupport(Struct, frozen=True):
    """How well a touchpoint is supported."""

    touchpoint_id: int
    touchpoint: str
    stage: str
    level: Support
    confidence: float
    pieces: int
    """How many pieces of evidence count."""
    interviewed: int
    """People interviewed or watched in usability tests."""
    answered: int
    """People who answered surveys."""
    newest: date | None
    aged: tuple[int, ...]
    """Evidence older than its half-life."""
    tested: int = 0
    """Of those interviewed or watched, how many were watched in usability tests."""


class PersonaSupport(Struct, frozen=True):
    """How well a persona is supported."""

    persona_id: int
    persona: str
    level: Support
    pieces: int
    interviewed: int
    answered: int
    newest: date | None
    aged: tuple[int, ...]
    tested: int = 0
    state: Standing = Standing.HYPOTHESIS


class JourneySupport(Struct, frozen=True):
    """What a journey rests on, touchpoint by touchpoint and persona by persona."""

    journey_id: int
    points: tuple[PointSupport, ...]
    personas: tuple[PersonaSupport, ...]


class Contradiction(Struct, frozen=True):
    """Two things that can't both be right: what the auditor found, and what a piece of evidence says."""

    kind: Conflict
    touchpoint_id: int
    touchpoint: str
    stage: str
    persona: str
    """Empty when it is about all."""
    feeling: float | None
    """The auditor's, when it is about a feeling."""
    checklist: str
    check_key: str
    question: Mapping[str, str]
    """The check's, by language, when it is about a check."""
    verdict: Verdict | None
    """What the tool measured."""
    passed: int
    """How many checks passed, when it is about all of a touchpoint."""
    said: str
    """What the tool says of it."""
    evidence: Evidence


class AskNext(Struct, frozen=True):
    """Something worth finding out: a touchpoint where better evidence could change what is done first."""

    touchpoint_id: int
    touchpoint: str
    stage_id: int
    stage: str
    phase: Phase
    journey_id: int
    journey: str
    kind: EvidenceKind
    people: int
    """How many to ask."""
    value: float
    """0..1: how much the top of the action list could change, see analysis/ask_next.py."""
    confidence: float
    """Now."""
    then: float
    """With the evidence."""
    need: float
    lowest_need: float
    highest_need: float
    actions: int
    """How many open actions stand there."""
    first: int
    """The place of the first of them in the list, from 1."""
    best: int
    """The highest place it has now or could have with the evidence, whatever the need proves to be."""
    worst: int
