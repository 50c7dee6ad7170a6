"""What the sample journey is made of.

Texts are by language, touchpoints and stages are named by their keys in the template, checks as checklist/check.
`days_ago` counts back from today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from auditor.base.vocabulary import (
    Basis,
    Channel,
    Depth,
    Emotion,
    EvidenceKind,
    Existence,
    Moment,
    NoteKind,
    Phase,
    Status,
    Verdict,
)

Texts = Mapping[str, str]

PAIN_POINT = "pain-point"
"""Stands for a check where a decision is about a pain point noted."""


class SampleVisit(Struct, frozen=True):
    """What the auditor found at a touchpoint; a check that is named at none passes."""

    feeling: int | None = None
    """Score −2..2, or None when none is given."""
    emotion: Emotion | None = None
    basis: Basis = Basis.ASSUMED
    note: Texts = {}
    """On the feeling."""
    verdicts: Mapping[str, Verdict] = {}
    notes: Mapping[str, Texts] = {}
    """By check."""

    @property
    def told(self) -> frozenset[str]:
        """The checks of which something is said here."""
        return frozenset({*self.verdicts, *self.notes})


class Decision(Struct, frozen=True):
    """What was decided about the action that a finding led to."""

    touchpoint: str
    check: str
    """Empty for the feeling, PAIN_POINT for the first pain point there."""
    accept: bool
    """Planned; otherwise dropped."""
    owner: Texts
    due_in_days: int | None
    """Counted from today."""
    reason: Texts
    """Why it was dropped."""
    status: Status | None
    """How far an accepted one has come since, beyond planned."""


class SampleAudit(Struct, frozen=True):
    """One walk in the shoes of a persona."""

    persona: str
    days_ago: int
    auditor: Texts
    visits: Mapping[str, SampleVisit]
    decisions: tuple[Decision, ...]
    stops_after: tuple[str, str] | None
    """Touchpoint and check answered last; None when the audit is finished."""
    feelings_only: bool
    """No check was answered."""


class SampleReply(Struct, frozen=True):
    """What is known of a question of the question bank."""

    stage: str
    question: str
    text: Texts


class SamplePersona(Struct, frozen=True):
    """Whose journey it is."""

    key: str
    days_ago: int
    name: Texts
    texts: Mapping[str, Texts]
    """By the names of PERSONA_TEXTS."""
    verified_by: Texts
    """Empty for a hypothesis."""
    verified_days_ago: int
    replies: tuple[SampleReply, ...]


class SampleNote(Struct, frozen=True):
    """Something noted of the customer."""

    touchpoint: str
    kind: NoteKind
    text: Texts


class Addition(Struct, frozen=True):
    """A touchpoint that the template has not."""

    key: str
    stage: str
    after: str
    name: Texts
    about: Texts
    channel: Channel
    moment: Moment
    importance: int


class InsidePoint(Struct, frozen=True):
    """A touchpoint of the journey inside, with its feeling."""

    name: Texts
    about: Texts
    channel: Channel
    critical: bool
    visit: SampleVisit


class Inside(Struct, frozen=True):
    """A journey inside a touchpoint, with an audit of it."""

    touchpoint: str
    persona: str
    phase: Phase
    days_ago: int
    auditor: Texts
    points: tuple[InsidePoint, ...]


class SampleEvidence(Struct, frozen=True):
    """What the journey rests on."""

    kind: EvidenceKind
    days_ago: int
    source: Texts
    touchpoint: str = ""
    """Empty where it stands on a stage."""
    stage: str = ""
    persona: str = ""
    """Empty where it is about all."""
    people: int | None = None
    figure: float | None = None
    unit: str = ""
    better: str = ""
    deviation: float | None = None
    target: float | None = None
    feeling: float | None = None
    scores: tuple[int, ...] = ()
    """How many gave each score, from 0 on; of scales that begin with 1 nobody gave 0."""
    scale: Sequence[int] = ()
    """The lowest and the highest score that could be given."""
    quote: Texts = {}
    note: Texts = {}


class OwnAction(Struct, frozen=True):
    """An action that no finding led to."""

    touchpoint: str
    days_ago: int
    title: Texts
    note: Texts
    effort: int
    impact: int
    owner: Texts
    due_in_days: int
    """Counted from today."""


class SampleStrategy(Struct, frozen=True):
    """A way in which the goal of a stage is to be reached."""

    stage: str
    text: Texts
    serves: tuple[str, ...] = ()
    """The actions that serve it: a touchpoint, and the check that the action answers there, if any."""


class SampleWish(Struct, frozen=True):
    """What is to happen at a touchpoint; `persona` empty for every customer, `needs` whether those noted there are met."""

    touchpoint: str
    text: Texts
    persona: str = ""
    feeling: int | None = None
    channel: str | None = None
    needs: bool = False


class SampleDone(Struct, frozen=True):
    """An action done for a check that the newest finished audit found failing, and what looking again showed."""

    touchpoint: str
    check: str
    done_days_ago: int
    days_ago: int
    """When it was looked at again."""
    owner: Texts
    auditor: Texts
    verdict: Verdict
    note: Texts
    feeling: int
    emotion: Emotion


class SamplePicture(Struct, frozen=True):
    """A picture of a finding, in a file beside the data, and what is to be seen on it."""

    file: str
    text: Texts


class SampleFinding(Struct, frozen=True):
    """What is told of a finding beyond the fault of its check."""

    touchpoint: str
    check: str
    days_ago: int
    """It is a finding of the newest finished audit of that day."""
    what: Texts = {}
    place: Texts = {}
    item: Texts = {}
    whom: Texts = {}
    severity: int | None = None
    quick_win: bool | None = None
    keep: Texts = {}
    """A wording of it that is kept to be chosen again."""
    more: bool = False
    """It is one more of its check, or a remark where that is met."""
    gone_days_ago: int | None = None
    """When somebody said, without an audit, that it is gone."""
    gone: Texts = {}
    """What was said then."""
    pictures: tuple[SamplePicture, ...] = ()


class Sample(Struct, frozen=True):
    """A journey with everything that is known along it."""

    template: str
    depth: Depth
    """Of its audits; each of its touchpoints is visited in them."""
    gates: Mapping[str, bool]
    """What is there or not, beyond what the template says."""
    days_ago: int
    name: Texts
    about: Texts
    personas: tuple[SamplePersona, ...]
    audits: tuple[SampleAudit, ...]
    strategies_days_ago: int
    strategies: tuple[SampleStrategy, ...]
    notes_days_ago: int
    notes: tuple[SampleNote, ...]
    wishes_days_ago: int
    wanted: Mapping[str, int]
    """The feeling wanted, −2..2, by touchpoint."""
    then: tuple[SampleWish, ...]
    existence: Mapping[str, Existence]
    """Of the touchpoints that do not just exist."""
    additions: tuple[Addition, ...]
    inside: Inside
    actions: tuple[OwnAction, ...]
    evidence: tuple[SampleEvidence, ...]
    done: tuple[SampleDone, ...]
    findings: tuple[SampleFinding, ...]
