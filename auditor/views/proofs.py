"""What actions that are done must be looked at again for, and what that showed."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import AuditKind, Better, Effect, EvidenceKind, Phase, Status, Verdict
from auditor.views.checks import Check


class LookAgain(Struct, frozen=True):
    """A check, a pain point noted, or with neither the feeling, that shows whether an action worked."""

    touchpoint_id: int
    touchpoint: str
    checklist: str = ""
    check_key: str = ""
    check: Check | None = None
    """As it was worded when it was last answered; None for a feeling, a pain point or a check never answered."""
    pain: str = ""
    """The pain point noted, which is looked at by the feeling."""
    mends: bool = True
    """It is what the action was to mend. A feeling beside checks is not, and only warns."""
    findings: tuple[str, ...] = ()
    """The names of the findings of it that the action mends."""


class Noted(Struct, frozen=True):
    """What one audit says of a check or a feeling for one persona."""

    persona_id: int
    persona: str
    audit_id: int
    started: datetime
    finished: bool
    verdict: Verdict | None = None
    feeling: int | None = None


class Shift(Struct, frozen=True):
    """A check or the feeling for one persona: as it was before an action was done, and as it is after."""

    subject: LookAgain
    persona_id: int
    persona: str
    before: Noted | None
    after: Noted | None
    drop: float | None
    """How much trouble went away, in points of severity −4..4; None where that can't be told."""


class ActionDone(Struct, frozen=True):
    """The action that is to be proven, as far as its proof needs it."""

    id: int
    title: str
    journey_id: int
    journey: str
    touchpoint_id: int
    touchpoint: str
    importance: int
    critical: bool
    impact: int
    owner: str
    status: Status
    done: datetime | None
    """When it was done; None while it is open or dropped."""
    effect: Effect | None
    """What was settled, if anything."""
    proof_id: int | None
    """The audit by which it was settled."""
    owner_id: int | None = None
    phase: Phase = Phase.OTHER
    """Of the stage where it is."""


class ProofVisit(Struct, frozen=True):
    """One visit to the touchpoint of an action: what its need is made of."""

    persona_id: int
    audit_id: int
    kind: AuditKind
    started: datetime
    finished: bool
    answered: int
    feeling: int | None
    weight_asked: float
    weight_failed: float


class ProofGrounds(Struct, frozen=True):
    """All that is known of an action’s effect: subjects, what was noted of each, newest first, and figures."""

    action: ActionDone
    subjects: tuple[LookAgain, ...]
    noted: tuple[tuple[Noted, ...], ...]
    """For each subject, the newest audit first."""
    looks: tuple[ProofVisit, ...]
    figures: tuple[BeforeAfter, ...] = ()


class Proof(Struct, frozen=True):
    """What looking again showed of an action."""

    action: ActionDone
    to_look_at: tuple[LookAgain, ...]
    shifts: tuple[Shift, ...]
    """What was noted before and looked at again since."""
    missing: tuple[LookAgain, ...]
    """What the action was to mend and nobody has looked at again."""
    figures: tuple[BeforeAfter, ...]
    need_before: float | None
    need_after: float | None
    better: float
    """Points of severity that went away …"""
    worse: float
    """… and that came."""
    effect: Effect | None
    """None while nothing was looked at again that can be compared."""
    audit_id: int | None
    """The newest audit that looked again; None where figures decide, or nothing does."""
    realised_impact: float | None
    """1..5, to compare with the impact that was expected."""

    @property
    def looked(self) -> bool:
        """Whether something the action was to mend was looked at again."""
        return any(shift.subject.mends for shift in self.shifts)

    @property
    def still_to_look_at(self) -> tuple[LookAgain, ...]:
        """What is to be looked at again: all there is while nothing was, then what was to be mended and is missing."""
        return self.missing if self.shifts else self.to_look_at

    @property
    def mixed(self) -> bool:
        """Whether some things got better and others worse."""
        return self.better > 0 and self.worse > 0


class Waiting(Struct, frozen=True):
    """An action that is done and waits for proof."""

    proof: Proof
    recheck_id: int | None
    """The audit that is looking again and is not finished."""


class ComparedFigure(Struct, frozen=True):
    """One side of a comparison: a figure, of how many people, and its standard deviation if it is a mean."""

    figure: float
    people: int | None = None
    deviation: float | None = None


class BeforeAfter(Struct, frozen=True):
    """Figures from before and after an action, or of the two halves of an A/B test."""

    id: int
    action_id: int
    kind: EvidenceKind
    source: str
    collected: date
    unit: str
    """`%` for a share of people, given as 0..100; any other unit is a mean or a plain figure."""
    better: Better
    before: ComparedFigure
    after: ComparedFigure
    note: str

    @property
    def halves(self) -> bool:
        """Whether they are the halves of an A/B test, not what was before and what after."""
        return self.kind is EvidenceKind.AB_TEST


class ImpactEstimate(Struct, frozen=True):
    """An action whose expected impact can be compared with what it did."""

    action: ActionDone
    effect: Effect | None
    expected: int
    realised: float

    @property
    def over(self) -> float:
        """By how much the impact was overestimated; negative when it was underestimated."""
        return self.expected - self.realised
