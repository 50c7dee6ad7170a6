"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.base.errors import RefusedError, system_reason
from auditor.base.files import write_several, write_whole


def test_text_bytes_and_pieces(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a", "å\n").read_bytes() == "å\n".encode()
    assert write_whole(tmp_path / "b", b"\x00\xff").read_bytes() == b"\x00\xff"
    assert write_whole(tmp_path / "c", iter(["1", "2"])).read_bytes() == b"12"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("old")
    with pytest.raises(RefusedError, match="already there"):
        write_whole(file, "new")
    assert file.read_text() == "old"
    assert write_whole(file, "new", force=True).read_text() == "new"


def test_a_dangling_link_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(RefusedError, match="already there"):
        write_whole(tmp_path / "link", "new")


def _full() -> Iterator[str]:
    yield "half"
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_fills_up_leaves_the_old_file_and_no_pieces(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("old")
    with pytest.raises(RefusedError, match="No space left"):
        write_whole(file, _full(), force=True)
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_of_several_files_none_is_replaced_before_all_are_written(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_text("old")
    with pytest.raises(RefusedError, match=r"2 can’t be written: No space left"):
        write_several({first: "new", second: _full()})
    assert first.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["1"]


def test_an_interruption_leaves_no_pieces(tmp_path: Path) -> None:
    def interrupted() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "report.html", interrupted())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="can’t be written: No such file or directory"):
        write_whole(tmp_path / "no" / "where", "text")


def test_the_systems_reasons_are_said_in_our_words_and_unknown_ones_as_they_are() -> None:
    assert system_reason(OSError(errno.EISDIR, "Är en katalog")) == "Is a directory"
    assert system_reason(OSError(errno.ENOTTY, "no typewriter")) == "no typewriter"
    assert system_reason(OSError("nothing else is known")) == "nothing else is known"
