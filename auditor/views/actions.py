"""Actions, what they answer, and how their place is explained."""

from __future__ import annotations

from datetime import date, datetime

from auditor.frozen import frozen
from auditor.views.checks import Check
from auditor.vocabulary import OPEN_STATUSES, Quadrant, Status, Verdict


@frozen
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
    importance: int
    """Of the touchpoint to the customer."""
    need: float
    confidence: float
    priority: float
    """What puts it in order: 0..100, or the number that RICE, ICE or WSJF gives it."""
    quadrant: Quadrant
    status: Status
    owner: str
    due: date | None


@frozen
class ActionFilter:
    """Which actions a list shows; `text` is looked for in titles and in names of places."""

    statuses: tuple[Status, ...] = OPEN_STATUSES
    journey_id: int | None = None
    quadrant: Quadrant | None = None
    cell: tuple[int, int] | None = None
    """Only this (effort, impact)."""
    text: str = ""


@frozen
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


@frozen
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


@frozen
class Term:
    """One factor of a number, as it is explained to the user."""

    name: str
    formula: str
    """With the numbers filled in."""
    value: float
    because: str
