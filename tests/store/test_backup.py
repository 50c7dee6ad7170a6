"""Copies of a database: when they are made, which are kept, and putting one back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.base.errors import BusyError, ConflictError, RefusedError, StorageError
from auditor.settings.config import Config
from auditor.store import adapter, backup
from auditor.store.backup import ALL_FOR, DAILY, MONTHLY, WEEKLY, Backup
from auditor.store.copying import Copying
from auditor.workspace import Workspace
from tests.faults.hot_journal import leave_hot_journal

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _copies(ages_in_hours: list[int]) -> list[Backup]:
    return [Backup(Path(f"/b/{age}.db"), NOW - timedelta(hours=age), 1) for age in sorted(set(ages_in_hours))]


AGES = st.lists(st.integers(0, 24 * 900), max_size=120).map(_copies)


@given(AGES)
def test_thinning_keeps_all_of_two_days_and_the_newest(copies: list[Backup]) -> None:
    gone = backup.superfluous(copies, NOW)
    assert all(NOW - copy.made > ALL_FOR for copy in gone)
    if copies:
        assert min(copies, key=lambda copy: NOW - copy.made) not in gone


@given(AGES)
def test_thinning_keeps_few_old_ones_spread_over_time(copies: list[Backup]) -> None:
    gone = backup.superfluous(copies, NOW)
    kept = [copy for copy in copies if copy not in gone]
    assert len([copy for copy in kept if NOW - copy.made > ALL_FOR]) <= DAILY + WEEKLY + MONTHLY
    for pattern, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        spans = sorted({copy.made.strftime(pattern) for copy in copies}, reverse=True)[:count]
        for span in spans:
            newest = max(
                (copy for copy in copies if copy.made.strftime(pattern) == span), key=lambda copy: copy.made
            )
            assert newest in kept


@given(AGES)
def test_thinning_what_is_thinned_lets_nothing_more_go(copies: list[Backup]) -> None:
    gone = backup.superfluous(copies, NOW)
    assert backup.superfluous([copy for copy in copies if copy not in gone], NOW) == []


def test_a_copy_a_day_for_two_years_leaves_one_from_most_of_a_year_ago() -> None:
    kept: list[Backup] = []
    for day in range(730):
        today = NOW + timedelta(days=day)
        kept.append(Backup(Path(f"/b/{day}.db"), today, 1))
        gone = backup.superfluous(kept, today)
        kept = [copy for copy in kept if copy not in gone]
    ages = sorted((today - copy.made).days for copy in kept)
    assert len(ages) <= 3 + DAILY + WEEKLY + MONTHLY
    assert ages[0] == 0 and ages[-1] > 200
    assert max(later - earlier for earlier, later in pairwise(ages)) < 35


@pytest.fixture
def path(schema_file: Path, tmp_path: Path) -> Path:
    """A database file with the schema."""
    target = tmp_path / "auditor.db"
    shutil.copy(schema_file, target)
    return target


def _open(path: Path) -> Workspace:
    return Workspace.open(str(path), Config(path.parent / "config", "Kim"))


def _names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM journey ORDER BY id")]


def _add(path: Path, name: str) -> None:
    workspace = _open(path)
    workspace.journeys.new(name)
    workspace.close()


def _copy_by_itself(path: Path) -> None:
    copying = Copying(path)
    copying.begin()
    copying.finish()


def _age(path: Path, **by: float) -> None:
    """Make the copies of a database older than they are."""
    for copy in reversed(backup.copies(path)):
        older = copy.made - timedelta(**by)
        copy.path.rename(copy.path.with_name(f"{path.stem}-{older:%Y%m%dT%H%M%SZ}.db"))


def test_opening_for_writing_copies_what_was_changed_since_the_last_copy(path: Path) -> None:
    _add(path, "First")
    assert [_names(copy.path) for copy in backup.copies(path)] == [[]]
    _add(path, "Second")
    assert len(backup.copies(path)) == 1, "copies are made some minutes apart"
    _age(path, hours=1)
    _add(path, "Third")
    assert [_names(copy.path) for copy in backup.copies(path)] == [["First", "Second"], []]
    _age(path, hours=1)
    reader = _open(path)
    reader.reads.journeys.lines()
    reader.close()
    assert len(backup.copies(path)) == 2, "reading alone copies nothing"


def test_an_unchanged_database_is_not_copied_again(path: Path) -> None:
    _add(path, "First")
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(path, (long_ago, long_ago))
    _age(path, hours=1)
    workspace = _open(path)
    workspace.get_ready_to_write()
    workspace.close()
    assert len(backup.copies(path)) == 1


def test_old_copies_are_thinned_when_a_new_one_is_made(path: Path) -> None:
    _add(path, "First")
    (copy,) = backup.copies(path)
    for day in range(1, 100):
        old = datetime.now(UTC) - timedelta(days=day)
        shutil.copy(copy.path, copy.path.with_name(f"auditor-{old:%Y%m%dT%H%M%SZ}.db"))
    copy.path.unlink()
    _add(path, "Second")
    assert 12 < len(backup.copies(path)) <= 4 + DAILY + WEEKLY + MONTHLY


def test_files_that_are_no_copies_are_left_alone(path: Path) -> None:
    backup.folder(path).mkdir()
    others = [
        backup.folder(path) / name for name in ("auditor-mine.db", "notes.txt", "other-20200101T000000Z.db")
    ]
    for other in others:
        other.write_text("mine")
    backup.make(path)
    _copy_by_itself(path)
    assert all(other.read_text() == "mine" for other in others)


def test_pieces_of_copies_that_were_cut_short_are_cleared_away(path: Path) -> None:
    backup.folder(path).mkdir()
    piece = backup.folder(path) / "auditor-20200101T000000Z.db.77.part"
    piece.write_bytes(b"half")
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(piece, (long_ago, long_ago))
    _copy_by_itself(path)
    assert not piece.exists()


def test_a_copy_is_whole_and_no_piece_is_left(path: Path) -> None:
    _add(path, "First")
    copy = backup.make(path, "label")
    assert backup.damage(copy.path) == []
    assert _names(copy.path) == ["First"]
    assert copy.size == copy.path.stat().st_size
    assert [entry.suffix for entry in backup.folder(path).iterdir() if entry.suffix != ".db"] == []


def test_restoring_gives_the_copy_back_and_keeps_what_was_there(path: Path) -> None:
    _add(path, "First")
    copy = backup.make(path)
    _add(path, "Second")
    kept = backup.restore(path, copy.path)
    assert _names(path) == ["First"]
    assert kept is not None and _names(kept.path) == ["First", "Second"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert backup.restore(path, kept.path) is not None
    assert _names(path) == ["First", "Second"]
    _add(path, "Third")
    assert _names(path) == ["First", "Second", "Third"]


def test_restoring_twice_in_a_moment_keeps_both(path: Path) -> None:
    _add(path, "First")
    first = backup.make(path, "one")
    _add(path, "Second")
    kept = [backup.restore(path, first.path), backup.restore(path, first.path)]
    assert [_names(copy.path) for copy in kept if copy] == [["First", "Second"], ["First"]]


def test_restoring_where_nothing_was(path: Path, tmp_path: Path) -> None:
    _add(path, "First")
    target = tmp_path / "elsewhere" / "auditor.db"
    target.parent.mkdir()
    assert backup.restore(target, path) is None
    assert _names(target) == ["First"]


def test_restoring_over_a_damaged_database_keeps_its_bytes(path: Path) -> None:
    _add(path, "First")
    copy = backup.make(path)
    path.write_bytes(b"not a database at all" * 500)
    kept = backup.restore(path, copy.path)
    assert kept is not None and kept.path.read_bytes() == b"not a database at all" * 500
    assert _names(path) == ["First"]
    assert backup.damage(path) == []


def test_a_hot_journal_of_the_old_file_never_reaches_the_restored_one(path: Path, tmp_path: Path) -> None:
    _add(path, "First")
    copy = backup.make(path)
    _add(path, "Second")
    leave_hot_journal(path)
    kept = backup.restore(path, copy.path)
    assert backup.damage(path) == []
    assert _names(path) == ["First"]
    assert kept is not None and backup.damage(kept.path) == []
    assert _names(kept.path) == ["First", "Second"], "what was kept is what was committed"


def test_a_program_that_has_the_database_open_sees_the_restored_one(path: Path) -> None:
    _add(path, "First")
    copy = backup.make(path)
    other = _open(path)
    other.journeys.new("Second")
    backup.restore(path, copy.path)
    assert [line.name for line in other.reads.journeys.lines()] == ["First"]
    with pytest.raises(ConflictError, match="opened anew"):
        other.journeys.new("Meant for what is gone")
    other.journeys.new("Third")
    other.close()
    assert _names(path) == ["First", "Third"], "what it saves afterwards is found again"


def _bookmarks(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (id INTEGER)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0099')")
        connection.commit()


def _noise(path: Path) -> None:
    path.write_bytes(b"noise" * 5000)


def _nothing(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("spoil", [_bookmarks, _newer, _noise, _nothing, lambda _path: None])
def test_what_is_no_copy_of_ours_is_not_restored(
    path: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    _add(path, "First")
    source = tmp_path / "source.db"
    spoil(source)
    before = path.read_bytes()
    with pytest.raises(RefusedError) as caught:
        backup.restore(path, source)
    assert "\n" not in str(caught.value) and "source.db" in str(caught.value)
    assert path.read_bytes() == before


def test_a_database_is_not_restored_from_itself(path: Path) -> None:
    _add(path, "First")
    with pytest.raises(RefusedError):
        backup.restore(path, path)
    assert _names(path) == ["First"]


def _restore(path: Path) -> None:
    backup.restore(path, path.with_name("copy.db"))


@pytest.mark.parametrize("act", [backup.make, _restore])
def test_a_database_held_by_another_is_waited_for_only_so_long(
    path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], object]
) -> None:
    _add(path, "First")
    shutil.copy(path, path.with_name("copy.db"))
    monkeypatch.setattr(adapter, "BUSY_TIMEOUT_MS", 100)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError):
            act(path)
        holder.execute("ROLLBACK")
    assert _names(path) == ["First"]


def test_damage_is_found(path: Path) -> None:
    _add(path, "First")
    assert backup.damage(path) == []
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO stage (id, uid, revision, journey_id, position, name, goal, phase)"
            " VALUES (99, 'u', 1, 777, 1, 'x', '', 'other')"
        )
        connection.commit()
    assert any("stage" in line for line in backup.damage(path))
    with pytest.raises(StorageError):
        backup.damage(path.with_name("none.db"))
