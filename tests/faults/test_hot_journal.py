"""A program died in the middle of a commit: whoever comes next, even only to read, finds what was committed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor.library.templates import Template
from auditor.store import backup
from tests.faults.children import opened
from tests.faults.hot_journal import is_hot, leave_hot_journal
from tests.snapshots import everything
from tests.walks import give_verdicts


@pytest.fixture
def path(tmp_path: Path, web_shop_template: Template) -> Path:
    """A database with an audit."""
    path = tmp_path / "auditor.db"
    workspace = opened(str(path))
    audit = workspace.audits.start(workspace.journeys.new_from(web_shop_template), "Kim")
    give_verdicts(workspace, audit, touchpoints=2)
    workspace.close()
    return path


def test_a_reader_finds_what_was_committed(path: Path) -> None:
    before = everything(opened(str(path)))
    leave_hot_journal(path)
    reader = opened(str(path))
    assert everything(reader) == before
    assert not is_hot(path)
    assert reader.upkeep.check() == []
    reader.close()


def test_a_reader_that_was_open_all_the_time_goes_on(path: Path) -> None:
    reader = opened(str(path))
    before = everything(reader)
    leave_hot_journal(path)
    assert everything(reader) == before
    assert not is_hot(path)
    reader.close()


def test_a_writer_goes_on_from_what_was_committed(path: Path) -> None:
    writer = opened(str(path))
    writer.journeys.new("Before")
    leave_hot_journal(path)
    writer.journeys.new("After")
    assert {line.name for line in writer.reads.journeys.lines()} == {"Web shop", "Before", "After"}
    assert writer.upkeep.check() == []
    writer.close()


def test_check_and_copy_come_first(path: Path) -> None:
    leave_hot_journal(path)
    other = path.with_name("other.db")
    shutil.copy(path, other)
    shutil.copy(path.with_name("auditor.db-journal"), path.with_name("other.db-journal"))
    assert backup.damage(path) == []
    copy = backup.make(other)
    assert backup.damage(copy.path) == []
    assert everything(opened(str(copy.path))) == everything(opened(str(path)))
