"""Which database it is, and that no number of a row is used twice, however old the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from auditor.settings.config import Config
from auditor.store import backup, schema, tables
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.store.test_needs_of_old import ROWS
from tests.walks import run_sql

NUMBERED = {
    name for name, table in tables.IdentityRecord.metadata.tables.items() if "id" in table.primary_key.columns
}
IDENTITY = "SELECT uid, generation FROM identity"


def test_each_database_has_an_identity_of_its_own_that_stays(
    workspace: Workspace, open_as: Opener, tmp_path: Path, config: Config
) -> None:
    workspace.journeys.new("Ours")
    ((uid, generation),) = run_sql(workspace, IDENTITY)
    assert len(uid) == len(generation) == 32 and uid != generation
    workspace.close()
    open_as("Ann").journeys.new("Theirs")
    assert run_sql(workspace, IDENTITY) == [(uid, generation)]
    other = Workspace.open(str(tmp_path / "other.db"), config)
    other.get_ready_to_write()
    assert run_sql(other, IDENTITY)[0][0] != uid
    other.close()


def test_the_number_of_a_row_that_is_gone_is_not_given_to_another(workspace: Workspace) -> None:
    gone = workspace.people.add("Gone")
    run_sql(workspace, "DELETE FROM login")
    run_sql(workspace, "DELETE FROM person")
    assert workspace.people.add("New") > gone


def _tables(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())


def _counting_on(path: Path) -> set[str]:
    """Return the tables of a file whose numbers are never used twice."""
    return {
        name for name, sql in _tables(path).items() if "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT" in sql
    }


OTHERWISE = {"need", "strategies", "wanted"}
"""Columns that are worked out anew, or that are rows of their own now, see test_columns_of_old."""


def _contents(path: Path, names: set[str]) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY id")]
            for name in sorted(names)
        }


@pytest.fixture(params=["0001", "0002", "0003"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file of an older schema, with rows where that schema has them; numbers were used beyond those there are."""
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        schema.upgrade(connection, request.param)
        if request.param != "0001":
            for statement in ROWS.split(";\n"):
                connection.execute(text(statement.replace("\n", " ")))
        else:
            connection.execute(
                text("INSERT INTO person (id, uid, revision, name, role) VALUES (9, 'k', 1, 'Kim', '')")
            )
    engine.dispose()
    yield path


def test_an_older_file_keeps_every_row_and_gives_no_number_twice(old: Path, config: Config) -> None:
    named = NUMBERED & _tables(old).keys()
    before = _contents(old, named)
    workspace = Workspace.open(str(old), config)
    workspace.get_ready_to_write()
    workspace.close()
    assert _counting_on(old) == NUMBERED
    after = _contents(old, named)
    for name, rows in before.items():
        assert len(after[name]) == len(rows)
        for row, migrated in zip(rows, after[name], strict=True):
            kept = {column: value for column, value in row.items() if column not in OTHERWISE}
            assert {column: migrated[column] for column in kept} == kept
    assert backup.damage(old) == []
    used = dict(run_sql(workspace, "SELECT name, seq FROM sqlite_sequence"))
    assert {name: used.get(name, 0) for name in named} == {
        name: max((row["id"] for row in rows), default=0) for name, rows in after.items()
    }
    assert len(run_sql(workspace, IDENTITY)) == 1
    (copy,) = backup.copies(old)
    assert copy.path.stem.endswith("-before-update") and _contents(copy.path, named) == before


def test_a_new_file_counts_on_in_every_table(tmp_path: Path, config: Config) -> None:
    path = tmp_path / "new.db"
    workspace = Workspace.open(str(path), config)
    workspace.get_ready_to_write()
    workspace.close()
    assert _counting_on(path) == NUMBERED


def test_a_value_that_may_not_be_is_carried_over_as_it_is(old: Path, config: Config) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(
            "INSERT INTO wording (id, checklist, check_key, digest, severity, remedy_effort, remedy_impact, standard,"
            " content) VALUES (7, 'l', 'odd', 'd', 99, 1, 1, '', '{}')"
        )
    workspace = Workspace.open(str(old), config)
    workspace.get_ready_to_write()
    assert run_sql(workspace, "SELECT severity FROM wording WHERE id = 7") == [(99,)]
    with pytest.raises(sqlite3.IntegrityError):
        run_sql(workspace, "UPDATE wording SET remedy_effort = 99 WHERE id = 7")
    workspace.close()
