"""Frozen views: all that leaves the core. They hold plain values, never table rows."""

from auditor.views.actions import Action, ActionFilter, ActionLine, LinkedFinding, Term
from auditor.views.audits import Answer, Audit, AuditLine, Finding, Ground, TouchpointSummary, Visit
from auditor.views.checks import Check, Checklist
from auditor.views.evidence import (
    AskNext,
    Contradiction,
    Counted,
    Evidence,
    EvidenceDraft,
    EvidenceFilter,
    JourneySupport,
    PersonaSupport,
    PointSupport,
)
from auditor.views.history import Changes, HistoryDetail, HistoryLine
from auditor.views.journeys import Journey, JourneyLine, Person, Persona, Stage, Touchpoint
from auditor.views.maps import Felt, JourneyMap, MapPoint, Note, PersonaFeelings, Reply

__all__ = [
    "Action",
    "ActionFilter",
    "ActionLine",
    "Answer",
    "AskNext",
    "Audit",
    "AuditLine",
    "Changes",
    "Check",
    "Checklist",
    "Contradiction",
    "Counted",
    "Evidence",
    "EvidenceDraft",
    "EvidenceFilter",
    "Felt",
    "Finding",
    "Ground",
    "HistoryDetail",
    "HistoryLine",
    "Journey",
    "JourneyLine",
    "JourneyMap",
    "JourneySupport",
    "LinkedFinding",
    "MapPoint",
    "Note",
    "Person",
    "Persona",
    "PersonaFeelings",
    "PersonaSupport",
    "PointSupport",
    "Reply",
    "Stage",
    "Term",
    "Touchpoint",
    "TouchpointSummary",
    "Visit",
]
