"""Reads where what auditors found and what evidence says can’t both be right."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from auditor.analysis.contradictions import Measured, contradictions
from auditor.base.vocabulary import Verdict
from auditor.store.adapter import Reader
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.evidence.reads import EvidenceReads
from auditor.store.reading.maps import MapReads
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, named
from auditor.views.checks import Check
from auditor.views.evidence import Contradiction, EvidenceFilter


class _Measurement(Struct, frozen=True):
    """A failing measurement, and an answer to its check."""

    id: int
    touchpoint_id: int
    verdict: Verdict
    why: str
    evidence_id: int
    answered: Verdict
    check: Check


_MEASURED = Read(
    "failing measurements of checks that were answered, newest answer first",
    _Measurement,
    f"""
    SELECT g.id, g.touchpoint_id, g.verdict, g.why, g.evidence_id, a.verdict AS answered, {named(CHECK, "check")}
    FROM suggestion g JOIN evidence e ON e.id = g.evidence_id AND e.removed_at IS NULL
    JOIN visit v ON v.touchpoint_id = g.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN wording w ON w.id = a.wording_id AND w.checklist = g.checklist AND w.check_key = g.check_key
    WHERE e.journey_id = :journey AND g.removed_at IS NULL AND g.verdict IN ('fail', 'partly')
    AND {open_to("u")}
    ORDER BY g.id, u.started_at DESC, u.id DESC
    """,
    ("journey", VIEWER),
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
        return contradictions(journey_map, lines, _measured(self._reader(), journey_id))


def _measured(reader: Reader, journey_id: int) -> list[Measured]:
    """Return what a tool found failed at the touchpoints of a journey although its newest answer is pass."""
    newest: dict[int, _Measurement] = {}
    for one in reader.all(_MEASURED, journey=journey_id):
        newest.setdefault(one.id, one)
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
        for one in newest.values()
        if one.answered is Verdict.PASS
    ]
