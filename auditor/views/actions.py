"""Actions, what they answer, and how their place is explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import OPEN_STATUSES, Effect, Quadrant, Sort, Status, Verdict
from auditor.views.checks import Check
from auditor.views.findings import Finding
from auditor.views.journeys import Strategy
from auditor.views.money import Range, range_of


class ActionLine(Struct, frozen=True, gc=False):
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
    effect: Effect | None = None
    """What was seen after it was done."""
    created: datetime | None = None
    blocked: int = 0
    """How many open actions it waits for."""
    cost_low: float | None = None
    cost_high: float | None = None
    gain_low: float | None = None
    gain_high: float | None = None
    currency: str = ""
    """Of its journey."""
    touchpoints: int = 1
    """At how many touchpoints is what it mends."""

    @property
    def cost(self) -> Range | None:
        """What it costs; None where nobody has said."""
        return range_of(self.cost_low, self.cost_high)

    @property
    def gain(self) -> Range | None:
        """What it is expected to bring a month; None where nobody has said."""
        return range_of(self.gain_low, self.gain_high)


class Dependency(Struct, frozen=True):
    """An action that another one waits for, or that waits for it."""

    id: int
    title: str
    status: Status
    owner: str
    due: date | None
    touchpoint_id: int


ME = "\0"
"""Whoever reads, among the names of owners; no name that is typed can be this."""


class ActionFilter(Struct, frozen=True):
    """Which actions a list shows, and in which order. Of several names in a field one must fit; all fields must.

    A name may be a part of one; where it is the whole of some, the others are left out.
    """

    statuses: tuple[Status, ...] = OPEN_STATUSES
    journey_id: int | None = None
    quadrants: tuple[Quadrant, ...] = ()
    cell: tuple[int, int] | None = None
    """Only this (effort, impact)."""
    text: str = ""
    """Looked for in titles and in names of places."""
    owners: tuple[str, ...] = ()
    """Names, or numbers; the empty name is nobody, and `ME` whoever reads."""
    journeys: tuple[str, ...] = ()
    """Names or numbers."""
    stages: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    effort: tuple[int, int] = (1, 5)
    impact: tuple[int, int] = (1, 5)
    need: tuple[float, float] = (0.0, 1.0)
    due_from: date | None = None
    due_to: date | None = None
    undated: bool = False
    """Only those without a due date."""
    late: bool = False
    """Only open ones that were due before today."""
    due_week: bool = False
    """Only those due from today to Sunday."""
    waiting: bool = False
    """Only those that are done and of which no effect is known yet."""
    ids: frozenset[int] | None = None
    not_owners: tuple[str, ...] = ()
    """Left out, as are the places below; the empty name is nobody."""
    not_journeys: tuple[str, ...] = ()
    not_stages: tuple[str, ...] = ()
    not_touchpoints: tuple[str, ...] = ()
    not_late: bool = False
    """Without open ones that were due before today."""
    not_waiting: bool = False
    """Without those that are done and of which no effect is known yet."""
    blocked: bool = False
    """Only those that wait for an open action."""
    not_blocked: bool = False
    """Without those."""
    dated: bool = False
    """Only those with a due date."""
    sort: Sort = Sort.PRIORITY
    descending: bool = False
    clients: tuple[str, ...] = ()
    """For whom the journeys are audited; the empty name is nobody."""
    not_clients: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags of the journeys."""
    not_tags: tuple[str, ...] = ()
    archived: bool = False
    """Only those of archived journeys, which are left out else, unless their journey is the one chosen."""


FindingKey = tuple[int, str, str, int | None]
"""Names a finding: the touchpoint, then the checklist and the key of a check, or the number of a pain point. With none
of these it is the feeling."""


class LinkedFinding(Struct, frozen=True):
    """What an action answers: a check, or the feeling, at its touchpoint, with the answer that it came from."""

    checklist: str
    check_key: str
    """Empty when it is the feeling."""
    check: Check | None
    verdict: Verdict | None
    feeling: int | None
    note: str
    """What the auditor said of it, or the pain point itself."""
    audit_id: int | None
    answered: datetime | None
    touchpoint_id: int = 0
    note_id: int | None = None
    """The number of the pain point, when it is one."""
    persona: str = ""
    """Whose way was walked."""
    later: tuple[LinkedFinding, ...] = ()
    """What was answered since, the newest of each persona, the oldest first."""


class Comment(Struct, frozen=True):
    """What somebody said of an action."""

    id: int
    who: str
    text: str
    written: datetime


class ValueChange(Struct, frozen=True):
    """One value of an action, or of what belongs to it, before and after a change; None is no value."""

    field: str
    before: str | None
    after: str | None


class ActionEvent(Struct, frozen=True):
    """Something that happened to an action."""

    at: datetime
    who: str
    code: str
    arguments: Mapping[str, str]
    state: str
    """As in the history: done, undone, gone or log."""
    values: tuple[ValueChange, ...]


class SavedFilter(Struct, frozen=True):
    """A filter of the list kept under a name, as it is typed."""

    id: int
    name: str
    words: str


class Action(Struct, frozen=True):
    """One action, whole."""

    line: ActionLine
    note: str
    reason: str
    """Why it was dropped."""
    importance: int
    critical: bool
    created: datetime
    findings: tuple[LinkedFinding, ...]
    comments: tuple[Comment, ...] = ()
    blocked_by: tuple[Dependency, ...] = ()
    blocks: tuple[Dependency, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    """Those of the journey's stages that it serves."""
    mends: tuple[Finding, ...] = ()
    """The findings that it mends, in the order of the walk."""


class Term(Struct, frozen=True):
    """One factor of a number, as it is explained to the user."""

    name: str
    formula: str
    """With the numbers filled in."""
    value: float
    because: str
