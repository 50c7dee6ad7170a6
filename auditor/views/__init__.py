"""Frozen views: all that leaves the core. They hold plain values, never table rows."""

from auditor.views.actions import Action, ActionFilter, ActionLine, LinkedFinding, Term
from auditor.views.audits import Answer, Audit, AuditLine, Finding, Ground, TouchpointSummary, Visit
from auditor.views.checks import Check, Checklist
from auditor.views.history import Changes, HistoryDetail, HistoryLine
from auditor.views.journeys import Journey, JourneyLine, Person, Persona, Stage, Touchpoint
from auditor.views.maps import Felt, JourneyMap, MapPoint, Note, PersonaFeelings, Reply

__all__ = [
    "Action",
    "ActionFilter",
    "ActionLine",
    "Answer",
    "Audit",
    "AuditLine",
    "Changes",
    "Check",
    "Checklist",
    "Felt",
    "Finding",
    "Ground",
    "HistoryDetail",
    "HistoryLine",
    "Journey",
    "JourneyLine",
    "JourneyMap",
    "LinkedFinding",
    "MapPoint",
    "Note",
    "Person",
    "Persona",
    "PersonaFeelings",
    "Reply",
    "Stage",
    "Term",
    "Touchpoint",
    "TouchpointSummary",
    "Visit",
]
