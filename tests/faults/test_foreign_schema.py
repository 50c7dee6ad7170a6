"""A database that another program has put something into that runs by itself: it is refused before that runs."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from auditor.store import backup
from tests.cli.conftest import Cli

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS version_num FROM n"
)

RUNNING = {
    "a trigger": "CREATE TRIGGER wipe AFTER UPDATE ON note BEGIN DELETE FROM answer; END",
    "a trigger on what every change writes": (
        "CREATE TRIGGER wipe AFTER INSERT ON change BEGIN DELETE FROM answer; END"
    ),
    "an endless view": f"CREATE VIEW wipe AS {ENDLESS}",
    "an endless view in the place of a table": (
        f"DROP TABLE suggestion; CREATE VIEW suggestion AS {ENDLESS}"
    ),
    "a virtual table": "CREATE VIRTUAL TABLE wipe USING fts5(text)",
    "a generated column": "ALTER TABLE note ADD COLUMN wipe GENERATED ALWAYS AS (upper(text))",
    "a generated column in comments": "ALTER TABLE note ADD COLUMN wipe AS/**/(upper(text))",
}
HARMLESS = (
    "CREATE INDEX mine ON answer (note)",
    "ANALYZE",
    "CREATE TABLE mine (id INTEGER PRIMARY KEY AUTOINCREMENT, text)",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the database that commands work on."""
    return tmp_path / "default.db"


def _run(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


def _answers(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        number: int = connection.execute("SELECT count(*) FROM answer").fetchone()[0]
        return number


@pytest.mark.parametrize("sql", RUNNING.values(), ids=RUNNING)
def test_what_would_run_by_itself_is_refused_before_it_runs(shop: Cli, path: Path, sql: str) -> None:
    answers = _answers(path)
    _run(path, sql)
    before = path.read_bytes()
    for command in (
        ("journey", "list"),
        ("evidence", "list"),
        ("touchpoint", "note", "1", "need", "Something"),
        ("journey", "new", "Another"),
    ):
        said = shop.run(*command)
        assert said.code == 4, said
        assert "db check --mend" in said.err and said.err.count("\n") == 1
    said = shop.run("db", "check")
    assert said.code == 4 and ("wipe" in said.err or "suggestion" in said.err)
    assert path.read_bytes() == before
    assert _answers(path) == answers


@pytest.mark.parametrize("sql", RUNNING.values(), ids=RUNNING)
def test_a_copy_with_it_is_not_restored(shop: Cli, path: Path, tmp_path: Path, sql: str) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    _run(copy, sql)
    before = path.read_bytes()
    said = shop.run("db", "restore", str(copy))
    assert said.code == 1, said
    assert "run by itself" in said.err and said.err.count("\n") == 1
    assert path.read_bytes() == before and backup.copies(path) == []


@pytest.mark.parametrize("sql", HARMLESS)
def test_what_does_nothing_is_no_reason_to_refuse(shop: Cli, path: Path, sql: str) -> None:
    _run(path, sql)
    assert len(shop.json("journey", "list")) == 1
    shop("journey", "new", "Another")
