"""The tables of audits: rounds, visits to touchpoints, what is there and what was chosen, and answers to checks."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from auditor.base.vocabulary import FEELINGS, AuditKind, Basis, Depth, Emotion, Origin, Verdict
from auditor.store.rows import TableRow, one_of, within


class RoundRecord(TableRow, table=True):
    """Audits of one journey for one persona by several people, hidden from each other until all have finished."""

    __tablename__ = "round"

    journey_id: int = Field(foreign_key="journey.id", index=True)
    persona_id: int = Field(foreign_key="persona.id")
    started_at: str


class AuditRecord(TableRow, table=True):
    """One walk of one journey by one auditor for one persona.

    `kind` says whether it asks everything, asks again what actions were to mend, or is what several auditors
    of a round agreed on; `depth` how much of everything.
    """

    __tablename__ = "audit"

    __table_args__ = (
        one_of("kind", AuditKind),
        one_of("depth", Depth),
        Index(None, "journey_id", "started_at"),
    )

    journey_id: int = Field(foreign_key="journey.id", index=True)
    persona_id: int = Field(foreign_key="persona.id")
    auditor_id: int = Field(foreign_key="person.id")
    started_at: str
    finished_at: str | None = None
    kind: str = Field(
        default=AuditKind.WHOLE.value, sa_column_kwargs={"server_default": AuditKind.WHOLE.value}
    )
    round_id: int | None = Field(default=None, foreign_key="round.id", index=True)
    depth: str = Field(default=Depth.FULL.value, sa_column_kwargs={"server_default": Depth.FULL.value})


class ItemRecord(TableRow, table=True):
    """Something chosen for an audit to look at wherever a check needs it; `sample` is the key of what was to be chosen."""

    __tablename__ = "item"

    audit_id: int = Field(foreign_key="audit.id", index=True)
    sample: str
    position: int
    name: str


class VisitRecord(TableRow, table=True):
    """A touchpoint in an audit, with its feeling. The last four columns are derived from its answers."""

    __tablename__ = "visit"

    __table_args__ = (
        UniqueConstraint("audit_id", "touchpoint_id"),
        CheckConstraint(f"feeling IN ({', '.join(map(str, FEELINGS))})", name="feeling"),
        one_of("emotion", Emotion, empty=True),
        one_of("basis", Basis),
    )
    audit_id: int = Field(foreign_key="audit.id")
    touchpoint_id: int = Field(foreign_key="touchpoint.id", index=True)
    feeling: int | None = None
    emotion: str = ""
    basis: str = Basis.ASSUMED.value
    note: str = Field(default="", sa_type=Text)
    felt_at: str | None = None
    asked: int = 0
    answered: int = 0
    weight_asked: float = 0.0
    weight_failed: float = 0.0


class PresenceRecord(TableRow, table=True):
    """The answer to a gate at a visit: whether what its checks are about is there; null once it was taken away."""

    __tablename__ = "presence"

    __table_args__ = (UniqueConstraint("visit_id", "gate"),)

    visit_id: int = Field(foreign_key="visit.id")
    gate: str
    present: bool | None = None


class WordingRecord(SQLModel, table=True):
    """A check as it stood in its file, kept for the audits made with it. `content` is JSON of texts by language."""

    __tablename__ = "wording"

    __table_args__ = (
        UniqueConstraint("checklist", "check_key", "digest"),
        within("severity", 1, 4),
        within("remedy_effort", 1, 5),
        within("remedy_impact", 1, 5),
    )
    id: int | None = Field(default=None, primary_key=True)
    checklist: str
    check_key: str
    digest: str
    severity: int
    remedy_effort: int
    remedy_impact: int
    standard: str = ""
    content: str = Field(sa_type=Text)


class AnswerRecord(SQLModel, table=True):
    """A check asked at a visit; `verdict` is null until given. `position` orders the checks of a visit.

    A `carried` one is not asked: its verdict was taken over from the audit before, so that the touchpoint's need
    rests on all its checks. `origin` says where the verdict is from; `aside` is the one given here before a gate was
    answered no.
    """

    __tablename__ = "answer"

    __table_args__ = (
        one_of("verdict", Verdict),
        one_of("origin", Origin),
        one_of("aside", Verdict),
        Index(None, "visit_id", "position"),
    )
    id: int | None = Field(default=None, primary_key=True)
    visit_id: int = Field(foreign_key="visit.id")
    wording_id: int = Field(foreign_key="wording.id")
    position: int
    verdict: str | None = None
    note: str = Field(default="", sa_type=Text)
    answered_at: str | None = None
    revision: int = 1
    removed_at: str | None = None
    carried: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    origin: str = Field(default=Origin.OWN.value, sa_column_kwargs={"server_default": Origin.OWN.value})
    aside: str | None = None
