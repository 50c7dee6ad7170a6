"""A database file that another program replaces, takes away or puts back while it is open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base.errors import ConflictError, StorageError
from auditor.settings.config import Config
from auditor.views.history import Changes
from auditor.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the database."""
    return tmp_path / "team.db"


@pytest.fixture
def opened(path: Path, config: Config) -> Iterator[Workspace]:
    """An open database with one journey, which has been read and written."""
    workspace = Workspace.open(str(path), config)
    workspace.journeys.new("Mine")
    yield workspace
    workspace.close()


def _names(workspace: Workspace) -> list[str]:
    return sorted(line.name for line in workspace.reads.journeys.lines())


def _put_in_place(path: Path, config: Config, *names: str) -> None:
    """Put another database in the place of the one at `path`, as a sync client does."""
    arriving = path.with_name("arriving.db")
    shutil.copy(path, arriving)
    other = Workspace.open(str(arriving), config)
    for name in names:
        other.journeys.new(name)
    other.close()
    arriving.replace(path)


def test_what_was_meant_for_the_old_file_is_not_written_and_it_is_told_once(
    opened: Workspace, path: Path, config: Config
) -> None:
    heard: list[Changes] = []
    opened.on_change(heard.append)
    _put_in_place(path, config, "Theirs")
    with pytest.raises(ConflictError, match="has been replaced") as told:
        opened.journeys.new("Late")
    assert str(path) in str(told.value)
    assert [changes.code for changes in heard] == ["replaced"]
    assert _names(opened) == ["Mine", "Theirs"]
    opened.journeys.new("Late")
    assert _names(opened) == ["Late", "Mine", "Theirs"]
    again = Workspace.open(str(path), config)
    assert _names(again) == ["Late", "Mine", "Theirs"]
    again.close()


def test_reading_goes_on_in_the_new_file_and_says_so(opened: Workspace, path: Path, config: Config) -> None:
    heard: list[Changes] = []
    opened.on_change(heard.append)
    assert _names(opened) == ["Mine"]
    _put_in_place(path, config, "Theirs")
    assert _names(opened) == ["Mine", "Theirs"]
    assert [changes.code for changes in heard] == ["replaced"]
    with pytest.raises(ConflictError, match="has been replaced"):
        opened.journeys.new("Late")
    opened.journeys.new("Late")
    assert _names(opened) == ["Late", "Mine", "Theirs"]


def test_a_file_taken_away_is_not_made_anew_and_goes_on_when_it_is_back(
    opened: Workspace, path: Path
) -> None:
    assert _names(opened) == ["Mine"]
    away = path.with_name("away.db")
    path.rename(away)
    for attempt in (lambda: _names(opened), lambda: opened.journeys.new("Late")):
        with pytest.raises(StorageError, match="no longer there"):
            attempt()
        assert not path.exists()
    away.rename(path)
    assert _names(opened) == ["Mine"]
    opened.journeys.new("Late")
    assert _names(opened) == ["Late", "Mine"]


def test_a_block_of_changes_is_refused_as_a_whole(opened: Workspace, path: Path, config: Config) -> None:
    _put_in_place(path, config)
    with pytest.raises(ConflictError, match="has been replaced"), opened.together():
        opened.journeys.new("One")
    assert _names(opened) == ["Mine"]


def test_restoring_a_copy_from_here_is_no_replacement(opened: Workspace, path: Path) -> None:
    copy = opened.upkeep.copy()
    opened.journeys.new("Late")
    opened.upkeep.restore(str(copy))
    assert _names(opened) == ["Mine"]
    opened.journeys.new("After")
    assert _names(opened) == ["After", "Mine"]


def test_a_file_replaced_while_it_is_written_is_told_too(
    opened: Workspace, path: Path, config: Config
) -> None:
    with pytest.raises(ConflictError, match="has been replaced"), opened.together():
        opened.journeys.new("Late")
        _put_in_place(path, config, "Theirs")
    assert _names(opened) == ["Mine", "Theirs"]
    opened.journeys.new("Late")
    assert _names(opened) == ["Late", "Mine", "Theirs"]
