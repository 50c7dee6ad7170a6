"""Older exports: of version 1, in which strategies were one text and a wish one feeling, and of version 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError
from auditor.base.vocabulary import Prefer
from auditor.exchange.document import as_text
from auditor.exchange.older import strategy_rows
from auditor.exchange.reading import ExportFile, read
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.exchange.older import older

OLD = older(
    1,
    stage={"strategies": "- Be found\n\n• Be quick\n-5 % in May", "revision": 3},
    touchpoint={"wanted": -1},
)


def _file(**changed: object) -> ExportFile:
    return ExportFile("old.json", json.dumps({**OLD, **changed}))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n-\n –– \n", []),
        ("One", ["One"]),
        ("* One\r\n  • – Two  words\n·Three", ["One", "Two words", "Three"]),
        ("-5 % in May\n1. First\nCall back -", ["-5 % in May", "1. First", "Call back -"]),
    ],
)
def test_a_strategy_is_a_line_without_its_bullet(text: str, lines: list[str]) -> None:
    rows = list(strategy_rows("s", text))
    assert [row.text for row in rows] == lines
    assert [row.position for row in rows] == list(range(len(lines)))
    assert [row.uid for row in rows] == [row.uid for row in strategy_rows("s", text)]
    assert not {row.uid for row in rows} & {row.uid for row in strategy_rows("other", text)}


def test_old_fields_become_rows_and_are_gone() -> None:
    document = read([_file()])
    assert [
        (row["stage"], row["position"], row["text"], row["revision"]) for row in document.of("strategies")
    ] == [
        ("s", 0, "Be found", 3),
        ("s", 1, "Be quick", 3),
        ("s", 2, "-5 % in May", 3),
    ]
    (wish,) = document.of("wishes")
    assert (wish["touchpoint"], wish["persona"], wish["feeling"]) == ("t", None, -1)
    assert read([ExportFile("again", as_text(document))]).rows == document.rows


@pytest.mark.parametrize(
    ("part", "field", "value", "told"),
    [
        ("touchpoints", "wanted", 3, "touchpoints[0].wanted: must be"),
        ("stages", "strategies", 7, "stages[0]"),
    ],
)
def test_an_old_field_is_checked_and_is_unknown_in_a_new_file(
    part: str, field: str, value: object, told: str
) -> None:
    rows = json.loads(json.dumps(OLD[part]))
    with pytest.raises(RefusedError, match="unknown key"):
        read([_file(version=2, **{part: rows})])
    rows[0][field] = value
    with pytest.raises(RefusedError) as caught:
        read([_file(**{part: rows})])
    assert told in str(caught.value)


def test_an_old_file_that_is_read_twice_doubles_nothing(tmp_path: Path, config: Config) -> None:
    ws = Workspace.open(str(tmp_path / "new.db"), config)
    ws.merging.merge(read([_file()]), "old.json", Prefer.NEWEST)
    (line,) = ws.reads.journeys.lines()
    journey = ws.reads.journeys.get(line.id)
    assert journey is not None
    (stage,) = journey.stages
    ws.strategies.edit(stage.strategies[1].id, "Be quicker")
    again = ws.merging.merge(read([_file()]), "old.json", Prefer.NEWEST)
    assert (again.added, again.changed) == (0, 0)
    found = ws.reads.journeys.get(line.id)
    assert found is not None
    assert [one.text for one in found.stages[0].strategies] == ["Be found", "Be quicker", "-5 % in May"]
    assert found.touchpoints[0].wanted == -1
    assert ws.upkeep.check() == []
    ws.close()


def test_an_export_of_version_2_has_full_audits_whose_answers_are_their_own() -> None:
    content = {
        **older(2),
        "audits": [
            {
                "id": "a",
                "journey": "j",
                "persona": "p",
                "auditor": "k",
                "started_at": "2026-01-05T10:00:00+00:00",
            }
        ],
    }
    document = read([ExportFile("old.json", json.dumps(content))])
    assert [row["depth"] for row in document.of("audits")] == ["full"]
    assert [(row["address"], row["depth"]) for row in document.of("touchpoints")] == [("", "core")]
    assert [row["gates"] for row in document.of("journeys")] == [""]
    assert document.of("items") == document.of("presences") == []
