"""Journeys with their stages and touchpoints, personas and people."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import Channel, Existence, Moment, Phase, Purpose, Scope, Side


class JourneyLine(Struct, frozen=True):
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
    """When the newest finished audit was started, re-checks left out."""
    open_actions: int
    review_days: int | None = None
    """How often it is to be looked at again; None: never."""
    belongs: str = ""
    """Of one whose name another has too: where it is, or else its number."""

    @property
    def title(self) -> str:
        """The name, told apart from others of the same name."""
        return f"{self.name} ({self.belongs})" if self.belongs else self.name


class Touchpoint(Struct, frozen=True):
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
    responsible_id: int | None = None
    responsible: str = ""
    """Who answers for it, as they are told apart from others of the team; empty for nobody."""


class Stage(Struct, frozen=True):
    """A stage of a journey with its touchpoints in order."""

    id: int
    name: str
    goal: str
    touchpoints: tuple[Touchpoint, ...]
    strategies: str = ""
    phase: Phase = Phase.OTHER
    responsible_id: int | None = None
    responsible: str = ""
    """Who answers for it, as they are told apart from others of the team; empty for nobody."""


class Journey(Struct, frozen=True):
    """A whole journey, read from left to right."""

    id: int
    name: str
    about: str
    purpose: Purpose
    scope: Scope
    stages: tuple[Stage, ...]
    review_days: int | None = None
    responsible_id: int | None = None
    responsible: str = ""
    """Who answers for it, as they are told apart from others of the team; empty for nobody."""

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order."""
        return tuple(point for stage in self.stages for point in stage.touchpoints)


class Persona(Struct, frozen=True):
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


class Person(Struct, frozen=True):
    """Somebody of the team."""

    id: int
    name: str
    role: str
    left: date | None = None
    """The day since which they are no longer there."""
    unit: str = ""
    """The part of the organisation they belong to."""
