"""A PostgreSQL of one's own: started by one command, whatever was there before and whenever it is killed."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from auditor.store.location import locate
from auditor.store.schema import SCHEMA
from auditor.store.server.own import OwnServer
from tests.cli.conftest import Cli
from tests.team.conftest import new_folder


@pytest.fixture
def fresh() -> Iterator[Path]:
    """A folder of its own; a server in it is stopped."""
    made = new_folder()
    yield made
    with suppress(Exception):
        OwnServer(made).stop()
    shutil.rmtree(made, ignore_errors=True)


def everything_in(folder: Path) -> bytes:
    """Return all bytes of all files in a folder."""
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


def processes() -> bytes:
    """Return the command lines of all processes, and the environments of those that may be looked at."""
    found = b""
    for each in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            with suppress(OSError):
                found += (each / name).read_bytes()
    return found


def test_one_command_starts_it_and_opens_it_from_then_on(
    team: Cli, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = team("team", "start", "--folder", str(folder))
    address = said.out.strip()
    assert re.fullmatch(r"postgresql://127\.0\.0\.1:\d+/auditor", address)
    assert "Only this machine reaches it" in said.err
    team("journey", "new", "Shop")
    assert [each["name"] for each in team.json("journey", "list")] == ["Shop"]
    standing = team.json("team", "status", "--folder", str(folder))
    assert (standing["running"], standing["address"], standing["schema"]) == (True, address, f"{SCHEMA:04}")
    assert standing["newest_copy"] is None and standing["bytes"] > 1_000_000
    assert "team.database" in team("settings", "list").out
    assert team("db", "path").out.startswith(locate(address).shown)
    # --db and the environment still go first.
    team("--db", str(tmp_path / "own.db"), "journey", "new", "Mine")
    monkeypatch.setenv("AUDITOR_DB", str(tmp_path / "own.db"))
    assert [each["name"] for each in team.json("journey", "list")] == ["Mine"]
    monkeypatch.delenv("AUDITOR_DB")
    assert "auditor.db" in team("team", "leave").err
    assert team("db", "path").out.strip().endswith("auditor.db")


def test_its_password_is_nowhere_but_in_the_file_of_passwords(
    team: Cli, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = team("team", "start", "--folder", str(folder))
    team("journey", "new", "Two")
    (file,) = tmp_path.glob(".pgpass")
    assert file.stat().st_mode & 0o777 == 0o600
    (line,) = file.read_text().splitlines()
    secret = line.rpartition(":")[2]
    assert len(secret) > 20
    said_too = team("team", "status", "--folder", str(folder))
    assert secret not in said.out + said.err + said_too.out + said_too.err
    assert secret.encode() not in everything_in(folder) + everything_in(tmp_path / "config") + processes()


def test_strangers_and_the_superuser_are_not_let_in(team: Cli, folder: Path) -> None:
    address = team("team", "start", "--folder", str(folder)).out.strip()
    for login, password in (("postgres", ""), ("postgres", "postgres"), ("root", "wr0ng"), ("anna", "x")):
        url = address.replace("//", f"//{login}:{password}@")
        said = team.run("--db", url, "journey", "list")
        assert said.code == 1 and not said.out, login
    assert "scram-sha-256" in (folder / "data" / "pg_hba.conf").read_text()
    with closing(OwnServer(folder).connect()) as connection:
        secrets = connection.execute(
            "SELECT rolname, rolpassword FROM pg_authid WHERE rolcanlogin"
        ).fetchall()
    assert all(kept.startswith("SCRAM-SHA-256$") for login, kept in secrets if login != "postgres")
    assert dict(secrets)["postgres"] is None


def test_what_was_kept_is_there_after_the_server_was_killed(team: Cli, folder: Path) -> None:
    team("journey", "new", "Kept")
    number = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(number, signal.SIGKILL)
    while Path(f"/proc/{number}").exists():
        with suppress(ChildProcessError):
            os.waitpid(number, os.WNOHANG)
    assert team.json("team", "status", "--folder", str(folder))["running"] is False
    said = team.run("journey", "list")
    assert (said.code, said.err.count("\n")) == (1, 1)
    team("team", "start", "--folder", str(folder))
    assert "Kept" in [each["name"] for each in team.json("journey", "list")]


def test_it_is_stopped_and_started_where_it_was(team: Cli, folder: Path) -> None:
    before = team("team", "start", "--folder", str(folder)).out
    refused = team.run("team", "start", "--folder", str(folder), "--port", "6001")
    assert refused.code == 1 and "runs already" in refused.err
    assert "stopped" in team("team", "stop", "--folder", str(folder)).err
    assert "did not run" in team("team", "stop", "--folder", str(folder)).err
    port = int(before.strip().rpartition(":")[2].partition("/")[0])
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        refused = team.run("team", "start", "--folder", str(folder))
        assert refused.code == 1 and f"Another program uses port {port}" in refused.err
    assert team("team", "start", "--folder", str(folder)).out == before


def begun(folder: Path) -> subprocess.Popen[bytes]:
    """Begin to start a server, in a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "auditor", "team", "start", "--folder", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    "until",
    [
        lambda folder: list(folder.glob("new-*")),
        lambda folder: (folder / "data").exists(),
        lambda folder: (folder / "data" / "postmaster.pid").exists(),
    ],
    ids=["being made", "made", "starting"],
)
def test_whoever_is_killed_while_starting_it_is_gone_on_for(
    nothing: Cli, fresh: Path, until: Callable[[Path], object]
) -> None:
    child = begun(fresh)
    while not until(fresh) and child.poll() is None:
        pass
    child.kill()
    child.wait()
    nothing("team", "start", "--folder", str(fresh))
    nothing("journey", "new", "Shop")
    assert list(fresh.glob("new-*")) == []


