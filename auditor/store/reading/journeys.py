"""Reads of journeys, their stages and touchpoints, personas and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from auditor.base.vocabulary import Channel, Existence, Moment, Phase, Purpose, Scope, Side
from auditor.store.adapter import Read, Reader, Values
from auditor.store.reading.columns import day, first, moment
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.views.journeys import Journey, JourneyLine, Persona, Stage, Touchpoint

LAST_AUDIT = f"""(SELECT max(a.started_at) FROM audit a WHERE a.journey_id = j.id AND a.removed_at IS NULL
    AND a.finished_at IS NOT NULL AND a.kind <> 'recheck' AND {open_to("a")})"""
"""When the newest finished audit of the whole of `journey j` was started; `views.last_audit` says the same of lines."""

_LINES = Read(
    "journey lines",
    f"""
    SELECT j.id, j.name, j.purpose, j.scope,
        (SELECT count(*) FROM stage s WHERE s.journey_id = j.id AND s.removed_at IS NULL),
        (SELECT count(*) FROM touchpoint t JOIN stage s ON s.id = t.stage_id
            WHERE t.journey_id = j.id AND t.removed_at IS NULL AND s.removed_at IS NULL),
        (SELECT count(*) FROM audit a
            WHERE a.journey_id = j.id AND a.removed_at IS NULL AND a.kind <> 'recheck'),
        (SELECT max(a.id) FROM audit a
            WHERE a.journey_id = j.id AND a.removed_at IS NULL AND a.finished_at IS NULL
            AND a.kind <> 'recheck' AND {open_to("a")}),
        {LAST_AUDIT},
        coalesce(o.actions, 0), j.review_days
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
)

_ONE = Read(
    "journey",
    """
    SELECT id, name, about, purpose, scope, review_days FROM journey WHERE id = :journey AND removed_at IS NULL
    """,
    ("journey",),
)

_STAGES = Read(
    "stages",
    """
    SELECT id, name, goal, strategies, phase FROM stage
    WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id
    """,
    ("journey",),
)

_OPENS = "(SELECT j.id FROM journey j WHERE j.id = opens_id AND j.removed_at IS NULL) AS opens"

_TOUCHPOINTS = Read(
    "touchpoints",
    f"""
    SELECT id, stage_id, name, about, channel, moment, side, importance, critical, checklists, need,
        existence, wanted, {_OPENS}
    FROM touchpoint
    WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id
    """,
    ("journey",),
)

_TOUCHPOINT = Read(
    "touchpoint",
    f"""
    SELECT id, stage_id, name, about, channel, moment, side, importance, critical, checklists, need,
        existence, wanted, {_OPENS}, journey_id
    FROM touchpoint WHERE id = :touchpoint AND removed_at IS NULL
    """,
    ("touchpoint",),
)

_PERSONAS = Read(
    "personas",
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
        """Return all journeys, the last audited first."""
        return [_line(row) for row in self._reader().all(_LINES)]

    def get(self, journey_id: int) -> Journey | None:
        """Return a journey whole, or None when there is none of that number."""
        reader = self._reader()
        row = first(reader.all(_ONE, journey=journey_id))
        if row is None:
            return None
        points: defaultdict[int, list[Touchpoint]] = defaultdict(list)
        for point in reader.all(_TOUCHPOINTS, journey=journey_id):
            points[point[1]].append(_touchpoint(point))
        stages = tuple(
            Stage(number, name, goal, tuple(points[number]), strategies, Phase(phase))
            for number, name, goal, strategies, phase in reader.all(_STAGES, journey=journey_id)
        )
        number, name, about, purpose, scope, review_days = row
        return Journey(number, name, about, Purpose(purpose), Scope(scope), stages, review_days)

    def touchpoint(self, touchpoint_id: int) -> tuple[Touchpoint, int] | None:
        """Return a touchpoint and the number of its journey, or None."""
        row = first(self._reader().all(_TOUCHPOINT, touchpoint=touchpoint_id))
        return None if row is None else (_touchpoint(row[:14]), row[14])

    def personas(self, journey_id: int) -> list[Persona]:
        """Return the personas of a journey, the oldest first."""
        rows = self._reader().all(_PERSONAS, journey=journey_id)
        return [_persona(row) for row in rows]


def _line(row: Values) -> JourneyLine:
    number, name, purpose, scope, stages, points, audits, open_audit, last, actions, review_days = row
    return JourneyLine(
        number,
        name,
        Purpose(purpose),
        Scope(scope),
        stages,
        points,
        audits,
        open_audit,
        moment(last),
        actions,
        review_days,
    )


def _persona(row: Values) -> Persona:
    return replace(Persona(*row[:12]), verified_on=day(row[12]))


def _touchpoint(row: Values) -> Touchpoint:
    number, stage, name, about, channel, when, side, importance, critical, checklists, need, *rest = row
    existence, wanted, opens_id = rest
    return Touchpoint(
        number,
        stage,
        name,
        about,
        Channel(channel),
        Moment(when),
        Side(side),
        importance,
        bool(critical),
        tuple(checklists.split()),
        need,
        Existence(existence),
        wanted,
        opens_id,
    )
