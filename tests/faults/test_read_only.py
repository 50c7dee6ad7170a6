"""Files and folders that may only be read, or not even that: one clear line each, and nothing is touched."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.base.errors import StorageError, system_reason
from auditor.cli.frame import ways_out as cli_ways
from auditor.library.templates import Template
from auditor.store import file
from auditor.store.faults import explain
from screens.frame import ways_out as app_ways
from tests.conftest import Server
from tests.faults.children import NOBODY, ask_whether_it_may_be_written, child, opened, told, try_all
from tests.faults.hot_journal import committed, is_hot, leave_hot_journal
from tests.walks import run_sql

READ = ("done", ["Web shop"])
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that other users can reach; the tests' own temporary folders are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="auditor-shared-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def database(shared: Path, web_shop_template: Template) -> Path:
    """A database in that folder that belongs to the tests' user."""
    path = shared / "auditor.db"
    workspace = opened(str(path))
    workspace.journeys.new_from(web_shop_template)
    workspace.close()
    return path


def _try_as_somebody_else(path: Path) -> list[Any]:
    """Read, write and read in a child, which is another user where the tests are run as root."""
    limits = {"uid": NOBODY} if AS_ROOT else {}
    with child(try_all, str(path), limits) as (_process, channel):
        return told(channel)


def _is_refused(outcome: tuple[str, str], *words: str) -> None:
    kind, message = outcome
    assert kind == "StorageError", outcome
    assert "\n" not in message and any(word in message for word in words), message


def test_a_file_that_may_only_be_read(database: Path, shared: Path) -> None:
    database.chmod(0o444)
    before = database.read_bytes()
    read, write, read_again = _try_as_somebody_else(database)
    assert read == read_again == READ
    _is_refused(write, "may only be read")
    assert database.read_bytes() == before


def test_a_folder_that_may_only_be_read(database: Path, shared: Path) -> None:
    database.chmod(0o666)
    shared.chmod(0o555)
    before = database.read_bytes()
    read, write, read_again = _try_as_somebody_else(database)
    assert read == read_again == READ
    _is_refused(write, "Permission denied", "can’t be opened", "may only be read")
    assert database.read_bytes() == before


def test_a_file_that_may_not_be_read(database: Path) -> None:
    database.chmod(0o000 if not AS_ROOT else 0o600)
    for outcome in _try_as_somebody_else(database):
        _is_refused(outcome, "can’t be opened")
    database.chmod(0o600)
    assert committed(database, "SELECT name FROM journey") == [("Web shop",)]


def test_a_folder_that_may_not_be_entered(database: Path, shared: Path) -> None:
    shared.chmod(0o000 if not AS_ROOT else 0o700)
    for outcome in _try_as_somebody_else(database):
        _is_refused(outcome, "Permission denied")


def test_nothing_can_be_made_in_a_folder_that_may_only_be_read(shared: Path) -> None:
    shared.chmod(0o555)
    read, write, read_again = _try_as_somebody_else(shared / "new" / "auditor.db")
    assert read == read_again == ("done", [])
    _is_refused(write, "Permission denied")
    assert list(shared.iterdir()) == []


def test_what_was_cut_short_is_not_mended_where_nothing_may_be_written(database: Path, shared: Path) -> None:
    leave_hot_journal(database)
    database.chmod(0o444)
    journal = database.with_name("auditor.db-journal")
    journal.chmod(0o444)
    shared.chmod(0o555)
    before = database.read_bytes(), journal.read_bytes()
    for outcome in _try_as_somebody_else(database):
        _is_refused(outcome, "may only be read", "can’t be opened", "Permission denied")
    assert (database.read_bytes(), journal.read_bytes()) == before
    shared.chmod(0o777)
    database.chmod(0o600)
    journal.chmod(0o600)
    workspace = opened(str(database))
    assert [line.name for line in workspace.reads.journeys.lines()] == ["Web shop"]
    assert not is_hot(database) and workspace.upkeep.check() == []
    workspace.close()


def _why_read_only(path: Path) -> str:
    """Ask as somebody else, where the tests are run as root, whom no permission stops."""
    if not AS_ROOT:
        refused = opened(str(path)).read_only
        return "" if refused is None else str(refused)
    with child(ask_whether_it_may_be_written, str(path)) as (_process, channel):
        return str(told(channel)[0])


def test_it_is_known_beforehand_that_nothing_can_be_written(database: Path, shared: Path) -> None:
    database.chmod(0o666)
    assert _why_read_only(database) == ""
    database.chmod(0o444)
    assert _why_read_only(database) == f"{database} may only be read."
    database.chmod(0o666)
    shared.chmod(0o555)
    assert "nothing may be written to its folder" in _why_read_only(database)
    assert "nothing may be written to its folder" in _why_read_only(shared / "new" / "auditor.db")
    shared.chmod(0o777)
    assert _why_read_only(shared / "new" / "auditor.db") == ""


@pytest.fixture
def read_only_disk(tmp_path: Path, database: Path) -> Iterator[Path]:
    """The database on a disk that is read-only for everybody, root too, where mounting one is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("there is no mount program here")
    if mounted.returncode:
        pytest.skip(f"a disk can't be mounted here: {mounted.stderr.strip()}")
    shutil.copy(database, folder)
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield folder / database.name
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_read_only_disk_is_told_as_that_and_not_as_permissions(read_only_disk: Path) -> None:
    workspace = opened(str(read_only_disk))
    assert [line.name for line in workspace.reads.journeys.lines()] == ["Web shop"]
    refused = workspace.read_only
    assert refused is not None and "on a disk that may only be read" in str(refused)
    with pytest.raises(StorageError) as caught:
        workspace.journeys.new("Never")
    for ways in (cli_ways.WAYS, app_ways.WAYS):
        said = caught.value.worded(ways)
        assert "may only be read" in said or "Read-only file system" in said
        assert "permissions" not in said
    workspace.close()


@pytest.mark.parametrize("kind", [errno.EDQUOT, errno.ENOSPC, errno.EIO])
def test_what_the_system_says_is_told_where_sqlite_only_says_that_writing_failed(
    database: Path, monkeypatch: pytest.MonkeyPatch, kind: int
) -> None:
    refused = OSError(kind, os.strerror(kind))
    monkeypatch.setattr(file, "why_not_written", lambda _folder: refused)
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorname = "SQLITE_IOERR_WRITE"
    said = str(explain(failed, str(database)))
    assert system_reason(refused) in said and "permission" not in said.lower()


def test_a_server_that_lets_nothing_be_written_is_known_beforehand(server: Server) -> None:
    name, url = server.empty()
    try:
        workspace = opened(url)
        assert workspace.read_only is None
        workspace.journeys.new("Shop")
        assert workspace.read_only is None
        run_sql(workspace, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        workspace.close()
        refused = workspace.read_only
        assert refused is not None and "may only be read" in str(refused)
        assert [line.name for line in workspace.reads.journeys.lines()] == ["Shop"]
        workspace.close()
    finally:
        server.drop(name)
