"""Reads of journeys, their stages and touchpoints, personas and people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from msgspec.structs import replace

from auditor.base.text import folded
from auditor.store.adapter import Reader
from auditor.store.reading.called import called
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, first
from auditor.views.journeys import Journey, JourneyLine, Persona, Stage, Strategy, Touchpoint, Wish

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
        coalesce(o.actions, 0) AS open_actions, j.review_days, j.client, j.tags, j.archived_at AS archived
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

ARCHIVED = Read(
    "journeys that are archived",
    int,
    "SELECT j.id FROM journey j WHERE j.archived_at IS NOT NULL AND j.removed_at IS NULL",
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
    left = f"EXISTS (SELECT 1 FROM person p WHERE p.id = {table}.responsible_id AND p.left_on IS NOT NULL)"
    return f"responsible_id, coalesce({named}, '') AS responsible, {left} AS responsible_left"


_ONE = Read(
    "journey",
    Journey,
    f"""
    SELECT id, name, about, purpose, scope, review_days, report, order_low, order_high, currency, visits_low, visits_high,
        {_responsible("journey")}, gates, nullif(country, '') AS country, client, tags,
        archived_at AS archived
    FROM journey WHERE id = :journey AND removed_at IS NULL
    """,
    ("journey",),
    later={"stages": ()},
)


_STAGES = Read(
    "stages",
    Stage,
    f"""
    SELECT id, name, goal, phase, {_responsible("stage")} FROM stage
    WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id
    """,
    ("journey",),
    later={"touchpoints": (), "strategies": ()},
)

_STRATEGIES = Read(
    "strategies of a journey",
    Strategy,
    """
    SELECT y.id, y.stage_id, y.text FROM strategy y JOIN stage s ON s.id = y.stage_id
    WHERE s.journey_id = :journey AND s.removed_at IS NULL AND y.removed_at IS NULL
    ORDER BY s.position, s.id, y.position, y.id
    """,
    ("journey",),
)


_WISHES_IN_SIGHT = """
    FROM wish w JOIN touchpoint t ON t.id = w.touchpoint_id
    LEFT JOIN persona p ON p.id = w.persona_id
    WHERE t.journey_id = :journey AND w.removed_at IS NULL AND p.removed_at IS NULL
