"""A database that another program has put something into that runs by itself: it is refused before that runs."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from auditor.store import backup, schema
from auditor.workspace import Workspace
from tests.cli.conftest import Cli
from tests.walks import Walked, run_sql

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


@pytest.mark.every(3)
@pytest.mark.parametrize("sql", RUNNING.values(), ids=RUNNING)
def test_mending_takes_it_out_and_keeps_the_rest(shop: Cli, path: Path, sql: str) -> None:
    answers = _answers(path)
    _run(path, sql)
    said = shop("db", "check", "--mend")
    assert "is sound" in said.out and "taken out" in said.err
    assert _answers(path) == answers and "is sound" in shop("db", "check").out
    (copy,) = backup.copies(path)
    assert shop.run("--db", str(copy.path), "journey", "list").code == 4, "it is kept in the copy"
    shop("touchpoint", "note", "1", "need", "Something")


MORE = {
    "index mine: is none": "CREATE INDEX mine ON answer (note)",
    "index odd: is none": "CREATE INDEX odd ON answer (upper(note)) WHERE note <> ''",
    "table mine: is none": "CREATE TABLE mine (id INTEGER PRIMARY KEY AUTOINCREMENT, text)",
    "column note.mine: is none": "ALTER TABLE note ADD COLUMN mine TEXT",
    "index ix_person_name: is missing": "DROP INDEX ix_person_name",
    "table saved_filter: is missing": "DROP TABLE saved_filter",
}


@pytest.mark.every(3)
@pytest.mark.parametrize(("told", "sql"), MORE.items(), ids=MORE)
def test_a_schema_that_is_not_as_it_is_made_is_found_and_mended(
    shop: Cli, path: Path, told: str, sql: str
) -> None:
    _run(path, sql)
    said = shop.run("db", "check")
    assert said.code == 4 and told in said.err
    assert "is sound" in shop("db", "check", "--mend").out
    assert "is sound" in shop("db", "check").out


def test_what_can_not_be_mended_is_told(shop: Cli, path: Path) -> None:
    _run(path, "ALTER TABLE person DROP COLUMN role")
    assert shop.run("people", "list").code == 4
    said = shop.run("db", "check", "--mend")
    assert said.code == 4 and "column person.role: is missing" in said.err and "db restore" in said.err


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_a_schema_of_an_older_version_is_sound_once_it_is_brought_up_to_date(
    nothing: Cli, path: Path, version: str
) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        schema.upgrade(connection, version)
    engine.dispose()
    assert "is sound" in nothing("db", "check").out


def test_what_others_keep_on_a_server_is_theirs(workspace: Workspace, walked: Walked) -> None:
    if workspace.location.path is not None:
        pytest.skip("this is about servers")
    run_sql(workspace, "CREATE TABLE mine (text TEXT)")
    run_sql(workspace, "CREATE VIEW seen AS SELECT name FROM journey")
    assert workspace.upkeep.check() == []
    run_sql(
        workspace, "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
    )
    run_sql(workspace, "CREATE TRIGGER wipe AFTER UPDATE ON note EXECUTE FUNCTION nothing()")
    run_sql(workspace, "DROP INDEX ix_person_name")
    run_sql(workspace, "UPDATE visit SET felt_at = 'nonsense' WHERE id = 1")
    found = workspace.upkeep.check()
    assert [line.split(":")[0] for line in found] == [
        "index ix_person_name",
        "trigger wipe note",
        "visit 1, felt_at",
    ]
