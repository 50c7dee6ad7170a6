"""Reads what it would be worth to find out: touchpoints with open actions, and what is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from auditor.analysis.ask_next import Candidate, ask_next
from auditor.analysis.scoring import Scoring
from auditor.analysis.support import INTERVIEWS, people_asked
from auditor.base.vocabulary import Existence, Phase
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.evidence.confidences import Grading, confidences_of
from auditor.views.evidence import AskNext, Evidence

_STANDINGS = Read(
    "open actions by touchpoint, effort and impact",
    """
    SELECT t.id, t.name, s.id, s.name, s.phase, j.id, j.name, t.need, t.importance, t.critical, t.existence,
        x.effort, x.impact, count(*)
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id AND t.removed_at IS NULL
    JOIN stage s ON s.id = t.stage_id AND s.removed_at IS NULL
    JOIN journey j ON j.id = t.journey_id AND j.removed_at IS NULL
    WHERE x.removed_at IS NULL AND x.status IN ('proposed', 'planned', 'in-progress')
    AND (j.id = :journey OR :journey = 0)
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
    rows: defaultdict[int, list[Values]] = defaultdict(list)
    for row in reader.all(_STANDINGS, journey=journey_id or 0):
        rows[row[0]].append(row)
    confidences = confidences_of(reader, grading, journey_id)
    near = _near(lines)
    standings = []
    for number, listed in rows.items():
        _id, _name, stage, _stage, _phase, journey, _journey, need, importance, critical = listed[0][:10]
        asked = people_asked([*near["touchpoint", number], *near["stage", stage]], INTERVIEWS)
        groups = tuple((effort, impact, int(count)) for *_place, effort, impact, count in listed)
        known = confidences.known(number, stage, journey)
        standings.append(Candidate(number, importance, bool(critical), need, known, asked, groups))
    found = []
    for worth in ask_next(standings, scoring, grading.weighing):
        row = rows[worth.touchpoint_id][0]
        (
            _id,
            name,
            stage,
            stage_name,
            phase,
            journey,
            journey_name,
            need,
            _importance,
            _critical,
            existence,
        ) = row[:11]
        if existence != Existence.TO_GO:
            found.append(
                AskNext(
                    worth.touchpoint_id,
                    name,
                    stage,
                    stage_name,
                    Phase(phase),
                    journey,
                    journey_name,
                    worth.kind,
                    worth.people,
                    worth.value,
                    worth.confidence,
                    worth.then,
                    need,
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
