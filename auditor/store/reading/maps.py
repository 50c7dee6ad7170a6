"""Reads of the map: feelings of all personas, checks, notes and actions at each touchpoint; and replies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from auditor.analysis.current import Current, FeltOnce, Stand
from auditor.analysis.curves import mean
from auditor.analysis.need import need
from auditor.base.vocabulary import Basis
from auditor.store.adapter import Reader
from auditor.store.reading.audits.summary import summary_of
from auditor.store.reading.called import called
from auditor.store.reading.current import of_journey
from auditor.store.reading.evidence.confidences import DEFAULT_GRADING, Grading
from auditor.store.reading.evidence.known import known_of
from auditor.store.reading.journeys import JourneyReads
from auditor.store.reading.sealing import settled
from auditor.store.viewing import Read
from auditor.views.journeys import Persona, Touchpoint
from auditor.views.maps import (
    Felt,
    FigureSource,
    JourneyMap,
    MapPoint,
    Note,
    PersonaFeelings,
    PersonaStand,
    Reply,
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

_WORK = Read(
    "open and accepted actions by touchpoint where they stand or mend something, and the first day an accepted one is due",
    tuple[int, int, int, date | None],
    """
    SELECT at.touchpoint_id, count(*), sum(CASE WHEN x.status = 'proposed' THEN 0 ELSE 1 END),
        min(CASE WHEN x.status = 'proposed' THEN NULL ELSE x.due END)
    FROM (SELECT o.id, o.touchpoint_id FROM action o JOIN touchpoint t ON t.id = o.touchpoint_id
            WHERE t.journey_id = :journey
        UNION SELECT l.action_id, l.touchpoint_id FROM link l JOIN touchpoint t ON t.id = l.touchpoint_id
            WHERE t.journey_id = :journey AND l.removed_at IS NULL) at
    JOIN action x ON x.id = at.id
    WHERE x.removed_at IS NULL AND x.status IN ('proposed', 'planned', 'in-progress')
    GROUP BY at.touchpoint_id
    """,
    ("journey",),
)


class _Made(Struct, frozen=True):
    """An audit, by whom and when."""

    id: int
    auditor: str
    started: datetime
    finished: datetime | None


_MADE = Read(
    "by whom and when audits of a journey, and of those inside it, were made",
    _Made,
    f"""
    WITH RECURSIVE within_it(id) AS (
        SELECT j.id FROM journey j WHERE j.id = :journey
        UNION
        SELECT t.opens_id FROM within_it w JOIN touchpoint t ON t.journey_id = w.id
        WHERE t.opens_id IS NOT NULL AND t.removed_at IS NULL
    )
    SELECT u.id, {called("w")} AS auditor, u.started_at AS started, u.finished_at AS finished
    FROM within_it k JOIN audit u ON u.journey_id = k.id JOIN person w ON w.id = u.auditor_id
    WHERE u.removed_at IS NULL AND {settled("u")}
    """,
    ("journey",),
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
        self._journeys = JourneyReads(reader, grading)

    def get(self, journey_id: int) -> JourneyMap | None:
        """Return the map of a journey, or None when there is none of that number."""
        journey = self._journeys.get(journey_id)
        if journey is None:
            return None
        reader = self._reader()
        now = of_journey(reader, journey_id)
        notes = self._notes(journey_id)
        summaries = {line.touchpoint_id: line for line in summary_of(reader, journey_id, now)}
        work = {row[0]: row for row in reader.all(_WORK, journey=journey_id)}
        heard, supports = known_of(reader, journey, self._grading)
        points = []
        for stage in journey.stages:
            for touchpoint in stage.touchpoints:
                line = summaries[touchpoint.id]
                _point, is_open, accepted, first_due = work.get(touchpoint.id, (0, 0, 0, None))
                feelings = _feelings(now.current, touchpoint.id)
                points.append(
                    MapPoint(
                        touchpoint,
                        stage.id,
                        feelings,
                        line.asked,
                        line.passed,
                        line.failed + line.partly,
                        is_open,
                        tuple(notes[touchpoint.id]),
                        mean(felt.inside for felt in feelings.values() if line.draft or not felt.draft),
                        heard.get(touchpoint.id, ()),
                        supports.get(touchpoint.id),
                        accepted,
                        first_due,
                        line.draft,
                        line.drafted,
                        line.differing,
                        _stands(now.current.at(touchpoint.id), touchpoint),
                        line.need_known,
                    )
                )
        parents = tuple(reader.all(_PARENTS, journey=journey_id))
        personas = tuple(self._journeys.personas(journey_id))
        met = {number for point in points for number in point.feelings} - {one.id for one in personas}
        strangers = tuple(Persona(number, 0, now.personas[number], "") for number in sorted(met))
        sources = tuple(self._sources(journey_id, points, now.personas))
        return JourneyMap(journey, personas, tuple(points), parents, strangers, sources)

    def _sources(
        self, journey_id: int, points: Sequence[MapPoint], names: dict[int, str]
    ) -> Iterator[FigureSource]:
        """Give the audits whose figures stand, persona by persona, the newest first."""
        counted = Counter(
            (persona, audit)
            for point in points
            for persona, stand in point.stands.items()
            for audit in stand.audits
        )
        if not counted:
            return
        made = {one.id: one for one in self._reader().all(_MADE, journey=journey_id)}
        known = [
            (persona, made[audit], count) for (persona, audit), count in counted.items() if audit in made
        ]
        for persona, one, count in sorted(
            known, key=lambda each: (each[0], -each[1].started.timestamp(), -each[1].id)
        ):
            yield FigureSource(
                persona, names.get(persona, ""), one.id, one.auditor, one.started, one.finished, count
            )

    def _notes(self, journey_id: int) -> defaultdict[int, list[Note]]:
        found: defaultdict[int, list[Note]] = defaultdict(list)
        for note in self._reader().all(_NOTES, journey=journey_id):
            found[note.touchpoint_id].append(note)
        return found

    def replies(self, journey_id: int) -> list[Reply]:
        """Return what is known of the questions of the question bank, in the order it was written."""
        return self._reader().all(_REPLIES, journey=journey_id)


def _feelings(current: Current, touchpoint_id: int) -> dict[int, PersonaFeelings]:
    """Return what each persona feels at a touchpoint."""
    stand = current.at(touchpoint_id)
    found = {}
    for drafts, standings in ((stand.draft, stand.personas), (True, stand.drafts)):
        for persona, one in standings.items():
            felt = current.felt(touchpoint_id, persona)
            if one.feeling is not None or felt:
                found[persona] = _persona_feelings(felt, one.feeling if one.felt_inside else None, drafts)
    return found


def _stands(stand: Stand, touchpoint: Touchpoint) -> dict[int, PersonaStand]:
    """Return what stands of each persona at a touchpoint beside the feeling."""
    return {
        persona: PersonaStand(
            need(touchpoint.importance, touchpoint.critical, [one.experience]),
            tuple(sorted({*one.audits, *one.felt_in})),
        )
        for persona, one in stand.personas.items()
    }


def _persona_feelings(felt: Sequence[FeltOnce], inside: float | None, draft: bool) -> PersonaFeelings:
    """Return the readings of feelings at a touchpoint, given the newest first."""
    newest: dict[Basis, FeltOnce] = {}
    for one in felt:
        newest.setdefault(one.basis, one)
    return PersonaFeelings(
        _shown(felt[0] if felt else None),
        _shown(felt[1] if len(felt) > 1 else None),
        _shown(newest.get(Basis.ASSUMED)),
        _shown(newest.get(Basis.OBSERVED)),
        inside,
        draft,
    )


def _shown(one: FeltOnce | None) -> Felt | None:
    if one is None:
        return None
    return Felt(one.score, one.emotion, one.audit_id, datetime.fromisoformat(one.at))
