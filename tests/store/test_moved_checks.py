"""A check that has gone over to another checklist takes all that was said of it along, in databases and exports."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Engine, text

from auditor.base.vocabulary import Country
from auditor.exchange.older import finding_of_check
from auditor.exchange.reading import ExportFile, read
from auditor.exchange.wordings import digest_of
from auditor.settings.config import Config
from auditor.store import schema
from auditor.views.journeys import Journey
from auditor.workspace import Workspace
from tests.exchange.conftest import exported
from tests.exchange.older import older
from tests.store.test_audits_of_old import AT, CONTENT, ROWS
from tests.walks import audit_of

DIGEST = digest_of(CONTENT)


def _insert(engine: Engine) -> None:
    """Make a database of schema 6 with a failed contact check, and bring it to schema 7."""
    with engine.begin() as connection:

        def put(table: str, **values: object) -> None:
            names = ", ".join(values)
            connection.execute(
                text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in values)})"),
                values,
            )

        schema.upgrade(connection, "0006")
        # The last visit is to a touchpoint where nothing was asked.
        for number, (table, values) in enumerate(ROWS[:-1]):
            said = dict(values)
            if table == "touchpoint":
                said["checklists"] = "calls-to-action checkout"
            if table == "audit":
                said["finished_at"] = AT
            put(table, uid=f"{table}-{number}", revision=1, **said)
        put(
            "wording",
            checklist="calls-to-action",
            check_key="opening-hours",
            digest=DIGEST,
            severity=3,
            remedy_effort=2,
            remedy_impact=4,
            standard="House rules, 7",
            content=json.dumps(CONTENT, sort_keys=True, separators=(",", ":")),
        )
        put(
            "answer",
            visit_id=1,
            wording_id=1,
            position=0,
            verdict="fail",
            note="",
            answered_at=AT,
            revision=1,
        )
        schema.upgrade(connection, "0007")
        said = {"en": "Closed", "sv": "Stängt", "nb": "Stengt"}
        put("phrase", uid="x", revision=1, checklist="calls-to-action", check_key="opening-hours", **said)
    engine.dispose()


def _journey(workspace: Workspace) -> Journey:
    journey = workspace.reads.journeys.get(1)
    assert journey is not None
    return journey


def test_a_database_takes_all_that_was_said_along(
    blank_engine: Engine, blank_address: str, config: Config
) -> None:
    _insert(blank_engine)
    workspace = Workspace.open(blank_address, config)
    workspace.get_ready_to_write()
    points = _journey(workspace).touchpoints
    assert {point.checklists for point in points} == {("calls-to-action", "contact", "checkout")}
    (finding,) = workspace.reads.findings.of_journey(1)
    assert finding.named == ("contact", "opening-hours")
    (answer,) = (answer for visit in audit_of(workspace, 1).visits for answer in visit.answers)
    assert answer.check.named == ("contact", "opening-hours")
    assert [one.title for one in answer.check.sources] == [{"en": "House rules, 7"}], "as it was worded"
    (phrase,) = workspace.reads.findings.phrases()
    assert (phrase.checklist, phrase.check_key) == ("contact", "opening-hours")
    assert _journey(workspace).country is None
    workspace.journeys.edit(1, country=Country.NO)
    assert workspace.reads.findings.of_journey(1)[0].country is Country.NO
    assert workspace.upkeep.check() == []


def test_an_export_of_before_names_the_same_finding_as_a_database_of_before_does(
    tmp_path: Path, config: Config
) -> None:
    content = {
        **older(3, touchpoint={"checklists": ["calls-to-action"]}),
        "wordings": [
            {
                "checklist": "calls-to-action",
                "check_key": "opening-hours",
                "digest": DIGEST,
                "severity": 3,
                "remedy_effort": 2,
                "remedy_impact": 4,
                "content": CONTENT,
            }
        ],
        "audits": [
            {"id": "a", "journey": "j", "persona": "p", "auditor": "k", "started_at": AT, "finished_at": AT}
        ],
        "visits": [{"id": "v", "audit": "a", "touchpoint": "t"}],
        "answers": [
            {
                "visit": "v",
                "wording": f"calls-to-action/opening-hours/{DIGEST}",
                "position": 0,
                "verdict": "fail",
                "answered_at": AT,
            }
        ],
    }
    document = read([ExportFile("old.json", json.dumps(content))])
    assert document.of("touchpoints")[0]["checklists"] == ["calls-to-action", "contact"]
    workspace = Workspace.open(str(tmp_path / "new.db"), config)
    workspace.merging.merge(document, "old.json")
    (finding,) = workspace.reads.findings.of_journey(1)
    assert finding.named == ("contact", "opening-hours")
    (row,) = json.loads(exported(workspace))["findings"]
    assert row["id"] == finding_of_check("t", "contact", "opening-hours")
    # So it was named where a database was brought up to date before the check moved.
    assert row["id"] == finding_of_check("t", "calls-to-action", "opening-hours")
    workspace.close()
