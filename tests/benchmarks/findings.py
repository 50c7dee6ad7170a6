"""How long a journey's findings take to be read with all that was seen of them, against one statement of bare verdicts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.benchmarks.databases import WHO
from tests.benchmarks.ratios import Ratio, in_turns, ratio, timed

FINDINGS, AUDITS = 10_000, 4
_EACH = 25
"""Findings of a touchpoint: so many checks of it fail."""

_BARE = """
    SELECT f.id, a.verdict, a.answered_at FROM finding f JOIN visit v ON v.touchpoint_id = f.touchpoint_id
    JOIN answer a ON a.visit_id = v.id JOIN wording w ON w.id = a.wording_id
    WHERE w.check_key = f.check_key AND w.checklist = f.checklist ORDER BY f.id, a.answered_at
"""


def findings(folder: Path, times: int, count: int = FINDINGS) -> list[Ratio]:
    """Measure so many findings that four audits have seen, `times` rounds."""
    path, journey = _made(folder, count)
    workspace = Workspace.open(str(path), Config(folder, WHO))
    try:
        with closing(sqlite3.connect(path)) as connection:
            read = workspace.reads.findings
            assert len(read.of_journey(journey)) == count
            taken = in_turns(
                {
                    "ours": timed(lambda: read.of_journey(journey)),
                    "one": timed(lambda: read.get(count // 2)),
                    "statement": timed(lambda: connection.execute(_BARE).fetchall()),
                },
                times,
            )
    finally:
        workspace.close()
    name = f"{count} findings over {AUDITS} audits"
    return [
        ratio(name, taken["ours"], taken["statement"], None),
        ratio(f"one of {name}", taken["one"], taken["statement"], None),
    ]


def _made(folder: Path, count: int) -> tuple[Path, int]:
    """Make a journey whose findings all audits have seen, by statements of their own; return the file and its number."""
    path = folder / "findings.db"
    workspace = Workspace.open(str(path), Config(folder, WHO))
    journey = workspace.journeys.new("Shop")
    workspace.journeys.add_persona(journey, "Customer")
    stage = workspace.stages.add(journey, "Look")
    lists = [checklist.key for checklist in workspace.library.all[:4]]
    point = workspace.stages.add_touchpoint(stage, "First", checklists=lists)
    workspace.audits.start(journey, WHO)
    workspace.close()
    with closing(sqlite3.connect(path)) as connection:
        run = connection.execute
        first = _copied(connection, "touchpoint", point, -(-count // _EACH))
        for month in range(1, AUDITS + 1):
            at = f"2026-{month:02}-01T10:00:00.000000+00:00"
            audit = _copied(connection, "audit", 1, 1)
            run("UPDATE audit SET started_at = ?, finished_at = ? WHERE id = ?", (at, at, audit))
            run(
                """INSERT INTO visit (uid, revision, audit_id, touchpoint_id, emotion, basis, note, asked, answered,
                    weight_asked, weight_failed)
                SELECT ? || '-' || id, 1, ?, id, '', 'assumed', '', 0, 0, 0, 0 FROM touchpoint WHERE id >= ?""",
                (month, audit, first),
            )
            run(
                """INSERT INTO answer (visit_id, wording_id, position, verdict, note, answered_at, revision)
                SELECT v.id, w.id, w.id, CASE (v.touchpoint_id + w.id + ?) % 3 WHEN 0 THEN 'pass' ELSE 'fail' END,
                    '', ?, 1
                FROM visit v JOIN wording w ON w.id <= ? WHERE v.audit_id = ?""",
                (month, at, _EACH, audit),
            )
        run(
            """INSERT INTO finding (uid, revision, journey_id, touchpoint_id, letters, number, checklist, check_key, kind,
                what, place, item, address, whom, note, visit_id, found_at)
            SELECT 'f' || v.touchpoint_id || '-' || w.id, 1, ?, v.touchpoint_id, 'FRS',
                row_number() OVER (ORDER BY v.id, w.id), w.checklist, w.check_key, 'fault', '', '', '', '', '', '',
                v.id, '2026-01-01T10:00:00.000000+00:00'
            FROM visit v JOIN wording w ON w.id <= ? WHERE v.uid LIKE '1-%' ORDER BY v.id, w.id LIMIT ?""",
            (journey, _EACH, count),
        )
        connection.commit()
    return path, journey


def _copied(connection: sqlite3.Connection, table: str, row: int, times: int) -> int:
    """Copy a row some times; return the number of the first copy."""
    columns = [name for _place, name, *_rest in connection.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name not in ("id", "uid")]
    (last,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()
    connection.execute(
        f"""WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {times})
        INSERT INTO {table} (id, uid, {", ".join(kept)})
        SELECT {last} + n, lower(hex(randomblob(16))), {", ".join(kept)} FROM n, {table} WHERE id = {row}"""
    )
    return int(last) + 1
