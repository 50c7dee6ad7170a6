"""The statements that read findings: each once for a journey, once for a finding alone, and once for an action."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from auditor.base.vocabulary import Seen, Verdict
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.called import called
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, named
from auditor.views.checks import Check
from auditor.views.findings import Finding, Mending, Picture

T = TypeVar("T")

Scoped = tuple[Read[T], Read[T], Read[T]]
"""The read of a journey's, by `journey`, that of one finding, by `finding`, and that of what an action mends, by `action`."""


class Looked(Struct, frozen=True):
    """A visit to the touchpoint of a finding since it was found, and what was said there that tells of it."""

    finding_id: int
    audit_id: int
    visit_id: int
    persona_id: int
    persona: str
    auditor: str
    finished: bool
    speaks: bool
    """The audit is no single opinion of several."""
    seen: Seen | None
    """What was said of the finding itself."""
    note: str
    verdict: Verdict | None
    answer_note: str
    feeling: int | None
    at: datetime


class ByHand(Struct, frozen=True):
    """What was said of a finding without an audit."""

    finding_id: int
    seen: Seen
    note: str
    at: datetime


class Checked(Struct, frozen=True):
    """The check that a finding is of, in its newest wording."""

    finding_id: int
    check: Check


class Phrased(Struct, frozen=True):
    """The kept wording that a finding was given."""

    finding_id: int
    phrase_id: int
    en: str
    sv: str
    nb: str


class Mends(Struct, frozen=True):
    """An action that mends a finding."""

    finding_id: int
    mending: Mending


class Written(Struct, frozen=True):
    """Somebody who found a finding."""

    finding_id: int
    author: str


class Following(Struct, frozen=True):
    """A touchpoint where a check that is not met stands as at another one of its site."""

    audit_id: int
    touchpoint_id: int
    touchpoint: str
    checklist: str
    check_key: str


PLACED = """
    JOIN touchpoint t ON t.id = f.touchpoint_id JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = f.journey_id
"""
"""Joins to a finding `f` its touchpoint `t`, the stage `s` and the journey `j`."""

IN_SIGHT = f"""
    f.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    AND (f.visit_id IS NULL OR EXISTS (
        SELECT 1 FROM visit fv JOIN audit fu ON fu.id = fv.audit_id WHERE fv.id = f.visit_id AND {open_to("fu")}))
"""
"""A finding `f` at a touchpoint `t` of a stage `s` of a journey `j` is there, and whoever reads may see it."""


def mends(link: str, finding: str) -> str:
    """Return the condition that a link is to a finding: one that names none is to all faults that are found there."""
    return f"""({link}.finding_id = {finding}.id OR ({link}.finding_id IS NULL AND {finding}.kind <> 'remark'
        AND {link}.touchpoint_id = {finding}.touchpoint_id AND {link}.checklist = {finding}.checklist
        AND {link}.check_key = {finding}.check_key
        AND coalesce({link}.note_id, 0) = coalesce({finding}.pain_id, 0)))"""


_SCOPES = (
    ("a journey", "f.journey_id = :journey", "journey"),
    ("a finding", "f.id = :finding", "finding"),
    (
        "an action",
        f"""f.id IN (SELECT m.id FROM link k JOIN finding m ON {mends("k", "m")}
            WHERE k.action_id = :action AND k.removed_at IS NULL)""",
        "action",
    ),
)


def _scoped(name: str, view: type[T], sql: str, order: str, parameters: tuple[str, ...] = ()) -> Scoped[T]:
    """Return a read of findings `f`, whose statement ends in a condition, for each scope."""
    one, other, third = (
        Read(
            f"{name} of {what}",
            view,
            f"{sql} AND {condition} ORDER BY {order}",
            (parameter, *parameters),
            later=_LATER if view is Finding else {},
        )
        for what, condition, parameter in _SCOPES
    )
    return one, other, third


