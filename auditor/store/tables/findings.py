"""The tables of findings: what is wrong, when it was seen, pictures of it, and wordings kept for the next time."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from auditor.base.vocabulary import FindingKind, PictureKind, Seen
from auditor.store.rows import TableRow, not_negative, one_of, within


class PhraseRecord(TableRow, table=True):
    """A wording of a finding kept to be chosen again, in up to three languages; of a check, or of none."""

    __tablename__ = "phrase"

    checklist: str = ""
    check_key: str = ""
    en: str = Field(default="", sa_type=Text)
    sv: str = Field(default="", sa_type=Text)
    nb: str = Field(default="", sa_type=Text)


class FindingRecord(TableRow, table=True):
    """What is wrong at a touchpoint, under a name that lasts: `letters` and `number`, of which a journey has each once.

    It is of a check, of a pain point that was noted, or with neither of how the customer feels. `what` says what is
    wrong in its own words; where it is empty, the kept wording of `phrase_id` does, else the fault of the check.
    `severity` is null where it is the check's. `visit_id` is where it was seen first.
    """

    __tablename__ = "finding"

    __table_args__ = (
        UniqueConstraint("journey_id", "number"),
        one_of("kind", FindingKind),
        within("severity", 1, 4),
    )
    journey_id: int = Field(foreign_key="journey.id")
    touchpoint_id: int = Field(foreign_key="touchpoint.id", index=True)
    letters: str
    number: int
    checklist: str = ""
    check_key: str = ""
    pain_id: int | None = Field(default=None, foreign_key="note.id")
    kind: str = FindingKind.FAULT.value
    what: str = Field(default="", sa_type=Text)
    phrase_id: int | None = Field(default=None, foreign_key="phrase.id")
    place: str = ""
    item: str = ""
    address: str = ""
    severity: int | None = None
    whom: str = Field(default="", sa_type=Text)
    quick_win: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    note: str = Field(default="", sa_type=Text)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    found_at: str


class SightingRecord(TableRow, table=True):
    """What was seen of a finding at a visit, where that is not what the verdict on its check says; or by hand, without a visit.

    `seen` is null once it was taken away.
    """

    __tablename__ = "sighting"

    __table_args__ = (UniqueConstraint("finding_id", "visit_id"), one_of("seen", Seen))

    finding_id: int = Field(foreign_key="finding.id")
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    seen: str | None = None
    note: str = Field(default="", sa_type=Text)
    seen_at: str


class PictureRecord(TableRow, table=True):
    """A picture of a finding. `sha256` says which; `name` is that of the file it was taken from, `text` describes it."""

    __tablename__ = "picture"

    __table_args__ = (one_of("kind", PictureKind), *not_negative("width", "height", "size"))

    finding_id: int = Field(foreign_key="finding.id", index=True)
    position: int
    sha256: str = Field(index=True)
    kind: str
    width: int
    height: int
    size: int
    name: str = ""
    text: str = Field(default="", sa_type=Text)


class PictureContentRecord(SQLModel, table=True):
    """What is in a picture, on a server; beside a file it is in a file of its own."""

    __tablename__ = "picture_content"

    sha256: str = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
