"""The tables of the history: one change per transaction, with the values before and after; and whose history it is."""

from __future__ import annotations

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from auditor.store.rows import one_of, own_id


class ChangeRecord(SQLModel, table=True):
    """One transaction: who, when, what. `state` is done, undone, gone (undone, then overtaken) or log.

    `who` is the name they had then, `login` what they are known by for good, see LoginRecord.
    """

    __tablename__ = "change"

    __table_args__ = (
        one_of("state", ("done", "undone", "gone", "log")),
        Index(None, "login", "state", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    at: str
    who: str
    login: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    code: str
    arguments: str = Field(default="{}", sa_type=Text)
    journey_id: int | None = Field(default=None, foreign_key="journey.id", index=True)
    state: str = "done"


class ChangedRowRecord(SQLModel, table=True):
    """The values of one row before and after a change, as JSON; `before` is null where the row was made."""

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "entity", "row_id"),)
    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    entity: str
    row_id: int
    before: str | None = Field(default=None, sa_type=Text)
    after: str = Field(sa_type=Text)


class IdentityRecord(SQLModel, table=True):
    """Which database this is, in one row.

    `uid` is made with the database and stays; `generation` is new each time a copy is put in its place, so that a
    program that read another one knows that what it shows is gone.
    """

    __tablename__ = "identity"

    uid: str = Field(default_factory=own_id, primary_key=True)
    generation: str = Field(default_factory=own_id)
