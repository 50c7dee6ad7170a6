"""What earlier audits say beforehand: how fast somebody judges, what is there at touchpoints, and what was chosen."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from auditor.analysis.sharing import presences, sites
from auditor.base.known_gates import gates_of
from auditor.store.adapter import Reader
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read
from auditor.views.audits import Audit

_BACK = 5
"""So many audits before are looked into; older ones would only slow the walk down."""

EARLIER = f"""
    FROM audit this JOIN audit u ON u.id IN (SELECT b.id FROM audit b
        WHERE b.persona_id = this.persona_id AND b.removed_at IS NULL AND b.id <> this.id
        AND b.finished_at IS NOT NULL
        AND (b.started_at < this.started_at OR (b.started_at = this.started_at AND b.id < this.id))
        AND (this.round_id IS NULL OR b.round_id IS NULL OR b.round_id <> this.round_id) AND {open_to("b")}
        ORDER BY b.started_at DESC, b.id DESC LIMIT {_BACK})
    JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
"""
"""The visits `v` of the last finished audits `u` of the persona of an audit `this`, before it."""

_REMEMBERED = 2000
"""An auditor's pace is that of so many of their newest judgements."""

_JUDGED = Read(
    "when somebody gave judgements in finished audits, the newest first",
    tuple[int, datetime],
    f"""
    SELECT audit_id, given_at FROM (
        SELECT u.id AS audit_id, a.answered_at AS given_at
        FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
        JOIN answer a ON a.visit_id = v.id AND a.removed_at IS NULL AND NOT a.carried AND a.origin = 'own'
        WHERE u.auditor_id = :auditor AND u.finished_at IS NOT NULL AND u.removed_at IS NULL
        AND u.kind <> 'agreed' AND a.answered_at IS NOT NULL AND {open_to("u")}
        UNION ALL
        SELECT u.id AS audit_id, v.felt_at AS given_at
        FROM audit u JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
        WHERE u.auditor_id = :auditor AND u.finished_at IS NOT NULL AND u.removed_at IS NULL
        AND u.kind <> 'agreed' AND v.felt_at IS NOT NULL AND {open_to("u")}
    ) given ORDER BY given_at DESC LIMIT {_REMEMBERED}
    """,
    ("auditor", VIEWER),
)

_PRESENT_BEFORE = Read(
    "answers to gates in earlier audits of the persona, newest first",
    tuple[int, str, bool],
    f"""
    SELECT v.touchpoint_id, x.gate, x.present {EARLIER}
    JOIN presence x ON x.visit_id = v.id AND x.removed_at IS NULL AND x.present IS NOT NULL
    WHERE this.id = :audit ORDER BY u.started_at DESC, u.id DESC, x.id
    """,
    ("audit", VIEWER),
)

_KNOWN_GATES = Read(
    "what is known to be there in the journey of an audit",
    str,
    "SELECT j.gates FROM audit a JOIN journey j ON j.id = a.journey_id WHERE a.id = :audit",
    ("audit",),
)

_CHOSEN_BEFORE = Read(
    "what earlier audits of the journey chose, newest first",
    tuple[str, int, str],
    f"""
    SELECT i.sample, u.id, i.name FROM audit this
    JOIN audit u ON u.journey_id = this.journey_id AND u.id <> this.id AND u.removed_at IS NULL
        AND (u.started_at < this.started_at OR (u.started_at = this.started_at AND u.id < this.id))
    JOIN item i ON i.audit_id = u.id AND i.removed_at IS NULL
    WHERE this.id = :audit AND {open_to("u")} ORDER BY u.started_at DESC, u.id DESC, i.position, i.id
    """,
    ("audit", VIEWER),
)


def judged_at(reader: Reader, auditor_id: int) -> list[tuple[int, datetime]]:
    """Return in which audit and when somebody gave their newest judgements, in audits that are finished."""
    return reader.all(_JUDGED, auditor=auditor_id)


def proposed_gates(reader: Reader, audit: Audit) -> dict[tuple[int, str], bool]:
    """Return the answers that are proposed to the gates of an audit, by touchpoint and key.

    They are those of the persona's last finished audit that has one there, or at the first touchpoint of the site where
    a whole site answers it; else what is known of the journey.
    """
    gates = [visit.gates for visit in audit.visits]
    before: defaultdict[int, dict[str, bool]] = defaultdict(dict)
    for touchpoint, gate, present in reader.all(_PRESENT_BEFORE, audit=audit.id):
        before[touchpoint].setdefault(gate, present)
    shared = {gate.key for here in gates for gate in here.values() if gate.shared}
    there = presences([before[visit.touchpoint_id] for visit in audit.visits], shared, sites(audit.visits))
    known = gates_of(" ".join(reader.all(_KNOWN_GATES, audit=audit.id)))
    return {
        (visit.touchpoint_id, gate): proposed[gate]
        for visit, here, said in zip(audit.visits, gates, there, strict=True)
        for proposed in ({**known, **said},)
        for gate in here
        if gate in proposed
    }


def proposed_items(reader: Reader, audit_id: int) -> dict[str, list[str]]:
    """Return what is proposed to be looked at in an audit: of each sample what the journey's last audit chose."""
    found: dict[str, tuple[int, list[str]]] = {}
    for sample, audit, name in reader.all(_CHOSEN_BEFORE, audit=audit_id):
        chosen_in, names = found.setdefault(sample, (audit, []))
        if chosen_in == audit:
            names.append(name)
    return {sample: names for sample, (_audit, names) in found.items()}
