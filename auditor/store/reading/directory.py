"""Reads all that one can go to by its name, a statement a kind, each with a limit."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from auditor.base.vocabulary import OPEN_STATUSES
from auditor.store.adapter import Reader
from auditor.store.reading.actions.numbered import IDS, among, read_numbered
from auditor.store.reading.audits.wordings import CHECK
from auditor.store.reading.findings import rows
from auditor.store.reading.sealing import VIEWER, open_to
from auditor.store.viewing import Read, named
from auditor.views.checks import Check
from auditor.views.directory import (
    Directory,
    KnownAction,
    KnownCheck,
    KnownFinding,
    KnownPerson,
    KnownPlace,
)

_MOST_PLACES, _MOST_CHECKS, _MOST_FINDINGS, _MOST_ACTIONS = 10_000, 20_000, 5_000, 10_000
"""How many of each are read: more than forty journeys have; of larger ones the newest."""

_JOURNEYS = Read(
    "journeys to go to",
    KnownPlace,
    f"""
    SELECT j.id AS journey_id, j.name AS journey FROM journey j WHERE j.removed_at IS NULL
    ORDER BY j.id DESC LIMIT {_MOST_PLACES}
    """,
)

_STAGES = Read(
    "stages to go to",
    KnownPlace,
    f"""
    SELECT j.id AS journey_id, j.name AS journey, s.id AS stage_id, s.name AS stage
    FROM stage s JOIN journey j ON j.id = s.journey_id
    WHERE s.removed_at IS NULL AND j.removed_at IS NULL
    ORDER BY j.id DESC, s.position, s.id LIMIT {_MOST_PLACES}
    """,
)

_TOUCHPOINTS = Read(
    "touchpoints to go to",
    KnownPlace,
    f"""
    SELECT j.id AS journey_id, j.name AS journey, s.id AS stage_id, s.name AS stage, t.id AS touchpoint_id,
        t.name AS touchpoint
    FROM touchpoint t JOIN stage s ON s.id = t.stage_id JOIN journey j ON j.id = t.journey_id
    WHERE t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    ORDER BY j.id DESC, s.position, s.id, t.position, t.id LIMIT {_MOST_PLACES}
    """,
)

_CHECKS = Read(
    "checks to go to",
    KnownCheck,
    f"""
    SELECT n.id AS answer_id, u.id AS audit_id, u.finished_at IS NULL AS in_progress, v.touchpoint_id, n.wording_id
    FROM (
        SELECT coalesce(max(CASE WHEN a.finished_at IS NULL THEN a.id END), max(a.id)) AS id
        FROM audit a WHERE a.removed_at IS NULL AND a.kind <> 'recheck' AND {open_to("a")} GROUP BY a.journey_id
    ) newest JOIN audit u ON u.id = newest.id
    JOIN visit v ON v.audit_id = u.id AND v.removed_at IS NULL
    JOIN answer n ON n.visit_id = v.id AND n.removed_at IS NULL AND NOT n.carried
    ORDER BY u.id DESC, n.id LIMIT {_MOST_CHECKS}
    """,
    (VIEWER,),
)

_FINDINGS = Read(
    "findings to go to",
    KnownFinding,
    f"""
    SELECT f.id, f.letters, f.number, f.what, coalesce(k.en, '') AS en, coalesce(k.sv, '') AS sv,
        coalesce(k.nb, '') AS nb, coalesce(p.text, '') AS pain, f.touchpoint_id, coalesce((
            SELECT max(w.id) FROM wording w WHERE w.checklist = f.checklist AND w.check_key = f.check_key
        ), 0) AS wording_id
    FROM finding f {rows.PLACED} LEFT JOIN phrase k ON k.id = f.phrase_id LEFT JOIN note p ON p.id = f.pain_id
    WHERE {rows.IN_SIGHT} ORDER BY f.id DESC LIMIT {_MOST_FINDINGS}
    """,
    (VIEWER,),
)

_ACTIONS = Read(
    "actions to go to",
    KnownAction,
    f"""
    SELECT x.id, x.title, x.status, x.touchpoint_id
    FROM action x JOIN touchpoint t ON t.id = x.touchpoint_id JOIN stage s ON s.id = t.stage_id
    JOIN journey j ON j.id = t.journey_id
    WHERE x.removed_at IS NULL AND t.removed_at IS NULL AND s.removed_at IS NULL AND j.removed_at IS NULL
    ORDER BY CASE WHEN x.status IN {tuple(map(str, OPEN_STATUSES))} THEN 0 ELSE 1 END, x.id DESC
    LIMIT {_MOST_ACTIONS}
    """,
)

_PEOPLE = Read(
    "people to go to",
    KnownPerson,
    f"""
    SELECT p.id, p.name, p.role FROM person p WHERE p.removed_at IS NULL
    ORDER BY CASE WHEN p.left_on IS NULL THEN 0 ELSE 1 END, p.id LIMIT {_MOST_PLACES}
    """,
)


class _Worded(Struct, frozen=True):
    """A check, by the number of its wording."""

    wording_id: int
    check: Check


_WORDINGS = Read(
    "wordings of checks to go to",
    _Worded,
    f"SELECT w.id AS wording_id, {named(CHECK, 'check')} FROM wording w WHERE {among('w.id')}",
    IDS,
)


class DirectoryReads:
    """What can be asked about all that one can go to."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        """Read through what `reader` gives at each call."""
        self._reader = reader

    def whole(self) -> Directory:
        """Return all that one can go to: at most some ten thousand of each kind, which takes a part of a second."""
        reader = self._reader()
        checks, findings = reader.all(_CHECKS), reader.all(_FINDINGS)
        wanted = ({one.wording_id for one in checks} | {one.wording_id for one in findings}) - {0}
        return Directory(
            tuple(reader.all(_JOURNEYS)),
            tuple(reader.all(_STAGES)),
            tuple(reader.all(_TOUCHPOINTS)),
            tuple(checks),
            tuple(findings),
            tuple(reader.all(_ACTIONS)),
            tuple(reader.all(_PEOPLE)),
            {one.wording_id: one.check for one in read_numbered(reader, _WORDINGS, sorted(wanted))},
        )
