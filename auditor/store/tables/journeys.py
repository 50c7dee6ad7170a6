"""The tables of journeys: stages, touchpoints, what is noted there, personas and what is known of them."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from auditor.base.vocabulary import Channel, Existence, Moment, NoteKind, Phase, Purpose, Scope, Side
from auditor.store.rows import TableRow, one_of, within


class JourneyRecord(TableRow, table=True):
    """A journey; `review_days` is how often it is to be looked at again, null for never."""

    __tablename__ = "journey"

    __table_args__ = (one_of("purpose", Purpose), one_of("scope", Scope), within("review_days", 1, 3650))
    name: str
    about: str = Field(default="", sa_type=Text)
    purpose: str
    scope: str
    review_days: int | None = None


class StageRecord(TableRow, table=True):
    """A stage of a journey; `position` orders the stages of one journey."""

    __tablename__ = "stage"

    __table_args__ = (one_of("phase", Phase),)

    journey_id: int = Field(foreign_key="journey.id", index=True)
    position: int
    name: str
    goal: str = Field(default="", sa_type=Text)
    strategies: str = Field(default="", sa_type=Text)
    phase: str = Phase.OTHER.value


class TouchpointRecord(TableRow, table=True):
    """A touchpoint; `position` orders within a stage, `checklists` are keys joined by spaces, `need` is derived.

    `opens_id` is the journey it opens into; `wanted` the feeling the team wants there, −2..2.
    """

    __tablename__ = "touchpoint"

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


class NoteRecord(TableRow, table=True):
    """What is noted of the customer at a touchpoint: a need, a pain point and so on."""

    __tablename__ = "note"

    __table_args__ = (one_of("kind", NoteKind),)
    touchpoint_id: int = Field(foreign_key="touchpoint.id", index=True)
    kind: str
    text: str = Field(sa_type=Text)


class PersonaRecord(TableRow, table=True):
    """Whose journey it is. It is a hypothesis until `verified_by` says what it was verified with."""

    __tablename__ = "persona"

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


class ReplyRecord(TableRow, table=True):
    """What is known of one question of the question bank, for a persona at a stage."""

    __tablename__ = "reply"

    __table_args__ = (UniqueConstraint("persona_id", "stage_id", "question"),)
    journey_id: int = Field(foreign_key="journey.id", index=True)
    persona_id: int = Field(foreign_key="persona.id")
    stage_id: int = Field(foreign_key="stage.id")
    question: str
    text: str = Field(default="", sa_type=Text)
