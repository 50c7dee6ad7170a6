"""Reads of what an action answers, each with the answer it came from and those since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from auditor.base.vocabulary import Verdict
from auditor.store.adapter import Read, Reader
from auditor.store.reading.audits.wordings import check_of
from auditor.store.reading.columns import moment
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.views.actions import LinkedFinding

_CHECKS_OF = Read(
    "checks an action answers, newest answer first",
    f"""
    SELECT l.touchpoint_id, l.checklist, l.check_key, a.verdict, a.note, u.id, a.answered_at,
        p.name, u.started_at <= x.created_at, u.finished_at <= x.created_at,
        w.id, w.checklist, w.check_key, w.severity, w.remedy_effort, w.remedy_impact, w.standard, w.content
    FROM link l JOIN action x ON x.id = l.action_id
    JOIN wording w ON w.checklist = l.checklist AND w.check_key = l.check_key
    JOIN answer a ON a.wording_id = w.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN visit v ON v.id = a.visit_id AND v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN persona p ON p.id = u.persona_id
    WHERE l.action_id = :action AND l.removed_at IS NULL AND l.check_key <> ''
    AND NOT a.carried AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("action", VIEWER),
)

_FEELINGS_OF = Read(
    "feelings an action answers, newest first",
    f"""
    SELECT l.touchpoint_id, v.feeling, v.note, u.id, v.felt_at,
        p.name, u.started_at <= x.created_at, u.finished_at <= x.created_at
    FROM link l JOIN action x ON x.id = l.action_id
    JOIN visit v ON v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN persona p ON p.id = u.persona_id
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
    looks: dict[tuple[int, str, str], list[_Look]] = {}
    for point, checklist, key, verdict, note, audit, at, persona, begun, ended, *wording in reader.all(
        _CHECKS_OF, action=action_id
    ):
        check, said = check_of(*wording), Verdict(verdict)
        found = LinkedFinding(
            checklist, key, check, said, None, note, audit, moment(at), point, None, persona
        )
        look = _Look(found, said in (Verdict.FAIL, Verdict.PARTLY), bool(begun), bool(ended))
        looks.setdefault((point, checklist, key), []).append(look)
    for point, feeling, note, audit, at, persona, begun, ended in reader.all(_FEELINGS_OF, action=action_id):
        found = LinkedFinding("", "", None, None, feeling, note, audit, moment(at), point, None, persona)
        looks.setdefault((point, "", ""), []).append(_Look(found, feeling < 0, bool(begun), bool(ended)))
    return [
        *map(_with_later, looks.values()),
        *(
            LinkedFinding("", "", None, None, None, text, None, None, point, note_id)
            for point, note_id, text in reader.all(_PAIN_POINTS_OF, action=action_id)
        ),
    ]


class _Look(NamedTuple):
    """One answer to what an action answers."""

    finding: LinkedFinding
    is_trouble: bool
    begun: bool
    """Its audit had begun when the action was made."""
    finished: bool
    """Its audit was finished by then."""


def _with_later(looks: Sequence[_Look]) -> LinkedFinding:
    """Return the finding that an action came from, of answers with the newest first, and what was answered since.

    It is the newest trouble of an audit finished, or else begun, before the action was made; an action that was
    linked to it later answers the newest trouble there is.
    """
    origin = max(
        range(len(looks)),
        key=lambda at: (looks[at].is_trouble, looks[at].finished, looks[at].begun, -at),
    )
    since: dict[str, LinkedFinding] = {}
    for look in looks[:origin]:
        since.setdefault(look.finding.persona, look.finding)
    return replace(looks[origin].finding, later=tuple(reversed(since.values())))
