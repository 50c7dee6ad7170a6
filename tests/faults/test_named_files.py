"""Files that are named and are none, or have no end, or are not what they should be: told in a line, at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from auditor.base.fingerprints import FileState, state_of
from auditor.base.reading import pieces_of, read_file
from tests.cli.conftest import Cli, Said

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="this system has neither devices nor pipes among its files"
)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail, instead of waiting for ever, when the block takes longer."""

    def too_long(_number: int, _frame: object) -> None:
        raise AssertionError(f"not done within {seconds} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def odd(tmp_path: Path) -> dict[str, Path]:
    """What is no file: a device without end, a pipe in which nobody writes, a folder."""
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    return {"device": Path("/dev/zero"), "pipe": pipe, "folder": folder}


READING = {
    "answers": ("audit", "answer", "1", "--from"),
    "export": ("import", "all"),
    "diagram": ("import", "mermaid"),
    "survey": ("evidence", "import", "survey", "--journey", "1"),
    "file of evidence": ("evidence", "add", "1", "survey", "Source", "--file"),
    "copy": ("db", "restore"),
}


@pytest.mark.every(2)
@pytest.mark.parametrize("command", READING.values(), ids=READING.keys())
def test_what_is_no_file_is_refused_at_once(
    shop: Cli, odd: dict[str, Path], command: tuple[str, ...]
) -> None:
    for path in odd.values():
        with within(20):
            said = shop.run(*command, str(path))
        assert (said.code, said.out) == (1, ""), said
        assert said.err.count("\n") == 1
        assert str(path) in said.err or path.name in said.err
        assert "unforeseen" not in said.err


def test_a_pipe_of_the_shell_is_read(shop: Cli) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as opened:
        opened.write("Search engine;own-name-first;n;seen\n")
    said = shop("audit", "answer", "1", "--from", f"/dev/fd/{reading}")
    os.close(reading)
    assert said.err.endswith("1 answer saved.\n")


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("text")
    real = os.open

    def swapped(path: str | Path, flags: int, mode: int = 0o777) -> int:
        file.unlink()
        os.mkfifo(file)
        return real(path, flags, mode)

    monkeypatch.setattr("os.open", swapped)
    with within(20), pytest.raises(OSError, match="no file"):
        read_file(file, 100)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/random", "/proc/kmsg", "/proc/self/mem"])
def test_evidence_whose_file_is_none_is_told_and_not_read(path: str) -> None:
    if not Path(path).exists():
        pytest.skip(f"there is no {path} here")
    with within(20):
        assert state_of(path, "0" * 64) is FileState.UNREADABLE


def test_imported_evidence_that_names_devices_is_checked_at_once(
    shop: Cli, tmp_path: Path, odd: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    export = tmp_path / "export.json"
    file = tmp_path / "screenshot.png"
    file.write_bytes(b"x" * 1000)
    for name in ("first", "second", "third"):
        shop("evidence", "add", "1", "survey", name, "--file", str(file))
    shop("export", "all", "-o", str(export))
    text = export.read_text(encoding="utf-8")
    for path in (odd["device"], odd["pipe"]):
        text = text.replace(str(file), str(path), 1)
    export.write_text(text, encoding="utf-8")
    other = str(tmp_path / "other.db")
    shop("--db", other, "import", str(export))
    with within(20):
        said = shop.run("--db", other, "evidence", "check-files", "--format", "json")
    assert said.code == 1
    assert sorted(one["state"] for one in said.json) == ["same", "unreadable", "unreadable"]


def test_a_file_that_many_name_is_read_once(
    shop: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "screenshot.png"
    file.write_bytes(b"x" * 1000)
    (tmp_path / "the-same").hardlink_to(file)
    for path in (file, tmp_path / "the-same"):
        shop("evidence", "add", "1", "survey", "source", "--file", str(path))
    read: list[Path] = []

    def counted(path: Path, limit: int) -> Iterator[bytes]:
        read.append(path)
        yield from pieces_of(path, limit)

    monkeypatch.setattr("auditor.base.fingerprints.pieces_of", counted)
    assert [one["state"] for one in shop.json("evidence", "check-files")] == ["same", "same"]
    assert len(read) == 1


def _answers(shop: Cli, tmp_path: Path, text: str) -> Said:
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8")
    return shop.run("audit", "answer", "1", "--from", str(file))


HEAD = "touchpoint;check;verdict;note\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Search engine;own-name-first;n;"seen\nSearch engine;telling-titles;y\n', 2),
        ('Search engine;own-name-first;n;"seen\nSearch engine;telling-titles;y;"no"\n', 2),
        (
            'Search engine;telling-titles;y\nSearch engine;own-name-first;n;"seen\n'
            'Search engine;telling-titles;y\nSearch engine;readable-snippets;x;"\n',
            3,
        ),
        ('Search engine;own-name-first;"n\nSearch engine;telling-titles;y\n', 2),
    ],
    ids=["to the end", "to the next quote", "to a quote at an end", "in the verdict"],
)
def test_a_quote_that_is_never_closed_swallows_no_answers(
    shop: Cli, tmp_path: Path, text: str, line: int
) -> None:
    before = shop.json("audit", "show", "1")
    said = _answers(shop, tmp_path, HEAD + text)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert said.err.startswith(f"{tmp_path / 'answers.csv'}: Line {line}: ")
    assert "quote" in said.err
    assert shop.json("audit", "show", "1") == before


def test_a_comment_of_several_lines_keeps_them(shop: Cli, tmp_path: Path) -> None:
    said = _answers(shop, tmp_path, 'Search engine;own-name-first;n;"first ""line""; and\nsecond"\n')
    assert said.err.endswith("1 answer saved.\n")
    answers = shop.json("audit", "show", "1")["touchpoints"][0]["answers"]
    (note,) = [one["note"] for one in answers if one["check"] == "own-name-first"]
    assert note == 'first "line"; and\nsecond'


def test_what_is_wrong_in_a_file_names_it(shop: Cli, tmp_path: Path) -> None:
    file = tmp_path / "wrong.mmd"
    for text, reason in (
        ("journey\nA: 3\nB: 6: Kim\n", "Line 3: the score is"),
        ("journey\nA\n", "Line 2: “A” is neither"),
        ("title T\n", "Line 1: "),
        ("journey\n", "The diagram has no tasks"),
        ("journey\ntitle " + "x" * 300 + "\nA: 3\n", "The name"),
    ):
        file.write_text(text, encoding="utf-8")
        said = shop.run("import", "mermaid", str(file))
        assert said.code == 1 and said.err.startswith(f"{file}: {reason}"), said.err
        assert said.err.count("\n") == 1
    said = _answers(shop, tmp_path, "Search engine;own-name-first;perhaps\n")
    assert said.err.startswith(f"{tmp_path / 'answers.csv'}: Line 1: “perhaps” is no verdict")


def test_answers_without_an_end_are_capped(
    shop: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.cli.audit.answer._SIZE_LIMIT", 100_000)
    said = _answers(shop, tmp_path, "Search engine;own-name-first;n\n" * 5000)
    assert said.code == 1 and "larger than 100000 bytes" in said.err
    reading, writing = os.pipe()
    writer = threading.Thread(target=_write_on_and_on, args=(writing,))
    writer.start()
    with within(20):
        said = shop.run("audit", "answer", "1", "--from", f"/dev/fd/{reading}")
    os.close(reading)
    writer.join()
    assert said.code == 1 and "larger than 100000 bytes" in said.err


def _write_on_and_on(writing: int) -> None:
    try:
        while True:
            os.write(writing, b"x" * 10_000)
    except BrokenPipeError:
        os.close(writing)
