"""What one can go to by its name, from anywhere: journeys and what is in them, findings, actions and people."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from auditor.base.vocabulary import Status
from auditor.views.checks import Check


class Thing(StrEnum):
    """A kind of what one can go to."""

    JOURNEY = "journey"
    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    CHECK = "check"
    FINDING = "finding"
    ACTION = "action"
    PERSON = "person"


class KnownPlace(Struct, frozen=True):
    """A journey, or a stage or a touchpoint in it; of what there is none, the number is 0."""

    journey_id: int
    journey: str
    stage_id: int = 0
    stage: str = ""
    touchpoint_id: int = 0
    touchpoint: str = ""


class KnownCheck(Struct, frozen=True):
    """A check that the audit in progress, else the last audit, of a journey asks at a touchpoint."""

    answer_id: int
    audit_id: int
    in_progress: bool
    touchpoint_id: int
    wording_id: int


class KnownFinding(Struct, frozen=True):
    """A finding by its name and by what its words are made of."""

    id: int
    letters: str
    number: int
    what: str
    en: str
    sv: str
    nb: str
    """The wording that is kept for it."""
    pain: str
    touchpoint_id: int
    wording_id: int
    """The newest wording of its check; 0 where it is of none."""


class KnownAction(Struct, frozen=True):
    """An action."""

    id: int
    title: str
    status: Status
    touchpoint_id: int


class KnownPerson(Struct, frozen=True):
    """Somebody of the team."""

    id: int
    name: str
    role: str


class Directory(Struct, frozen=True):
    """All that one can go to, as it is read at once; what it has most of, only the newest."""

    journeys: tuple[KnownPlace, ...] = ()
    stages: tuple[KnownPlace, ...] = ()
    touchpoints: tuple[KnownPlace, ...] = ()
    checks: tuple[KnownCheck, ...] = ()
    findings: tuple[KnownFinding, ...] = ()
    actions: tuple[KnownAction, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    wordings: dict[int, Check] = {}
    """The checks that are named above, by the number of their wording."""


class Entry(Struct, frozen=True):
    """One of all that one can go to, in words."""

    kind: Thing
    id: int
    name: str
    beside: str = ""
    """Where it stands, such as “Checkout · Web shop”."""
    journey_id: int = 0
    touchpoint_id: int = 0
    audit_id: int = 0
    """Of a check: the audit in progress in which it is asked, by the answer of this number; 0 for none."""
    status: Status | None = None
    """Of an action."""