def test_two_starts_at_once_start_one_server(fresh: Path) -> None:
    said = [child.communicate() for child in [begun(fresh) for _number in range(2)]]
    assert len({out for out, _err in said}) == 1 and said[0][0].startswith(b"postgresql://"), said
    assert [len(err.splitlines()) for _out, err in said] in ([3, 2], [2, 3])


def test_what_can_t_be_is_told_in_a_line(
    nothing: Cli, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = fresh / "data"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")
    said = nothing.run("team", "start", "--folder", str(fresh))
    assert (said.code, said.err.count("\n")) == (1, 1) and "is of PostgreSQL 9" in said.err
    shutil.rmtree(data)
    for words, told in (
        (["--listen", "no such address"], "is no address to listen on"),
        (["--folder", str(fresh / ("x" * 90))], "is too long for a server"),
    ):
        said = nothing.run("team", "start", "--folder", str(fresh), *words)
        assert (said.code, said.err.count("\n")) == (1, 1) and told in said.err
    strange = fresh / "strange"
    strange.mkdir()
    (strange / "mine").write_text("mine")
    owner = strange.owner()
    said = nothing.run("team", "start", "--folder", str(strange))
    assert said.code == 1 and "has something else in it" in said.err
    assert strange.owner() == owner and [each.name for each in strange.iterdir()] == ["mine"]
    monkeypatch.setattr("auditor.store.server.programs.folders", dict)
    said = nothing.run("team", "start", "--folder", str(fresh))
    assert said.code == 1 and "pip install 'auditor[team]'" in said.err
    assert not data.exists()


def test_a_disk_without_room_leaves_nothing(fresh: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "auditor", "team", "start", "--folder", str(fresh)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert child.returncode == 1 and child.stderr.count("\n") == 1
    assert "No server could be made" in child.stderr
    assert not (fresh / "data").exists() and list(fresh.glob("new-*")) == []


def test_beyond_this_machine_it_says_what_that_means(nothing: Cli, fresh: Path) -> None:
    said = nothing("team", "start", "--folder", str(fresh), "--listen", "*")
    assert "not encrypted" in said.err and "compose.yaml" in said.err
    assert socket.gethostname() in said.out
    nothing("journey", "new", "Shop")


def test_a_file_is_moved_to_it_and_back_by_its_owner(
    nothing: Cli, fresh: Path, tmp_path: Path, shop_on_paper_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.store.server.own.default_folder", lambda: fresh)
    monkeypatch.setattr("auditor.cli.team.move.default_folder", lambda: fresh)
    file, back = tmp_path / "file.db", tmp_path / "back.db"
    shutil.copy(shop_on_paper_file, file)
    address = nothing("team", "start", "--folder", str(fresh)).out.strip()
    moved = nothing("team", "move", str(file), address)
    assert moved.out.strip() == address and "are the same" in moved.err
    assert "has moved to" in nothing("--db", str(file), "db", "path").err
    # Its owner still is, and goes on where the file was.
    nothing("journey", "new", "Two")
    assert len(nothing.json("journey", "list")) == 2
    nothing("team", "move", address, str(back))
    assert nothing.json("--db", str(back), "history") == nothing.json("history")
    refused = nothing.run("team", "move", str(file), address)
    assert refused.code == 1 and "has something in it already" in refused.err
    # Copies are made as the superuser, so that nothing is hidden from them.
    assert nothing("db", "backup").out.strip().endswith(".dump")
    assert nothing.run("db", "check", "--mend").code == 1
    assert nothing.json("team", "status", "--folder", str(fresh))["newest_copy"]
