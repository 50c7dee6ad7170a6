"""Reads of what an action answers, each with the answer it came from and those since."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.vocabulary import Verdict
from auditor.store.adapter import Reader
from auditor.store.reading.actions.numbered import IDS, among, read_numbered
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, named
from auditor.views.actions import LinkedFinding


class _Response(Struct, frozen=True):
    """One answer to what an action answers."""

    action: int
    finding: LinkedFinding
    begun: bool
    """Its audit had begun when the action was made."""
    finished: bool
    """Its audit was finished by then."""

    @property
    def is_trouble(self) -> bool:
        """Whether it is a failed or partly met check, or a sour feeling."""
        found = self.finding
        return found.verdict in (Verdict.FAIL, Verdict.PARTLY) or (found.feeling or 0) < 0


class _PainPoint(Struct, frozen=True):
    """A pain point that an action answers."""

    action: int
    finding: LinkedFinding


_CHECKS_OF = Read(
    "checks that actions answer, newest answer first",
    _Response,
    f"""
    SELECT l.action_id AS action, l.touchpoint_id AS "finding.touchpoint_id", l.checklist AS "finding.checklist",
        l.check_key AS "finding.check_key", a.verdict AS "finding.verdict",
        a.note AS "finding.note", u.id AS "finding.audit_id", a.answered_at AS "finding.answered",
        p.name AS "finding.persona",
        u.started_at <= x.created_at AS begun, u.finished_at <= x.created_at AS finished,
        {named(CHECK, "finding.check")}
    FROM link l JOIN action x ON x.id = l.action_id
    JOIN wording w ON w.checklist = l.checklist AND w.check_key = l.check_key
    JOIN answer a ON a.wording_id = w.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN visit v ON v.id = a.visit_id AND v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN persona p ON p.id = u.persona_id
    WHERE {among("l.action_id")} AND l.removed_at IS NULL AND l.check_key <> ''
    AND NOT a.carried AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    (*IDS, VIEWER),
    later={"finding.feeling": None, "finding.note_id": None},
)

_FEELINGS_OF = Read(
    "feelings that actions answer, newest first",
    _Response,
    f"""
    SELECT l.action_id AS action, l.touchpoint_id AS "finding.touchpoint_id",
        '' AS "finding.checklist", '' AS "finding.check_key", v.feeling AS "finding.feeling",
        v.note AS "finding.note", u.id AS "finding.audit_id", v.felt_at AS "finding.answered",
        p.name AS "finding.persona",
        u.started_at <= x.created_at AS begun, u.finished_at <= x.created_at AS finished
    FROM link l JOIN action x ON x.id = l.action_id
    JOIN visit v ON v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN persona p ON p.id = u.persona_id
    WHERE {among("l.action_id")} AND l.removed_at IS NULL AND l.check_key = '' AND l.note_id IS NULL
    AND v.feeling IS NOT NULL AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    (*IDS, VIEWER),
    later={"finding.check": None, "finding.verdict": None, "finding.note_id": None},
)

_PAIN_POINTS_OF = Read(
    "pain points that actions answer",
    _PainPoint,
    f"""
    SELECT l.action_id AS action, '' AS "finding.checklist", '' AS "finding.check_key", n.text AS "finding.note",
        l.touchpoint_id AS "finding.touchpoint_id", n.id AS "finding.note_id"
    FROM link l JOIN note n ON n.id = l.note_id
    WHERE {among("l.action_id")} AND l.removed_at IS NULL AND n.removed_at IS NULL ORDER BY n.id
    """,
    IDS,
    later={f"finding.{name}": None for name in ("check", "verdict", "feeling", "audit_id", "answered")},
)


def linked_findings(reader: Reader, action_id: int) -> list[LinkedFinding]:
    """Return what an action answers: checks, then feelings, then pain points."""
    return findings_by_action(reader, [action_id])[action_id]


def findings_by_action(reader: Reader, ids: Sequence[int]) -> dict[int, list[LinkedFinding]]:
    """Return what each of some actions answers: checks, then feelings, then pain points."""
    responses: dict[int, dict[tuple[int, str, str], list[_Response]]] = {number: {} for number in ids}
    for read in (_CHECKS_OF, _FEELINGS_OF):
        for one in read_numbered(reader, read, ids):
            found = one.finding
            key = (found.touchpoint_id, found.checklist, found.check_key)
            responses[one.action].setdefault(key, []).append(one)
    findings = {number: [*map(_with_later, each.values())] for number, each in responses.items()}
    for pain in read_numbered(reader, _PAIN_POINTS_OF, ids):
        findings[pain.action].append(pain.finding)
    return findings


def _with_later(responses: Sequence[_Response]) -> LinkedFinding:
    """Return the finding that an action came from, of answers with the newest first, and what was answered since.

    It is the newest trouble of an audit finished, or else begun, before the action was made; an action that was
    linked to it later answers the newest trouble there is.
    """
    origin = max(
        range(len(responses)),
        key=lambda at: (responses[at].is_trouble, responses[at].finished, responses[at].begun, -at),
    )
    since: dict[str, LinkedFinding] = {}
    for one in responses[:origin]:
        since.setdefault(one.finding.persona, one.finding)
    return replace(responses[origin].finding, later=tuple(reversed(since.values())))
