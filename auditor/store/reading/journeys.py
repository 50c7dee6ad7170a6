"""Reads of journeys, their stages and touchpoints, personas and people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from msgspec.structs import replace

from auditor.base.text import folded
from auditor.store.adapter import Reader
from auditor.store.reading.called import called
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, first
from auditor.views.journeys import Journey, JourneyLine, Persona, Stage, Touchpoint

LAST_AUDIT = f"""(SELECT max(a.started_at) FROM audit a WHERE a.journey_id = j.id AND a.removed_at IS NULL
    AND a.finished_at IS NOT NULL AND a.kind <> 'recheck' AND {open_to("a")}
    AND EXISTS (SELECT 1 FROM visit v WHERE v.audit_id = a.id AND v.removed_at IS NULL
        AND (v.answered > 0 OR v.feeling IS NOT NULL)))"""
"""When the newest finished audit of the whole of `journey j` that says something was started.

`views.last_audit` says the same of lines.
"""

_LINES = Read(
    "journey lines",
    JourneyLine,
    f"""
    SELECT j.id, j.name, j.purpose, j.scope,
        (SELECT count(*) FROM stage s WHERE s.journey_id = j.id AND s.removed_at IS NULL) AS stages,
        (SELECT count(*) FROM touchpoint t JOIN stage s ON s.id = t.stage_id
            WHERE t.journey_id = j.id AND t.removed_at IS NULL AND s.removed_at IS NULL) AS touchpoints,
        (SELECT count(*) FROM audit a
            WHERE a.journey_id = j.id AND a.removed_at IS NULL AND a.kind <> 'recheck') AS audits,
        (SELECT max(a.id) FROM audit a
            WHERE a.journey_id = j.id AND a.removed_at IS NULL AND a.finished_at IS NULL
            AND a.kind <> 'recheck' AND {open_to("a")}) AS open_audit,
        {LAST_AUDIT} AS last_audit,
        coalesce(o.actions, 0) AS open_actions, j.review_days
    FROM journey j LEFT JOIN (
        SELECT t.journey_id AS journey_id, CAST(sum(x.actions) AS INTEGER) AS actions
        FROM (
            SELECT touchpoint_id, count(*) AS actions FROM action
            WHERE removed_at IS NULL AND status IN ('proposed', 'planned', 'in-progress')
            GROUP BY touchpoint_id
        ) x JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
        WHERE t.removed_at IS NULL AND s.removed_at IS NULL
        GROUP BY t.journey_id
    ) o ON o.journey_id = j.id
    WHERE j.removed_at IS NULL
    ORDER BY coalesce((SELECT max(a.started_at) FROM audit a
        WHERE a.journey_id = j.id AND a.removed_at IS NULL), '') DESC, j.id DESC
    """,
    (VIEWER,),
    later={"belongs": ""},
)

_OPENED = Read(
    "where journeys are inside others",
    tuple[int, str, str],
    """
    SELECT t.opens_id, j.name, t.name FROM touchpoint t JOIN stage s ON s.id = t.stage_id
    JOIN journey j ON j.id = t.journey_id
    WHERE t.opens_id IS NOT NULL AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    ORDER BY t.id DESC
    """,
)


def _responsible(table: str) -> str:
    """Return the columns of who answers for a row of a table."""
    named = f"(SELECT {called('p')} FROM person p WHERE p.id = {table}.responsible_id)"
    return f"responsible_id, coalesce({named}, '') AS responsible"


_ONE = Read(
    "journey",
    Journey,
    f"""
    SELECT id, name, about, purpose, scope, review_days, {_responsible("journey")}
    FROM journey WHERE id = :journey AND removed_at IS NULL
    """,
    ("journey",),
    later={"stages": ()},
)

_STAGE = Read(
    "stage",
    Stage,
    f"""
    SELECT id, name, goal, strategies, phase, {_responsible("stage")} FROM stage
    WHERE id = :stage AND removed_at IS NULL
    """,
    ("stage",),
    later={"touchpoints": ()},
)

_STAGES = Read(
    "stages",
    Stage,
    f"""
    SELECT id, name, goal, strategies, phase, {_responsible("stage")} FROM stage
    WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id
    """,
    ("journey",),
    later={"touchpoints": ()},
)

_OPENS = "(SELECT j.id FROM journey j WHERE j.id = touchpoint.opens_id AND j.removed_at IS NULL) AS opens_id"

_TOUCHPOINTS = Read(
    "touchpoints",
    Touchpoint,
    f"""
    SELECT id, stage_id, name, about, channel, moment, side, importance, critical, checklists, need,
        existence, wanted, {_OPENS}, {_responsible("touchpoint")}
    FROM touchpoint
    WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id
    """,
    ("journey",),
)

_TOUCHPOINT = Read(
    "touchpoint",
    Touchpoint,
    f"""
    SELECT id, stage_id, name, about, channel, moment, side, importance, critical, checklists, need,
        existence, wanted, {_OPENS}, {_responsible("touchpoint")}
    FROM touchpoint WHERE id = :touchpoint AND removed_at IS NULL
    """,
    ("touchpoint",),
)

_JOURNEY_OF = Read(
    "journey of a touchpoint",
    int,
    "SELECT journey_id FROM touchpoint WHERE id = :touchpoint AND removed_at IS NULL",
    ("touchpoint",),
)

_PERSONAS = Read(
    "personas",
    Persona,
    """
    SELECT id, journey_id, name, who, geography, demographics, behaviour, channels, goals, challenges,
        notes, verified_by, verified_on
    FROM persona
    WHERE journey_id = :journey AND removed_at IS NULL ORDER BY id
    """,
    ("journey",),
)


class JourneyReads:
    """What can be asked about journeys."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def lines(self) -> list[JourneyLine]:
        """Return all journeys, the last audited first; those of one name say where they belong."""
        reader = self._reader()
        lines = reader.all(_LINES)
        often = Counter(folded(line.name) for line in lines)
        if len(often) == len(lines):
            return lines
        inside = {number: f"{journey} · {point}" for number, journey, point in reader.all(_OPENED)}
        return [
            replace(line, belongs=inside.get(line.id, f"#{line.id}"))
            if often[folded(line.name)] > 1
            else line
            for line in lines
        ]

    def get(self, journey_id: int) -> Journey | None:
        """Return a journey whole, or None when there is none of that number."""
        reader = self._reader()
        journey = first(reader.all(_ONE, journey=journey_id))
        if journey is None:
            return None
        points: defaultdict[int, list[Touchpoint]] = defaultdict(list)
        for point in reader.all(_TOUCHPOINTS, journey=journey_id):
            points[point.stage_id].append(point)
        stages = reader.all(_STAGES, journey=journey_id)
        return replace(
            journey, stages=tuple(replace(stage, touchpoints=tuple(points[stage.id])) for stage in stages)
        )

    def stage(self, stage_id: int) -> Stage | None:
        """Return a stage without its touchpoints, or None."""
        return first(self._reader().all(_STAGE, stage=stage_id))

    def touchpoint(self, touchpoint_id: int) -> tuple[Touchpoint, int] | None:
        """Return a touchpoint and the number of its journey, or None."""
        reader = self._reader()
        point = first(reader.all(_TOUCHPOINT, touchpoint=touchpoint_id))
        journey = first(reader.all(_JOURNEY_OF, touchpoint=touchpoint_id))
        return None if point is None or journey is None else (point, journey)

    def personas(self, journey_id: int) -> list[Persona]:
        """Return the personas of a journey, the oldest first."""
        return self._reader().all(_PERSONAS, journey=journey_id)
