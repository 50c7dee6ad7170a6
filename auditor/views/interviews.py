"""Interviews: who was asked, what they replied, and questions of the team's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from auditor.base.vocabulary import Consent
from auditor.views.evidence import Evidence

OWN = "own:"
"""Before the name of a question of the team's own, which lasts over databases, where a question is named by a key."""


class OwnQuestion(Struct, frozen=True):
    """A question of the team's own, asked at a stage, or at every one where that is None."""

    id: int
    journey_id: int
    stage_id: int | None
    key: str
    text: str


class Respondent(Struct, frozen=True):
    """Somebody who was interviewed, known by a code name alone."""

    id: int
    journey_id: int
    persona_id: int
    persona: str
    code: str
    interviewed_on: date
    consent: Consent
    note: str
    replies: int
    """How many questions they replied to."""
    said: int
    """How many quotes and feelings at touchpoints are from them."""

    @property
    def is_for_others(self) -> bool:
        """Whether their words may be shown outside the team."""
        return self.consent is Consent.GIVEN


class Response(Struct, frozen=True):
    """What a respondent replied to a question at a stage."""

    respondent_id: int
    stage_id: int
    question: str
    text: str


class AskedQuestion(Struct, frozen=True):
    """A question as it is asked at a stage, in the user's language."""

    stage_id: int
    stage: str
    key: str
    text: str
    theme: str
    """The key of what it is about; questions of several stages may have the same."""
    theme_title: str
    probe: str = ""


class ThemeRow(Struct, frozen=True):
    """What is known of a question at a stage."""

    asked: AskedQuestion
    team: Mapping[int, str]
    """The team's summary, by persona."""
    said: tuple[str | None, ...]
    """What each respondent replied, in their order; empty for nothing, None for what may not be shown to others."""


class RepliesTable(Struct, frozen=True):
    """Replies laid side by side: a row a question, those of one theme together; a column a respondent."""

    respondents: tuple[Respondent, ...]
    rows: tuple[ThemeRow, ...]


class Filled(Struct, frozen=True):
    """What a respondent replied and said, whole."""

    respondent: Respondent
    replies: Mapping[tuple[int, str], str]
    """By stage and question."""
    said: tuple[Evidence, ...]
    """Quotes and feelings at touchpoints, the oldest first."""


class SaidThere(Struct, frozen=True):
    """A quote or a feeling at a touchpoint."""

    touchpoint_id: int
    quote: str = ""
    feeling: float | None = None


class FilledForm(Struct, frozen=True):
    """An interview as a filled-in form has it: who was asked, what they replied and said. Places are numbers here."""

    journey_id: int
    persona_id: int
    code: str
    interviewed_on: date
    consent: Consent
    note: str = ""
    replies: tuple[tuple[int, str, str], ...] = ()
    """(stage, question, text) of what was replied to."""
    said: tuple[SaidThere, ...] = ()


class FormPlan(Struct, frozen=True):
    """What a filled-in form would change."""

    form: FilledForm
    persona: str
    known: Respondent | None
    """The respondent of that code name, where there is one."""
    changes: tuple[str, ...]
    """What of the respondent would become otherwise, in words."""
    replies: tuple[tuple[int, str, str], ...]
    """Those that are new or otherwise than here."""
    said: tuple[SaidThere, ...]
    """Those that are new."""

    @property
    def is_known(self) -> bool:
        """Whether all of it is here already."""
        return self.known is not None and not (self.changes or self.replies or self.said)
