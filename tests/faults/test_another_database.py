"""Another database than the one that was read is there when something is saved: nothing of it is written there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.base.errors import ConflictError, DatabaseError, StorageError
from auditor.base.vocabulary import Verdict
from auditor.cli.frame import output
from auditor.settings.config import Config
from auditor.store import schema
from auditor.views.history import Changes
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked, answer_at, run_sql

EVERYTHING = ("journey", "audit", "answer", "visit", "action", "change", "change_row")


def _contents(workspace: Workspace) -> list[list[tuple[object, ...]]]:
    return [run_sql(workspace, f"SELECT * FROM {table} ORDER BY id") for table in EVERYTHING]


def _restored(workspace: Workspace) -> None:
    run_sql(workspace, "UPDATE identity SET generation = 'another'")


def _another(workspace: Workspace) -> None:
    run_sql(workspace, "UPDATE identity SET uid = 'another', generation = 'another'")


def _set_back(workspace: Workspace) -> None:
    """Take away the newest change, as when an older copy was put back by hand."""
    newest = "(SELECT max(id) FROM change)"
    run_sql(workspace, f"DELETE FROM change_row WHERE change_id = {newest}")
    run_sql(workspace, f"DELETE FROM change WHERE id = {newest}")


def _set_back_and_gone_on(workspace: Workspace) -> None:
    """Let the newest change be somebody else's, as when an older copy was put back by hand and worked on."""
    run_sql(
        workspace,
        "UPDATE change SET at = '2026-01-01T00:00:00.000000+00:00' WHERE id = (SELECT max(id) FROM change)",
    )


OLDER = "has been replaced|is in an older state"
"""Of a file it is told that another one lies there now, of a server that it has gone back."""


@pytest.mark.parametrize(
    ("becomes", "told"),
    [
        (_restored, "has been restored from a copy"),
        (_another, "has been replaced"),
        (_set_back, OLDER),
        (_set_back_and_gone_on, OLDER),
    ],
)
def test_nothing_is_saved_and_it_is_told_once(
    open_as: Opener, workspace: Workspace, walked: Walked, becomes: Callable[[Workspace], None], told: str
) -> None:
    other = open_as("Ann")
    asked = answer_at(other, walked.audit, 6)
    heard: list[Changes] = []
    other.on_change(heard.append)
    becomes(workspace)
    before = _contents(workspace)
    with pytest.raises(ConflictError, match=told) as caught:
        other.audits.answer(asked.id, Verdict.FAIL)
    assert "Nothing was saved" in str(caught.value) and "\n" not in str(caught.value)
    assert _contents(workspace) == before
    assert [changes.code for changes in heard] == ["replaced"]
    other.audits.answer(asked.id, Verdict.FAIL)
    assert answer_at(workspace, walked.audit, 6).verdict is Verdict.FAIL
    assert [changes.code for changes in heard] == ["replaced", "answer"]


