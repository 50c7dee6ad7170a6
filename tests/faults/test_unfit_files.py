"""What lies in a database's place and is none, or not all of one: refused in a line that names the copies there are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.store import backup
from tests.cli.conftest import Cli, Said
from tests.faults.hot_journal import is_hot, leave_hot_journal

COMMANDS = (
    ("journey", "list"),
    ("journey", "new", "Anew"),
    ("db", "check"),
    ("db", "backup"),
    ("export", "all"),
)
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path, walked_file: Path) -> Path:
    """The database that commands use."""
    target = tmp_path / "default.db"
    shutil.copy(walked_file, target)
    return target


@pytest.fixture
def copies(path: Path) -> list[str]:
    """The names of two copies beside it, the newest first."""
    backup.make(path, "first")
    backup.make(path, "second")
    return [copy.path.name for copy in backup.copies(path)]


def _is_refused(said: Said, code: int, *words: str) -> None:
    assert said.code == code, said
    (line,) = said.err.splitlines()
    assert all(word in line for word in words), line
    assert said.out == ""


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut_by_one(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def _cut_by_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE)


def _cut_to_a_third(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def _cut_within_the_header(path: Path) -> None:
    os.truncate(path, 50)


CUTS: dict[Callable[[Path], None], str] = {
    _cut_by_one: "cut short",
    _cut_by_a_page: "cut short",
    _cut_to_a_third: "cut short",
    _cut_within_the_header: "damaged or no database",
    _empty: "is empty",
}


@pytest.mark.parametrize("spoil", CUTS)
@pytest.mark.parametrize("words", COMMANDS)
def test_a_file_that_was_cut_is_refused_and_its_copies_are_named(
    path: Path, copies: list[str], spoil: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    spoil(path)
    before = path.read_bytes()
    _is_refused(Cli().run(*words), 4, CUTS[spoil], "2 copies", f"db restore {copies[0]}")
    assert path.read_bytes() == before
    assert [copy.path.name for copy in backup.copies(path)] == copies, "no copy was made of it"


@pytest.mark.parametrize("spoil", CUTS)
def test_what_the_line_says_puts_it_back(
    path: Path, copies: list[str], spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    Cli()("db", "restore", copies[0])
    assert "sound" in Cli()("db", "check").out
    assert [line["name"] for line in Cli().json("journey", "list")] == ["Web shop"]


@pytest.mark.parametrize("words", COMMANDS)
def test_a_file_that_is_gone_is_not_begun_anew_either(
    path: Path, copies: list[str], words: tuple[str, ...]
) -> None:
    path.unlink()
    _is_refused(Cli().run(*words), 1, "any more", "2 copies", f"db restore {copies[0]}", "begin anew")
    assert not path.exists()
    backup.folder(path).rename(path.with_name("away"))
    assert Cli()("journey", "new", "Anew").out


@pytest.mark.parametrize("spoil", [_cut_by_one, _cut_by_a_page])
def test_without_copies_it_is_said_what_is_missing(path: Path, spoil: Callable[[Path], None]) -> None:
    whole = path.stat().st_size
    spoil(path)
    _is_refused(Cli().run("journey", "list"), 4, f"{path.stat().st_size} of {whole} bytes")
    _is_refused(Cli().run("db", "check"), 4, "cut short")


def test_a_copy_that_was_cut_is_not_put_back(path: Path, copies: list[str]) -> None:
    _cut_by_one(backup.folder(path) / copies[0])
    before = path.read_bytes()
    _is_refused(Cli().run("db", "restore", copies[0]), 1, "cut short", "nothing was restored")
    assert path.read_bytes() == before


def test_what_a_killed_program_left_is_taken_back_before_the_size_counts(path: Path) -> None:
    leave_hot_journal(path)
    with path.open("ab") as file:
        file.write(b"\0" * 3 * PAGE)
    assert is_hot(path)
    assert [line["name"] for line in Cli().json("journey", "list")] == ["Web shop"]
    assert "sound" in Cli()("db", "check").out


def test_a_file_larger_than_it_says_is_no_fault(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\0" * (PAGE + 1))
    assert [line["name"] for line in Cli().json("journey", "list")] == ["Web shop"]
    Cli()("journey", "new", "Another")
    assert "sound" in Cli()("db", "check").out


def test_an_empty_file_that_was_never_used_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    named = ("--db", str(path))
    for words in (("db", "check"), ("journey", "list"), ("db", "backup")):
        _is_refused(Cli().run(*named, *words), 1, "no database")
    assert path.stat().st_size == 0
    Cli()(*named, "journey", "new", "First")
    assert [line["name"] for line in Cli().json(*named, "journey", "list")] == ["First"]


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("words", [*COMMANDS, ("db", "restore", "copy.db")])
@pytest.mark.parametrize(
    ("make", "what"), [(_folder, "is a folder"), (_pipe, "no file"), (_device, "no file")]
)
def test_what_is_no_file_is_refused_for_what_it_is(
    tmp_path: Path, walked_file: Path, words: tuple[str, ...], make: Callable[[Path], None], what: str
) -> None:
    shutil.copy(walked_file, tmp_path / "copy.db")
    path = tmp_path / "x.db"
    make(path)
    _is_refused(
        Cli().run(
            "--db", str(path), *(str(tmp_path / word) if word == "copy.db" else word for word in words)
        ),
        1,
        what,
        "--db",
    )
    assert os.path.lexists(path) and not backup.folder(path).exists()
