"""Reads of what an action answers, each with the newest answer to it."""

from __future__ import annotations

from auditor.store.adapter import Read, Reader
from auditor.store.reading.columns import moment
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.reading.wordings import check_of
from auditor.views import LinkedFinding
from auditor.vocabulary import Verdict

_CHECKS_OF = Read(
    "checks an action answers, newest answer first",
    f"""
    SELECT l.touchpoint_id, l.checklist, l.check_key, a.verdict, a.note, u.id, a.answered_at,
        w.id, w.checklist, w.check_key, w.severity, w.remedy_effort, w.remedy_impact, w.standard, w.content
    FROM link l
    JOIN wording w ON w.checklist = l.checklist AND w.check_key = l.check_key
    JOIN answer a ON a.wording_id = w.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN visit v ON v.id = a.visit_id AND v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    WHERE l.action_id = :action AND l.removed_at IS NULL AND l.check_key <> ''
    AND NOT a.carried AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("action", VIEWER),
)

_FEELINGS_OF = Read(
    "feelings an action answers, newest first",
    f"""
    SELECT l.touchpoint_id, v.feeling, v.note, u.id, v.felt_at
    FROM link l JOIN visit v ON v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    WHERE l.action_id = :action AND l.removed_at IS NULL AND l.check_key = '' AND l.note_id IS NULL
    AND v.feeling IS NOT NULL AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("action", VIEWER),
)

_PAIN_POINTS_OF = Read(
    "pain points an action answers",
    """
    SELECT l.touchpoint_id, n.id, n.text FROM link l JOIN note n ON n.id = l.note_id
    WHERE l.action_id = :action AND l.removed_at IS NULL AND n.removed_at IS NULL ORDER BY n.id
    """,
    ("action",),
)


def linked_findings(reader: Reader, action_id: int) -> list[LinkedFinding]:
    """Return what an action answers: checks, then feelings, then pain points."""
    found: dict[tuple[int, str, str], LinkedFinding] = {}
    for point, checklist, key, verdict, note, audit, answered, *wording in reader.all(
        _CHECKS_OF, action=action_id
    ):
        found.setdefault(
            (point, checklist, key),
            LinkedFinding(
                checklist,
                key,
                check_of(*wording),
                Verdict(verdict),
                None,
                note,
                audit,
                moment(answered),
                point,
            ),
        )
    for point, feeling, note, audit, felt in reader.all(_FEELINGS_OF, action=action_id):
        found.setdefault(
            (point, "", ""),
            LinkedFinding("", "", None, None, feeling, note, audit, moment(felt), point),
        )
    return [
        *found.values(),
        *(
            LinkedFinding("", "", None, None, None, text, None, None, point, note_id)
            for point, note_id, text in reader.all(_PAIN_POINTS_OF, action=action_id)
        ),
    ]
