"""The tables of actions: people, what an action answers, what is said of it, and filters kept."""

from __future__ import annotations

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from auditor.base.vocabulary import SETTLED_EFFECTS, Status
from auditor.store.rows import TableRow, not_negative, one_of, within


class PersonRecord(TableRow, table=True):
    """Somebody of the team: auditor or owner of actions.

    `unit` is the part of the organisation they belong to; `left_on` the day since which they are no longer there;
    `into_id` the person they were made one with.
    """

    __tablename__ = "person"

    name: str = Field(index=True)
    role: str = ""
    left_on: str | None = None
    into_id: int | None = Field(default=None, foreign_key="person.id")
    unit: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class LoginRecord(SQLModel, table=True):
    """Who a program writes for: the lasting id of somebody's settings, a name, or a server's login.

    `person_id` is the person of the team who that is; of one who was made one with another, follow `into_id`.
    """

    __tablename__ = "login"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)


class ActionRecord(TableRow, table=True):
    """An improvement at a touchpoint. `folded` is the title as searches compare it, derived from it.

    `effect` is what was seen after it was done, empty until then, and `proof_id` the audit it was seen in. It costs from
    `cost_low` to `cost_high` and is expected to bring from `gain_low` to `gain_high` a month, in the journey's currency.
    """

    __tablename__ = "action"

    __table_args__ = (
        within("effort", 1, 5),
        within("impact", 1, 5),
        one_of("status", Status),
        one_of("effect", SETTLED_EFFECTS, empty=True),
        *not_negative("cost_low", "cost_high", "gain_low", "gain_high"),
        Index(None, "removed_at", "status", "touchpoint_id", "effort", "impact"),
        Index(None, "touchpoint_id", "effort", "impact"),
        Index(None, "due"),
        Index(None, "owner_id", "due"),
    )
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    title: str
    folded: str
    note: str = Field(default="", sa_type=Text)
    effort: int
    impact: int
    status: str
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    due: str | None = None
    reason: str = Field(default="", sa_type=Text)
    created_at: str
    closed_at: str | None = None
    effect: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    proof_id: int | None = Field(default=None, foreign_key="audit.id", index=True)
    cost_low: float | None = None
    cost_high: float | None = None
    gain_low: float | None = None
    gain_high: float | None = None


class DependencyRecord(TableRow, table=True):
    """An action that cannot begin before another one is done."""

    __tablename__ = "dependency"

    action_id: int = Field(foreign_key="action.id", index=True)
    blocked_by_id: int = Field(foreign_key="action.id", index=True)


class ServingRecord(TableRow, table=True):
    """A strategy of a stage that an action serves."""

    __tablename__ = "serving"

    action_id: int = Field(foreign_key="action.id", index=True)
    strategy_id: int = Field(foreign_key="strategy.id", index=True)


class LinkRecord(TableRow, table=True):
    """What an action answers: a check at a touchpoint, a pain point noted there, or, with neither, the feeling.

    With `finding_id` it mends that finding of it alone, else all that is found there.
    """

    __tablename__ = "link"

    __table_args__ = (Index(None, "touchpoint_id", "checklist", "check_key"),)
    action_id: int = Field(foreign_key="action.id", index=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    checklist: str = ""
    check_key: str = ""
    note_id: int | None = Field(default=None, foreign_key="note.id")
    finding_id: int | None = Field(default=None, foreign_key="finding.id", index=True)


class CommentRecord(TableRow, table=True):
    """What somebody says of an action, and when."""

    __tablename__ = "comment"

    action_id: int = Field(foreign_key="action.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    text: str = Field(sa_type=Text)
    written_at: str


class SavedFilterRecord(TableRow, table=True):
    """A filter of the list of actions kept under a name; `words` is the filter as it is typed."""

    __tablename__ = "saved_filter"
    name: str
    words: str = Field(sa_type=Text)