_LATER: dict[str, object] = {
    "phrase": {},
    "check": None,
    "sightings": (),
    "drafts": (),
    "pictures": (),
    "mending": (),
    "authors": (),
    "elsewhere": (),
    "elsewhere_ids": (),
    "phrase_id": None,
}

FINDINGS: Scoped[Finding] = _scoped(
    "findings",
    Finding,
    f"""
    SELECT f.id, f.journey_id, j.name AS journey, f.letters, f.number, f.touchpoint_id, t.name AS touchpoint,
        s.name AS stage, f.kind, f.what, coalesce(n.text, '') AS pain, f.pain_id, f.place, f.item, f.address,
        t.address AS touchpoint_address, f.severity AS own_severity, f.whom, f.quick_win, f.note, f.visit_id,
        f.found_at AS found, t.need, nullif(j.country, '') AS country
    FROM finding f {PLACED}
    LEFT JOIN note n ON n.id = f.pain_id AND n.removed_at IS NULL AND n.kind = 'pain-point'
    WHERE {IN_SIGHT}
    """,
    "s.position, s.id, t.position, t.id, f.number, f.id",
    (VIEWER,),
)

_SAID_AT = """
    coalesce(CASE WHEN x.seen IS NOT NULL THEN x.seen_at END, a.answered_at,
        CASE WHEN f.check_key = '' THEN v.felt_at END, u.started_at)
"""
"""When a visit told of a finding: of itself, by its check, or by the feeling."""

LOOKED: Scoped[Looked] = _scoped(
    "visits that tell of findings",
    Looked,
    f"""
    SELECT f.id AS finding_id, u.id AS audit_id, v.id AS visit_id, u.persona_id, p.name AS persona,
        {called("w")} AS auditor, CASE WHEN u.finished_at IS NULL THEN 0 ELSE 1 END AS finished,
        CASE WHEN u.round_id IS NULL OR u.kind = 'agreed' THEN 1 ELSE 0 END AS speaks,
        x.seen, coalesce(x.note, '') AS note, a.verdict, coalesce(a.note, '') AS answer_note,
        CASE WHEN f.check_key = '' AND f.pain_id IS NULL THEN v.feeling END AS feeling,
        {_SAID_AT} AS at
    FROM finding f JOIN visit v ON v.touchpoint_id = f.touchpoint_id AND v.removed_at IS NULL
    JOIN audit u ON u.id = v.audit_id AND u.removed_at IS NULL
    JOIN persona p ON p.id = u.persona_id AND p.removed_at IS NULL JOIN person w ON w.id = u.auditor_id
    LEFT JOIN sighting x ON x.finding_id = f.id AND x.visit_id = v.id AND x.removed_at IS NULL
    LEFT JOIN answer a ON a.visit_id = v.id AND a.verdict IS NOT NULL AND a.removed_at IS NULL AND NOT a.carried
        AND f.check_key <> '' AND EXISTS (SELECT 1 FROM wording d
            WHERE d.id = a.wording_id AND d.check_key = f.check_key AND d.checklist = f.checklist)
    WHERE f.removed_at IS NULL AND {open_to("u")} AND (x.seen IS NOT NULL OR a.id IS NOT NULL
        OR (f.check_key = '' AND f.pain_id IS NULL AND v.feeling IS NOT NULL))
    AND (v.id = f.visit_id OR {_SAID_AT} >= f.found_at)
    """,
    "at, u.id, f.id",
    (VIEWER,),
)

BY_HAND: Scoped[ByHand] = _scoped(
    "what was said of findings by hand",
    ByHand,
    """
    SELECT x.finding_id, x.seen, x.note, x.seen_at AS at FROM sighting x JOIN finding f ON f.id = x.finding_id
    WHERE x.visit_id IS NULL AND x.seen IS NOT NULL AND x.removed_at IS NULL
    """,
    "x.seen_at, x.id",
)

