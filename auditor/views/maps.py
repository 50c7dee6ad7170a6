"""What is known along a journey: notes, feelings and replies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import Emotion, NoteKind
from auditor.views.audits import Differing, Drafted
from auditor.views.evidence import PointSupport
from auditor.views.journeys import Journey, Persona, Touchpoint


class Note(Struct, frozen=True):
    """Something noted of the customer at a touchpoint."""

    id: int
    touchpoint_id: int
    kind: NoteKind
    text: str


class Felt(Struct, frozen=True):
    """A feeling at a touchpoint in an audit."""

    score: int
    emotion: Emotion | None
    audit_id: int
    at: datetime


class PersonaFeelings(Struct, frozen=True):
    """What one persona feels at a touchpoint: of finished audits, or of those in progress if there is none."""

    newest: Felt | None = None
    """Noted at the touchpoint itself, of whatever basis."""
    before: Felt | None = None
    """In the audit before that of `newest`."""
    assumed: Felt | None = None
    observed: Felt | None = None
    inside: float | None = None
    """The mean of what the persona feels in the journey inside, −2..2; it counts before `newest`."""
    draft: bool = False
    """All of it is from audits in progress."""

    @property
    def now(self) -> float | None:
        """What stands, −2..2."""
        if self.inside is not None:
            return self.inside
        return None if self.newest is None else self.newest.score

    @property
    def emotion(self) -> Emotion | None:
        """The emotion named with what stands, if any."""
        return self.newest.emotion if self.newest is not None and self.inside is None else None


class PersonaStand(Struct, frozen=True):
    """What stands of one persona at a touchpoint beside the feeling."""

    need: float
    """How badly the touchpoint wants work for this persona alone, 0..1."""
    audits: tuple[int, ...]
    """Those whose answers and feelings stand, here and inside, the oldest first."""


class FigureSource(Struct, frozen=True):
    """An audit whose figures stand on a map, and whose they are."""

    persona_id: int
    persona: str
    audit_id: int
    auditor: str
    started: datetime
    finished: datetime | None
    """None for a draft."""
    touchpoints: int
    """At so many touchpoints of the map something of it stands."""


class HeardFeeling(Struct, frozen=True):
    """A feeling that customers told of, or that data show, at a touchpoint."""

    persona_id: int | None
    """None where it is about all."""
    feeling: float
    """−2..2."""
    people: int
    """How many it speaks for, at least 1."""


class MapPoint(Struct, frozen=True):
    """A touchpoint on the map, with everything that can be shown of it."""

    touchpoint: Touchpoint
    stage_id: int
    feelings: Mapping[int, PersonaFeelings]
    """By persona; those known only inside are among them."""
    asked: int
    passed: int
    failed: int
    """Failed or partly met."""
    open_actions: int
    notes: tuple[Note, ...]
    sub_feeling: float | None
    """The mean over the personas of what each feels in the journey it opens into, or None."""
    heard: tuple[HeardFeeling, ...] = ()
    """From evidence."""
    support: PointSupport | None = None
    """None where no evidence counts."""
    accepted_actions: int = 0
    """How many of the open actions are planned or in progress."""
    first_due: date | None = None
    """The first day on which an accepted action is due."""
    draft: bool = False
    """Nothing finished is known here: feelings and checks are from audits in progress."""
    drafted: Drafted | None = None
    """The newest audit in progress here."""
    differing: Differing | None = None
    """Where auditors who looked on their own don't agree."""
    stands: Mapping[int, PersonaStand] = {}
    """By persona, of whom anything is answered or felt."""
    need_known: bool = False
    """The need is made of feelings or checks; else it is half the importance."""

    @property
    def judged(self) -> int:
        """How many checks apply and are answered: those of which some passed."""
        return self.passed + self.failed

    @property
    def known_need(self) -> float | None:
        """The need, or None where nothing is known of it."""
        return self.touchpoint.need if self.need_known else None


class JourneyMap(Struct, frozen=True):
    """A journey with its personas and what is known at each touchpoint, from left to right."""

    journey: Journey
    personas: tuple[Persona, ...]
    points: tuple[MapPoint, ...]
    parents: tuple[tuple[int, str], ...]
    """(id, name) of the journeys that open into this one."""
    strangers: tuple[Persona, ...] = ()
    """Personas of journeys inside who have no namesake in this one."""
    sources: tuple[FigureSource, ...] = ()
    """The audits whose figures stand, persona by persona, the newest first."""

    @property
    def everybody(self) -> tuple[Persona, ...]:
        """All personas that feel something here: the journey's own, then those known only inside."""
        return (*self.personas, *self.strangers)


class Reply(Struct, frozen=True):
    """What is known of a question of the question bank, for a persona at a stage."""

    stage_id: int
    persona_id: int
    question: str
    text: str
