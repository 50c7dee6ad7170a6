"""Reads of how a journey fares: a line per touchpoint."""

from __future__ import annotations

from auditor.store.adapter import Reader
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read
from auditor.views.audits import TouchpointSummary

_CARRIED = "(SELECT count(*) FROM answer c WHERE c.visit_id = v.id AND c.removed_at IS NULL AND c.carried)"
_FELT_BEFORE = f"""(SELECT b.feeling FROM audit r JOIN audit o ON o.persona_id = r.persona_id
    JOIN visit b ON b.audit_id = o.id AND b.touchpoint_id = v.touchpoint_id
    WHERE r.id = v.audit_id AND r.kind = 'recheck' AND b.feeling IS NOT NULL
    AND b.removed_at IS NULL AND o.removed_at IS NULL AND {open_to("o")}
    ORDER BY o.started_at DESC, o.id DESC LIMIT 1)"""
"""A re-check need not ask anew how the touchpoint feels."""

_SUMMARY = Read(
    "summary of a journey",
    TouchpointSummary,
    f"""
    SELECT s.name AS stage, t.id AS touchpoint_id, t.name AS touchpoint, t.importance, t.critical, t.need,
        coalesce(v.asked + {_CARRIED}, 0) AS asked, coalesce(v.answered + {_CARRIED}, 0) AS answered,
        coalesce(v.feeling, {_FELT_BEFORE}) AS feeling,
        coalesce((SELECT count(*) FROM answer a
            WHERE a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict = 'pass'), 0) AS passed,
        coalesce((SELECT count(*) FROM answer a
            WHERE a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict = 'partly'), 0) AS partly,
        coalesce((SELECT count(*) FROM answer a
            WHERE a.visit_id = v.id AND a.removed_at IS NULL AND a.verdict = 'fail'), 0) AS failed,
        (SELECT count(*) FROM action x WHERE x.touchpoint_id = t.id AND x.removed_at IS NULL
            AND x.status IN ('proposed', 'planned', 'in-progress')) AS open_actions
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id
    LEFT JOIN visit v ON v.id = (SELECT n.id FROM visit n JOIN audit u ON u.id = n.audit_id
        WHERE n.touchpoint_id = t.id AND n.removed_at IS NULL AND u.removed_at IS NULL
        AND (n.answered > 0 OR n.feeling IS NOT NULL) AND {open_to("u")}
        ORDER BY u.started_at DESC, u.id DESC LIMIT 1)
    WHERE t.journey_id = :journey AND t.removed_at IS NULL AND s.removed_at IS NULL
    ORDER BY s.position, s.id, t.position, t.id
    """,
    ("journey", VIEWER),
)


def summary_of(reader: Reader, journey_id: int) -> list[TouchpointSummary]:
    """Return a line per touchpoint of a journey, each from the newest audit in which it was answered."""
    return reader.all(_SUMMARY, journey=journey_id)