CHECKED: Scoped[Checked] = _scoped(
    "checks of findings",
    Checked,
    f"""
    SELECT f.id AS finding_id, {named(CHECK, "check")} FROM finding f
    JOIN wording w ON w.id = (
        SELECT max(o.id) FROM wording o WHERE o.checklist = f.checklist AND o.check_key = f.check_key)
    WHERE f.check_key <> ''
    """,
    "f.id",
)

PHRASED: Scoped[Phrased] = _scoped(
    "kept wordings of findings",
    Phrased,
    """
    SELECT f.id AS finding_id, p.id AS phrase_id, p.en, p.sv, p.nb FROM finding f
    JOIN phrase p ON p.id = f.phrase_id WHERE p.removed_at IS NULL
    """,
    "f.id",
)

PICTURE = "p.id, p.finding_id, p.sha256, p.kind, p.width, p.height, p.size, p.name, p.text"
"""The columns of a picture `p`, for the view of it."""

PICTURES: Scoped[Picture] = _scoped(
    "pictures of findings",
    Picture,
    f"""
    SELECT {PICTURE} FROM picture p JOIN finding f ON f.id = p.finding_id WHERE p.removed_at IS NULL
    """,
    "p.position, p.id",
)

MENDED: Scoped[Mends] = _scoped(
    "actions that mend findings",
    Mends,
    f"""
    SELECT DISTINCT f.id AS finding_id, x.id AS "mending.action_id", x.title AS "mending.title",
        x.status AS "mending.status", coalesce({called("w")}, '') AS "mending.owner", x.due AS "mending.due"
    FROM finding f JOIN link l ON l.removed_at IS NULL AND {mends("l", "f")}
    JOIN action x ON x.id = l.action_id AND x.removed_at IS NULL LEFT JOIN person w ON w.id = x.owner_id
    WHERE f.removed_at IS NULL
    """,
    "x.id",
)

AUTHORS: Scoped[Written] = _scoped(
    "who found findings",
    Written,
    f"""
    SELECT DISTINCT f.id AS finding_id, {called("w")} AS author FROM finding f
    JOIN visit v ON v.id = f.visit_id JOIN audit u ON u.id = v.audit_id
    JOIN audit o ON o.removed_at IS NULL AND (
        (o.id = u.id AND (u.kind <> 'agreed' OR f.pain_id IS NOT NULL))
        OR (o.round_id = u.round_id AND o.kind <> 'agreed' AND EXISTS (
            SELECT 1 FROM visit ov
            LEFT JOIN sighting x ON x.finding_id = f.id AND x.visit_id = ov.id AND x.removed_at IS NULL
            WHERE ov.audit_id = o.id AND ov.touchpoint_id = f.touchpoint_id AND ov.removed_at IS NULL
            AND (x.seen IN ('there', 'changed') OR (u.kind = 'agreed' AND f.pain_id IS NULL AND (
                (f.check_key = '' AND ov.feeling < 0) OR EXISTS (
                    SELECT 1 FROM answer a JOIN wording d ON d.id = a.wording_id
                    WHERE a.visit_id = ov.id AND a.verdict IN ('fail', 'partly') AND a.removed_at IS NULL
                    AND d.checklist = f.checklist AND d.check_key = f.check_key)))))))
    JOIN person w ON w.id = o.auditor_id
    WHERE {open_to("u")} AND {open_to("o")}
    """,
    "1, 2",
    (VIEWER,),
)

FOLLOWING = Read(
    "touchpoints of a journey that stand as others of their site",
    Following,
    f"""
    SELECT v.audit_id, v.touchpoint_id, t.name AS touchpoint, d.checklist, d.check_key FROM audit u
    JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
    JOIN answer a ON a.visit_id = v.id AND a.origin = 'shared' AND a.verdict IN ('fail', 'partly')
        AND a.removed_at IS NULL
    JOIN wording d ON d.id = a.wording_id JOIN touchpoint t ON t.id = v.touchpoint_id AND t.removed_at IS NULL
    WHERE u.journey_id = :journey AND u.removed_at IS NULL AND {open_to("u")} ORDER BY t.position, t.id
    """,
    ("journey", VIEWER),
)
