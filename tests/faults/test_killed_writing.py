"""Killed at any moment while it writes files: each is old or new, and the next run leaves nothing of it behind."""

from __future__ import annotations

import errno
import os
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from auditor.base import temporary
from auditor.base.errors import BusyError, RefusedError
from auditor.base.files import write_whole
from auditor.base.folders import settle_folder, write_together
from auditor.exchange.folder import read_folder
from tests.faults.children import child, told
from tests.faults.killing import kill_everywhere


def whole(path: Path, text: str) -> None:
    """Write a file anew."""
    write_whole(path, text * 1000, force=True)


def test_a_file_is_old_or_new_and_the_next_run_clears_up(tmp_path: Path) -> None:
    def place(number: int) -> tuple[Path]:
        (tmp_path / str(number)).mkdir()
        return (tmp_path / str(number) / "report.html",)

    kills = kill_everywhere(whole, place)
    assert kills >= 3
    contents, left = [], 0
    for number in range(kills):
        (path,) = (tmp_path / str(number) / "report.html",)
        contents.append(path.read_text())
        left += len(list(path.parent.iterdir())) - 1
        whole(path, "next")
        assert [entry.name for entry in path.parent.iterdir()] == ["report.html"]
    assert set(contents) <= {"old" * 1000, "new" * 1000}
    assert left, "no kill left anything, so none came while a file was written"


NAMES = {"journey.json": 1, "audits/a.json": 1, "wordings/w.json": 1}


def together(folder: Path, text: str) -> None:
    """Write a folder anew; the new one has another audit."""
    name = f"audits/{text}.json"
    gone = {"old": "audits/new.json", "new": "audits/old.json"}[text]
    write_together(folder, {**dict.fromkeys(NAMES, text * 1000), name: text}, [gone])


def _texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def _all(text: str) -> dict[str, str]:
    return {**dict.fromkeys(NAMES, text * 1000), f"audits/{text}.json": text}


def test_a_folder_is_all_old_or_all_new_and_the_next_run_clears_up(tmp_path: Path) -> None:
    def place(number: int) -> tuple[Path]:
        (tmp_path / str(number)).mkdir()
        return (tmp_path / str(number),)

    kills = kill_everywhere(together, place)
    seen = []
    for number in range(kills):
        folder = tmp_path / str(number)
        settle_folder(folder)
        shown = {name: text for name, text in _texts(folder).items() if not name.startswith(".auditor-")}
        assert shown in (_all("old"), _all("new")), f"killed at {number}"
        seen.append(shown == _all("new"))
        together(folder, "old")
        assert _texts(folder) == _all("old")
        assert {path.name for path in folder.iterdir()} == {"journey.json", "audits", "wordings"}
    assert True in seen and False in seen
    assert seen == sorted(seen), "there is one moment from which all are new"


def test_what_reads_the_folder_next_finds_it_all_new(tmp_path: Path) -> None:
    (tmp_path / "journey.json").write_text("old")
    (tmp_path / "people.json").write_text("old")
    unfinished = tmp_path / ".auditor-unfinished"
    (unfinished / "audits").mkdir(parents=True)
    (unfinished / "journey.json").write_text("new")
    (unfinished / "audits" / "1.json").write_text("new")
    (unfinished / ".gone").write_text("people.json\n../people.json\n/etc/none\n.git/config\n")
    assert [(Path(one.name).name, one.text) for one in read_folder(tmp_path)] == [
        ("journey.json", "new"),
        ("1.json", "new"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["audits", "journey.json"]


def test_where_it_can_not_be_finished_it_is_said_what_is_there(tmp_path: Path) -> None:
    unfinished = tmp_path / ".auditor-unfinished"
    unfinished.mkdir()
    (unfinished / "journey.json").write_text("new")
    (tmp_path / "journey.json").mkdir()
    (tmp_path / "journey.json" / "in the way").touch()
    with pytest.raises(RefusedError, match="half old and half new") as caught:
        read_folder(tmp_path)
    assert "\n" not in str(caught.value)


def test_an_unfinished_folder_of_somebody_elses_leads_nowhere(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.json").write_text("mine")
    unfinished = folder / ".auditor-unfinished"
    (unfinished / "audits").mkdir(parents=True)
    (unfinished / "audits" / "kept.json").write_text("theirs")
    (unfinished / ".gone").write_text("audits/kept.json\n../outside/kept.json\n")
    (unfinished / "link.json").symlink_to(outside / "kept.json")
    (folder / "audits").symlink_to(outside)
    settle_folder(folder)
    assert (outside / "kept.json").read_text() == "mine"
    assert not (folder / "link.json").exists()


def holding(folder: Path, channel: Connection) -> None:
    """Hold a temporary file and the right to write into a folder until killed."""
    with temporary.new(folder), temporary.only(folder / ".auditor-writing.tmp") or temporary.new(folder):
        channel.send("held")
        channel.recv()


def test_what_a_living_program_writes_is_left_alone(tmp_path: Path) -> None:
    with child(holding, tmp_path) as (process, channel):
        assert channel.recv() == "held"
        held = {path.name for path in tmp_path.iterdir()}
        assert len(held) == 2
        write_whole(tmp_path / "other", "text")
        assert {path.name for path in tmp_path.iterdir()} == held | {"other"}
        with pytest.raises(BusyError, match="Another program is writing into"):
            write_together(tmp_path, {"a": "b"})
        process.kill()
        told(channel)
    write_together(tmp_path, {"a": "b"})
    assert {path.name for path in tmp_path.iterdir()} == {"other", "a"}


def test_where_there_are_no_locks_only_what_is_old_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="this system locks by opening")

    def none(_number: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    new, old = tmp_path / f".auditor-{'1' * 16}.tmp", tmp_path / f".auditor-{'2' * 16}.tmp"
    for path in (new, old):
        path.touch()
    os.utime(old, (1, 1))
    write_whole(tmp_path / "report.html", "text")
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, "report.html"]


def test_names_and_links_of_others_are_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    for name in (".report.html.123.tmp", "auditor-1.tmp", ".auditor-.tmp", ".auditor-1.tmp.txt"):
        (tmp_path / name).write_text("theirs")
    (tmp_path / f".auditor-{'1' * 16}.tmp").symlink_to(mine)
    before = {path.name for path in tmp_path.iterdir()}
    write_whole(tmp_path / "report.html", "text")
    after = {path.name for path in tmp_path.iterdir()}
    assert before - after <= {f".auditor-{'1' * 16}.tmp"} and after - before == {"report.html"}
    assert mine.read_text() == "mine"
