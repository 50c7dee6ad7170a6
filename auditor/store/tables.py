"""The tables. Only writing sees them; reading is SQL into views.

Moments are ISO 8601 text in UTC and days ISO text, the same in every engine. Nothing is deleted by the
program: `removed_at` takes a row out of sight, and undo brings it back.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from auditor.store.rows import Row, one_of, within
from auditor.vocabulary import (
    FEELINGS,
    Basis,
    Channel,
    Emotion,
    Existence,
    Moment,
    NoteKind,
    Phase,
    Purpose,
    Scope,
    Side,
    Status,
    Verdict,
)


class Person(Row, table=True):
    """Somebody of the team: auditor or owner of actions."""

    name: str
    role: str = ""


class Journey(Row, table=True):
    """A journey."""

    __table_args__ = (one_of("purpose", Purpose), one_of("scope", Scope))
    name: str
    about: str = Field(default="", sa_type=Text)
    purpose: str
    scope: str


class Stage(Row, table=True):
    """A stage of a journey; `position` orders the stages of one journey."""

    __table_args__ = (one_of("phase", Phase),)

    journey_id: int = Field(foreign_key="journey.id", index=True)
    position: int
    name: str
    goal: str = Field(default="", sa_type=Text)
    strategies: str = Field(default="", sa_type=Text)
    phase: str = Phase.OTHER.value


class Touchpoint(Row, table=True):
    """A touchpoint; `position` orders within a stage, `checklists` are keys joined by spaces, `need` is derived.

    `opens_id` is the journey it opens into; `wanted` the feeling the team wants there, −2..2.
    """

    __table_args__ = (
        one_of("channel", Channel),
        one_of("moment", Moment),
        one_of("side", Side),
        one_of("existence", Existence),
        within("importance", 1, 5),
        within("wanted", -2, 2),
        within("need", 0, 1),
    )
    journey_id: int = Field(foreign_key="journey.id", index=True)
    stage_id: int = Field(foreign_key="stage.id", index=True)
    position: int
    name: str
    about: str = Field(default="", sa_type=Text)
    channel: str
    moment: str
    side: str
    importance: int
    critical: bool = False
    checklists: str = ""
    existence: str = Existence.EXISTING.value
    wanted: int | None = None
    opens_id: int | None = Field(default=None, foreign_key="journey.id", index=True)
    need: float = 0.0


class Note(Row, table=True):
    """What is noted of the customer at a touchpoint: a need, a pain point and so on."""

    __table_args__ = (one_of("kind", NoteKind),)
    touchpoint_id: int = Field(foreign_key="touchpoint.id", index=True)
    kind: str
    text: str = Field(sa_type=Text)


class Persona(Row, table=True):
    """Whose journey it is. It is a hypothesis until `verified_by` says what it was verified with."""

    journey_id: int = Field(foreign_key="journey.id", index=True)
    name: str
    who: str = Field(default="", sa_type=Text)
    geography: str = Field(default="", sa_type=Text)
    demographics: str = Field(default="", sa_type=Text)
    behaviour: str = Field(default="", sa_type=Text)
    channels: str = Field(default="", sa_type=Text)
    goals: str = Field(default="", sa_type=Text)
    challenges: str = Field(default="", sa_type=Text)
    notes: str = Field(default="", sa_type=Text)
    verified_by: str = Field(default="", sa_type=Text)
    verified_on: str | None = None


class Reply(Row, table=True):
    """What is known of one question of the question bank, for a persona at a stage."""

    __table_args__ = (UniqueConstraint("persona_id", "stage_id", "question"),)
    journey_id: int = Field(foreign_key="journey.id", index=True)
    persona_id: int = Field(foreign_key="persona.id")
    stage_id: int = Field(foreign_key="stage.id")
    question: str
    text: str = Field(default="", sa_type=Text)


class Audit(Row, table=True):
    """One walk of one journey by one auditor for one persona."""

    journey_id: int = Field(foreign_key="journey.id", index=True)
    persona_id: int = Field(foreign_key="persona.id")
    auditor_id: int = Field(foreign_key="person.id")
    started_at: str
    finished_at: str | None = None


class Visit(Row, table=True):
    """A touchpoint in an audit, with its feeling. The last four columns are derived from its answers."""

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


class Wording(SQLModel, table=True):
    """A check as it stood in its file, kept for the audits made with it. `content` is JSON of texts by language."""

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


class Answer(SQLModel, table=True):
    """A check asked at a visit; `verdict` is null until given. `position` orders the checks of a visit."""

    __table_args__ = (
        one_of("verdict", Verdict),
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


class Action(Row, table=True):
    """An improvement at a touchpoint. `folded` is the title as searches compare it, derived from it."""

    __table_args__ = (
        within("effort", 1, 5),
        within("impact", 1, 5),
        one_of("status", Status),
        Index(None, "removed_at", "status", "touchpoint_id", "effort", "impact"),
        Index(None, "touchpoint_id", "effort", "impact"),
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


class Link(Row, table=True):
    """What an action answers: a check at a touchpoint, a pain point noted there, or, with neither, the feeling."""

    __table_args__ = (Index(None, "touchpoint_id", "checklist", "check_key"),)
    action_id: int = Field(foreign_key="action.id", index=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id")
    checklist: str = ""
    check_key: str = ""
    note_id: int | None = Field(default=None, foreign_key="note.id")


class Change(SQLModel, table=True):
    """One transaction: who, when, what. `state` is done, undone, gone (undone, then overtaken) or log."""

    __table_args__ = (
        one_of("state", ("done", "undone", "gone", "log")),
        Index(None, "who", "state", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    at: str
    who: str
    code: str
    arguments: str = Field(default="{}", sa_type=Text)
    journey_id: int | None = Field(default=None, foreign_key="journey.id", index=True)
    state: str = "done"


class ChangeRow(SQLModel, table=True):
    """The values of one row before and after a change, as JSON; `before` is null where the row was made."""

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "entity", "row_id"),)
    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    entity: str
    row_id: int
    before: str | None = Field(default=None, sa_type=Text)
    after: str = Field(sa_type=Text)


Editable = (
    Person | Journey | Stage | Touchpoint | Note | Persona | Reply | Audit | Visit | Answer | Action | Link
)

ENTITIES: dict[str, type[Editable]] = {
    str(table.__tablename__): table
    for table in (
        Person,
        Journey,
        Stage,
        Touchpoint,
        Note,
        Persona,
        Reply,
        Audit,
        Visit,
        Answer,
        Action,
        Link,
    )
}
"""The tables whose changes are kept and can be undone, by name."""
