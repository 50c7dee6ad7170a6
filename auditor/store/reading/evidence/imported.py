"""Reads what was imported already: of which files evidence is, and which survey replies it counts."""

from __future__ import annotations

from auditor.input.evidence import parse_replies
from auditor.store.adapter import Reader
from auditor.store.viewing import STORED, Read
from auditor.views.imports import Imported, Surveyed

STORED[frozenset[str]] = parse_replies

_IMPORTED = Read(
    "evidence that was imported",
    Imported,
    """
    SELECT e.id, e.sha256, e.content, e.origin FROM evidence e
    WHERE e.journey_id = :journey AND e.removed_at IS NULL AND e.origin <> '' ORDER BY e.id
    """,
    ("journey",),
)

_SURVEYED = Read(
    "replies that evidence counts",
    Surveyed,
    """
    SELECT e.page, e.touchpoint_id, e.stage_id, e.persona_id, e.replies FROM evidence e
    LEFT JOIN touchpoint t ON t.id = e.touchpoint_id
    LEFT JOIN stage s ON s.id = coalesce(t.stage_id, e.stage_id)
    LEFT JOIN persona p ON p.id = e.persona_id
    WHERE e.journey_id = :journey AND e.removed_at IS NULL AND e.replies <> ''
    AND t.removed_at IS NULL AND s.removed_at IS NULL AND p.removed_at IS NULL ORDER BY e.id
    """,
    ("journey",),
)


def imported_in(reader: Reader, journey_id: int) -> list[Imported]:
    """Return of which files the evidence of a journey is."""
    return reader.all(_IMPORTED, journey=journey_id)


def surveyed_in(reader: Reader, journey_id: int) -> list[Surveyed]:
    """Return which survey replies the evidence of a journey counts."""
    return reader.all(_SURVEYED, journey=journey_id)
