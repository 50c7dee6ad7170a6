"""A server's schema that is brought up to date while others are connected."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from auditor.base.errors import AuditorError, BusyError, DatabaseError
from auditor.settings.config import Config
from auditor.store import adapter, schema
from auditor.store.connections import CHANNEL
from auditor.workspace import Workspace
from tests.conftest import Server
from tests.walks import run_sql


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The address of a database with nothing in it."""
    name, url = server.empty()
    yield url
    server.drop(name)


def opened(url: str) -> closing[Workspace]:
    """Open a database, which is closed after a `with`."""
    return closing(Workspace.open(url, Config(Path("/nowhere"), "Kim")))


def test_an_older_program_is_told_and_refused_and_comes_back(empty: str) -> None:
    with opened(empty) as old:
        journey = old.journeys.new("Shop")
        assert len(old.reads.journeys.lines()) == 1
        heard = threading.Event()
        old.on_change(lambda changes: heard.set() if changes.code == "replaced" else None)
        with closing(old.watch()):
            # A newer program brings it up to date, and notifies as whoever writes does.
            run_sql(old, "UPDATE alembic_version SET version_num = '0999'")
            run_sql(old, f"SELECT pg_notify('{CHANNEL}', 'another')")
            assert heard.wait(20)
            for use in (lambda: old.reads.journeys.lines(), lambda: old.journeys.edit(journey, name="Lost")):
                with pytest.raises(DatabaseError, match=r"has schema 0999, and this program knows up to"):
                    use()
            assert run_sql(old, "SELECT name FROM journey") == [("Shop",)]
            run_sql(old, f"UPDATE alembic_version SET version_num = '{schema.SCHEMA:04}'")
            assert [each.name for each in old.reads.journeys.lines()] == ["Shop"]
            old.confirm_replaced()
            old.journeys.edit(journey, name="Typed before")
    with opened(empty) as again:
        assert [each.name for each in again.reads.journeys.lines()] == ["Typed before"]


def test_an_older_program_that_has_not_heard_saves_nothing(empty: str) -> None:
    with opened(empty) as old:
        journey = old.journeys.new("Shop")
        run_sql(old, "UPDATE alembic_version SET version_num = '0999'")
        with pytest.raises(DatabaseError, match=r"has schema 0999"):
            old.journeys.edit(journey, name="Lost")
        assert run_sql(old, "SELECT name FROM journey") == [("Shop",)]


def test_one_brings_it_up_to_date_and_the_other_waits_and_comes_back(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = create_engine(empty.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        schema.upgrade(connection, f"{schema.SCHEMA - 1:04}")
    engine.dispose()
    monkeypatch.setattr(adapter, "BUSY_TIMEOUT_MS", 300)
    upgrade, begun, may_end = schema.upgrade, threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        upgrade(connection)
        begun.set()
        may_end.wait(20)

    monkeypatch.setattr(schema, "upgrade", slowly)
    failed: list[BaseException] = []

    def migrate() -> None:
        try:
            with opened(empty) as first:
                assert first.reads.journeys.lines() == []
                first.journeys.new("First")
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=migrate)
    thread.start()
    assert begun.wait(60)
    with opened(empty) as second:
        for use in (lambda: second.reads.journeys.lines(), lambda: second.journeys.new("Lost")):
            with pytest.raises(BusyError, match="Another program is writing"):
                use()
        may_end.set()
        thread.join(60)
        assert not failed
        second.journeys.new("Second")
        assert {each.name for each in second.reads.journeys.lines()} == {"First", "Second"}


def test_a_migration_that_fails_leaves_it_as_it_was(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = create_engine(empty.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        schema.upgrade(connection, f"{schema.SCHEMA - 1:04}")
    upgrade = schema.upgrade

    def broken(connection: Connection) -> None:
        upgrade(connection)
        connection.exec_driver_sql("SELECT 1 / 0")

    monkeypatch.setattr(schema, "upgrade", broken)
    with opened(empty) as workspace, pytest.raises(AuditorError):
        workspace.reads.journeys.lines()
    monkeypatch.setattr(schema, "upgrade", upgrade)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(schema.VERSION_SQL).scalar() == f"{schema.SCHEMA - 1:04}"
    engine.dispose()
    with opened(empty) as workspace:
        assert workspace.reads.journeys.lines() == []
