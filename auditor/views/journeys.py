"""Journeys with their stages and touchpoints, personas and people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from msgspec import Struct

from auditor.base.vocabulary import (
    Channel,
    Country,
    Depth,
    Existence,
    Moment,
    Phase,
    Purpose,
    Scope,
    Side,
    Standing,
)
from auditor.views.money import Range, range_of

_NO_GATES: Mapping[str, bool] = MappingProxyType({})


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
    client: str = ""
    """For whom it is audited; may be empty."""
    tags: tuple[str, ...] = ()
    """Words to find it by."""
    archived: datetime | None = None
    """Since when it is out of the way; None where it is not."""
    belongs: str = ""
    """Of one whose name another has too: where it is, or else its number."""

    @property
    def title(self) -> str:
        """The name, told apart from others of the same name."""
        return f"{self.name} ({self.belongs})" if self.belongs else self.name


class Wish(Struct, frozen=True):
    """How a touchpoint is to be for a persona, or for every customer."""

    id: int
    touchpoint_id: int
    persona_id: int | None
    """None for every customer."""
    feeling: int | None
    """−2..2."""
    channel: Channel | None
    """Where it happens then; None where nothing else is wanted than today."""
    text: str
    """What happens there then."""
    needs: tuple[int, ...] = ()
    """The numbers of the needs noted there that are met then."""


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
    """The feeling wanted there for every customer, −2..2."""
    opens_id: int | None = None
    """The journey it opens into."""
    business: int | None = None
    """1..5, to the business; None where nobody has said."""
    visits_low: float | None = None
    visits_high: float | None = None
    responsible_id: int | None = None
    responsible: str = ""
    """Who answers for it, as they are told apart from others of the team; empty for nobody."""
    responsible_left: bool = False
    """They are no longer there."""
    wishes: tuple[Wish, ...] = ()
    """How it is to be, for every customer first and then for personas."""
    address: str = ""
    """Where it is on the web; may be empty."""
    depth: Depth = Depth.CORE
    """The least depth at which an audit visits it."""
    letters: str = ""
    """Chosen to begin the names of its findings; empty for those made of its name."""

    @property
    def visits(self) -> Range | None:
        """How many people come by a month; None where nobody has said."""
        return range_of(self.visits_low, self.visits_high)

    def wish_of(self, persona_id: int | None) -> Wish | None:
        """Return the wish for a persona itself, or for every customer; None where there is none."""
        return next((wish for wish in self.wishes if wish.persona_id == persona_id), None)

    def wanted_for(self, persona_id: int | None) -> int | None:
        """Return the feeling wanted for a persona: its own wish goes before that for every customer."""
        own = self.wish_of(persona_id) if persona_id is not None else None
        return own.feeling if own is not None and own.feeling is not None else self.wanted


class Strategy(Struct, frozen=True):
    """One way in which the goal of a stage is to be reached."""

    id: int
    stage_id: int
    text: str

    @property
    def name(self) -> str:
        """What it is called by where one is chosen: its text."""
        return self.text


class Stage(Struct, frozen=True):
    """A stage of a journey with its touchpoints in order."""

    id: int
    name: str
    goal: str
    touchpoints: tuple[Touchpoint, ...]
    strategies: tuple[Strategy, ...] = ()
    """In the order of weight."""
    phase: Phase = Phase.OTHER
    responsible_id: int | None = None
    responsible: str = ""
    """Who answers for it, as they are told apart from others of the team; empty for nobody."""
    responsible_left: bool = False
    """They are no longer there."""


class Journey(Struct, frozen=True):
    """A whole journey, read from left to right."""

    id: int
    name: str
    about: str
    purpose: Purpose
    scope: Scope
    stages: tuple[Stage, ...]
    review_days: int | None = None
    report: tuple[str, ...] = ()
    """What its reports show, see ReportPart; nothing for all."""
    order_low: float | None = None
    order_high: float | None = None
    currency: str = ""
    visits_low: float | None = None
    visits_high: float | None = None
    responsible_id: int | None = None
    responsible: str = ""
    """Who answers for it, as they are told apart from others of the team; empty for nobody."""
    responsible_left: bool = False
    """They are no longer there."""
    gates: Mapping[str, bool] = _NO_GATES
    """What is known to be there, or not, before anybody looks, by gate."""
    country: Country | None = None
    """Whose law holds; None for that of the reader's language."""
    client: str = ""
    """For whom it is audited; may be empty."""
    tags: tuple[str, ...] = ()
    """Words to find it by."""
    archived: datetime | None = None
    """Since when it is out of the way; None where it is not."""

    @property
    def order(self) -> Range | None:
        """What an order is worth; None where nobody has said."""
        return range_of(self.order_low, self.order_high)

    @property
    def visits(self) -> Range | None:
        """How many people come to the first step of its funnel a month; None where nobody has said."""
        return range_of(self.visits_low, self.visits_high)

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order."""
        return tuple(point for stage in self.stages for point in stage.touchpoints)


class Verification(Struct, frozen=True):
    """What a persona is, and what shows it; see analysis/verification.py."""

    state: Standing = Standing.HYPOTHESIS
    evidence: tuple[int, ...] = ()
    """Numbers of the pieces it was verified with, so far as they stand, the newest first."""
    people: int = 0
    """How many different people those have asked."""
    newest: date | None = None
    """The day the newest of them was collected."""
    weight: float = 0.0
    """0..1: how much of its weight the freshest of those that asked customers has left."""
    until: date | None = None
    """The first day on which a verified persona is to be looked at again, if nothing changes."""
    since: date | None = None
    """Since when it is to be looked at again."""


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
    """What was said to verify it; may be empty where evidence does."""
    verified_on: date | None = None
    verification: Verification = Verification()


class Person(Struct, frozen=True):
    """Somebody of the team."""

    id: int
    name: str
    role: str
    left: date | None = None
    """The day since which they are no longer there."""
    unit: str = ""
    """The part of the organisation they belong to."""
