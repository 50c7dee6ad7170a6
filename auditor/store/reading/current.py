"""Reads what stands now at touchpoints, with everything inside them: the one place that says which audits count.

Finished audits stand, and what audits in progress say is a draft. Those of a round that others have not finished
count for nobody, not for who makes them either, so that everybody has the same figures. What a re-check of an
older version carried over only repeats what was answered before, and never counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from auditor.analysis.current import Answered, Current, FeltOnce, Places
from auditor.analysis.need import need
from auditor.base.text import folded
from auditor.base.vocabulary import AuditKind, Basis, Emotion, Existence
from auditor.store.adapter import Reader
from auditor.store.reading.sealing import VIEWER, open_to, settled
from auditor.store.viewing import Read
from auditor.views.audits import Drafted


class Looked(Struct, frozen=True):
    """A visit in which something was answered or felt."""

    touchpoint_id: int
    persona_id: int
    auditor_id: int
    audit_id: int
    kind: AuditKind
    finished: bool
    alone: bool
    started: str
    at: str
    """When the feeling was noted."""
    feeling: int | None
    emotion: Emotion | None
    basis: Basis
    asked: int
    answered: int
    weight_asked: float
    weight_failed: float


class _Placed(Struct, frozen=True):
    """A touchpoint, and one of those inside it, if any."""

    touchpoint_id: int
    journey_id: int
    inner_id: int | None


class _Named(Struct, frozen=True):
    """A persona of some journey."""

    id: int
    journey_id: int
    name: str


class _Needy(Struct, frozen=True):
    """A touchpoint, and what its need is made of beside what stands there."""

    id: int
    importance: int
    critical: bool
    need: float


class _DraftAt(Struct, frozen=True):
    """How far an audit in progress has come at a touchpoint."""

    touchpoint_id: int
    drafted: Drafted


_LIVE = """touchpoint i JOIN stage s ON s.id = i.stage_id AND s.removed_at IS NULL
    JOIN journey j ON j.id = i.journey_id AND j.removed_at IS NULL"""
_EXISTS = f"i.removed_at IS NULL AND i.existence <> '{Existence.PLANNED}'"

_ALONE = f"""CASE WHEN u.kind = '{AuditKind.WHOLE}' AND NOT EXISTS (SELECT 1 FROM audit g
    WHERE g.round_id = u.round_id AND g.kind = '{AuditKind.AGREED}' AND g.removed_at IS NULL
    AND g.finished_at IS NOT NULL) THEN 1 ELSE 0 END"""

_FINISHED = "CASE WHEN u.finished_at IS NULL THEN 0 ELSE 1 END"


class _Reads:
    """The reads for the touchpoints that a condition on `touchpoint t` names, and all that is inside them."""

    def __init__(self, of: str, condition: str, parameters: tuple[str, ...] = ()) -> None:
        within = f"""WITH RECURSIVE within_it(id) AS (
                SELECT t.id FROM touchpoint t WHERE t.removed_at IS NULL AND {condition}
                UNION
                SELECT i.id FROM within_it w JOIN touchpoint o ON o.id = w.id
                JOIN ({_LIVE}) ON i.journey_id = o.opens_id AND {_EXISTS}
            )"""
        self.places = Read(
            f"places that hang together, {of}",
            _Placed,
            f"""{within}
            SELECT o.id AS touchpoint_id, o.journey_id, i.id AS inner_id
            FROM within_it w JOIN touchpoint o ON o.id = w.id
            LEFT JOIN ({_LIVE}) ON i.journey_id = o.opens_id AND {_EXISTS}
            ORDER BY o.id, i.id""",
            parameters,
        )
        self.personas = Read(
            f"personas of places that hang together, {of}",
            _Named,
            f"""{within}
            SELECT p.id, p.journey_id, p.name FROM persona p
            WHERE p.journey_id IN (SELECT o.journey_id FROM within_it w JOIN touchpoint o ON o.id = w.id)
            AND (p.removed_at IS NULL OR EXISTS (SELECT 1 FROM audit u WHERE u.persona_id = p.id))
            ORDER BY p.id""",
            parameters,
        )
        self.looks = Read(
            f"visits that say something, {of}",
            Looked,
            f"""{within}
            SELECT v.touchpoint_id, u.persona_id, u.auditor_id, u.id AS audit_id, u.kind, {_FINISHED} AS finished,
                {_ALONE} AS alone, u.started_at AS started, coalesce(v.felt_at, u.started_at) AS "at",
                v.feeling, v.emotion, v.basis, v.asked, v.answered, v.weight_asked, v.weight_failed
            FROM within_it k JOIN visit v ON v.touchpoint_id = k.id JOIN audit u ON u.id = v.audit_id
            WHERE v.removed_at IS NULL AND u.removed_at IS NULL AND {settled("u")}
            AND (v.answered > 0 OR v.feeling IS NOT NULL)
            ORDER BY u.started_at, u.id""",
            parameters,
        )
        self.answers = Read(
            f"newest answers, {of}",
            Answered,
            f"""{within}, said AS (
                SELECT v.touchpoint_id, u.persona_id, u.auditor_id, u.id AS audit_id, {_FINISHED} AS finished,
                    coalesce(a.answered_at, u.started_at) AS said_at, w.checklist, w.check_key, w.severity,
                    a.verdict, {_ALONE} AS alone, a.id AS answer_id
                FROM within_it k JOIN visit v ON v.touchpoint_id = k.id AND v.removed_at IS NULL AND v.answered > 0
                JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
                JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
                    AND NOT a.carried
                JOIN wording w ON w.id = a.wording_id
                WHERE {settled("u")}
            )
            SELECT touchpoint_id, persona_id, auditor_id, audit_id, finished, said_at AS "at", checklist, check_key,
                severity, verdict, alone, answer_id
            FROM (SELECT said.*, row_number() OVER (
                PARTITION BY touchpoint_id, persona_id, auditor_id, finished, alone, checklist, check_key
                ORDER BY said_at DESC, audit_id DESC, answer_id DESC) AS place FROM said) AS placed
            WHERE place = 1""",
            parameters,
        )
        self.needs = Read(
            f"needs as they are kept, {of}",
            _Needy,
            f"""SELECT t.id, t.importance, t.critical, t.need FROM touchpoint t
            WHERE t.removed_at IS NULL AND {condition} ORDER BY t.id""",
            parameters,
        )


_EVERYWHERE = _Reads("everywhere", "1 = 1")
_JOURNEY = _Reads("in a journey", "t.journey_id = :journey", ("journey",))
_POINT = _Reads("at a touchpoint", "t.id = :touchpoint", ("touchpoint",))

_DRAFTS = Read(
    "audits in progress at the touchpoints of a journey, the newest last",
    _DraftAt,
    f"""
    SELECT v.touchpoint_id, u.id AS "drafted.audit_id", v.answered AS "drafted.answered", v.asked AS "drafted.asked"
    FROM audit u JOIN visit v ON v.audit_id = u.id
    WHERE u.journey_id = :journey AND u.removed_at IS NULL AND u.finished_at IS NULL AND v.removed_at IS NULL
    AND (v.answered > 0 OR v.feeling IS NOT NULL) AND {open_to("u")}
    ORDER BY u.started_at, u.id
    """,
    ("journey", VIEWER),
)


class Now(Struct, frozen=True):
    """What stands at some touchpoints, and what it is made of."""

    current: Current
    personas: dict[int, str]
    """Names of personas, also of those inside."""
    looks: tuple[Looked, ...]
    """The oldest first."""

    def asked(self, touchpoint_id: int, answered: int) -> int:
        """Return how many checks the newest visit that counts asked, or how many are `answered`, if those are more."""
        finished = not self.current.at(touchpoint_id).draft
        asked = [
            look.asked
            for look in self.looks
            if look.touchpoint_id == touchpoint_id and look.finished is finished
        ]
        return max(answered, asked[-1] if asked else 0)


def everywhere(reader: Reader) -> Now:
    """Return what stands at all touchpoints."""
    return _now(reader, _EVERYWHERE)


def of_journey(reader: Reader, journey_id: int) -> Now:
    """Return what stands at the touchpoints of a journey."""
    return _now(reader, _JOURNEY, journey=journey_id)


def at_touchpoint(reader: Reader, touchpoint_id: int) -> Now:
    """Return what stands at one touchpoint."""
    return _now(reader, _POINT, touchpoint=touchpoint_id)


def looks_at(reader: Reader, touchpoint_id: int) -> list[Looked]:
    """Return the visits to a touchpoint, and to those inside it, that say something; the oldest audit first."""
    return reader.all(_POINT.looks, touchpoint=touchpoint_id)


def looks_of_journey(reader: Reader, journey_id: int) -> list[Looked]:
    """Return the visits to all touchpoints of a journey, and to those inside them, as `looks_at` does."""
    return reader.all(_JOURNEY.looks, journey=journey_id)


def drafts_of(reader: Reader, journey_id: int) -> dict[int, Drafted]:
    """Return how far the newest audit in progress, that whoever reads may see, has come, by touchpoint."""
    return {one.touchpoint_id: one.drafted for one in reader.all(_DRAFTS, journey=journey_id)}


class NeedNow(Struct, frozen=True):
    """The need of a touchpoint as it is kept, and as it is made of what stands there."""

    touchpoint_id: int
    kept: float
    true: float


def needs_everywhere(reader: Reader) -> Iterator[NeedNow]:
    """Return the needs of all touchpoints."""
    return _needs(reader, _EVERYWHERE)


def needs_of_journey(reader: Reader, journey_id: int) -> Iterator[NeedNow]:
    """Return the needs of the touchpoints of a journey."""
    return _needs(reader, _JOURNEY, journey=journey_id)


def need_at(reader: Reader, touchpoint_id: int) -> Iterator[NeedNow]:
    """Return the need of a touchpoint, if it is there."""
    return _needs(reader, _POINT, touchpoint=touchpoint_id)


def _needs(reader: Reader, reads: _Reads, **parameters: int) -> Iterator[NeedNow]:
    current = _now(reader, reads, **parameters).current
    for one in reader.all(reads.needs, **parameters):
        yield NeedNow(one.id, one.need, need(one.importance, one.critical, current.at(one.id).experiences))


def _now(reader: Reader, reads: _Reads, **parameters: int) -> Now:
    looks = tuple(reader.all(reads.looks, **parameters))
    personas = reader.all(reads.personas, **parameters)
    places = _places(reader.all(reads.places, **parameters), personas)
    answers: Sequence[Answered] = reader.all(reads.answers, **parameters) if looks else ()
    return Now(Current(places, answers, _felt(looks)), {one.id: one.name for one in personas}, looks)


def _places(rows: Iterable[_Placed], personas: Iterable[_Named]) -> Places:
    journeys: dict[int, int] = {}
    insides: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        journeys[row.touchpoint_id] = row.journey_id
        if row.inner_id is not None:
            insides[row.touchpoint_id].append(row.inner_id)
    return Places(journeys, insides, {one.id: (one.journey_id, folded(one.name)) for one in personas})


def _felt(looks: Iterable[Looked]) -> list[FeltOnce]:
    return [
        FeltOnce(
            look.touchpoint_id,
            look.persona_id,
            look.auditor_id,
            look.audit_id,
            look.finished,
            look.at,
            look.feeling,
            look.alone,
            look.emotion,
            look.basis,
        )
        for look in looks
        if look.feeling is not None
    ]
