"""Who is let in, as commands list it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import Connection

from auditor.base.vocabulary import Verdict
from auditor.store import schema
from tests.cli.conftest import Cli
from tests.conftest import Server
from tests.house import House
from tests.nouns.rounds import finish, say


@pytest.fixture(scope="module")
def house(server: Server) -> Iterator[House]:
    """One house for all tests that keep nothing."""
    made = House(server)
    yield made
    made.close()


def test_the_administrator_stands_in_the_list_as_that(house: House) -> None:
    cli = Cli()
    listed = {each["name"]: each["role"] for each in cli.json("--db", house.url, "team", "list")}
    assert listed == {
        "Anna": "owner",
        "Bo": "auditor",
        "Boss": "administrator",
        "Cy": "auditor",
        "Ed": "editor",
        "Ri": "reader",
    }
    assert "outside the rules" in cli("--db", house.url, "team", "list").out


@pytest.fixture
def own_house(server: Server) -> Iterator[House]:
    """A house of one test's own."""
    made = House(server)
    yield made
    made.close()


def test_an_owner_copies_and_moves_what_nobody_has_sealed(own_house: House, tmp_path: Path) -> None:
    """While a round is hidden from an owner a copy is refused, saying who can make one; once it is open all is copied."""
    house, cli = own_house, Cli()
    anna, boss = house.address(house.logins["Anna"]), house.url
    for address in (anna, house.address(house.logins["Bo"])):
        for command in (
            ("--db", address, "db", "backup", str(tmp_path / "no.db")),
            ("--db", address, "db", "backup"),
            ("team", "move", address, str(tmp_path / "no.db")),
        ):
            said = cli.run(*command)
            assert (said.code, said.err.count("\n")) == (1, 1) and not said.out
            assert "sealed from you: whoever administers its server" in said.err
    assert not list(tmp_path.glob("*.db"))
    cli("--db", boss, "db", "backup", str(tmp_path / "whole.db"))
    for name in ("Bo", "Cy"):
        workspace = house.open(name)
        say(workspace, house.round[name], 1, [Verdict.FAIL])
        finish(workspace, house.round[name])
    cli("--db", anna, "db", "backup", str(tmp_path / "owners.db"))
    cli("--db", boss, "db", "backup", str(tmp_path / "administrators.db"))
    both = [rows_of(tmp_path / f"{name}.db") for name in ("owners", "administrators")]
    assert both[0] == both[1] and both[0]["answer"]
    cli("team", "move", anna, str(tmp_path / "moved.db"))
    assert rows_of(tmp_path / "moved.db") == both[0]


def test_nobody_but_the_administrator_puts_another_database_in_its_place(
    own_house: House, tmp_path: Path
) -> None:
    house, cli = own_house, Cli()
    copy = str(tmp_path / "whole.db")
    cli("--db", house.url, "db", "backup", copy)
    for name in ("Anna", "Ri"):
        address = house.address(house.logins[name])
        for command in (
            ("--db", address, "db", "restore", copy),
            ("team", "move", copy, address),
        ):
            said = cli.run(*command)
            assert (said.code, said.err.count("\n")) == (1, 1), said
            assert "whoever administers it can put another database in its place" in said.err
    cli("--db", house.url, "db", "restore", copy)
    assert house.sql("Bo", "SELECT 1 FROM answer WHERE verdict IS NOT NULL")
    assert house.sql("Anna", "SELECT 1 FROM answer WHERE verdict IS NOT NULL") == []


def test_who_may_make_logins_sets_up_rights_and_brings_it_up_to_date(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that lets nobody be its superuser has somebody who makes roles and to whom the tables belong."""
    name, url = server.empty()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE chief LOGIN CREATEROLE")
        connection.execute(f"ALTER DATABASE {name} OWNER TO chief")
    parts = urlsplit(url)
    chief = urlunsplit(parts._replace(netloc=f"chief@{parts.netloc.rpartition('@')[2]}"))
    cli = Cli()
    cli("--db", chief, "journey", "new", "Shop")
    cli("--db", chief, "team", "protect")
    cli("--db", chief, "team", "protect")
    cli("--db", chief, "people", "add", "Anna")
    cli("--db", chief, "team", "add", "Anna", "--role", "editor")
    (anna,) = (one["login"] for one in cli.json("--db", chief, "team", "list") if one["name"] == "Anna")
    annas = urlunsplit(parts._replace(netloc=f"{anna}@{parts.netloc.rpartition('@')[2]}"))
    cli("--db", annas, "journey", "new", "Another")
    assert "An owner of the database alone" in cli.run("--db", annas, "team", "role", "Anna", "owner").err

    def upgrade(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE answer ADD COLUMN more text")
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{schema.SCHEMA:04}'")

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"UPDATE alembic_version SET version_num = '{schema.SCHEMA - 1:04}'")
    monkeypatch.setattr(schema, "upgrade", upgrade)
    assert "whoever administers its server" in cli.run("--db", annas, "journey", "list").err
    assert len(cli.json("--db", chief, "journey", "list")) == 2
    assert len(cli.json("--db", annas, "journey", "list")) == 2
    for login in (chief, annas):
        with psycopg.connect(login) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute("DELETE FROM answer")


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables of a file, but for which generation it is."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
            for (table,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
            if table not in ("identity", "sqlite_sequence")
        }
