"""A disk that is full: one clear line, nothing lost, and on it goes once there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError, StorageError
from auditor.base.files import write_whole
from auditor.base.vocabulary import Verdict
from auditor.exchange.folder import write_folder
from auditor.library.templates import Template
from auditor.reporting.forms import Form, report
from auditor.store import backup
from auditor.store import engine as engines
from auditor.workspace import Workspace
from tests.faults import small_disk as disk
from tests.faults.children import child, opened, told, try_all
from tests.snapshots import everything
from tests.walks import answer_at, audit_of

DISK = 14_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of fourteen megabytes."""
    with disk.small_disk(tmp_path / "disk", DISK) as folder:
        yield folder


def _fill(folder: Path) -> Path:
    filling = folder / "filling"
    with filling.open("wb", buffering=0) as file:
        for size in (65536, 512, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filling


def _say(error: pytest.ExceptionInfo[StorageError], *words: str) -> None:
    message = str(error.value)
    assert "\n" not in message and any(word in message for word in words), message


def _audited(path: Path, template: Template) -> tuple[Workspace, int]:
    workspace = opened(str(path))
    audit = workspace.audits.start(workspace.journeys.new_from(template), "Kim")
    workspace.audits.answer(answer_at(workspace, audit, 0).id, Verdict.FAIL, "Before")
    return workspace, audit


def test_an_answer_on_a_full_disk(small_disk: Path, web_shop_template: Template) -> None:
    path = small_disk / "auditor.db"
    workspace, audit = _audited(path, web_shop_template)
    before = everything(workspace)
    filling = _fill(small_disk)
    for place in range(3):
        with pytest.raises(StorageError) as caught:
            workspace.audits.answer(answer_at(workspace, audit, 4, place).id, Verdict.FAIL, "y" * 20_000)
        _say(caught, "full", "No space left")
    assert everything(workspace) == before
    workspace.close()
    again = opened(str(path))
    assert everything(again) == before, "reading needs no room"
    with pytest.raises(StorageError) as caught:
        again.journeys.new("Never")
    _say(caught, "full", "No space left")
    filling.unlink()
    again.audits.answer(answer_at(again, audit, 4).id, Verdict.FAIL, "y" * 20_000)
    assert answer_at(again, audit, 4).note == "y" * 20_000
    assert again.upkeep.check() == []
    again.close()


def test_a_first_start_on_a_full_disk(small_disk: Path) -> None:
    filling = _fill(small_disk)
    workspace = opened(str(small_disk / "auditor.db"))
    with pytest.raises(StorageError) as caught:
        workspace.journeys.new("Never")
    _say(caught, "full", "No space left")
    assert workspace.reads.journeys.lines() == []
    workspace.close()
    filling.unlink()
    again = opened(str(small_disk / "auditor.db"))
    again.journeys.new("Now")
    assert [line.name for line in again.reads.journeys.lines()] == ["Now"]
    assert again.upkeep.check() == []
    again.close()


def test_a_copy_on_a_full_disk(small_disk: Path, web_shop_template: Template) -> None:
    path = small_disk / "auditor.db"
    workspace, audit = _audited(path, web_shop_template)
    copy = backup.make(path)
    workspace.audits.answer(answer_at(workspace, audit, 1).id, Verdict.FAIL, "After")
    before = everything(workspace)
    workspace.close()
    filling = _fill(small_disk)
    attempts: list[Callable[[], object]] = [
        lambda: backup.make(path),
        lambda: backup.restore(path, copy.path),
    ]
    for attempt in attempts:
        with pytest.raises(StorageError) as caught:
            attempt()
        _say(caught, "full", "No space left")
    assert backup.copies(path) == [copy] and backup.damage(copy.path) == []
    assert sorted(entry.name for entry in backup.folder(path).iterdir()) == [copy.path.name], "no pieces"
    again = opened(str(path))
    assert everything(again) == before
    filling.unlink()
    assert backup.restore(path, copy.path) is not None
    assert audit_of(again, audit).visits[1].answers[0].note == ""
    again.close()


@pytest.mark.parametrize("form", list(Form))
def test_a_report_written_over_an_older_one_on_a_full_disk(
    small_disk: Path, tmp_path: Path, web_shop_template: Template, form: Form
) -> None:
    workspace, audit = _audited(tmp_path / "auditor.db", web_shop_template)
    journey = audit_of(workspace, audit).journey_id
    file = small_disk / f"report.{form}"
    old = write_whole(file, report(workspace, journey, form, date(2026, 11, 22)).content).read_bytes()
    filling = _fill(small_disk)
    workspace.audits.finish(audit)
    with pytest.raises(RefusedError, match="No space left"):
        write_whole(file, report(workspace, journey, form, date(2026, 11, 23)).content, force=True)
    assert file.read_bytes() == old
    assert sorted(path.name for path in small_disk.iterdir()) == ["filling", file.name], "no pieces"
    filling.unlink()
    new = write_whole(file, report(workspace, journey, form, date(2026, 11, 23)).content, force=True)
    assert new.read_bytes() != old
    workspace.close()


def test_a_journey_written_over_an_older_folder_on_a_full_disk(
    small_disk: Path, tmp_path: Path, web_shop_template: Template
) -> None:
    workspace, audit = _audited(tmp_path / "auditor.db", web_shop_template)
    journey = audit_of(workspace, audit).journey_id
    folder = small_disk / "journey"
    write_folder(folder, workspace.reads.exports.journey(journey))
    old = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    _fill(small_disk)
    workspace.audits.finish(audit)
    with pytest.raises(RefusedError, match="No space left"):
        write_folder(folder, workspace.reads.exports.journey(journey))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == old
    workspace.close()


def test_a_file_that_may_grow_no_more(
    tmp_path: Path, web_shop_template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "auditor.db"
    workspace, audit = _audited(path, web_shop_template)
    workspace.close()
    pages = path.stat().st_size // 4096
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, f"PRAGMA max_page_count = {pages}"))
    full = opened(str(path))
    before = everything(full)
    with pytest.raises(StorageError, match="full"):
        for place in range(3, 9):
            full.audits.answer(answer_at(full, audit, 4, place).id, Verdict.FAIL, "y" * 20_000)
            before = everything(full)
    assert everything(full) == before
    full.close()
    monkeypatch.undo()
    again = opened(str(path))
    assert everything(again) == before
    again.journeys.new("Now")
    assert again.upkeep.check() == []
    again.close()


def test_a_limit_on_the_size_of_files(tmp_path: Path, web_shop_template: Template) -> None:
    path = tmp_path / "auditor.db"
    workspace, _audit = _audited(path, web_shop_template)
    backup.make(path)
    before = everything(workspace)
    workspace.close()
    with child(try_all, str(path), {"size": path.stat().st_size}) as (_process, channel):
        read, write, read_again = told(channel)
    assert read == read_again == ("done", ["Web shop"])
    assert write[0] == "StorageError" and "\n" not in write[1]
    again = opened(str(path))
    assert everything(again) == before
    assert again.upkeep.check() == []
    again.close()
