"""What is known along a journey: notes, feelings and replies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import Emotion, NoteKind
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
    """What one persona feels at a touchpoint; each is the newest there is, or None."""

    newest: Felt | None = None
    """Of whatever basis."""
    before: Felt | None = None
    """In the audit before that of `newest`."""
    assumed: Felt | None = None
    observed: Felt | None = None


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
    """By persona."""
    asked: int
    passed: int
    failed: int
    """Failed or partly met."""
    open_actions: int
    notes: tuple[Note, ...]
    sub_feeling: float | None
    """The mean feeling of the journey it opens into, or None."""
    heard: tuple[HeardFeeling, ...] = ()
    """From evidence."""
    support: PointSupport | None = None
    """None where no evidence counts."""
    accepted_actions: int = 0
    """How many of the open actions are planned or in progress."""
    first_due: date | None = None
    """The first day on which an accepted action is due."""

    @property
    def judged(self) -> int:
        """How many checks apply and are answered: those of which some passed."""
        return self.passed + self.failed


class JourneyMap(Struct, frozen=True):
    """A journey with its personas and what is known at each touchpoint, from left to right."""

    journey: Journey
    personas: tuple[Persona, ...]
    points: tuple[MapPoint, ...]
    parents: tuple[tuple[int, str], ...]
    """(id, name) of the journeys that open into this one."""


class Reply(Struct, frozen=True):
    """What is known of a question of the question bank, for a persona at a stage."""

    stage_id: int
    persona_id: int
    question: str
    text: str
