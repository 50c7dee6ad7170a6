"""Reads of the map: feelings of all personas, checks, notes and actions at each touchpoint; and replies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from auditor.base.vocabulary import Basis
from auditor.store.adapter import Reader
from auditor.store.reading.audits.reads import AuditReads
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading
from auditor.store.reading.evidence.known import known_of
from auditor.store.reading.journeys import JourneyReads
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read
from auditor.views.maps import Felt, JourneyMap, MapPoint, Note, PersonaFeelings, Reply


class _FeltAt(Struct, frozen=True):
    """A feeling, and where and whose it is."""

    touchpoint_id: int
    persona_id: int
    basis: Basis
    felt: Felt


_FELT = Read(
    "feelings of a journey, newest audit first",
    _FeltAt,
    f"""
    SELECT v.touchpoint_id, a.persona_id, v.feeling AS "felt.score", v.emotion AS "felt.emotion", v.basis,
        a.id AS "felt.audit_id", coalesce(v.felt_at, a.started_at) AS "felt.at"
    FROM visit v JOIN audit a ON a.id = v.audit_id
    WHERE a.journey_id = :journey AND v.feeling IS NOT NULL
    AND v.removed_at IS NULL AND a.removed_at IS NULL AND {open_to("a")}
    ORDER BY a.started_at DESC, a.id DESC
    """,
    ("journey", VIEWER),
)

_NOTES = Read(
    "notes of a journey",
    Note,
    """
    SELECT n.id, n.touchpoint_id, n.kind, n.text
    FROM note n JOIN touchpoint t ON t.id = n.touchpoint_id
    WHERE t.journey_id = :journey AND n.removed_at IS NULL ORDER BY n.id
    """,
    ("journey",),
)

_ACCEPTED = Read(
    "accepted actions by touchpoint, and the first day on which one is due",
    tuple[int, int, date | None],
    """
    SELECT x.touchpoint_id, count(*), min(x.due) FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id
    WHERE t.journey_id = :journey AND x.removed_at IS NULL AND x.status IN ('planned', 'in-progress')
    GROUP BY x.touchpoint_id
    """,
    ("journey",),
)

_SUB_FEELINGS = Read(
    "newest feelings of the journeys inside a journey",
    tuple[int, float],
    f"""
    SELECT t.id, CAST(avg(v.feeling) AS DOUBLE PRECISION)
    FROM touchpoint t JOIN journey j ON j.id = t.opens_id AND j.removed_at IS NULL
    JOIN touchpoint i ON i.journey_id = j.id AND i.removed_at IS NULL
    JOIN stage s ON s.id = i.stage_id AND s.removed_at IS NULL
    JOIN visit v ON v.touchpoint_id = i.id AND v.removed_at IS NULL AND v.feeling IS NOT NULL
    JOIN audit a ON a.id = v.audit_id AND a.removed_at IS NULL
    WHERE t.journey_id = :journey AND t.removed_at IS NULL AND {open_to("a")}
    AND NOT EXISTS (SELECT 1 FROM visit w JOIN audit b ON b.id = w.audit_id
        WHERE w.touchpoint_id = i.id AND w.removed_at IS NULL AND w.feeling IS NOT NULL
        AND b.removed_at IS NULL AND b.persona_id = a.persona_id AND {open_to("b")}
        AND (b.started_at > a.started_at OR (b.started_at = a.started_at AND b.id > a.id)))
    GROUP BY t.id
    """,
    ("journey", VIEWER),
)

_PARENTS = Read(
    "journeys that open into a journey",
    tuple[int, str],
    """
    SELECT DISTINCT j.id, j.name FROM touchpoint t JOIN journey j ON j.id = t.journey_id
    JOIN stage s ON s.id = t.stage_id
    WHERE t.opens_id = :journey AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    ORDER BY j.id
    """,
    ("journey",),
)

_REPLIES = Read(
    "replies of a journey",
    Reply,
    """
    SELECT r.stage_id, r.persona_id, r.question, r.text FROM reply r
    JOIN stage s ON s.id = r.stage_id JOIN persona p ON p.id = r.persona_id
    WHERE r.journey_id = :journey AND r.text <> '' AND r.removed_at IS NULL AND s.removed_at IS NULL
    AND p.removed_at IS NULL ORDER BY r.id
    """,
    ("journey",),
)


class MapReads:
    """What can be asked about the map of a journey."""

    def __init__(self, reader: Callable[[], Reader], grading: Grading = DEFAULT_GRADING) -> None:
        """Read through what `reader` gives at each call; `grading` weighs evidence."""
        self._reader = reader
        self._grading = grading
        self._journeys = JourneyReads(reader)
        self._audits = AuditReads(reader)

    def get(self, journey_id: int) -> JourneyMap | None:
        """Return the map of a journey, or None when there is none of that number."""
        journey = self._journeys.get(journey_id)
        if journey is None:
            return None
        reader = self._reader()
        feelings = _feelings(reader.all(_FELT, journey=journey_id))
        notes = self._notes(journey_id)
        inside = dict(reader.all(_SUB_FEELINGS, journey=journey_id))
        summaries = {line.touchpoint_id: line for line in self._audits.summary(journey_id)}
        accepted = {point: (count, due) for point, count, due in reader.all(_ACCEPTED, journey=journey_id)}
        heard, supports = known_of(reader, journey, self._grading)
        points = []
        for stage in journey.stages:
            for touchpoint in stage.touchpoints:
                line = summaries[touchpoint.id]
                points.append(
                    MapPoint(
                        touchpoint,
                        stage.id,
                        feelings.get(touchpoint.id, {}),
                        line.asked,
                        line.passed,
                        line.failed + line.partly,
                        line.open_actions,
                        tuple(notes[touchpoint.id]),
                        inside.get(touchpoint.id),
                        heard.get(touchpoint.id, ()),
                        supports.get(touchpoint.id),
                        *accepted.get(touchpoint.id, (0, None)),
                    )
                )
        parents = tuple(reader.all(_PARENTS, journey=journey_id))
        return JourneyMap(journey, tuple(self._journeys.personas(journey_id)), tuple(points), parents)

    def _notes(self, journey_id: int) -> defaultdict[int, list[Note]]:
        found: defaultdict[int, list[Note]] = defaultdict(list)
        for note in self._reader().all(_NOTES, journey=journey_id):
            found[note.touchpoint_id].append(note)
        return found

    def replies(self, journey_id: int) -> list[Reply]:
        """Return what is known of the questions of the question bank, in the order it was written."""
        return self._reader().all(_REPLIES, journey=journey_id)


def _feelings(rows: Iterable[_FeltAt]) -> dict[int, dict[int, PersonaFeelings]]:
    """Return feelings by touchpoint and persona from rows with the newest audit first."""
    listed: defaultdict[tuple[int, int], list[_FeltAt]] = defaultdict(list)
    for row in rows:
        listed[row.touchpoint_id, row.persona_id].append(row)
    found: dict[int, dict[int, PersonaFeelings]] = {}
    for (point, persona), felts in listed.items():
        by_basis = {one.basis: one.felt for one in reversed(felts)}
        found.setdefault(point, {})[persona] = PersonaFeelings(
            felts[0].felt,
            felts[1].felt if len(felts) > 1 else None,
            by_basis.get(Basis.ASSUMED),
            by_basis.get(Basis.OBSERVED),
        )
    return found
