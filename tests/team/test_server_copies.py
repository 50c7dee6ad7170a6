"""Copies of a server's database: made by pg_dump or as a file, and put back while others have it open."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from auditor.base.errors import ConflictError
from auditor.settings.config import Config
from auditor.store.server import programs
from auditor.store.server.own import OwnServer
from auditor.workspace import Workspace
from tests.cli.conftest import Cli
from tests.walks import run_sql

SECRET = "s3cr3t:å\\"


@pytest.fixture
def joined(team: Cli, folder: Path) -> Iterator[str]:
    """The address, with its password, of a database of bo's own, who has joined it and made a journey."""
    server = OwnServer(folder)
    server.make_login("bo")
    server.set_password("bo", SECRET)
    with closing(server.connect()) as connection:
        connection.execute("CREATE DATABASE bos OWNER bo")
    running = server.running()
    assert running is not None
    address = f"postgresql://bo:s3cr3t%3A%C3%A5%5C@127.0.0.1:{running.port}/bos"
    team("team", "join", address)
    team("journey", "new", "Shop", "--template", "web-shop")
    yield address
    with closing(server.connect()) as connection:
        connection.execute("DROP DATABASE bos WITH (FORCE)")


@pytest.fixture(params=["pg_dump", "own"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How copies are made: by pg_dump, or without it."""
    if request.param == "own":
        monkeypatch.setattr(programs, "find", lambda *_: None)
    return str(request.param)


def test_a_copy_is_put_back_and_open_programs_notice(team: Cli, joined: str, way: str) -> None:
    made = Path(team("db", "backup").out.strip())
    assert made.suffix == (".dump" if way == "pg_dump" else ".db") and made.stat().st_mode & 0o077 == 0
    two = int(team("journey", "new", "Two").out)
    with closing(Workspace.open(joined, Config(Path("/nowhere"), "Kim"))) as other:
        assert len(other.reads.journeys.lines()) == 2
        before = run_sql(other, "SELECT uid, generation FROM identity")[0]
        said = team("db", "restore", made.name)
        assert "is restored from" in said.err and "before-restore" in said.err
        after = run_sql(other, "SELECT uid, generation FROM identity")[0]
        assert before[0] == after[0] and before[1] != after[1]
        with pytest.raises(ConflictError):
            other.journeys.archive(two)
        assert [each.name for each in other.reads.journeys.lines()] == ["Shop"]
        # No number is used twice, and what was there can be put back as well.
        assert other.journeys.new("Three") == two + 1
    assert len(team.json("db", "backups")) == 2
    (kept,) = (each["name"] for each in team.json("db", "backups") if "before" in each["name"])
    team("db", "restore", kept)
    assert {each["name"] for each in team.json("journey", "list")} == {"Shop", "Two"}
    assert "is sound" in team("db", "check").out


def test_a_copy_where_one_is(
    team: Cli, joined: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "own.dump" if way == "pg_dump" else "own.db"
    assert team("db", "backup", name).out.strip() == name and (tmp_path / name).stat().st_size > 10_000
    team("journey", "new", "Two")
    team("db", "restore", name)
    assert [each["name"] for each in team.json("journey", "list")] == ["Shop"]


def test_a_copy_as_a_file_opens_as_any_other(team: Cli, joined: str, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    team("db", "backup", str(own))
    assert team.json("--db", str(own), "journey", "list") == team.json("journey", "list")
    assert team.json("--db", str(own), "history") == team.json("history")
    assert "is there already" in team.run("db", "backup", str(own)).err
    team("--db", str(own), "journey", "new", "There")
    team("db", "restore", str(own))
    assert {each["name"] for each in team.json("journey", "list")} == {"Shop", "There"}


def test_what_is_no_copy_is_refused_and_changes_nothing(team: Cli, joined: str, tmp_path: Path) -> None:
    text, foreign, cut = tmp_path / "text.db", tmp_path / "foreign.dump", tmp_path / "cut.dump"
    text.write_text("not a database")
    foreign.write_bytes(b"PGDMP and nothing else")
    cut.write_bytes(Path(team("db", "backup").out.strip()).read_bytes()[:20_000])
    before = team.json("journey", "list")
    for file in (text, foreign, cut, tmp_path / "none.dump"):
        said = team.run("db", "restore", str(file))
        assert said.code != 0 and said.err.count("\n") == 1 and "unforeseen" not in said.err, said
    assert team.json("journey", "list") == before and len(team.json("db", "backups")) == 1


def test_pg_dump_gets_the_password_by_a_file_that_is_gone_afterwards(
    team: Cli, joined: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true, seen = programs.find("pg_dump", 16), tmp_path / "seen"
    watching = tmp_path / "pg_dump"
    watching.write_text(
        f"#!{sys.executable}\n"
        "import os, stat, sys\n"
        "file = os.environ['PGPASSFILE']\n"
        f"with open({str(seen)!r}, 'w') as out:\n"
        "    print(sys.argv, dict(os.environ), oct(stat.S_IMODE(os.stat(file).st_mode)), file=out)\n"
        "    print(file, file=out)\n"
        f"os.execv({str(true)!r}, [{str(true)!r}, *sys.argv[1:]])\n"
    )
    watching.chmod(0o700)
    monkeypatch.setattr(programs, "find", lambda *_: watching)
    assert team("db", "backup").out.strip().endswith(".dump")
    what, file = seen.read_text().splitlines()
    assert "s3cr3t" not in what and "0o600" in what and not Path(file).exists()
