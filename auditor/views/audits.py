"""Audits, their visits and answers, and what they found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from auditor.base.vocabulary import (
    AuditKind,
    Basis,
    Channel,
    Country,
    Depth,
    Emotion,
    Origin,
    Side,
    Status,
    Verdict,
)
from auditor.views.checks import Check, Gate, Named, Sample, named_of
from auditor.views.findings import Finding


class AuditLine(Struct, frozen=True):
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
    kind: AuditKind = AuditKind.WHOLE
    round_id: int | None = None
    """The round of several auditors it belongs to."""
    hidden: bool = False
    """Its answers are not to be seen yet: others of its round have not finished."""
    auditor_id: int = 0
    depth: Depth = Depth.FULL


def last_audit(lines: Iterable[AuditLine]) -> AuditLine | None:
    """Return the newest audit of the whole journey that is finished and may be seen, of lines the newest first.

    One in which nothing was answered or felt is none.
    """
    whole = (line for line in lines if line.kind is not AuditKind.RECHECK and not line.hidden)
    return next((line for line in whole if line.finished is not None and (line.answered or line.felt)), None)


class Answer(Struct, frozen=True):
    """A check at a touchpoint in an audit; the verdict is None until given."""

    id: int
    visit_id: int
    check: Check
    verdict: Verdict | None
    note: str
    answered: datetime | None
    carried: bool = False
    """Taken over from the audit before, not asked in this one."""
    origin: Origin = Origin.OWN
    """Where the verdict is from."""
    aside: Verdict | None = None
    """The verdict given here that a gate has put aside."""

    @property
    def own(self) -> Verdict | None:
        """The verdict that was given here itself, put aside or not."""
        return self.origin.own(self.verdict, self.aside)


class Presence(Struct, frozen=True):
    """The answer to a gate at a visit."""

    visit_id: int
    gate: str
    present: bool


class Item(Struct, frozen=True):
    """Something chosen for an audit to look at wherever a check needs it."""

    id: int
    sample: str
    """The key of what was to be chosen."""
    name: str


class Visit(Struct, frozen=True):
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
    """Of the touchpoint as it is now, 0..1; analysis/need.py gives that of this visit."""
    answers: tuple[Answer, ...]
    address: str = ""
    """Where it is on the web; may be empty."""
    there: tuple[Presence, ...] = ()
    """What was answered to the gates of its checks here."""

    @property
    def gates(self) -> dict[str, Gate]:
        """The gates of its checks by their keys, in the order of the walk."""
        return {one.check.gate.key: one.check.gate for one in self.answers if one.check.gate is not None}

    @property
    def answered_gates(self) -> dict[str, bool]:
        """What was answered to gates here, by their keys."""
        return {one.gate: one.present for one in self.there}


class Audit(Struct, frozen=True):
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
    kind: AuditKind = AuditKind.WHOLE
    round_id: int | None = None
    """The round of several auditors it belongs to."""
    auditor_id: int = 0
    depth: Depth = Depth.FULL
    items: tuple[Item, ...] = ()
    """What was chosen to be looked at."""
    country: Country | None = None
    """Whose law holds in its journey; None for that of the reader's language."""

    @property
    def samples(self) -> dict[str, Sample]:
        """What is to be chosen for its checks, by key, in the order of the walk."""
        asked = (answer.check.sample for visit in self.visits for answer in visit.answers)
        return {sample.key: sample for sample in asked if sample is not None}

    def chosen(self, sample: str) -> tuple[str, ...]:
        """Return the names of what was chosen for a sample, by its key."""
        return tuple(item.name for item in self.items if item.sample == sample)


class Found(Struct, frozen=True):
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
    need: float | None = None
    """Of the touchpoint by this audit alone, 0..1."""
    need_now: float | None = None
    """Of the touchpoint as it is now, 0..1."""
    finding: Finding | None = None
    """The finding that lasts; None in an audit in progress, where none is named yet."""

    @property
    def named(self) -> Named:
        """The keys of the check; empty ones where it is none."""
        return named_of(self.check)


class Drafted(Struct, frozen=True):
    """How far an audit in progress has come at a touchpoint."""

    audit_id: int
    answered: int
    asked: int


class TouchpointSummary(Struct, frozen=True):
    """One line of the summary of a journey: what stands at a touchpoint now, as docs/DECIDING.md tells."""

    stage: str
    touchpoint_id: int
    touchpoint: str
    importance: int
    critical: bool
    asked: int
    answered: int
    """Of each check what stands, at its worst over the personas."""
    passed: int
    partly: int
    failed: int
    feeling: float | None
    """The mean over the personas, with what is felt inside."""
    need: float
    open_actions: int
    draft: bool = False
    """Nothing finished is known here: all of this is from audits in progress."""
    drafted: Drafted | None = None
    """The newest audit in progress here."""
    differing: Differing | None = None
    """Where auditors who looked on their own don't agree."""
    need_known: bool = False
    """The need is made of feelings or checks; else it is half the importance."""

    @property
    def judged(self) -> int:
        """How many checks apply and are answered: those of which some passed."""
        return self.passed + self.partly + self.failed

    @property
    def known_need(self) -> float | None:
        """The need, or None where nothing is known of it."""
        return self.need if self.need_known else None


class Differing(Struct, frozen=True):
    """Where auditors who each looked at the whole journey on their own don't agree about a touchpoint."""

    checks: int
    """On so many checks they gave different verdicts, for the same persona."""
    feelings: bool
    """Their feelings, for the same persona, lie more than a step apart."""


class Ground(Struct, frozen=True):
    """What the need of a touchpoint rests on for one persona: what stands there, and inside it."""

    persona: str
    audit_id: int
    """The newest audit that says any of it."""
    started: datetime
    feeling: float | None
    weight_asked: float
    weight_failed: float
    felt_in: int | None = None
    """The audit that the feeling is from, when that is an earlier one."""
    audits: tuple[int, ...] = ()
    """Those whose answers stand, the oldest first."""
    felt_audits: tuple[int, ...] = ()
    """Those whose feelings it is the mean of."""
    inside: bool = False
    """The feeling is the mean of what the persona feels inside."""
    draft: bool = False
    """It is from audits in progress."""
