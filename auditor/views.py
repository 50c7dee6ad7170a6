"""Frozen views: all that leaves the core. They hold plain values, never table rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from auditor.vocabulary import (
    OPEN_STATUSES,
    Basis,
    Channel,
    Emotion,
    Existence,
    Moment,
    NoteKind,
    Phase,
    Purpose,
    Quadrant,
    Scope,
    Side,
    Status,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """A journey in a list."""

    id: int
    name: str
    purpose: Purpose
    scope: Scope
    stages: int
    touchpoints: int
    audits: int
    open_audit: int | None
    """The newest unfinished audit, if there is one."""
    last_audit: datetime | None
    """When the newest audit was started."""
    open_actions: int


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One point where the customer meets us, or a word about us."""

    id: int
    stage_id: int
    name: str
    about: str
    channel: Channel
    moment: Moment
    side: Side
    importance: int
    """1..5, to the customer."""
    critical: bool
    """A moment of truth."""
    checklists: tuple[str, ...]
    need: float
    """How badly it wants work, 0..1; see analysis/need.py."""
    existence: Existence = Existence.EXISTING
    wanted: int | None = None
    """The feeling the team wants there, −2..2."""
    opens_id: int | None = None
    """The journey it opens into."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a journey with its touchpoints in order."""

    id: int
    name: str
    goal: str
    touchpoints: tuple[Touchpoint, ...]
    strategies: str = ""
    phase: Phase = Phase.OTHER


