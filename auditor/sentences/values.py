"""What the columns of rows are called, and their values in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from auditor.base import labels
from auditor.base.i18n import N_, _, day
from auditor.base.text import one_line, shortened
from auditor.base.vocabulary import (
    Basis,
    Better,
    Channel,
    Consent,
    Country,
    Depth,
    Emotion,
    EvidenceKind,
    Existence,
    FindingKind,
    Moment,
    NoteKind,
    Phase,
    Purpose,
    ReportPart,
    Scope,
    Seen,
    Side,
    Verdict,
)
from auditor.input.intervals import in_words
from auditor.input.numbers import as_typed
from auditor.sentences import history

_COLUMNS = {
    "name": N_("name"),
    "about": N_("description"),
    "purpose": N_("purpose"),
    "scope": N_("scope"),
    "review_days": N_("Review"),
    "report": N_("part of the report"),
    "goal": N_("goal"),
    "strategies": N_("strategies"),
    "phase": N_("phase"),
    "channel": N_("channel"),
    "moment": N_("moment"),
    "side": N_("side"),
    "importance": N_("importance"),
    "business": N_("importance to the business"),
    "critical": N_("moment of truth"),
    "checklists": N_("checklists"),
    "existence": N_("existence"),
    "address": N_("web address"),
    "depth": N_("depth"),
    "gates": N_("what is there"),
    "country": N_("country"),
    "client": N_("client"),
    "tags": N_("tags"),
    "archived_at": N_("archived"),
    "wanted": N_("feeling"),
    "order_low": N_("value of an order, at least"),
    "order_high": N_("value of an order, at most"),
    "currency": N_("currency"),
    "visits_low": N_("visits a month, at least"),
    "visits_high": N_("visits a month, at most"),
    "who": N_("description"),
    "geography": N_("geography"),
    "demographics": N_("demographics"),
    "behaviour": N_("behaviour"),
    "channels": N_("preferred channels"),
    "goals": N_("goals"),
    "challenges": N_("challenges"),
    "notes": N_("notes"),
    "verified_by": N_("verified by"),
    "verified_on": N_("on"),
    "kind": N_("kind"),
    "text": N_("note"),
    "note": N_("note"),
    "verdict": N_("verdict"),
    "present": N_("what is there"),
    "feeling": N_("feeling"),
    "emotion": N_("emotion"),
    "basis": N_("basis"),
    "role": N_("role"),
    "left_on": N_("has left"),
    "source": N_("source"),
    "collected_on": N_("collected"),
    "people": N_("people"),
    "figure": N_("figure"),
    "unit": N_("unit"),
    "better": N_("better"),
    "deviation": N_("deviation"),
    "target": N_("target"),
    "counts": N_("scores"),
    "scale_low": N_("scale"),
    "scale_high": N_("scale"),
    "quote": N_("quote"),
    "code": N_("code name"),
    "interviewed_on": N_("day of the interview"),
    "consent": N_("consent"),
    "link": N_("web link"),
    "file": N_("file"),
    "stage_id": N_("stage"),
    "touchpoint_id": N_("touchpoint"),
    "persona_id": N_("persona"),
    "owner_id": N_("owner"),
    "responsible_id": N_("responsible"),
    "due": N_("due"),
    "letters": N_("letters of findings"),
    "what": N_("finding"),
    "phrase_id": N_("kept wording"),
    "place": N_("place"),
    "item": N_("item"),
    "severity": N_("severity"),
    "whom": N_("whom it hits"),
    "quick_win": N_("quick win"),
    "seen": N_("what was seen"),
    "en": N_("wording in English"),
    "sv": N_("wording in Swedish"),
    "nb": N_("wording in Norwegian"),
}
_OF_ONE = {
    ("answer", "note"): N_("comment"),
    ("visit", "note"): N_("comment"),
    ("reply", "text"): N_("reply"),
    ("strategy", "text"): N_("strategy"),
    ("wish", "text"): N_("what happens there then"),
    ("response", "text"): N_("reply"),
    ("question", "text"): N_("question"),
    ("person", "unit"): N_("part of the organisation"),
    ("picture", "text"): N_("description"),
    ("picture", "name"): N_("file"),
}
"""Columns that are called otherwise in one table."""

_WORDS: Mapping[str, type[StrEnum]] = {
    "purpose": Purpose,
    "scope": Scope,
    "phase": Phase,
    "channel": Channel,
    "moment": Moment,
    "side": Side,
    "existence": Existence,
    "verdict": Verdict,
    "emotion": Emotion,
    "basis": Basis,
    "better": Better,
    "consent": Consent,
    "country": Country,
    "depth": Depth,
    "seen": Seen,
}
_KINDS: Mapping[str, type[StrEnum]] = {"note": NoteKind, "evidence": EvidenceKind, "finding": FindingKind}
_AMOUNTS = {"order_low", "order_high", "visits_low", "visits_high"}
_DAYS = {"interviewed_on", "verified_on", "left_on", "collected_on", "due"}
_PLAIN = {
    "unit",
    "currency",
    "people",
    "figure",
    "deviation",
    "target",
    "counts",
    "scale_low",
    "scale_high",
    "checklists",
    "gates",
    "tags",
    "address",
    "letters",
}

_LONGEST = 60


def column_word(entity: str, column: str) -> str:
    """Return what a column of a table is called."""
    if entity == "action":
        return history.field_word(column)
    return _(_OF_ONE.get((entity, column)) or _COLUMNS.get(column, column))


def column_value(entity: str, column: str, value: object) -> str:
    """Return a value of a column, as it is stored, as it is shown; a dash for none."""
    if value is None or value == "":
        return "–"
    if entity == "action":
        return history.value_word(column, str(value))
    kind = _KINDS.get(entity) if column == "kind" else _WORDS.get(column)
    if kind is not None and value in set(kind):
        return labels.word(kind(str(value)))
    if column in ("feeling", "wanted") and value in (-2, -1, 0, 1, 2):
        return labels.feeling(int(str(value).partition(".")[0]))
    if column == "report":
        return ", ".join(labels.word(part) for part in ReportPart if part in str(value).split())
    if column == "severity" and value in (1, 2, 3, 4):
        return labels.severity(int(str(value)))
    if column in ("critical", "present", "quick_win"):
        return _("yes") if value else _("no")
    if column == "review_days" and isinstance(value, int):
        return in_words(value)
    if column == "archived_at":
        return day(datetime.fromisoformat(str(value)))
    if column in _DAYS:
        return day(date.fromisoformat(str(value)))
    if column in _AMOUNTS and isinstance(value, int | float):
        return as_typed(float(value))
    if column in _PLAIN or isinstance(value, int | float):
        return shortened(one_line(str(value)), _LONGEST)
    return labels.quoted(shortened(one_line(str(value)), _LONGEST))
