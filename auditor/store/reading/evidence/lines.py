"""Reads of evidence as it stands: the pieces of a filter, each with what supersedes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from auditor.analysis.confidence import people_of
from auditor.analysis.superseding import Piece, superseded
from auditor.base.vocabulary import EvidenceKind
from auditor.input.evidence import parse_counts
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import Item, pieces_of, replies_of
from auditor.store.viewing import STORED, Read
from auditor.views.evidence import Evidence, EvidenceFilter

COLUMNS = """
    SELECT e.id, e.journey_id, j.name AS journey, coalesce(t.stage_id, e.stage_id) AS stage_id,
        coalesce(s.name, '') AS stage, e.touchpoint_id, coalesce(t.name, '') AS touchpoint, e.persona_id,
        coalesce(p.name, '') AS persona, e.action_id, e.kind, e.source, e.collected_on AS collected,
        e.people, e.figure, e.unit, e.better, e.deviation, e.target, e.counts, e.before_people, e.before_figure,
        e.before_deviation, e.feeling, e.quote, e.note, e.link, e.file, e.sha256, e.origin, e.detail, e.tool, e.page,
        e.scale_low, e.scale_high, e.respondent_id, coalesce(i.code, '') AS respondent, i.consent
"""
"""The columns that fill a piece of evidence."""

THERE = """
    FROM evidence e JOIN journey j ON j.id = e.journey_id AND j.removed_at IS NULL
    LEFT JOIN touchpoint t ON t.id = e.touchpoint_id
    LEFT JOIN stage s ON s.id = coalesce(t.stage_id, e.stage_id)
    LEFT JOIN persona p ON p.id = e.persona_id LEFT JOIN respondent i ON i.id = e.respondent_id
    WHERE e.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL AND p.removed_at IS NULL
"""
"""Evidence in sight, with what it is about."""

STANDS: dict[str, object] = {"superseded_by": None}
"""What is filled in once all pieces are known."""

_FILTERED = Read(
    "evidence of a filter, newest first",
    Evidence,
    f"""{COLUMNS} {THERE}
    AND (e.journey_id = :journey OR :journey = 0)
    AND (coalesce(t.stage_id, e.stage_id) = :stage OR :stage = 0)
    AND (e.touchpoint_id = :touchpoint OR :touchpoint = 0)
    AND (e.persona_id = :persona OR :persona = 0)
    AND (e.kind = :text OR :text = '') AND (e.respondent_id = :respondent OR :respondent = 0)
    AND (j.archived_at IS NULL OR :journey + :stage + :touchpoint + :persona + :respondent > 0)
    ORDER BY e.collected_on DESC, e.id DESC
    """,
    ("journey", "stage", "touchpoint", "persona", "text", "respondent"),
    later=STANDS,
)

_COLLECTED = Read(
    "evidence that may have aged",
    Item,
    f"""
    SELECT e.id, e.journey_id, e.stage_id, e.touchpoint_id, e.kind, e.source, e.collected_on, e.people,
        e.before_people, e.persona_id, e.action_id, e.tool, e.page, e.unit, e.respondent_id {THERE}
    AND (e.journey_id = :journey OR (:journey = 0 AND j.archived_at IS NULL))
    """,
    ("journey",),
)

STORED[Mapping[int, int]] = parse_counts


def pieces_there(reader: Reader, journey_id: int | None) -> list[Piece]:
    """Return what tells of the evidence of a journey, or of all, whether it stands and has aged."""
    return pieces_of(reader, reader.all(_COLLECTED, journey=journey_id or 0), journey_id)


def lines_of(reader: Reader, journey_id: int) -> list[Evidence]:
    """Return all evidence of a journey, the newest first."""
    return selected(reader, EvidenceFilter(journey_id))


def selected(reader: Reader, wanted: EvidenceFilter) -> list[Evidence]:
    """Return the evidence of a filter, the newest first, each with what supersedes it."""
    # What supersedes a piece has its place, persona and kind, so whatever the filter, it is among the lines.
    lines = reader.all(
        _FILTERED,
        journey=wanted.journey_id or 0,
        stage=wanted.stage_id or 0,
        touchpoint=wanted.touchpoint_id or 0,
        persona=wanted.persona_id or 0,
        text=str(wanted.kind or ""),
        respondent=wanted.respondent_id or 0,
    )
    by = superseded(_pieces(reader, lines, wanted.journey_id))
    return [replace(one, superseded_by=by[one.id]) if one.id in by else one for one in lines] if by else lines


def _pieces(reader: Reader, lines: Sequence[Evidence], journey_id: int | None) -> list[Piece]:
    """Return what of evidence tells whether it stands."""
    surveys = (
        (one.page, _place(one), one.persona_id, one.action_id)
        for one in lines
        if one.kind is EvidenceKind.SURVEY
    )
    known = replies_of(reader, surveys, journey_id)
    return [piece_of(one, known.get(one.id, frozenset())) for one in lines]


def _place(one: Evidence) -> tuple[str, int]:
    if one.touchpoint_id is not None:
        return "touchpoint", one.touchpoint_id
    return ("stage", one.stage_id) if one.stage_id is not None else ("journey", one.journey_id)


def piece_of(one: Evidence, replies: frozenset[str] = frozenset()) -> Piece:
    """Return what of a piece of evidence tells whether it stands; `replies` are those it is made of."""
    return Piece(
        one.id,
        one.kind,
        one.source,
        one.collected,
        people_of(one.people, one.before_people),
        one.persona_id,
        _place(one),
        one.action_id,
        one.tool,
        one.page,
        one.unit,
        replies,
        one.respondent_id,
    )
