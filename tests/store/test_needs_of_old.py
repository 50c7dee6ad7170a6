"""A database of the second schema: its needs are worked out anew by the rules of now, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from auditor.settings.config import Config
from auditor.store import schema
from auditor.workspace import Workspace

ROWS = """
INSERT INTO person (id, uid, revision, name, role) VALUES (1, 'k', 1, 'Kim', ''), (2, 'b', 1, 'Bo', '');
INSERT INTO journey (id, uid, revision, name, about, purpose, scope) VALUES
    (1, 'j', 1, 'Shop', '', 'sales', 'whole'), (2, 'i', 1, 'Paying', '', 'sales', 'flow');
INSERT INTO stage (id, uid, revision, journey_id, position, name, goal, strategies, phase) VALUES
    (1, 's', 1, 1, 0, 'Buy', '', '', 'other'), (2, 'z', 1, 2, 0, 'Pay', '', '', 'other');
INSERT INTO persona (id, uid, revision, journey_id, name, who, geography, demographics, behaviour, channels, goals,
    challenges, notes, verified_by) VALUES
    (1, 'p', 1, 1, 'Ann', '', '', '', '', '', '', '', '', ''),
    (2, 'q', 1, 2, 'ANN', '', '', '', '', '', '', '', '', '');
INSERT INTO touchpoint (id, uid, revision, journey_id, stage_id, position, name, about, channel, moment, side,
    importance, critical, checklists, existence, opens_id, need) VALUES
    (1, 'a', 1, 1, 1, 0, 'Desk', '', 'website', 'before', 'ours', 5, false, '', 'existing', NULL, 0.0),
    (2, 'c', 1, 1, 1, 1, 'Till', '', 'website', 'before', 'ours', 5, false, '', 'existing', 2, 0.0),
    (3, 'd', 1, 2, 2, 0, 'Card', '', 'website', 'before', 'ours', 5, false, '', 'existing', NULL, 1.0);
INSERT INTO wording (id, checklist, check_key, digest, severity, remedy_effort, remedy_impact, standard, content)
    VALUES
    (1, 'l', 'one', '8d19fec77b95b3ebe1d218696df6c1a6', 4, 1, 1, '',
    '{"list_title":{},"look":{},"remedy":{},"text":{},"why":{}}'),
    (2, 'l', 'two', '8d19fec77b95b3ebe1d218696df6c1a6', 2, 1, 1, '',
    '{"list_title":{},"look":{},"remedy":{},"text":{},"why":{}}');
INSERT INTO audit (id, uid, revision, journey_id, persona_id, auditor_id, started_at, finished_at, kind) VALUES
    (1, 'm', 1, 1, 1, 1, '2026-01-01T10:00:00.000000+00:00', '2026-01-01T11:00:00.000000+00:00', 'whole'),
    (2, 'n', 1, 1, 1, 1, '2026-02-01T10:00:00.000000+00:00', '2026-02-01T11:00:00.000000+00:00', 'recheck'),
    (3, 'o', 1, 1, 1, 2, '2026-03-01T10:00:00.000000+00:00', NULL, 'whole'),
    (4, 'r', 1, 2, 2, 1, '2026-03-01T10:00:00.000000+00:00', '2026-03-01T11:00:00.000000+00:00', 'whole');
INSERT INTO visit (id, uid, revision, audit_id, touchpoint_id, feeling, emotion, basis, note, asked, answered,
    weight_asked, weight_failed) VALUES
    (1, 't', 1, 1, 1, NULL, '', 'assumed', '', 2, 2, 6, 6),
    (2, 'u', 1, 2, 1, NULL, '', 'assumed', '', 1, 1, 6, 4),
    (3, 'v', 1, 3, 1, 2, '', 'assumed', '', 1, 1, 4, 0),
    (4, 'w', 1, 4, 3, -2, '', 'assumed', '', 0, 0, 0, 0);
INSERT INTO answer (id, visit_id, wording_id, position, verdict, note, answered_at, revision, carried) VALUES
    (1, 1, 1, 0, 'fail', '', '2026-01-01T10:01:00.000000+00:00', 1, false),
    (2, 1, 2, 1, 'fail', '', '2026-01-01T10:02:00.000000+00:00', 1, false),
    (3, 2, 2, 0, 'pass', '', '2026-02-01T10:01:00.000000+00:00', 1, false),
    (4, 2, 1, 1, 'fail', '', '2026-01-01T10:01:00.000000+00:00', 1, true),
    (5, 3, 1, 0, 'pass', '', '2026-03-01T10:01:00.000000+00:00', 1, false)
"""


def test_the_needs_of_an_older_database_are_worked_out_anew(tmp_path: Path, config: Config) -> None:
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        schema.upgrade(connection, "0002")
        for statement in ROWS.split(";\n"):
            connection.execute(text(statement.replace("\n", " ")))
    engine.dispose()
    workspace = Workspace.open(str(path), config)
    workspace.get_ready_to_write()
    found = workspace.reads.journeys.get(1)
    assert found is not None
    desk, till = found.touchpoints
    assert desk.need == pytest.approx(4 / 6), "the draft does not count, nor what the re-check carried over"
    assert till.need == 1, "it is very sour inside"
    assert workspace.upkeep.check() == []
    line, outside = workspace.reads.audits.summary(1)
    assert (line.passed, line.failed, line.draft, line.drafted is not None) == (1, 1, False, True)
    assert outside.feeling == -2
    workspace.close()
