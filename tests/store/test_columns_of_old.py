"""Strategies that were one text and wishes that were one feeling become rows, of which nothing is lost or doubled."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine, text

from auditor.exchange.reading import ExportFile, read
from auditor.sentences.values import column_word
from auditor.settings.config import Config
from auditor.store import schema
from auditor.workspace import Workspace
from tests.walks import run_sql

STAGES = [
    (1, "s", 2, "- Be found\n\n* Be quick", None),
    (2, "z", 1, "", None),
    (3, "x", 1, "Gone", "2026-01-01T10:00:00.000000+00:00"),
]
POINTS = [(1, "a", 4, 1, 2), (2, "c", 1, 1, None), (3, "d", 1, 3, -2)]
CHANGES = [
    # Changed a column that is no more: told, and no longer taken back.
    (
        1,
        "stage-edit",
        "done",
        "stage",
        1,
        {"strategies": "Be found"},
        {"strategies": "- Be found\n\n* Be quick"},
    ),
    (2, "touchpoint-wish", "undone", "touchpoint", 1, {"wanted": None}, {"wanted": 1}),
    (3, "touchpoint-wish", "gone", "touchpoint", 2, {"wanted": 1}, {"wanted": 2}),
    # Made a row when it had the column, or says its name: taken back as ever.
    (4, "stage-new", "done", "stage", 2, None, {"name": "Pay", "strategies": "", "position": 2, "goal": ""}),
    (5, "stage-edit", "done", "stage", 2, {"goal": '"strategies"'}, {"goal": ""}),
]


def _fill(engine: Engine, version: str) -> None:
    login = ", login" if version > "0002" else ""
    with engine.begin() as connection:

        def run(sql: str, **values: object) -> None:
            connection.execute(text(sql), values)

        schema.upgrade(connection, version)
        run(
            "INSERT INTO journey (id, uid, revision, name, about, purpose, scope)"
            " VALUES (1, 'j', 1, 'Shop', '', 'sales', 'whole')"
        )
        for number, uid, revision, strategies, removed in STAGES:
            run(
                "INSERT INTO stage (id, uid, revision, removed_at, journey_id, position, name, goal, strategies, phase)"
                " VALUES (:number, :uid, :revision, :removed, 1, :number, 'Pay', '', :strategies, 'other')",
                number=number,
                uid=uid,
                revision=revision,
                strategies=strategies,
                removed=removed,
            )
        for number, uid, revision, stage, wanted in POINTS:
            run(
                "INSERT INTO touchpoint (id, uid, revision, journey_id, stage_id, position, name, about, channel, moment,"
                " side, importance, critical, checklists, existence, wanted, need) VALUES (:number, :uid, :revision, 1,"
                " :stage, 0, 'Till', '', 'store', 'during', 'ours', 3, false, '', 'existing', :wanted, 0.3)",
                number=number,
                uid=uid,
                revision=revision,
                stage=stage,
                wanted=wanted,
            )
        for number, code, state, entity, row, before, after in CHANGES:
            run(
                f"INSERT INTO change (id, at, who{login}, code, arguments, journey_id, state) VALUES"
                f" (:number, '2026-01-0{number}T10:00:00.000000+00:00', 'Kim'{login and ', :login'}, :code,"
                ' \'{"name":"Pay"}\', 1, :state)',
                number=number,
                code=code,
                state=state,
                **({"login": "name:kim"} if login else {}),
            )
            run(
                "INSERT INTO change_row (id, change_id, entity, row_id, before, after)"
                " VALUES (:number, :number, :entity, :row, :before, :after)",
                number=number,
                entity=entity,
                row=row,
                before=None if before is None else json.dumps(before),
                after=json.dumps(after),
            )
        if engine.dialect.name == "postgresql":
            for table in ("journey", "stage", "touchpoint", "change", "change_row"):
                run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 90)")
        elif version > "0003":
            run("UPDATE sqlite_sequence SET seq = 90 WHERE name IN ('stage', 'touchpoint')")
    engine.dispose()


@pytest.mark.parametrize("version", ["0002", "0004"])
def test_they_become_rows_and_their_history_stays(
    blank_engine: Engine, blank_address: str, config: Config, version: str
) -> None:
    _fill(blank_engine, version)
    ws = Workspace.open(blank_address, config)
    ws.get_ready_to_write()
    journey = ws.reads.journeys.get(1)
    assert journey is not None
    assert [[one.text for one in stage.strategies] for stage in journey.stages] == [
        ["Be found", "Be quick"],
        [],
    ]
    assert [point.wanted for point in journey.touchpoints] == [2, None]
    assert run_sql(ws, "SELECT text FROM strategy WHERE stage_id = 3") == [("Gone",)]
    assert run_sql(ws, "SELECT revision FROM wish ORDER BY id") == [(4,), (1,)]
    assert [line.state for line in ws.reads.history.lines()] == ["done", "done", "gone", "log", "log"]
    details = [(one.field, one.after) for number in (1, 2) for one in ws.reads.history.details(number)]
    assert details == [("strategies", "- Be found\n\n* Be quick"), ("wanted", "1")]
    assert column_word("stage", "strategies") == "strategies"
    if ws.location.path is not None:
        assert ws.upkeep.check() == []
    # An export that was made before it was migrated doubles nothing.
    old = {
        "format": "auditor-export",
        "version": 1,
        "journeys": [{"id": "j", "name": "Shop", "purpose": "sales", "scope": "whole"}],
        "stages": [
            {
                "id": "s",
                "journey": "j",
                "position": 1,
                "name": "Pay",
                "strategies": STAGES[0][3],
                "revision": 2,
            }
        ],
    }
    merged = ws.merging.merge(read([ExportFile("old.json", json.dumps(old))]), "old.json")
    assert (merged.added, merged.changed) == (0, 0)
    ws.undoing.undo()
    ws.undoing.undo()
    after = ws.reads.journeys.get(1)
    assert after is not None and [stage.id for stage in after.stages] == [1]
    if version > "0003":
        assert ws.stages.add(1, "Next") == 91, "no number of a row is used twice"
    ws.close()
