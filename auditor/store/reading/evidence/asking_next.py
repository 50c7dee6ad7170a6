"""Reads what it would be worth to find out: touchpoints with open actions, and what is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from auditor.analysis.ask_next import OpenTouchpoint, ask_next
from auditor.analysis.scoring import Scoring
from auditor.analysis.support import INTERVIEWS, people_asked
from auditor.base.vocabulary import Existence, Phase
from auditor.store.adapter import Reader
from auditor.store.reading.evidence.confidences import Grading, confidences_of
from auditor.store.viewing import Read
from auditor.views.evidence import AskNext, Evidence


class _OpenGroup(Struct, frozen=True):
    """Open actions of equal effort and impact at a touchpoint."""

    touchpoint_id: int
    touchpoint: str
    stage_id: int
    stage: str
    phase: Phase
    journey_id: int
    journey: str
    need: float
    importance: int
    critical: bool
    existence: Existence
    effort: int
    impact: int
    count: int


_STANDINGS = Read(
    "open actions by touchpoint, effort and impact",
    _OpenGroup,
    """
    SELECT t.id AS touchpoint_id, t.name AS touchpoint, s.id AS stage_id, s.name AS stage, s.phase,
        j.id AS journey_id, j.name AS journey, t.need, t.importance, t.critical, t.existence,
        x.effort, x.impact, count(*) AS count
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN journey j ON j.id = t.journey_id AND j.removed_at IS NULL
    WHERE x.removed_at IS NULL AND x.status IN ('proposed', 'planned', 'in-progress')
    AND (j.id = :journey OR (:journey = 0 AND j.archived_at IS NULL))
    GROUP BY t.id, t.name, s.id, s.name, s.phase, j.id, j.name, t.need, t.importance, t.critical, t.existence,
        x.effort, x.impact
    ORDER BY t.id, x.effort, x.impact
    """,
    ("journey",),
)


def read_ask_next(
    reader: Reader, journey_id: int | None, lines: Sequence[Evidence], scoring: Scoring, grading: Grading
) -> list[AskNext]:
    """Return what to find out in a journey or in all, what is worth most first; `lines` is their evidence."""
    groups: defaultdict[int, list[_OpenGroup]] = defaultdict(list)
    for row in reader.all(_STANDINGS, journey=journey_id or 0):
        groups[row.touchpoint_id].append(row)
    confidences = confidences_of(reader, grading, journey_id)
    near = _near(lines)
    standings = []
    for number, listed in groups.items():
        at = listed[0]
        asked = people_asked([*near["touchpoint", number], *near["stage", at.stage_id]], INTERVIEWS)
        known = confidences.kinds(number, at.stage_id, at.journey_id)
        counts = tuple((one.effort, one.impact, one.count) for one in listed)
        standings.append(OpenTouchpoint(number, at.importance, at.critical, at.need, known, asked, counts))
    found = []
    for worth in ask_next(standings, scoring, grading.weighing):
        at = groups[worth.touchpoint_id][0]
        if at.existence is not Existence.TO_GO:
            found.append(
                AskNext(
                    worth.touchpoint_id,
                    at.touchpoint,
                    at.stage_id,
                    at.stage,
                    at.phase,
                    at.journey_id,
                    at.journey,
                    worth.kind,
                    worth.people,
                    worth.value,
                    worth.confidence,
                    worth.then,
                    at.need,
                    worth.lowest_need,
                    worth.highest_need,
                    worth.actions,
                    worth.first,
                    worth.best,
                    worth.worst,
                )
            )
    return found


def _near(lines: Sequence[Evidence]) -> defaultdict[tuple[str, int], list[Evidence]]:
    near: defaultdict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for one in lines:
        if one.touchpoint_id is not None:
            near["touchpoint", one.touchpoint_id].append(one)
        elif one.stage_id is not None:
            near["stage", one.stage_id].append(one)
    return near
