"""Reads of what an audit found: failed checks, sour feelings and pain points, each with the action that answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from auditor.analysis.need import need_of
from auditor.base.vocabulary import SOUR_FROM, Emotion, Status, Verdict
from auditor.store.adapter import Reader
from auditor.store.viewing import Read
from auditor.views.audits import Audit, Finding, Visit
from auditor.views.checks import Check


class _Answering(Struct, frozen=True):
    """An action, and a finding that it answers."""

    touchpoint_id: int
    checklist: str
    check_key: str
    note_id: int
    """0 where it is no pain point."""
    action_id: int
    status: Status


_LINKS = Read(
    "newest actions of an audit's findings",
    _Answering,
    """
    SELECT l.touchpoint_id, l.checklist, l.check_key, coalesce(l.note_id, 0) AS note_id, x.id AS action_id, x.status
    FROM visit v JOIN link l ON l.touchpoint_id = v.touchpoint_id AND l.removed_at IS NULL
    JOIN action x ON x.id = l.action_id AND x.removed_at IS NULL
    WHERE v.audit_id = :audit ORDER BY x.id
    """,
    ("audit",),
)

_PAIN_POINTS = Read(
    "pain points at the touchpoints of an audit",
    tuple[int, int, str],
    """
    SELECT n.touchpoint_id, n.id, n.text
    FROM audit u JOIN visit v ON v.audit_id = u.id
    JOIN note n ON n.touchpoint_id = v.touchpoint_id AND n.removed_at IS NULL
    WHERE u.id = :audit AND n.kind = 'pain-point' AND (u.kind <> 'recheck' OR EXISTS (
        SELECT 1 FROM change_row r JOIN change c ON c.id = r.change_id
        WHERE r.entity = 'note' AND r.row_id = n.id AND r.before IS NULL AND c.at >= u.started_at))
    ORDER BY n.id
    """,
    ("audit",),
)


def findings_of(reader: Reader, audit: Audit) -> list[Finding]:
    """Return the findings of an audit in the order of the walk, each with the newest action that answers it."""
    links = {
        (one.touchpoint_id, one.checklist, one.check_key, one.note_id): (one.action_id, one.status)
        for one in reader.all(_LINKS, audit=audit.id)
    }
    pains: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for point, note, text in reader.all(_PAIN_POINTS, audit=audit.id):
        pains[point].append((note, text))
    return [
        finding for visit in audit.visits for finding in _findings(visit, pains[visit.touchpoint_id], links)
    ]


_Links = Mapping[tuple[int, str, str, int], tuple[int, Status]]


def _findings(visit: Visit, pains: Iterable[tuple[int, str]], links: _Links) -> list[Finding]:
    place = visit.touchpoint_id
    found = []
    for answer in visit.answers:
        if answer.verdict in (Verdict.FAIL, Verdict.PARTLY):
            check = answer.check
            action = links.get((place, check.checklist, check.key, 0), (None, None))
            found.append(_finding(visit, action, answer.note, check=check, verdict=answer.verdict))
    if visit.feeling is not None and visit.feeling <= SOUR_FROM:
        action = links.get((place, "", "", 0), (None, None))
        found.append(_finding(visit, action, visit.note, feeling=visit.feeling, emotion=visit.emotion))
    for note_id, text in pains:
        action = links.get((place, "", "", note_id), (None, None))
        found.append(_finding(visit, action, text, note_id=note_id))
    return found


def _finding(
    visit: Visit,
    action: tuple[int | None, Status | None],
    note: str,
    *,
    check: Check | None = None,
    verdict: Verdict | None = None,
    feeling: int | None = None,
    emotion: Emotion | None = None,
    note_id: int | None = None,
) -> Finding:
    return Finding(
        visit.touchpoint_id,
        visit.touchpoint,
        visit.stage,
        check,
        verdict,
        feeling,
        emotion,
        note,
        note_id,
        *action,
        need_of(visit),
        visit.need,
    )