"""

_WISHES = Read(
    "wishes of a journey",
    Wish,
    f"""
    SELECT w.id, w.touchpoint_id, w.persona_id, w.feeling, nullif(w.channel, '') AS channel, w.text {_WISHES_IN_SIGHT}
    ORDER BY CASE WHEN w.persona_id IS NULL THEN 0 ELSE 1 END, w.persona_id, w.id
    """,
    ("journey",),
    later={"needs": ()},
)

_MET_NEEDS = Read(
    "needs that wishes of a journey meet",
    tuple[int, int],
    """
    SELECT m.wish_id, m.note_id FROM met_need m JOIN wish w ON w.id = m.wish_id
    JOIN touchpoint t ON t.id = w.touchpoint_id JOIN note n ON n.id = m.note_id
    WHERE t.journey_id = :journey AND m.removed_at IS NULL AND w.removed_at IS NULL AND n.removed_at IS NULL
    AND n.kind = 'need' AND n.touchpoint_id = w.touchpoint_id ORDER BY n.id
    """,
    ("journey",),
)

_WANTED = """(SELECT w.feeling FROM wish w WHERE w.touchpoint_id = touchpoint.id AND w.persona_id IS NULL
        AND w.removed_at IS NULL ORDER BY w.id LIMIT 1) AS wanted"""

_OPENS = "(SELECT j.id FROM journey j WHERE j.id = touchpoint.opens_id AND j.removed_at IS NULL) AS opens_id"

_TOUCHPOINTS = Read(
    "touchpoints",
    Touchpoint,
    f"""
    SELECT id, stage_id, name, about, channel, moment, side, importance, critical, checklists, need,
        existence, {_WANTED}, {_OPENS}, business, visits_low, visits_high, {_responsible("touchpoint")},
        address, depth, letters
    FROM touchpoint
    WHERE journey_id = :journey AND removed_at IS NULL ORDER BY position, id
    """,
    ("journey",),
    later={"wishes": ()},
)

_TOUCHPOINT = Read(
    "touchpoint",
    Touchpoint,
    f"""
    SELECT id, stage_id, name, about, channel, moment, side, importance, critical, checklists, need,
        existence, {_WANTED}, {_OPENS}, business, visits_low, visits_high, {_responsible("touchpoint")},
        address, depth, letters
    FROM touchpoint WHERE id = :touchpoint AND removed_at IS NULL
    """,
    ("touchpoint",),
    later={"wishes": ()},
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
"""Whether they are verified is read apart, because hardly any command asks for it."""


class JourneyReads:
    """What can be asked about journeys."""

    def __init__(self, reader: Callable[[], Reader], grading: Grading = DEFAULT_GRADING) -> None:
        """Read through what `reader` gives at each call; `grading` tells whether evidence still verifies a persona."""
        self._reader = reader
        self._grading = grading

    def lines(self) -> list[JourneyLine]:
        """Return the journeys that are not archived, the last audited first; those of one name say where they belong."""
        return [line for line in self.every_line() if line.archived is None]

    def archived(self) -> list[JourneyLine]:
        """Return the journeys that are archived, in the same order."""
        return [line for line in self.every_line() if line.archived is not None]

    def every_line(self) -> list[JourneyLine]:
        """Return all journeys, archived or not, in the same order."""
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
        wishes = _wishes(reader, journey_id)
        for point in reader.all(_TOUCHPOINTS, journey=journey_id):
            here = wishes.get(point.id)
            points[point.stage_id].append(point if here is None else replace(point, wishes=tuple(here)))
        strategies: defaultdict[int, list[Strategy]] = defaultdict(list)
        for strategy in reader.all(_STRATEGIES, journey=journey_id):
            strategies[strategy.stage_id].append(strategy)
        stages = reader.all(_STAGES, journey=journey_id)
        return replace(
            journey,
            stages=tuple(
                replace(stage, touchpoints=tuple(points[stage.id]), strategies=tuple(strategies[stage.id]))
                for stage in stages
            ),
        )

    def touchpoint(self, touchpoint_id: int) -> tuple[Touchpoint, int] | None:
        """Return a touchpoint and the number of its journey, or None."""
        reader = self._reader()
        point = first(reader.all(_TOUCHPOINT, touchpoint=touchpoint_id))
        journey = first(reader.all(_JOURNEY_OF, touchpoint=touchpoint_id))
        if point is None or journey is None:
            return None
        return replace(point, wishes=tuple(_wishes(reader, journey).get(point.id, ()))), journey

    def personas(self, journey_id: int) -> list[Persona]:
        """Return the personas of a journey, the oldest first."""
        reader = self._reader()
        personas = reader.all(_PERSONAS, journey=journey_id)
        if not any(one.verified_by or one.verified_on for one in personas):
            return personas
        from auditor.store.reading.evidence.verifying import verified

        return verified(reader, journey_id, personas, self._grading)


def _wishes(reader: Reader, journey_id: int) -> dict[int, list[Wish]]:
    """Return the wishes of a journey by touchpoint, for every customer first."""
    found: defaultdict[int, list[Wish]] = defaultdict(list)
    wishes = reader.all(_WISHES, journey=journey_id)
    if not wishes:
        return found
    needs: defaultdict[int, list[int]] = defaultdict(list)
    for number, note in reader.all(_MET_NEEDS, journey=journey_id):
        needs[number].append(note)
    for wish in wishes:
        found[wish.touchpoint_id].append(replace(wish, needs=tuple(needs[wish.id])))
    return found
