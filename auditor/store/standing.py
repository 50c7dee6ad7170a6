"""What finished audits found and still stands, where findings had no names yet: in older databases and older exports.

It names the same findings alike whenever and wherever it is done, so that copies that are merged double nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from auditor.base.finding_names import letters_of
from auditor.exchange.older import finding_of_check, finding_of_pain

Rows = Callable[[str], Sequence[Mapping[str, Any]]]
"""Runs a statement; gives its rows by the names of their columns."""

_SPEAKING = """
    u.removed_at IS NULL AND v.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL
    AND j.removed_at IS NULL AND p.removed_at IS NULL AND u.finished_at IS NOT NULL
    AND (u.round_id IS NULL OR u.kind = 'agreed')
"""
_PLACES = """
    JOIN persona p ON p.id = u.persona_id JOIN visit v ON v.audit_id = u.id JOIN touchpoint t ON t.id = v.touchpoint_id
    JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
"""
_WALKED = "j.id, s.position, s.id, t.position, t.id"
_ANSWERS = f"""
    SELECT j.id AS journey_id, t.id AS touchpoint_id, t.uid AS point, t.name, t.letters, w.checklist, w.check_key,
        u.persona_id, a.verdict, a.origin, a.note, v.id AS visit_id, coalesce(a.answered_at, u.started_at) AS at
    FROM audit u {_PLACES} JOIN answer a ON a.visit_id = v.id JOIN wording w ON w.id = a.wording_id
    WHERE {_SPEAKING} AND a.removed_at IS NULL AND a.verdict IS NOT NULL AND NOT a.carried
"""
_IN_ORDER = f" ORDER BY {_WALKED}, a.position, w.checklist, w.check_key, at, u.id"
_FEELINGS = f"""
    SELECT j.id AS journey_id, t.id AS touchpoint_id, t.uid AS point, t.name, t.letters, '' AS checklist,
        '' AS check_key, u.persona_id, CASE WHEN v.feeling < 0 THEN 'fail' ELSE 'pass' END AS verdict,
        'own' AS origin, v.note, v.id AS visit_id, coalesce(v.felt_at, u.started_at) AS at
    FROM audit u {_PLACES}
    WHERE {_SPEAKING} AND v.feeling IS NOT NULL
"""
_FELT_IN_ORDER = f" ORDER BY {_WALKED}, at, u.id"
_PAINS = f"""
    SELECT j.id AS journey_id, t.id AS touchpoint_id, n.uid AS point, t.name, t.letters, n.id AS note_id,
        min(u.started_at) AS at
    FROM note n JOIN visit v ON v.touchpoint_id = n.touchpoint_id JOIN audit u ON u.id = v.audit_id
    JOIN persona p ON p.id = u.persona_id JOIN touchpoint t ON t.id = n.touchpoint_id
    JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
    WHERE {_SPEAKING} AND n.removed_at IS NULL AND n.kind = 'pain-point'
"""
_EACH_PAIN = f"""
    GROUP BY j.id, t.id, n.uid, t.name, t.letters, n.id, s.position, s.id, t.position
    ORDER BY {_WALKED}, n.id
"""


def standing(rows: Rows, journeys: Collection[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the columns of the findings of what stands, but for their numbers, each journey in the order of its walk.

    It is what is not met for some persona, as it was first seen since it was met last: checks, then sour feelings, then
    pain points; of all journeys, or of some.
    """
    within = "" if journeys is None else f" AND j.id IN ({', '.join(map(str, sorted(journeys))) or 'NULL'})"
    for found in _unmet(rows(_ANSWERS + within + _IN_ORDER)):
        uid = finding_of_check(str(found["point"]), str(found["checklist"]), str(found["check_key"]))
        yield _columns(found, uid)
    for found in _unmet(rows(_FEELINGS + within + _FELT_IN_ORDER)):
        yield _columns(found, finding_of_check(str(found["point"])))
    for found in rows(_PAINS + within + _EACH_PAIN):
        yield _columns(found, finding_of_pain(str(found["point"])))


def _unmet(said: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield what is not met now for some persona, as it was first seen since it was met last."""
    subjects: dict[tuple[object, ...], dict[int, list[Mapping[str, Any]]]] = {}
    for row in said:
        subject = row["touchpoint_id"], row["checklist"], row["check_key"]
        subjects.setdefault(subject, {}).setdefault(row["persona_id"], []).append(row)
    for by_persona in subjects.values():
        runs = [run for rows in by_persona.values() if (run := _unbroken(rows))]
        # What only stands as at another touchpoint is a finding there.
        if any(run[-1]["origin"] == "own" for run in runs):
            newest = max((run[-1] for run in runs), key=lambda row: str(row["at"]))
            first = min((run[0] for run in runs), key=lambda row: str(row["at"]))
            yield {**first, "note": newest["note"]}


def _unbroken(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the last rows that all are not met, the oldest first."""
    run: list[Mapping[str, Any]] = []
    for row in sorted(rows, key=lambda row: str(row["at"])):
        run = [*run, row] if row["verdict"] in ("fail", "partly") else []
    return run


def _columns(found: Mapping[str, Any], uid: str) -> dict[str, Any]:
    return {
        "uid": uid,
        "revision": 1,
        "journey_id": found["journey_id"],
        "touchpoint_id": found["touchpoint_id"],
        "letters": found["letters"] or letters_of(str(found["name"])),
        "checklist": found.get("checklist", ""),
        "check_key": found.get("check_key", ""),
        "pain_id": found.get("note_id"),
        "kind": "fault",
        **dict.fromkeys(("what", "place", "item", "address", "whom"), ""),
        "note": str(found.get("note") or ""),
        "visit_id": found.get("visit_id"),
        "found_at": found["at"],
    }
