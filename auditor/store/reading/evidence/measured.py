"""Reads of checks that a tool found failed and an auditor passed."""

from __future__ import annotations

from auditor.analysis.contradictions import Measured
from auditor.base.vocabulary import Verdict
from auditor.store.adapter import Read, Reader
from auditor.store.reading.audits.wordings import check_of
from auditor.store.reading.sealing import VIEWER, open_to

_MEASURED = Read(
    "failing measurements of checks that were answered, newest answer first",
    f"""
    SELECT g.id, g.touchpoint_id, g.verdict, g.why, g.evidence_id, a.verdict,
        w.id, w.checklist, w.check_key, w.severity, w.remedy_effort, w.remedy_impact, w.standard, w.content
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


def measured_of(reader: Reader, journey_id: int) -> list[Measured]:
    """Return what a tool found failed at the touchpoints of a journey although its newest answer is pass."""
    found: list[Measured] = []
    seen: set[int] = set()
    for number, point, verdict, why, evidence, answered, *wording in reader.all(
        _MEASURED, journey=journey_id
    ):
        if number in seen:
            continue
        seen.add(number)
        if answered == Verdict.PASS:
            check = check_of(*wording)
            found.append(
                Measured(point, check.checklist, check.key, check.text, Verdict(verdict), why, evidence)
            )
    return found
