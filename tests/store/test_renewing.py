"""A database put back from a copy is a new generation of it, and no number in it was ever used for anything else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from auditor.base.errors import ConflictError, RefusedError
from auditor.base.vocabulary import Verdict
from auditor.settings.config import Config
from auditor.store import backup, schema
from auditor.store.renewing import AHEAD
from auditor.workspace import Workspace
from tests.walks import answer_at, audit_of, run_sql


@pytest.fixture
def kim(path: Path, config: Config) -> Iterator[Workspace]:
    """Kim's program on that file."""
    workspace = Workspace.open(str(path), config)
    yield workspace
    workspace.close()


@pytest.fixture
def ann(path: Path, config: Config) -> Iterator[Workspace]:
    """Ann's program on that file."""
    workspace = Workspace.open(str(path), Config(config.folder, "Ann"))
    yield workspace
    workspace.close()


def _identity(workspace: Workspace) -> tuple[str, str]:
    ((uid, generation),) = run_sql(workspace, "SELECT uid, generation FROM identity")
    return uid, generation


def _used(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def test_what_was_meant_for_what_is_gone_is_stored_nowhere(
    kim: Workspace, ann: Workspace, path: Path
) -> None:
    copy = backup.make(path)
    shop = kim.reads.journeys.lines()[0].id
    audit = kim.audits.start(shop, "Kim")
    asked, visit = answer_at(kim, audit, 0), audit_of(kim, audit).visits[0]
    ann.upkeep.restore(str(copy.path), anyway=True)
    other = ann.audits.start(ann.journeys.copy(shop), "Ann")
    before = audit_of(ann, other)
    changes: list[Callable[[], object]] = [
        lambda: kim.audits.answer(asked.id, Verdict.FAIL),
        lambda: kim.audits.feel(visit.id, -2),
        lambda: kim.audits.comment(asked.id, "mine"),
    ]
    for change in changes:
        with pytest.raises((ConflictError, RefusedError)):
            change()
    assert audit_of(ann, other) == before
    assert other > audit and kim.reads.audits.line(audit) is None
    assert {line.id for line in kim.reads.audits.lines()} == {line.id for line in ann.reads.audits.lines()}


def test_it_is_the_same_database_and_each_time_a_new_generation(kim: Workspace, path: Path) -> None:
    first = _identity(kim)
    copy = backup.make(path)
    seen = {first[1]}
    for _again in range(2):
        backup.restore(path, copy.path)
        uid, generation = _identity(kim)
        assert uid == first[0] and generation not in seen
        seen.add(generation)
    assert backup.damage(path) == []


def test_numbers_go_on_beyond_what_is_replaced_and_all_copies(kim: Workspace, path: Path) -> None:
    early = backup.make(path)
    kim.people.add("One")
    backup.make(path, "late")
    kim.close()
    backup.restore(path, early.path)
    assert _used(path)["person"] >= 2
    kim.people.add("Two")
    highest = _used(path)
    kim.close()
    backup.restore(path, early.path)
    now = _used(path)
    assert all(now[table] >= number for table, number in highest.items())
    assert kim.people.add("Three") > highest["person"]
    with closing(sqlite3.connect(early.path)) as unchanged:
        assert unchanged.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_numbers_are_far_ahead_where_the_present_ones_cant_be_read(kim: Workspace, path: Path) -> None:
    copy = backup.make(path)
    kim.close()
    path.write_bytes(b"nothing of a database" * 1000)
    backup.restore(path, copy.path)
    assert kim.people.add("Somebody") > AHEAD
    assert kim.upkeep.check() == []


def test_a_copy_of_an_older_schema_is_brought_up_to_date_on_the_way(
    kim: Workspace, ann: Workspace, path: Path
) -> None:
    old = path.with_name("old.db")
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        schema.upgrade(connection, "0002")
    engine.dispose()
    before = old.read_bytes()
    used = _used(path)
    assert ann.reads.journeys.lines()
    backup.restore(path, old)
    assert old.read_bytes() == before
    assert all(_used(path)[table] >= number for table, number in used.items())
    with pytest.raises(ConflictError):
        ann.journeys.new("Never")
    assert kim.reads.journeys.lines() == []
    assert kim.upkeep.check() == []


def test_nothing_is_left_beside_it(kim: Workspace, path: Path) -> None:
    copy = backup.make(path)
    kim.close()
    backup.restore(path, copy.path)
    assert all(entry.suffix == ".db" for entry in backup.folder(path).iterdir())
    beside = {entry.name for entry in path.parent.glob("team.db*")}
    assert beside - {"team.db-journal"} == {"team.db", "team.db-backups"}