@dataclass(frozen=True, slots=True)
class Journey:
    """A whole journey, read from left to right."""

    id: int
    name: str
    about: str
    purpose: Purpose
    scope: Scope
    stages: tuple[Stage, ...]

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order."""
        return tuple(point for stage in self.stages for point in stage.touchpoints)


@dataclass(frozen=True, slots=True)
class Persona:
    """Whose journey it is; a hypothesis until it is verified."""

    id: int
    journey_id: int
    name: str
    who: str
    geography: str = ""
    demographics: str = ""
    behaviour: str = ""
    channels: str = ""
    goals: str = ""
    challenges: str = ""
    notes: str = ""
    verified_by: str = ""
    """What it was verified with; empty for a hypothesis."""
    verified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something noted of the customer at a touchpoint."""

    id: int
    touchpoint_id: int
    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Felt:
    """A feeling at a touchpoint in an audit."""

    score: int
    emotion: Emotion | None
    audit_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonaFeelings:
    """What one persona feels at a touchpoint; each is the newest there is, or None."""

    newest: Felt | None = None
    """Of whatever basis."""
    before: Felt | None = None
    """In the audit before that of `newest`."""
    assumed: Felt | None = None
    observed: Felt | None = None


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A touchpoint on the map, with everything that can be shown of it."""

    touchpoint: Touchpoint
    stage_id: int
    feelings: Mapping[int, PersonaFeelings]
    """By persona."""
    asked: int
    passed: int
    failed: int
    """Failed or partly met."""
    open_actions: int
    notes: tuple[Note, ...]
    sub_feeling: float | None
    """The mean feeling of the journey it opens into, or None."""


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """A journey with its personas and what is known at each touchpoint, from left to right."""

    journey: Journey
    personas: tuple[Persona, ...]
    points: tuple[MapPoint, ...]
    parents: tuple[tuple[int, str], ...]
    """(id, name) of the journeys that open into this one."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is known of a question of the question bank, for a persona at a stage."""

    stage_id: int
    persona_id: int
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the team."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check as it stood in its file when it was read; texts by language."""

    checklist: str
    key: str
    severity: int
    """1 cosmetic, 2 minor, 3 major, 4 stops the customer (Nielsen)."""
    remedy_effort: int
    remedy_impact: int
    standard: str
    text: Mapping[str, str]
    why: Mapping[str, str]
    look: Mapping[str, str]
    remedy: Mapping[str, str]
    list_title: Mapping[str, str] = field(default_factory=dict)
    """The title of the checklist it belongs to."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist file that was found good."""

    key: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    checks: tuple[Check, ...]
    languages: tuple[str, ...]
    """The languages in which every text is there."""
    source: str
    """Path of the file."""
    own: bool
    """From the user's own folder, not the program's."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An audit in a list."""

    id: int
    journey_id: int
    journey: str
    persona: str
    auditor: str
    started: datetime
    finished: datetime | None
    asked: int
    """How many checks apply in it."""
    answered: int
    visits: int
    """How many touchpoints are in it."""
    felt: int
    """At how many of them a feeling is noted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A check at a touchpoint in an audit; the verdict is None until given."""

    id: int
    visit_id: int
    check: Check
    verdict: Verdict | None
    note: str
    answered: datetime | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A touchpoint in an audit: its feeling and its answers in the order of the walk."""

    id: int
    touchpoint_id: int
    touchpoint: str
    stage_id: int
    stage: str
    channel: Channel
    importance: int
    critical: bool
    side: Side
    about: str
    feeling: int | None
    """Score −2..2, or None until given."""
    emotion: Emotion | None
    basis: Basis
    note: str
    felt: datetime | None
    """When the feeling was given."""
    need: float
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """One walk of one journey by one auditor for one persona."""

    id: int
    journey_id: int
    journey: str
    persona_id: int
    persona: str
    persona_who: str
    auditor: str
    started: datetime
    finished: datetime | None
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed or partly met check, a sour feeling or a noted pain point, at a touchpoint in an audit."""

    touchpoint_id: int
    touchpoint: str
    stage: str
    check: Check | None
    """None when the finding is a feeling or a pain point."""
    verdict: Verdict | None
    feeling: int | None
    emotion: Emotion | None
    note: str
    note_id: int | None
    """The pain point noted, when the finding is one; its text is in `note`."""
    action_id: int | None
    """The newest action that answers it."""
    action_status: Status | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in the list, with its priority."""

    id: int
    title: str
    journey_id: int
    journey: str
    stage: str
    touchpoint_id: int
    touchpoint: str
    effort: int
    impact: int
    need: float
    confidence: float
    priority: float
    """0..100."""
    quadrant: Quadrant
    status: Status
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions a list shows; `text` is looked for in titles and in names of places."""

    statuses: tuple[Status, ...] = OPEN_STATUSES
    journey_id: int | None = None
    quadrant: Quadrant | None = None
    cell: tuple[int, int] | None = None
    """Only this (effort, impact)."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LinkedFinding:
    """What an action answers: a check, or the feeling, at its touchpoint, with the newest answer to it."""

    checklist: str
    check_key: str
    """Empty when it is the feeling."""
    check: Check | None
    verdict: Verdict | None
    feeling: int | None
    note: str
    audit_id: int | None
    answered: datetime | None


@dataclass(frozen=True, slots=True)
class Action:
    """One action, whole."""

    line: ActionLine
    note: str
    reason: str
    """Why it was dropped."""
    importance: int
    critical: bool
    created: datetime
    findings: tuple[LinkedFinding, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One factor of a number, as it is explained to the user."""

    name: str
    formula: str
    """With the numbers filled in."""
    value: float
    because: str


@dataclass(frozen=True, slots=True)
class TouchpointSummary:
    """One line of the summary of a journey, from the newest audit in which the touchpoint was answered."""

    stage: str
    touchpoint_id: int
    touchpoint: str
    importance: int
    critical: bool
    asked: int
    answered: int
    passed: int
    partly: int
    failed: int
    feeling: float | None
    need: float
    open_actions: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What the need of a touchpoint rests on for one persona: the newest audit in which it was answered."""

    persona: str
    audit_id: int
    started: datetime
    feeling: int | None
    weight_asked: float
    weight_failed: float


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: who did what and when."""

    id: int
    at: datetime
    who: str
    code: str
    arguments: Mapping[str, str]
    state: str
    """done, undone, gone (undone and overtaken) or log (the undoing itself)."""


@dataclass(frozen=True, slots=True)
class HistoryDetail:
    """One value that a change changed."""

    entity: str
    row_id: int
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What one transaction changed: its code and the rows it touched, as (entity, id) pairs."""

    code: str
    touched: frozenset[tuple[str, int]]

    def touches(self, entity: str) -> bool:
        """Tell whether any row of that entity was changed."""
        return any(name == entity for name, _ in self.touched)
