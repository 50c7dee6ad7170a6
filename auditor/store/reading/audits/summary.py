"""Reads of how a journey fares: a line per touchpoint."""

from __future__ import annotations

from msgspec import Struct

from auditor.analysis.need import is_known
from auditor.store.adapter import Reader
from auditor.store.reading.current import Now, drafts_of, of_journey
from auditor.store.viewing import Read
from auditor.views.audits import Drafted, TouchpointSummary


class _Line(Struct, frozen=True):
    """A touchpoint, before what stands there."""

    stage: str
    id: int
    name: str
    importance: int
    critical: bool
    need: float
    open_actions: int


_SUMMARY = Read(
    "summary of a journey",
    _Line,
    """
    SELECT s.name AS stage, t.id, t.name, t.importance, t.critical, t.need,
        (SELECT count(*) FROM action x WHERE x.touchpoint_id = t.id AND x.removed_at IS NULL
            AND x.status IN ('proposed', 'planned', 'in-progress')) AS open_actions
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id
    WHERE t.journey_id = :journey AND t.removed_at IS NULL AND s.removed_at IS NULL
    ORDER BY s.position, s.id, t.position, t.id
    """,
    ("journey",),
)


def summary_of(reader: Reader, journey_id: int, now: Now | None = None) -> list[TouchpointSummary]:
    """Return a line per touchpoint of a journey, of what stands there `now`, which is read if not given."""
    if now is None:
        now = of_journey(reader, journey_id)
    drafts = drafts_of(reader, journey_id)
    return [_summary(line, now, drafts) for line in reader.all(_SUMMARY, journey=journey_id)]


def _summary(line: _Line, now: Now, drafts: dict[int, Drafted]) -> TouchpointSummary:
    stand, counted = now.current.at(line.id), now.current.counted(line.id)
    return TouchpointSummary(
        line.stage,
        line.id,
        line.name,
        line.importance,
        line.critical,
        now.asked(line.id, counted.answered),
        counted.answered,
        counted.passed,
        counted.partly,
        counted.failed,
        stand.feeling,
        line.need,
        line.open_actions,
        stand.draft,
        drafts.get(line.id),
        now.current.differing(line.id),
        is_known(stand.experiences),
    )
