"""Follow-up: audits laid side by side, trends over many, when to look again, and rounds of several auditors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from auditor.base.vocabulary import Change, Depth, Status, Unlike, Verdict
from auditor.views.audits import AuditLine
from auditor.views.checks import Check


class ClosedAction(Struct, frozen=True):
    """An action that was closed between two audits and answers a finding of the first."""

    id: int
    title: str
    status: Status
    closed: datetime


class ChangeLine(Struct, frozen=True):
    """What became of one check at one touchpoint between two audits."""

    change: Change
    touchpoint_id: int
    touchpoint: str
    stage: str
    check: Check
    """In the wording of the newer audit, if it asks it."""
    before: Verdict | None
    after: Verdict | None
    reworded: bool
    """The question or how to look was worded otherwise in the older audit."""
    note: str
    """The comment in the newer audit, else in the older."""
    actions: tuple[ClosedAction, ...] = ()
    """Closed between the two audits; they explain the change."""
    first: Verdict | None = None
    """In the older audit, where a re-check in between answered it again; `before` is then what that said."""
    rechecked_in: int | None = None
    """The newest re-check in between that answered it."""


class FeelingChange(Struct, frozen=True):
    """The feelings at one touchpoint in two audits, −2..2 or None."""

    touchpoint_id: int
    touchpoint: str
    stage: str
    before: int | None
    after: int | None
    actions: tuple[ClosedAction, ...] = ()
    first: int | None = None
    """In the older audit, where a re-check in between noted it again; `before` is then what that said."""
    rechecked_in: int | None = None
    """The newest re-check in between that noted it."""

    @property
    def difference(self) -> int | None:
        """After − before, where both are known."""
        return None if self.before is None or self.after is None else self.after - self.before


class Rechecked(Struct, frozen=True):
    """What a re-check between two audits said of a check, or of the feeling."""

    audit_id: int
    verdict: Verdict | None
    feeling: int | None


class ChangeCount(Struct, frozen=True):
    """How many checks of a stage or touchpoint had each kind of change."""

    id: int
    name: str
    counts: Mapping[Change, int]


class Comparison(Struct, frozen=True):
    """Two audits of a journey side by side."""

    older: AuditLine
    newer: AuditLine
    lines: tuple[ChangeLine, ...]
    """In the order of the walk."""
    feelings: tuple[FeelingChange, ...]
    stages: tuple[ChangeCount, ...]
    touchpoints: tuple[ChangeCount, ...]
    counts: Mapping[Change, int]
    p_value: float | None
    """How probable at least so uneven a count of fixed and regressed would be by chance; None when nothing changed."""
    unlike: tuple[Unlike, ...] = ()
    """In what the two audits differ."""
    left_out: int = 0
    """So many checks that only one of them asked, because it goes deeper, are not compared."""


class Share(Struct, frozen=True):
    """Of the checks judged: how many passed, and which part of their severity failed."""

    passed: int
    judged: int
    failing: float | None
    """Weighted by severity, 0..1; see analysis/need.py."""
    feeling: float | None = None
    """Mean of the feelings, −2..2."""

    @property
    def passing(self) -> float | None:
        """passed/judged, 0..1."""
        return self.passed / self.judged if self.judged else None


class TrendLine(Struct, frozen=True):
    """A stage, a checklist or the whole journey over the audits, the oldest first; None where it was not judged."""

    kind: str
    """all, stage or checklist."""
    key: str
    """The number of the stage or the key of the checklist."""
    name: str
    shares: tuple[Share | None, ...]


class Trend(Struct, frozen=True):
    """How a journey fares over its audits, the oldest first."""

    audits: tuple[AuditLine, ...]
    lines: tuple[TrendLine, ...]
    depth: Depth | None = None
    """Some audits go deeper than others: only the checks are counted that those of this depth asked."""


class LastAnswer(Struct, frozen=True):
    """What was answered to a check, or felt, at a touchpoint in an earlier audit."""

    audit_id: int
    auditor: str
    at: datetime
    verdict: Verdict | None
    feeling: int | None
    note: str


class Review(Struct, frozen=True):
    """A journey that is to be looked at again at an interval."""

    journey_id: int
    journey: str
    review_days: int
    last: datetime | None
    """When its newest finished audit was started, re-checks left out."""
    due: date | None
    """None: it was never looked at, so it is due at once."""

    def days_over(self, today: date) -> int | None:
        """Return by how many days it is overdue, negative before it is due; None when never looked at."""
        return None if self.due is None else (today - self.due).days

    def is_due(self, today: date) -> bool:
        """Tell whether the journey wants to be looked at."""
        return self.due is None or self.due <= today


class RoundLine(Struct, frozen=True):
    """A round of several auditors in a list."""

    id: int
    journey_id: int
    journey: str
    persona: str
    started: datetime
    audits: tuple[AuditLine, ...]
    """One of each auditor, without the agreed one."""
    agreed: AuditLine | None

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who has not finished."""
        return tuple(audit.auditor for audit in self.audits if audit.finished is None)


class RatedCheck(Struct, frozen=True):
    """One check, or the feeling, at one touchpoint as several auditors saw it."""

    touchpoint_id: int
    touchpoint: str
    stage: str
    check: Check | None
    """None: the feeling."""
    verdicts: tuple[Verdict | None, ...]
    """In the order of the round's audits."""
    feelings: tuple[int | None, ...]
    notes: tuple[str, ...]
    weight: float
    """How much it wants talking over: how far apart the answers are, 0..1, times severity 1..4; 0 when alike."""
    agreed_id: int | None
    """The answer, or for a feeling the visit, in the agreed audit, if there is one."""
    agreed_verdict: Verdict | None
    agreed_feeling: int | None

    @property
    def given(self) -> int:
        """How many of the auditors answered it."""
        return sum(one is not None for one in (*self.verdicts, *self.feelings))

    @property
    def is_settled(self) -> bool:
        """The agreed audit has an answer."""
        return self.agreed_verdict is not None or self.agreed_feeling is not None


class CheckAgreement(Struct, frozen=True):
    """How often auditors answered one check alike."""

    check: Check
    places: int
    """At how many touchpoints at least two answered it."""
    alike: int
    """At how many of them all of those answered alike."""


class Alike(Struct, frozen=True):
    """How far several auditors agree on checks, or on feelings."""

    alpha: float | None
    """Krippendorff's alpha, ordinal; None where it is undefined."""
    compared: int
    """How many of those asked at least two answered so that they can be compared; not applicable can't."""
    asked: int


class Agreement(Struct, frozen=True):
    """How far the auditors of a round agree."""

    round: RoundLine
    on_checks: Alike
    on_feelings: Alike
    rated: tuple[RatedCheck, ...]
    """Everything asked, in the order of the walk."""
    checks: tuple[CheckAgreement, ...]
    """The least agreed first."""

    @property
    def to_talk_over(self) -> tuple[RatedCheck, ...]:
        """What was answered differently, the weightiest first."""
        apart = [one for one in self.rated if one.weight > 0]
        return tuple(sorted(apart, key=lambda one: -one.weight))

    @property
    def said_by_one(self) -> tuple[RatedCheck, ...]:
        """What only one of several auditors answered, in the order of the walk."""
        return tuple(one for one in self.rated if one.given == 1) if len(self.round.audits) > 1 else ()
