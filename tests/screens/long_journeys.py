"""Journeys of any length, written past the program because four hundred touchpoints take it a while."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from auditor.base.vocabulary import FEELINGS
from auditor.workspace import Workspace


def make_journey(workspace: Workspace, touchpoints: int, name: str = "Touchpoint {n}") -> int:
    """Make a journey of five stages with touchpoints and a finished walk of one persona; return its number."""
    journey_id = workspace.journeys.new("Long")
    journey = workspace.reads.journeys.get(journey_id)
    assert journey is not None and workspace.location.path is not None
    persona = workspace.journeys.add_persona(journey_id, "Åsa")
    audit = workspace.audits.start(journey_id, "Kim", persona)
    stages = [stage.id for stage in journey.stages]
    with closing(sqlite3.connect(workspace.location.path)) as connection, connection:
        connection.execute("UPDATE audit SET finished_at = started_at WHERE id = ?", (audit,))
        for at in range(touchpoints):
            point = connection.execute(
                """INSERT INTO touchpoint (uid, revision, journey_id, stage_id, position, name, about, channel,
                moment, side, importance, critical, checklists, existence, need)
                VALUES (?, 1, ?, ?, ?, ?, '', 'website', 'before', 'ours', 3, 0, '', 'existing', 0.3)""",
                (
                    f"{journey_id}-t{at}",
                    journey_id,
                    stages[at * len(stages) // touchpoints],
                    at,
                    name.format(n=at + 1),
                ),
            ).lastrowid
            connection.execute(
                """INSERT INTO visit (uid, revision, audit_id, touchpoint_id, feeling, emotion, basis, note,
                asked, answered, weight_asked, weight_failed) VALUES (?, 1, ?, ?, ?, '', 'assumed', '', 0, 0, 0, 0)""",
                (f"{journey_id}-v{at}", audit, point, FEELINGS[at * 3 % len(FEELINGS)]),
            )
    return journey_id
