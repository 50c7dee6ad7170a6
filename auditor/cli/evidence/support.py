"""What supports touchpoints and personas, as other commands show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.base.vocabulary import Support
from auditor.cli.frame.tables import Table

if TYPE_CHECKING:
    from auditor.views.actions import Term
    from auditor.views.evidence import Evidence, PersonaSupport, PointSupport
    from auditor.views.journeys import Persona
    from auditor.workspace import Workspace


def confidence_of_touchpoint(workspace: Workspace, journey_id: int, touchpoint_id: int) -> tuple[Term, ...]:
    """Return the confidence of a touchpoint term by term."""
    from auditor.sentences.explain_confidence import confidence_terms

    counted = workspace.reads.evidence.for_touchpoint(journey_id, touchpoint_id)
    return confidence_terms(counted, workspace.config.weighing, workspace.reads.evidence.today)


def persona_evidence(workspace: Workspace, persona: Persona) -> tuple[PersonaSupport | None, Table[Evidence]]:
    """Return how a persona is supported, and the evidence that is about it."""
    from auditor.cli.evidence.shown import evidence_columns
    from auditor.views.evidence import EvidenceFilter

    support = workspace.reads.evidence.support(persona.journey_id)
    of_persona = [one for one in support.personas if one.persona_id == persona.id] if support else []
    lines = workspace.reads.evidence.lines(EvidenceFilter(persona_id=persona.id))
    table = Table(evidence_columns(workspace.reads.evidence.today), lines)
    return (of_persona[0] if of_persona else None), table


def support_record(support: PointSupport | PersonaSupport | None) -> dict[str, object]:
    """Return how something is supported, under stable keys."""
    if support is None:
        return {"level": Support.OPINION, "pieces": 0, "interviewed": 0, "answered": 0, "aged": []}
    return {
        "level": support.level,
        "pieces": support.pieces,
        "interviewed": support.interviewed,
        "answered": support.answered,
        "newest": support.newest,
        "aged": list(support.aged),
    }
