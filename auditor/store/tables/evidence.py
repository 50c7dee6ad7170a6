"""The tables of evidence, and of the answers that measurements suggest."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from auditor.base.vocabulary import Better, EvidenceKind, Verdict
from auditor.store.rows import TableRow, one_of, within

_EMPTY = {"server_default": text("''")}


class EvidenceRecord(TableRow, table=True):
    """What supports a touchpoint, a stage, a persona or the whole journey, or shows what an action did.

    `figure` is what was measured, in `unit`, of `people`; `deviation` its standard deviation, `counts` JSON of
    how many gave each score, `better` whether higher or lower is good and `target` what is aimed at. The
    three columns `before_…` are the same figure before an action. `feeling` is what it says of how customers feel,
    −2..2. `file` names a file whose bytes had `sha256`, and `content` is that of what it says, whatever its white
    space; `detail` is JSON of what a report listed. `tool` (without version) and `page` (a page, step or question)
    tell of what a newer piece supersedes it; so do `replies`, JSON of what the replies of a survey are known by.
    Scores could be given from `scale_low` to `scale_high`. `respondent_id` is whose interview it comes from.
    """

    __tablename__ = "evidence"

    __table_args__ = (
        one_of("kind", EvidenceKind),
        one_of("better", Better, empty=True),
        within("feeling", -2, 2),
        CheckConstraint("people >= 0", name="people"),
        CheckConstraint("before_people >= 0", name="before_people"),
    )
    journey_id: int = Field(foreign_key="journey.id", index=True)
    stage_id: int | None = Field(default=None, foreign_key="stage.id")
    touchpoint_id: int | None = Field(default=None, foreign_key="touchpoint.id", index=True)
    persona_id: int | None = Field(default=None, foreign_key="persona.id")
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    kind: str
    source: str
    collected_on: str
    people: int | None = None
    figure: float | None = None
    unit: str = ""
    better: str = ""
    deviation: float | None = None
    target: float | None = None
    counts: str = Field(default="", sa_type=Text)
    before_people: int | None = None
    before_figure: float | None = None
    before_deviation: float | None = None
    feeling: float | None = None
    quote: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    link: str = Field(default="", sa_type=Text)
    file: str = Field(default="", sa_type=Text)
    sha256: str = ""
    origin: str = ""
    detail: str = Field(default="", sa_type=Text)
    tool: str = Field(default="", sa_column_kwargs=_EMPTY)
    page: str = Field(default="", sa_type=Text, sa_column_kwargs=_EMPTY)
    scale_low: int | None = None
    scale_high: int | None = None
    content: str = Field(default="", sa_column_kwargs=_EMPTY)
    replies: str = Field(default="", sa_type=Text, sa_column_kwargs=_EMPTY)
    respondent_id: int | None = Field(default=None, foreign_key="respondent.id", index=True)


class SuggestionRecord(TableRow, table=True):
    """An answer to a check that a measurement suggests; a person takes it or not, and `settled_at` is when."""

    __tablename__ = "suggestion"

    __table_args__ = (one_of("verdict", Verdict), Index(None, "touchpoint_id", "checklist", "check_key"))
    evidence_id: int = Field(foreign_key="evidence.id", index=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    checklist: str
    check_key: str
    verdict: str
    why: str = Field(default="", sa_type=Text)
    settled_at: str | None = None
    taken: bool = False


class AskingRecord(TableRow, table=True):
    """Evidence that is to be asked for again: by whom, and until when.

    `closed_at` is when it was asked, and `answer_id` the evidence that came of it.
    """

    __tablename__ = "asking"

    evidence_id: int = Field(foreign_key="evidence.id", index=True)
    owner_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    due: str | None = None
    note: str = Field(default="", sa_type=Text)
    created_at: str
    closed_at: str | None = None
    answer_id: int | None = Field(default=None, foreign_key="evidence.id")
