"""The tables of journeys: stages, touchpoints, what is noted there, personas and what is known of them."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint, text
from sqlmodel import Field

from auditor.base.vocabulary import (
    Channel,
    Consent,
    Country,
    Depth,
    Existence,
    Moment,
    NoteKind,
    Phase,
    Purpose,
    Scope,
    Side,
)
from auditor.store.rows import TableRow, not_negative, one_of, within

_EMPTY = {"server_default": text("''")}


class JourneyRecord(TableRow, table=True):
    """A journey; `review_days` is how often it is to be looked at again, null for never.

    An order is worth from `order_low` to `order_high` in `currency`, and from `visits_low` to `visits_high` people come
    to the first step of its funnel a month. `report` are the keys of what its reports show, joined by spaces, empty for all.
    `gates` are what is known to be there, or not, before anybody looks: “video=no”, joined by spaces. `country` is whose
    law holds, empty for that of whoever reads. `client` is for whom it is audited, and `tags` are words to find it by,
    joined by spaces. What is archived, since `archived_at`, is out of the way until it is brought back.
    """

    __tablename__ = "journey"

    __table_args__ = (
        one_of("purpose", Purpose),
        one_of("scope", Scope),
        one_of("country", Country, empty=True),
        within("review_days", 1, 3650),
        *not_negative("order_low", "order_high", "visits_low", "visits_high"),
    )
    name: str
    about: str = Field(default="", sa_type=Text)
    purpose: str
    scope: str
    review_days: int | None = None
    responsible_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    order_low: float | None = None
    order_high: float | None = None
    currency: str = Field(default="", sa_column_kwargs=_EMPTY)
    visits_low: float | None = None
    visits_high: float | None = None
    report: str = Field(default="", sa_type=Text, sa_column_kwargs=_EMPTY)
    gates: str = Field(default="", sa_type=Text, sa_column_kwargs=_EMPTY)
    country: str = Field(default="", sa_column_kwargs=_EMPTY)
    client: str = Field(default="", sa_column_kwargs=_EMPTY)
    tags: str = Field(default="", sa_type=Text, sa_column_kwargs=_EMPTY)
    archived_at: str | None = None


class StageRecord(TableRow, table=True):
    """A stage of a journey; `position` orders the stages of one journey."""

    __tablename__ = "stage"

    __table_args__ = (one_of("phase", Phase),)

    journey_id: int = Field(foreign_key="journey.id", index=True)
    position: int
    name: str
    goal: str = Field(default="", sa_type=Text)
    phase: str = Phase.OTHER.value
    responsible_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class StrategyRecord(TableRow, table=True):
    """One way in which a stage's goal is to be reached; `position` orders those of a stage."""

    __tablename__ = "strategy"

    stage_id: int = Field(foreign_key="stage.id", index=True)
    position: int
    text: str = Field(sa_type=Text)


class TouchpointRecord(TableRow, table=True):
    """A touchpoint; `position` orders within a stage, `checklists` are keys joined by spaces, `need` is derived.

    `opens_id` is the journey it opens into. `business` is its importance to the business, beside that to the customer;
    from `visits_low` to `visits_high` people come by a month. `address` is where it is on the web; its checks are asked
    from `depth` on. `letters` begin the names of its findings; empty for those made of its name.
    """

    __tablename__ = "touchpoint"

    __table_args__ = (
        one_of("channel", Channel),
        one_of("moment", Moment),
        one_of("side", Side),
        one_of("existence", Existence),
        one_of("depth", Depth),
        within("importance", 1, 5),
        within("need", 0, 1),
        within("business", 1, 5),
        *not_negative("visits_low", "visits_high"),
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
    opens_id: int | None = Field(default=None, foreign_key="journey.id", index=True)
    need: float = 0.0
    business: int | None = None
    visits_low: float | None = None
    visits_high: float | None = None
    responsible_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    address: str = Field(default="", sa_type=Text, sa_column_kwargs=_EMPTY)
    depth: str = Field(default=Depth.CORE.value, sa_column_kwargs={"server_default": Depth.CORE.value})
    letters: str = Field(default="", sa_column_kwargs=_EMPTY)


class WishRecord(TableRow, table=True):
    """How a touchpoint is to be for a persona, or for all customers where that is null.

    `feeling` is the wanted one, −2..2; `text` what happens there then, and `channel` where.
    """

    __tablename__ = "wish"

    __table_args__ = (within("feeling", -2, 2), one_of("channel", Channel, empty=True))
    touchpoint_id: int = Field(foreign_key="touchpoint.id", index=True)
    persona_id: int | None = Field(default=None, foreign_key="persona.id", index=True)
    feeling: int | None = None
    channel: str = ""
    text: str = Field(default="", sa_type=Text)


class MetNeedRecord(TableRow, table=True):
    """A need noted at a touchpoint that is met there once a wish has come true."""

    __tablename__ = "met_need"

    wish_id: int = Field(foreign_key="wish.id", index=True)
    note_id: int = Field(foreign_key="note.id", index=True)


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


class VerificationRecord(TableRow, table=True):
    """A piece of evidence that a persona was verified with."""

    __tablename__ = "verification"

    persona_id: int = Field(foreign_key="persona.id", index=True)
    evidence_id: int = Field(foreign_key="evidence.id", index=True)


class QuestionRecord(TableRow, table=True):
    """A question of the team's own, beside those of the question bank; at every stage where `stage_id` is null.

    Replies and responses name it by `own:` and its `uid`, as they name one of the bank by its key.
    """

    __tablename__ = "question"

    journey_id: int = Field(foreign_key="journey.id", index=True)
    stage_id: int | None = Field(default=None, foreign_key="stage.id")
    text: str = Field(sa_type=Text)


class RespondentRecord(TableRow, table=True):
    """Somebody who was interviewed, by a code name; for which persona, on what day, and what they agreed to."""

    __tablename__ = "respondent"

    __table_args__ = (one_of("consent", Consent),)
    journey_id: int = Field(foreign_key="journey.id", index=True)
    persona_id: int = Field(foreign_key="persona.id", index=True)
    code: str
    interviewed_on: str
    consent: str = Consent.NOT_ASKED.value
    note: str = Field(default="", sa_type=Text)


class ResponseRecord(TableRow, table=True):
    """What a respondent said to a question at a stage."""

    __tablename__ = "response"

    respondent_id: int = Field(foreign_key="respondent.id", index=True)
    stage_id: int = Field(foreign_key="stage.id")
    question: str
    text: str = Field(default="", sa_type=Text)


class ReplyRecord(TableRow, table=True):
    """What is known of one question of the question bank, for a persona at a stage."""

    __tablename__ = "reply"

    __table_args__ = (UniqueConstraint("persona_id", "stage_id", "question"),)
    journey_id: int = Field(foreign_key="journey.id", index=True)
    persona_id: int = Field(foreign_key="persona.id")
    stage_id: int = Field(foreign_key="stage.id")
    question: str
    text: str = Field(default="", sa_type=Text)
