"""The columns of evidence in a table, and what supports touchpoints and personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.estimates import estimate_of
from auditor.base import labels
from auditor.base.i18n import N_, _, day, number
from auditor.base.vocabulary import Support
from auditor.cli.frame.tables import Column, Table
from auditor.sentences.evidence import figure_text, place_text, target_text
from auditor.sentences.explain_confidence import confidence_terms
from auditor.views.evidence import EvidenceFilter

if TYPE_CHECKING:
    from datetime import date

    from auditor.views.actions import Term
    from auditor.views.evidence import Evidence, PersonaSupport, PointSupport
    from auditor.views.journeys import Persona
    from auditor.workspace import Workspace


FILE_STATES = {
    "same": N_("unchanged"),
    "changed": N_("changed since it was recorded"),
    "missing": N_("no longer there"),
    "unreadable": N_("can’t be read"),
}


def evidence_columns(today: date) -> list[Column[Evidence]]:
    """Return the columns of evidence."""
    return [
        Column("id", lambda one: one.id, _("No."), right=True),
        Column("journey_id", lambda one: one.journey_id),
        Column("journey", lambda one: one.journey),
        Column("stage_id", lambda one: one.stage_id),
        Column("stage", lambda one: one.stage or None),
        Column("touchpoint_id", lambda one: one.touchpoint_id),
        Column("touchpoint", lambda one: one.touchpoint or None, _("Of"), place_text, least=10),
        Column("persona_id", lambda one: one.persona_id),
        Column("persona", lambda one: one.persona or None, _("Persona"), minor=3),
        Column("kind", lambda one: one.kind, _("Kind"), lambda one: labels.word(one.kind)),
        Column("source", lambda one: one.source, _("Source"), least=10),
        Column(
            "superseded_by", lambda one: one.superseded_by, _("Superseded by"), superseded_text, right=True
        ),
        Column("collected", lambda one: one.collected, _("Collected"), lambda one: day(one.collected)),
        Column("age_days", lambda one: max(0, (today - one.collected).days)),
        Column("people", lambda one: one.people, _("People"), people_text, right=True),
        Column("figure", lambda one: one.figure, _("Figure"), figure_text, least=12),
        Column("unit", lambda one: one.unit or None),
        Column("better", lambda one: one.better),
        Column("deviation", lambda one: one.deviation),
        Column("target", lambda one: one.target, _("Target"), target_text, minor=4),
        Column("low", lambda one: _bound(one, "low")),
        Column("high", lambda one: _bound(one, "high")),
        Column("feeling", lambda one: one.feeling, _("Feeling"), feeling_text, right=True, minor=2),
        Column("quote", lambda one: one.quote or None, _("Quote"), minor=5, least=14),
        Column("note", lambda one: one.note or None),
        Column("link", lambda one: one.link or None),
        Column("file", lambda one: one.file or None),
        Column("sha256", lambda one: one.sha256 or None),
        Column("action_id", lambda one: one.action_id),
        Column("origin", lambda one: one.origin or None),
        Column("tool", lambda one: one.tool or None),
        Column("page", lambda one: one.page or None),
        Column("scale_low", lambda one: one.scale_low),
        Column("scale_high", lambda one: one.scale_high),
        Column("respondent_id", lambda one: one.respondent_id),
        Column("respondent", lambda one: one.respondent or None),
        Column("consent", lambda one: one.consent),
    ]


def superseded_text(one: Evidence) -> str:
    """Return the number of the evidence that stands in the place of another; empty for one that stands."""
    return "" if one.superseded_by is None else number(one.superseded_by)


def people_text(one: Evidence) -> str:
    """Return how many people a piece of evidence counts; empty for none."""
    return "" if one.people is None else number(one.people)


def feeling_text(one: Evidence) -> str:
    """Return the feeling of a piece of evidence, with its sign; empty for none."""
    return "" if one.feeling is None else number(one.feeling, 1, signed=True)


def _bound(one: Evidence, end: str) -> float | None:
    estimate = estimate_of(one)
    return None if estimate is None else round(float(getattr(estimate.interval, end)), 4)


def confidence_of_touchpoint(workspace: Workspace, journey_id: int, touchpoint_id: int) -> tuple[Term, ...]:
    """Return the confidence of a touchpoint term by term."""
    counted = workspace.reads.evidence.for_touchpoint(journey_id, touchpoint_id)
    return confidence_terms(counted, workspace.rules.weighing, workspace.reads.evidence.today)


def persona_evidence(workspace: Workspace, persona: Persona) -> tuple[PersonaSupport | None, Table[Evidence]]:
    """Return how a persona is supported, and the evidence that is about it."""
    support = workspace.reads.evidence.support(persona.journey_id)
    of_persona = [one for one in support.personas if one.persona_id == persona.id] if support else []
    lines = workspace.reads.evidence.lines(EvidenceFilter(persona_id=persona.id))
    table = Table(evidence_columns(workspace.reads.evidence.today), lines)
    return (of_persona[0] if of_persona else None), table


def support_record(support: PointSupport | PersonaSupport | None) -> dict[str, object]:
    """Return how something is supported, under stable keys."""
    if support is None:
        return {
            "level": Support.OPINION,
            "pieces": 0,
            "interviewed": 0,
            "tested": 0,
            "answered": 0,
            "aged": [],
        }
    return {
        "level": support.level,
        "pieces": support.pieces,
        "interviewed": support.interviewed,
        "tested": support.tested,
        "answered": support.answered,
        "newest": support.newest,
        "aged": list(support.aged),
    }
