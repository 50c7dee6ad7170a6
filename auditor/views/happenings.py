"""What happened in a journey that those who follow it from outside want to hear of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import Effect


class Done(Struct, frozen=True):
    """An action that somebody set to done."""

    uid: str
    title: str
    touchpoint: str
    at: datetime
    who: str


class Proven(Struct, frozen=True):
    """An action of which somebody settled what it did."""

    uid: str
    title: str
    touchpoint: str
    at: datetime
    who: str
    effect: Effect


class Late(Struct, frozen=True):
    """An open action whose due date is over."""

    uid: str
    title: str
    touchpoint: str
    due: date
    owner: str


class Happenings(Struct, frozen=True):
    """What is read of a journey for a feed; what its audits and findings say is read as everywhere."""

    uid: str
    """Of the journey."""
    created: datetime | None
    """When the history of the journey begins; None where there is none."""
    done: tuple[Done, ...]
    proven: tuple[Proven, ...]
    late: tuple[Late, ...]
    audits: Mapping[int, str]
    """The uids of its audits, by number."""
    findings: Mapping[int, str]
    """The uids of its findings, by number."""
