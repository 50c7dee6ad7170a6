"""Reads where what auditors found and what evidence says can’t both be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from auditor.analysis.contradictions import Measured, contradictions
from auditor.analysis.superseding import Said
from auditor.base.vocabulary import FAILING, EvidenceKind, Verdict
from auditor.store.adapter import Reader
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.evidence.reads import EvidenceReads
from auditor.store.reading.evidence.suggestions import critical_faults, standing_suggestions
from auditor.store.reading.maps import MapReads
from auditor.store.reading.sealing import VIEWER, open_to, settled
from auditor.store.viewing import Read, named
from auditor.views.checks import Check
from auditor.views.evidence import Contradiction, Evidence, EvidenceFilter


class _Measurement(Struct, frozen=True):
    """A failing measurement, and an answer to its check; a finished one is when it was answered."""

    id: int
    touchpoint_id: int
    verdict: Verdict
    why: str
    evidence_id: int
    collected_on: date
    answered: Verdict
    answered_at: datetime
    finished: bool
    check: Check


_MEASURED = Read(
    "failing measurements of checks that were answered, finished answers first and of those the newest",
    _Measurement,
    f"""
    SELECT g.id, g.touchpoint_id, g.verdict, g.why, g.evidence_id, e.collected_on, a.verdict AS answered,
        coalesce(a.answered_at, u.started_at) AS answered_at,
        CASE WHEN u.finished_at IS NOT NULL AND {settled("u")} THEN 1 ELSE 0 END AS finished,
        {named(CHECK, "check")}
    FROM suggestion g JOIN evidence e ON e.id = g.evidence_id AND e.removed_at IS NULL
    JOIN visit v ON v.touchpoint_id = g.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
        AND NOT a.carried
    JOIN wording w ON w.id = a.wording_id AND w.checklist = g.checklist AND w.check_key = g.check_key
    WHERE e.journey_id = :journey AND g.removed_at IS NULL AND g.verdict IN ('fail', 'partly')
    AND {open_to("u")}
    ORDER BY g.id, finished DESC, answered_at DESC, u.id DESC
    """,
    ("journey", VIEWER),
)


class _Fault(Struct, frozen=True):
    """A check that a tool found failed, in its newest wording."""

    id: int
    touchpoint_id: int
    verdict: Verdict
    why: str
    evidence_id: int
    check: Check


CRITICAL = 4
"""The severity of what stops customers."""

_CRITICAL = Read(
    "checks of the gravest severity that were measured failed",
    _Fault,
    f"""
    SELECT g.id, g.touchpoint_id, g.verdict, g.why, g.evidence_id, {named(CHECK, "check")}
    FROM suggestion g JOIN evidence e ON e.id = g.evidence_id AND e.removed_at IS NULL
    JOIN wording w ON w.id = (SELECT max(x.id) FROM wording x
        WHERE x.checklist = g.checklist AND x.check_key = g.check_key)
    WHERE e.journey_id = :journey AND g.removed_at IS NULL AND g.verdict = 'fail' AND w.severity = {CRITICAL}
    ORDER BY g.id
    """,
    ("journey",),
)

_ANSWERED = Read(
    "when checks were last answered in finished audits",
    tuple[int, datetime],
    f"""
    SELECT v.touchpoint_id, max(coalesce(a.answered_at, u.started_at))
    FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL AND NOT a.carried
    JOIN wording w ON w.id = a.wording_id
    WHERE u.journey_id = :journey AND u.removed_at IS NULL AND u.finished_at IS NOT NULL AND {settled("u")}
    GROUP BY v.touchpoint_id, w.checklist, w.check_key
    """,
    ("journey",),
)


class ContradictionReads:
    """What can be asked about contradictions."""

    def __init__(self, reader: Callable[[], Reader], maps: MapReads, evidence: EvidenceReads) -> None:
        """Read through what `reader` gives at each call, and lay `maps` and `evidence` side by side."""
        self._reader = reader
        self._maps = maps
        self._evidence = evidence

    def of(self, journey_id: int) -> list[Contradiction]:
        """Return where auditors and evidence contradict each other in a journey, from left to right."""
        journey_map = self._maps.get(journey_id)
        if journey_map is None:
            return []
        lines = self._evidence.lines(EvidenceFilter(journey_id))
        reader = self._reader()
        answered: dict[int, date] = {}
        for touchpoint, at in reader.all(_ANSWERED, journey=journey_id):
            answered[touchpoint] = min(at.date(), answered.get(touchpoint, at.date()))
        newest = _newest(reader, journey_id)
        measured = _measured(reader, journey_id, newest)
        critical = _critical(reader, journey_id, newest)
        told = {(one.touchpoint_id, one.evidence_id) for one in critical}
        critical += [
            one
            for line in lines
            for one in _called_critical(line, answered)
            if (one.touchpoint_id, one.evidence_id) not in told
        ]
        return contradictions(journey_map, lines, measured, answered, critical)


def _newest(reader: Reader, journey_id: int) -> dict[int, _Measurement]:
    """Return failing measurements, by the number of what they suggest, each with the answer that counts."""
    newest: dict[int, _Measurement] = {}
    for one in reader.all(_MEASURED, journey=journey_id):
        newest.setdefault(one.id, one)
    return newest


def _critical(reader: Reader, journey_id: int, newest: Mapping[int, _Measurement]) -> list[Measured]:
    """Return the gravest faults that tools found, but those that a finished answer since says are mended."""
    faults = []
    for one in reader.all(_CRITICAL, journey=journey_id):
        answer = newest.get(one.id)
        if answer is None or answer.answered in FAILING or not _is_settled(answer):
            faults.append(one)
    return _standing(reader, journey_id, faults)


def _called_critical(line: Evidence, answered: Mapping[int, date]) -> Iterator[Measured]:
    """Yield the first fault of a measurement that its tool itself calls critical.

    It is settled where every check of the touchpoint was answered since.
    """
    point = line.touchpoint_id
    if line.kind is not EvidenceKind.MEASUREMENT or point is None:
        return
    if answered.get(point, line.collected) > line.collected:
        return
    said = next(critical_faults(line.detail), None)
    if said is not None:
        yield Measured(point, "", "", {}, Verdict.FAIL, said, line.id)


def _measured(reader: Reader, journey_id: int, newest: Mapping[int, _Measurement]) -> list[Measured]:
    """Return what a tool found failed at the touchpoints of a journey although its newest answer is pass.

    A finished answer settles what was measured before; what a newer run no longer says is settled too.
    """
    against = [one for one in newest.values() if one.answered is Verdict.PASS and not _is_settled(one)]
    return _standing(reader, journey_id, against)


def _standing(reader: Reader, journey_id: int, against: Sequence[_Measurement | _Fault]) -> list[Measured]:
    """Return those of some measurements that no newer run supersedes."""
    said = [
        Said(one.id, one.evidence_id, one.touchpoint_id, one.check.checklist, one.check.key, one.verdict)
        for one in against
    ]
    stands = standing_suggestions(reader, said, journey_id)
    return [
        Measured(
            one.touchpoint_id,
            one.check.checklist,
            one.check.key,
            one.check.text,
            one.verdict,
            one.why,
            one.evidence_id,
        )
        for one in against
        if one.id in stands
    ]


def _is_settled(one: _Measurement) -> bool:
    return one.finished and one.collected_on < one.answered_at.date()