def test_so_it_is_with_several_changes_together(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    other = open_as("Ann")
    assert other.reads.journeys.lines()
    _restored(workspace)
    before = _contents(workspace)
    with pytest.raises(ConflictError, match="restored from a copy"), other.together():
        other.journeys.new("Never")
    assert _contents(workspace) == before


def test_what_was_written_last_here_must_be_there_too(workspace: Workspace, walked: Walked) -> None:
    workspace.journeys.edit(walked.journey, about="Mine")
    _set_back(workspace)
    with pytest.raises(ConflictError, match=OLDER):
        workspace.journeys.edit(walked.journey, about="Mine again")


def test_what_others_write_in_between_is_no_reason_to_refuse(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    other = open_as("Ann")
    asked = answer_at(other, walked.audit, 6)
    for verdict in (Verdict.FAIL, Verdict.PASS):
        workspace.audits.answer(asked.id, verdict)
        other.audits.answer(asked.id, verdict, "Ann")
    assert answer_at(workspace, walked.audit, 6).note == "Ann"


@pytest.mark.parametrize("version", [f"{schema.SCHEMA + 1:04}", "0001-beta"])
def test_a_database_that_a_newer_program_has_updated_is_left_alone(
    open_as: Opener, workspace: Workspace, walked: Walked, version: str
) -> None:
    other = open_as("Ann")
    asked = answer_at(other, walked.audit, 6)
    other.audits.answer(asked.id, Verdict.FAIL)
    run_sql(workspace, "UPDATE alembic_version SET version_num = :version", version=version)
    before = _contents(workspace)
    for attempt in (
        lambda: other.audits.answer(asked.id, Verdict.PASS),
        lambda: other.journeys.new("Never"),
        other.reads.journeys.lines,
    ):
        with pytest.raises(DatabaseError, match=f"has schema {version}") as caught:
            attempt()
        assert output.exit_code(caught.value) == output.DAMAGED
    assert _contents(workspace) == before


@pytest.fixture
def opened(path: Path, config: Config) -> Callable[[], Workspace]:
    """A way to open that file."""
    return lambda: Workspace.open(str(path), config)


def test_a_copy_put_back_by_hand_into_the_open_file(path: Path, opened: Callable[[], Workspace]) -> None:
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    first, second = opened(), opened()
    audit = first.audits.start(first.reads.journeys.lines()[0].id, "Kim")
    asked = answer_at(first, audit, 0)
    with path.open("r+b") as target:
        target.write(copy.read_bytes())
        target.truncate()
    other = second.audits.start(second.journeys.copy(second.reads.journeys.lines()[0].id), "Ann")
    before = _contents(second)
    with pytest.raises(ConflictError, match="has been replaced"):
        first.audits.answer(asked.id, Verdict.FAIL)
    assert _contents(second) == before
    assert first.reads.audits.line(other) is not None
    first.close()
    second.close()


def test_an_older_database_in_its_place_is_updated_and_told(
    path: Path, opened: Callable[[], Workspace], config: Config
) -> None:
    from sqlalchemy import create_engine

    workspace = opened()
    assert workspace.reads.journeys.lines()
    old = path.with_name("old.db")
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        schema.upgrade(connection, "0003")
    engine.dispose()
    with path.open("r+b") as target:
        target.write(old.read_bytes())
        target.truncate()
    with pytest.raises(ConflictError, match="has been replaced"):
        workspace.journeys.new("Never")
    assert workspace.reads.journeys.lines() == []
    workspace.journeys.new("Later")
    assert [line.name for line in workspace.reads.journeys.lines()] == ["Later"]
    workspace.close()


def _moved(path: Path) -> None:
    path.rename(path.with_name("moved.db"))


def _removed(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.rename(path.with_name("moved.db"))
    path.touch()


@pytest.mark.parametrize("becomes", [_moved, _removed, _emptied])
def test_no_file_is_made_in_the_place_of_one_that_is_gone(
    path: Path, opened: Callable[[], Workspace], becomes: Callable[[Path], None]
) -> None:
    workspace = opened()
    workspace.journeys.new("Mine")
    becomes(path)
    for attempt in (
        workspace.reads.journeys.lines,
        lambda: workspace.journeys.new("Never"),
        workspace.undoing.undo,
    ):
        with pytest.raises(StorageError, match="no longer there"):
            attempt()
    assert not path.exists() or path.stat().st_size == 0
    workspace.close()


def test_a_file_moved_while_it_is_written_to_is_told_as_that(
    path: Path, opened: Callable[[], Workspace], config: Config
) -> None:
    workspace = opened()
    moved = path.with_name("moved.db")
    with pytest.raises(StorageError, match="in the file that was moved"), workspace.together():
        workspace.journeys.new("Late")
        path.rename(moved)
    there = Workspace.open(str(moved), config)
    assert "Late" in [line.name for line in there.reads.journeys.lines()]
    there.close()
    workspace.close()


def test_a_file_cut_to_nothing_is_not_begun_anew(path: Path, opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    workspace.journeys.new("Mine")
    with path.open("r+b") as target:
        target.truncate(0)
    for _attempt in range(3):
        with pytest.raises((StorageError, DatabaseError, ConflictError)):
            workspace.journeys.new("Never")
    assert path.stat().st_size == 0
    workspace.close()


def test_who_was_shown_what_is_there_now_goes_on(path: Path, opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    assert workspace.reads.journeys.lines()
    arriving = path.with_name("arriving.db")
    shutil.copy(path, arriving)
    arriving.replace(path)
    assert workspace.reads.journeys.lines()
    workspace.confirm_replaced()
    workspace.journeys.new("Goes on")
    assert "Goes on" in [line.name for line in workspace.reads.journeys.lines()]
    workspace.close()
