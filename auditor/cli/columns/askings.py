"""The columns of evidence that is to be asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.confidence import freshness
from auditor.base import labels
from auditor.base.i18n import _, day, percent, pgettext
from auditor.cli.frame.tables import Column
from auditor.input.days import due_words
from auditor.sentences.evidence import place_text

if TYPE_CHECKING:
    from datetime import date

    from auditor.analysis.confidence import Weighing
    from auditor.views.askings import Asking

PROPOSED, OPEN, ASKED = "proposed", "open", "asked"


def asking_columns(weighing: Weighing, today: date) -> list[Column[Asking]]:
    """Return the columns; how much of its weight evidence has left is ½^(age/H), see analysis/confidence."""

    def left(one: Asking) -> float:
        return freshness(weighing.trusts[one.kind], (today - one.collected).days)

    return [
        Column("evidence_id", lambda one: one.evidence_id, _("No."), right=True),
        Column("state", asking_state, _("State"), _state, minor=1),
        Column("journey_id", lambda one: one.journey_id),
        Column("journey", lambda one: one.journey),
        Column("stage_id", lambda one: one.stage_id),
        Column("stage", lambda one: one.stage or None),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint or None, _("Of"), place_text, least=10),
        Column("persona_id", lambda one: one.persona_id),
        Column("persona", lambda one: one.persona or None, _("Persona"), minor=5),
        Column("kind", lambda one: one.kind, _("Kind"), lambda one: labels.word(one.kind), minor=3),
        Column("source", lambda one: one.source, _("Source"), least=10),
        Column(
            "collected", lambda one: one.collected, _("Collected"), lambda one: day(one.collected), minor=4
        ),
        Column("age_days", lambda one: max(0, (today - one.collected).days)),
        Column("half_life_days", lambda one: weighing.trusts[one.kind].days),
        Column(
            "weight_left",
            lambda one: round(left(one), 4),
            _("Weight left"),
            lambda one: percent(left(one)),
            right=True,
        ),
        Column("owner_id", lambda one: one.owner_id),
        Column("owner", lambda one: one.owner or None, _("Owner")),
        Column("due", lambda one: one.due, _("Due"), lambda one: _due(one, today)),
        Column("note", lambda one: one.note or None, _("Note"), minor=6, least=12),
        Column("asked_at", lambda one: one.closed),
        Column("answer_id", lambda one: one.answer_id, _("Came of it"), right=True, minor=2),
    ]


def asking_state(one: Asking) -> str:
    """Return how it stands, as one of PROPOSED, OPEN and ASKED."""
    if one.id is None:
        return PROPOSED
    return OPEN if one.is_open else ASKED


def _state(one: Asking) -> str:
    words = {
        PROPOSED: _("proposed"),
        OPEN: pgettext("something to ask again", "open"),
        ASKED: _("asked again"),
    }
    return words[asking_state(one)]


def _due(one: Asking, today: date) -> str:
    off = due_words(one.due, today) if one.due and one.is_open else ""
    return " · ".join(filter(None, (day(one.due), off)))
