"""Reads of what an action answers, each with the answer it came from and those since."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from auditor.base.vocabulary import FAILING
from auditor.store.adapter import Reader
from auditor.store.reading.actions.numbered import IDS, among, read_numbered
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, named
from auditor.views.actions import LinkedFinding


class _Response(Struct, frozen=True):
    """One answer to what an action answers."""

    finding: LinkedFinding
    begun: bool
    """Its audit had begun when the action was made."""
    finished: bool
    """Its audit was finished by then."""

    @property
    def is_trouble(self) -> bool:
        """Whether it is a failed or partly met check, or a sour feeling."""
        found = self.finding
        return found.verdict in FAILING or (found.feeling or 0) < 0


_SUBJECTS = """(SELECT DISTINCT k.action_id, k.touchpoint_id, k.checklist, k.check_key, k.note_id FROM link k
        WHERE k.action_id = :action AND k.removed_at IS NULL)"""
"""What an action answers, each once, in however many ways it was found."""

_TOUCHPOINTS = Read(
    "at how many touchpoints actions mend something, where at several",
    tuple[int, int],
    f"""
    SELECT l.action_id, count(DISTINCT l.touchpoint_id) FROM link l JOIN touchpoint t ON t.id = l.touchpoint_id
    JOIN stage s ON s.id = t.stage_id
    WHERE {among("l.action_id")} AND l.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL
    GROUP BY l.action_id HAVING count(DISTINCT l.touchpoint_id) > 1
    """,
    IDS,
)

_CHECKS_OF = Read(
    "checks an action answers, newest answer first",
    _Response,
    f"""
    SELECT l.touchpoint_id AS "finding.touchpoint_id", l.checklist AS "finding.checklist",
        l.check_key AS "finding.check_key", a.verdict AS "finding.verdict",
        a.note AS "finding.note", u.id AS "finding.audit_id", a.answered_at AS "finding.answered",
        p.name AS "finding.persona",
        u.started_at <= x.created_at AS begun, u.finished_at <= x.created_at AS finished,
        {named(CHECK, "finding.check")}
    FROM {_SUBJECTS} l JOIN action x ON x.id = l.action_id
    JOIN wording w ON w.checklist = l.checklist AND w.check_key = l.check_key
    JOIN answer a ON a.wording_id = w.id AND a.removed_at IS NULL AND a.verdict IS NOT NULL
    JOIN visit v ON v.id = a.visit_id AND v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN persona p ON p.id = u.persona_id
    WHERE l.check_key <> ''
    AND NOT a.carried AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("action", VIEWER),
    later={"finding.feeling": None, "finding.note_id": None},
)

_FEELINGS_OF = Read(
    "feelings an action answers, newest first",
    _Response,
    f"""
    SELECT l.touchpoint_id AS "finding.touchpoint_id", '' AS "finding.checklist", '' AS "finding.check_key",
        v.feeling AS "finding.feeling",
        v.note AS "finding.note", u.id AS "finding.audit_id", v.felt_at AS "finding.answered",
        p.name AS "finding.persona",
        u.started_at <= x.created_at AS begun, u.finished_at <= x.created_at AS finished
    FROM {_SUBJECTS} l JOIN action x ON x.id = l.action_id
    JOIN visit v ON v.touchpoint_id = l.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN persona p ON p.id = u.persona_id
    WHERE l.check_key = '' AND l.note_id IS NULL
    AND v.feeling IS NOT NULL AND {open_to("u")}
    ORDER BY u.started_at DESC, u.id DESC
    """,
    ("action", VIEWER),
    later={"finding.check": None, "finding.verdict": None, "finding.note_id": None},
)

_PAIN_POINTS_OF = Read(
    "pain points an action answers",
    LinkedFinding,
    f"""
    SELECT '' AS checklist, '' AS check_key, n.text AS note, l.touchpoint_id, n.id AS note_id
    FROM {_SUBJECTS} l JOIN note n ON n.id = l.note_id WHERE n.removed_at IS NULL ORDER BY n.id
    """,
    ("action",),
    later={"check": None, "verdict": None, "feeling": None, "audit_id": None, "answered": None},
)


def touchpoints_of(reader: Reader, action_ids: Sequence[int]) -> dict[int, int]:
    """Return at how many touchpoints actions mend something, by their numbers; those of one or none are left out."""
    return dict(read_numbered(reader, _TOUCHPOINTS, action_ids))


def linked_findings(reader: Reader, action_id: int) -> list[LinkedFinding]:
    """Return what an action answers: checks, then feelings, then pain points."""
    responses: dict[tuple[int, str, str], list[_Response]] = {}
    for read in (_CHECKS_OF, _FEELINGS_OF):
        for one in reader.all(read, action=action_id):
            found = one.finding
            responses.setdefault((found.touchpoint_id, found.checklist, found.check_key), []).append(one)
    return [*map(_with_later, responses.values()), *reader.all(_PAIN_POINTS_OF, action=action_id)]


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
