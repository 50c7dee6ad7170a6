"""Audits that were made before audits had depths, sites and gates stay as they were, and can be gone on with."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine, text

from auditor.base.vocabulary import Depth, Origin, Verdict
from auditor.settings.config import Config
from auditor.store import schema
from auditor.workspace import Workspace
from tests.walks import answer_at, audit_of, run_sql

AT = "2026-01-05T10:00:00.000000+00:00"
TEXTS = {key: {"en": "A", "sv": "A", "nb": "A"} for key in ("list_title", "text", "why", "look", "remedy")}
CONTENT = {**TEXTS, "numbers": [3, 2, 4], "standard": ""}

Row = tuple[str, dict[str, object]]

_TEXTS_OF_A_PERSONA = (
    *("who", "geography", "demographics", "behaviour", "channels", "goals"),
    *("challenges", "notes", "verified_by"),
)


def _point(place: int) -> Row:
    return "touchpoint", {
        "journey_id": 1,
        "stage_id": 1,
        "position": place,
        "name": f"Page {place}",
        "about": "",
        "channel": "website",
        "moment": "before",
        "side": "ours",
        "importance": 5,
        "critical": False,
        "checklists": "site",
        "existence": "existing",
        "need": 0.5,
    }


def _visit(point: int) -> Row:
    return "visit", {
        "audit_id": 1,
        "touchpoint_id": point,
        "emotion": "",
        "basis": "assumed",
        "note": "",
        "asked": 1,
        "answered": 2 - point,
        "weight_asked": 3.0 * (2 - point),
        "weight_failed": 3.0 * (2 - point),
    }


ROWS: list[Row] = [
    ("journey", {"name": "Shop", "about": "", "purpose": "sales", "scope": "whole"}),
    ("person", {"name": "Kim", "role": ""}),
    ("persona", {"journey_id": 1, "name": "Customer", **dict.fromkeys(_TEXTS_OF_A_PERSONA, "")}),
    ("stage", {"journey_id": 1, "position": 0, "name": "Buy", "goal": "", "phase": "other"}),
    _point(0),
    _point(1),
    ("audit", {"journey_id": 1, "persona_id": 1, "auditor_id": 1, "started_at": AT, "finished_at": None}),
    _visit(1),
    _visit(2),
]


def _insert(engine: Engine) -> None:
    with engine.begin() as connection:

        def run(sql: str, **values: object) -> None:
            connection.execute(text(sql), values)

        schema.upgrade(connection, "0005")
        for number, (table, values) in enumerate(ROWS):
            row = {"uid": f"{table}-{number}", "revision": 1, **values}
            names = ", ".join(row)
            run(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in row)})", **row)
        run(
            "INSERT INTO wording (checklist, check_key, digest, severity, remedy_effort, remedy_impact, standard, content)"
            " VALUES ('site', 'menu', :digest, 3, 2, 4, '', :content)",
            digest="ad" * 16,
            content=json.dumps(CONTENT, sort_keys=True, separators=(",", ":")),
        )
        for visit, verdict in ((1, "fail"), (2, None)):
            run(
                "INSERT INTO answer (visit_id, wording_id, position, verdict, note, answered_at, revision)"
                " VALUES (:visit, 1, 0, :verdict, '', :at, 1)",
                visit=visit,
                verdict=verdict,
                at=AT if verdict else None,
            )
    engine.dispose()


def test_an_audit_in_progress_is_full_and_its_answers_are_its_own(
    blank_engine: Engine, blank_address: str, config: Config
) -> None:
    _insert(blank_engine)
    workspace = Workspace.open(blank_address, config)
    workspace.get_ready_to_write()
    audit = audit_of(workspace, 1)
    assert (audit.depth, audit.items) == (Depth.FULL, ())
    given = [(a.verdict, a.origin, a.aside) for visit in audit.visits for a in visit.answers]
    assert given == [(Verdict.FAIL, Origin.OWN, None), (None, Origin.OWN, None)]
    check = audit.visits[0].answers[0].check
    assert (check.depth, check.shared, check.gate, check.errand, check.sample) == (
        Depth.CORE,
        False,
        None,
        None,
        None,
    )
    assert run_sql(workspace, "SELECT DISTINCT address, depth FROM touchpoint") == [("", "core")]
    assert run_sql(workspace, "SELECT gates FROM journey") == [("",)]
    workspace.audits.answer(answer_at(workspace, 1, 1).id, Verdict.PASS)
    assert [v.answers[0].verdict for v in audit_of(workspace, 1).visits] == [Verdict.FAIL, Verdict.PASS]
    workspace.undoing.undo()
    assert answer_at(workspace, 1, 1).verdict is None
    workspace.close()


@pytest.mark.parametrize(
    ("table", "column"),
    [("audit", "depth"), ("touchpoint", "depth"), ("answer", "origin"), ("answer", "aside")],
)
def test_a_database_brought_up_to_date_takes_no_other_words(
    blank_engine: Engine, blank_address: str, config: Config, table: str, column: str
) -> None:
    _insert(blank_engine)
    workspace = Workspace.open(blank_address, config)
    workspace.get_ready_to_write()
    with pytest.raises(Exception, match=f"ck_{table}_{column}"):
        run_sql(workspace, f"UPDATE {table} SET {column} = 'nonsense'")
    workspace.close()
