"""A program died in the middle of a commit, and the journal that takes half of it back was cut short since."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from auditor.base.errors import DatabaseError
from auditor.store import backup, journal
from tests.cli.conftest import Cli
from tests.faults.children import opened
from tests.faults.hot_journal import is_hot, leave_hot_journal

CUTS = {
    "to half": lambda whole: whole[: len(whole) // 2],
    "by a byte": lambda whole: whole[:-1],
    "to a sector": lambda whole: whole[:512],
    "within the first header": lambda whole: whole[:20],
    "to the first bytes": lambda whole: whole[:5],
    "and filled with zeros": lambda whole: whole[: len(whole) // 2] + bytes(len(whole) // 2),
}


@pytest.fixture
def path(shop: Cli, tmp_path: Path) -> Path:
    """A database that a program died in the middle of changing."""
    path = tmp_path / "default.db"
    copy = Path(shop("db", "backup").out.strip())
    copy.rename(tmp_path / "good.db")
    leave_hot_journal(path)
    return path


def _last_counted(path: Path) -> int:
    """Return where the last record of the journal that was counted ends; SQLite counts what it has synced."""
    content = journal.path_of(path).read_bytes()
    start = end = 0
    while content[start : start + 8] == content[:8]:
        count = int.from_bytes(content[start + 8 : start + 12], "big")
        if count == 0:
            break
        end = start + 512 + count * (4096 + 8)
        start = -(-end // 512) * 512
    return end


def test_the_journal_of_a_program_that_was_killed_is_whole(shop: Cli, path: Path) -> None:
    assert is_hot(path) and not journal.is_cut(path)
    assert len(shop.json("journey", "list")) == 1
    assert not is_hot(path)


def test_what_was_not_counted_yet_is_not_missed(shop: Cli, path: Path) -> None:
    """The database is not changed before the journal has counted what it holds, and is synced."""
    whole = journal.path_of(path).read_bytes()
    for length in (_last_counted(path), _last_counted(path) + 1000):
        journal.path_of(path).write_bytes(whole[:length])
        assert not journal.is_cut(path)
    uncounted = bytearray(whole[:3000])
    uncounted[8:12] = bytes(4)
    journal.path_of(path).write_bytes(uncounted)
    assert not journal.is_cut(path)


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_a_cut_journal_is_told_and_nothing_is_touched(shop: Cli, path: Path, cut: object) -> None:
    assert callable(cut)
    beside = journal.path_of(path)
    beside.write_bytes(cut(beside.read_bytes()[: _last_counted(path)]))
    before = path.read_bytes(), beside.read_bytes()
    for command in (("journey", "list"), ("journey", "new", "Another"), ("db", "check"), ("db", "backup")):
        said = shop.run(*command)
        assert said.code == 4, said
        assert "cut short" in said.err and "default.db-journal" in said.err
    assert shop.run("journey", "list").err.count("\n") == 1
    assert (path.read_bytes(), beside.read_bytes()) == before


def test_a_program_that_was_open_all_the_time_is_told_too(shop: Cli, tmp_path: Path) -> None:
    path = tmp_path / "default.db"
    workspace = opened(str(path))
    workspace.journeys.new("Before")
    assert len(workspace.reads.journeys.lines()) == 2
    leave_hot_journal(path)
    beside = journal.path_of(path)
    whole = beside.read_bytes()
    beside.write_bytes(whole[: _last_counted(path) // 2])
    before = path.read_bytes(), beside.read_bytes()
    uses: list[Callable[[], object]] = [
        workspace.reads.journeys.lines,
        lambda: workspace.journeys.new("After"),
    ]
    for use in uses:
        with pytest.raises(DatabaseError, match="cut short"):
            use()
    assert (path.read_bytes(), beside.read_bytes()) == before
    beside.write_bytes(whole)
    workspace.journeys.new("After")
    assert workspace.upkeep.check() == []
    workspace.close()


def test_a_copy_with_a_cut_journal_is_not_restored(shop: Cli, path: Path, tmp_path: Path) -> None:
    beside = journal.path_of(path)
    beside.write_bytes(beside.read_bytes()[: _last_counted(path) // 2])
    said = shop.run("--db", str(tmp_path / "other.db"), "db", "restore", str(path))
    assert said.code == 1 and "cut short" in said.err and said.err.count("\n") == 1


def test_a_copy_is_put_back_and_what_was_there_is_kept_whole(shop: Cli, path: Path, tmp_path: Path) -> None:
    beside = journal.path_of(path)
    beside.write_bytes(beside.read_bytes()[: _last_counted(path) // 2])
    before = path.read_bytes(), beside.read_bytes()
    shop("db", "restore", str(tmp_path / "good.db"))
    assert "is sound" in shop("db", "check").out
    (kept,) = backup.copies(path)
    assert (kept.path.read_bytes(), journal.path_of(kept.path).read_bytes()) == before


def test_half_a_change_that_stayed_is_found(shop: Cli, tmp_path: Path) -> None:
    """Another program may have used the cut journal before: the history has what the rows have not."""
    path = tmp_path / "default.db"
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT id FROM answer WHERE verdict = 'fail' LIMIT 1").fetchone()
        connection.execute("UPDATE answer SET verdict = NULL WHERE id = ?", (number,))
        connection.execute("UPDATE stage SET name = 'Other' WHERE id = 2")
        connection.commit()
    said = shop.run("db", "check")
    assert said.code == 4
    assert f"answer {number}, verdict" in said.err and "stage 2, name" in said.err
    mended = shop("db", "check", "--mend")
    assert (
        "is sound" in mended.out
        and f"answer {number}, verdict: differs from the history → is now fail" in mended.err
    )
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT verdict FROM answer WHERE id = ?", (number,)).fetchone() == (
            "fail",
        )


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_mending_keeps_both_files_and_saves_what_can_be_saved(shop: Cli, path: Path, cut: object) -> None:
    assert callable(cut)
    beside = journal.path_of(path)
    beside.write_bytes(cut(beside.read_bytes()[: _last_counted(path)]))
    before = path.read_bytes(), beside.read_bytes()
    said = shop.run("db", "check", "--mend")
    (kept,) = backup.copies(path)
    assert (kept.path.read_bytes(), journal.path_of(kept.path).read_bytes()) == before
    assert str(kept.path) in said.err and "cut short → " in said.err
    # Where pages of a change half done stayed, the file itself may be past mending.
    assert said.code in (0, 4)
    assert ("is sound" in said.out) == (said.code == 0)
    assert shop.run("db", "check").code == said.code
    if said.code == 0:
        assert len(shop.json("journey", "list")) == 1
    shop("db", "restore", str(path.with_name("good.db")))
    assert "is sound" in shop("db", "check").out
