"""Files and folders that may only be read, or not even that: one clear line each, and nothing is touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.library.templates import Template
from tests.faults.children import NOBODY, child, opened, told, try_all
from tests.faults.hot_journal import committed, is_hot, leave_hot_journal

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
