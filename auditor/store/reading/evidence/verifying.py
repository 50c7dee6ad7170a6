"""Reads what personas were verified with, and so whether they still are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from auditor.analysis.support import people_asked
from auditor.analysis.verification import ASKING, Resting, verification
from auditor.base.vocabulary import EvidenceKind
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import Grading
from auditor.store.reading.evidence.lines import lines_of
from auditor.store.viewing import Read
from auditor.views.evidence import Evidence
from auditor.views.journeys import Persona, Verification

_RESTING = Read(
    "evidence that personas were verified with",
    tuple[int, int, EvidenceKind, date, int | None, datetime | None],
    """
    SELECT v.persona_id, e.id, e.kind, e.collected_on, e.people, coalesce(e.removed_at, t.removed_at, s.removed_at)
    FROM verification v JOIN persona p ON p.id = v.persona_id JOIN evidence e ON e.id = v.evidence_id
    LEFT JOIN touchpoint t ON t.id = e.touchpoint_id LEFT JOIN stage s ON s.id = coalesce(t.stage_id, e.stage_id)
    WHERE v.removed_at IS NULL AND p.journey_id = :journey ORDER BY e.collected_on DESC, e.id DESC
    """,
    ("journey",),
)


def verified(reader: Reader, journey_id: int, personas: Sequence[Persona], grading: Grading) -> list[Persona]:
    """Return the personas of a journey with what shows them."""
    rows = reader.all(_RESTING, journey=journey_id)
    lines = {one.id: one for one in lines_of(reader, journey_id)} if rows else {}
    resting: defaultdict[int, list[Resting]] = defaultdict(list)
    for persona, number, kind, collected, people, removed in rows:
        gone = removed.astimezone().date() if removed else _superseded(lines, number)
        resting[persona].append(Resting(number, kind, collected, people, gone))
    return [
        replace(one, verification=_verification(one, resting[one.id], lines, grading)) for one in personas
    ]


def _superseded(lines: dict[int, Evidence], number: int) -> date | None:
    """Return the day of the piece that supersedes another; None where none does."""
    here = lines.get(number)
    by = lines.get(here.superseded_by) if here and here.superseded_by else None
    return by.collected if by else None


def _verification(
    persona: Persona, pieces: Sequence[Resting], lines: dict[int, Evidence], grading: Grading
) -> Verification:
    standing = [lines[one.id] for one in pieces if one.gone is None and one.id in lines]
    people = people_asked(standing, ASKING)
    said, on = persona.verified_by, persona.verified_on
    return verification(said, on, pieces, people, grading.weighing, grading.today())
