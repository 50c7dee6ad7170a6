"""What is exported comes back the same, in whatever database and however often."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import CheckConstraint, String
from sqlmodel import SQLModel

from auditor.exchange.parts import PARTS
from auditor.library.templates import Template
from auditor.sample import make_sample
from auditor.settings.config import Config
from auditor.store.tables import ENTITIES, WordingRecord
from auditor.workspace import Workspace
from tests import hostile
from tests.benchmarks.databases import Size, make
from tests.exchange.conftest import exported, taken_in
from tests.exchange.rows import fill
from tests.nouns.hand import Hand
from tests.snapshots import everything
from tests.walks import run_sql

_BOUND = (
    *(("picture", "sha256"), ("touchpoint", "letters"), ("finding", "letters"), ("setting", "value")),
    *(("library_file", "kind"), ("library_file", "text")),
)
"""Columns of text that is not free, without a rule of the table."""
DERIVED = {"need", "folded", "asked", "answered", "weight_asked", "weight_failed"}
LEFT_OUT = {"id", "uid", "revision", "removed_at", "journey_id", "into_id", *DERIVED}


def _is_the_same_again(workspace: Workspace, blank: Workspace) -> None:
    text = exported(workspace)
    taken_in(blank, text)
    assert exported(blank) == text
    assert blank.upkeep.check() == []
    before = blank.reads.history.lines(1)
    again = taken_in(blank, text)
    assert (again.added, again.changed, again.kept, again.deleted) == (0, 0, 0, 0)
    assert exported(blank) == text, "the second time nothing is doubled"
    assert blank.reads.history.lines(1) == before


def test_every_column_that_is_not_derived_is_in_the_format() -> None:
    tables: list[type[SQLModel]] = [*ENTITIES.values(), WordingRecord]
    for table in tables:
        part = next(part for part in PARTS if part.table == table.__tablename__)
        fields = {field.column for field in part.fields} - {"journey_id"}
        assert fields == set(table.model_fields) - LEFT_OUT, part.name


def test_the_sample(workspace: Workspace, blank: Workspace) -> None:
    make_sample(workspace)
    _is_the_same_again(workspace, blank)


def test_a_row_in_every_table_with_every_column(
    workspace: Workspace, blank: Workspace, web_shop: int
) -> None:
    fill(workspace, web_shop)
    document = workspace.reads.exports.everything()
    for part in PARTS:
        full = [
            row for row in document.of(part.name) if all(row[field.name] is not None for field in part.fields)
        ]
        assert full, f"no row of {part.name} has all its columns"
    _is_the_same_again(workspace, blank)


def test_texts_that_break_programs(workspace: Workspace, blank: Workspace, web_shop: int) -> None:
    fill(workspace, web_shop)
    texts = [text for text in hostile.ALL if len(text) < 1000 and "\ud800" not in text and "\x00" not in text]
    for name in ENTITIES:
        for column in _free_columns(name):
            _spoil(workspace, name, column, texts)
    _is_the_same_again(workspace, blank)


def _free_columns(name: str) -> list[str]:
    """Return the columns of a table that hold any text."""
    table = SQLModel.metadata.tables[name]
    rules = " ".join(str(rule.sqltext) for rule in table.constraints if isinstance(rule, CheckConstraint))
    return [
        column.name
        for column in table.columns
        if isinstance(column.type, String)
        and column.name not in ("uid", "removed_at", "checklists", "due", *rules.split())
        and (name, column.name) not in _BOUND
        and not column.name.endswith(("_at", "_on"))
    ]


def _spoil(workspace: Workspace, table: str, column: str, texts: list[str]) -> None:
    numbers = [number for (number,) in run_sql(workspace, f"SELECT id FROM {table} ORDER BY id")]
    for place, number in enumerate(numbers):
        text = texts[(place + len(column)) % len(texts)]
        if column in ("name", "title", "question", "check_key", "checklist"):
            text = f"{column} {number} {text}"[:150]
        run_sql(workspace, f"UPDATE {table} SET {column} = :text WHERE id = :id", text=text, id=number)


@pytest.mark.every(3)
@pytest.mark.parametrize("seed", range(1, 4))
def test_whatever_was_done_before(
    workspace: Workspace, blank: Workspace, web_shop: int, web_shop_template: Template, seed: int
) -> None:
    hand = Hand(workspace, Random(seed), web_shop_template)
    workspace.audits.start(web_shop, "Kim")
    for _step in range(60):
        hand.change()
    _is_the_same_again(workspace, blank)
    seen, expected = everything(blank), everything(workspace)
    assert {key: len(rows) for key, rows in seen.items()} == {
        key: len(rows) for key, rows in expected.items()
    }


def test_a_large_database(tmp_path: Path) -> None:
    config = Config(tmp_path, "Kim")
    made = make(tmp_path, Size("some", 2, 4, 1_200, 600))
    large = Workspace.open(str(made.path), config)
    blank = Workspace.open(str(tmp_path / "blank.db"), config)
    _is_the_same_again(large, blank)
    large.close()
    blank.close()


def test_undo_takes_all_of_it_back(workspace: Workspace, blank: Workspace) -> None:
    make_sample(workspace)
    empty = exported(blank)
    taken_in(blank, exported(workspace))
    assert blank.reads.journeys.lines()
    blank.undoing.undo()
    assert blank.reads.journeys.lines() == []
    assert '"journeys": []' in empty and '"journeys": []' in exported(blank)
    blank.undoing.redo()
    assert exported(blank).count('"id"') == exported(workspace).count('"id"')
