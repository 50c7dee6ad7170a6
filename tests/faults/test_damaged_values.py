"""A value that is damaged where it is stored: what works goes on, and what does not says in one line which value it is.

Each test tries a few of all damages with a few of the commands. AUDITOR_DAMAGES=100 tries a hundred times as many, and
as many once more with other commands and rows where AUDITOR_SEED is another number.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from auditor.store import backup
from auditor.store.soundness.columns import known_tables
from tests.cli.conftest import Cli, Said
from tests.faults import damaging
from tests.once import Once
from tests.pictures import copy_with_pictures

CASES = 24 * int(os.environ.get("AUDITOR_DAMAGES", "1"))
SEED = int(os.environ.get("AUDITOR_SEED", "20261129"))
MOST_SECONDS = 10
"""No command takes so long on so small a database."""

READS: tuple[tuple[str, ...], ...] = (
    ("today",),
    ("journey", "list"),
    ("journey", "show", "1"),
    ("journey", "show", "1", "--format", "json"),
    ("journey", "gaps", "1"),
    ("touchpoint", "list", "1"),
    ("touchpoint", "show", "1"),
    ("touchpoint", "notes", "1"),
    ("persona", "list", "1"),
    ("persona", "show", "1"),
    ("interview", "list", "1"),
    ("people", "list"),
    ("audit", "list"),
    ("audit", "show", "1"),
    ("audit", "findings", "1"),
    ("audit", "trend", "1"),
    ("audit", "round", "list"),
    ("audit", "round", "show", "1"),
    ("action", "list"),
    ("action", "list", "--format", "json"),
    ("action", "show", "1"),
    ("action", "history", "1"),
    ("action", "waiting"),
    ("action", "proof", "1"),
    ("action", "filters", "list"),
    ("action", "estimates"),
    ("action", "plan-capacity", "10"),
    ("evidence", "list", "1"),
    ("evidence", "show", "1"),
    ("evidence", "suggestions", "1"),
    ("evidence", "support", "1"),
    ("evidence", "contradictions", "1"),
    ("evidence", "next"),
    ("history",),
    ("history", "show", "4"),
    ("report", "summary", "1"),
    ("report", "markdown", "1", "-"),
    ("report", "html", "1", "-"),
    ("export", "all", "-"),
    ("export", "mermaid", "1"),
)
WRITES: tuple[tuple[str, ...], ...] = (
    ("journey", "edit", "1", "--about", "Other"),
    ("journey", "copy", "1", "Copy"),
    ("touchpoint", "edit", "1", "--name", "Other"),
    ("touchpoint", "move", "1", "--by", "1"),
    ("audit", "answer", "1", "1", "own-name-first", "pass"),
    ("audit", "feel", "1", "1", "2"),
    ("audit", "reopen", "1"),
    ("action", "plan", "1"),
    ("action", "edit", "1", "--title", "Other"),
    ("action", "comment", "1", "Words"),
    ("evidence", "edit", "1", "--note", "Other"),
    ("note", "edit", "1", "--text", "Other"),
    ("people", "edit", "1", "--role", "Other"),
    ("undo",),
)


@pytest.fixture(scope="session")
def sound_file(once: Once) -> Path:
    """A small database with a row in every table and a value in every column."""
    return once("sound.db", damaging.make)


@pytest.fixture
def path(sound_file: Path, tmp_path: Path) -> Path:
    """The database that commands work on."""
    path = tmp_path / "default.db"
    copy_with_pictures(sound_file, path)
    return path


@contextmanager
def _bounded(what: object) -> Iterator[None]:
    """Fail a block that takes for ever."""

    def give_up(_signal: int, _frame: object) -> None:
        pytest.fail(f"{what} takes for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(MOST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _damaged(
    sound_file: Path, path: Path, random: Random, count: int = CASES
) -> Iterator[tuple[str, str, bytes]]:
    """Damage one value after another in copies of a database; give where and what it is, and what the file holds then."""
    cases = list(damaging.cases())
    # Every column of every table comes before any comes again.
    random.shuffle(cases)
    seen: dict[tuple[str, str], int] = {}
    order = {}
    for case in cases:
        order[case] = seen[case[:2]] = seen.get(case[:2], 0) + 1
    for table, column, kind in sorted(cases, key=lambda case: order[case])[:count]:
        shutil.copy(sound_file, path)
        row = damaging.some_row(path, table, random)
        if damaging.damage(path, table, row, column, damaging.DAMAGES[kind]):
            yield f"{table} {row}, {column}", kind, path.read_bytes()


def _stored(path: Path, place: str) -> object:
    """Return the value at a place as SQLite gives it; bytes where it is no text."""
    table, row, column = place.replace(",", "").split()
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = lambda stored: stored.decode("utf-8", "surrogateescape")
        key = known_tables()[table].key
        found = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE "{key}" = ?', (row,)).fetchone()
        return found[0]


def test_without_damage_every_command_does_its_work(nothing: Cli, path: Path) -> None:
    before = path.read_bytes()
    for command in READS:
        nothing(*command)
    for command in WRITES:
        path.write_bytes(before)
        nothing(*command)
    path.write_bytes(before)
    assert "is sound" in nothing("db", "check").out


def test_a_command_works_or_names_the_value(nothing: Cli, sound_file: Path, path: Path) -> None:
    random = Random(SEED)
    for place, kind, content in _damaged(sound_file, path, random):
        refused = False
        for command in random.sample(READS, 8) + random.sample(WRITES, 2):
            path.write_bytes(content)
            with _bounded((place, kind, command)):
                said = nothing.run(*command)
            _is_clear(said, place, (place, kind, command))
            refused |= said.code == 4
        path.write_bytes(content)
        said = nothing.run("db", "check")
        if refused or not _may_be(path, place):
            assert said.code == 4 and f"{place}: " in said.err, (place, kind, said)


def _is_clear(said: Said, place: str, what: object) -> None:
    """Hold what a command said against the rule: it works, or tells in one line what is in the way."""
    if said.code == 0:
        return
    assert said.code in (1, 4) and said.err.count("\n") == 1, (what, said)
    assert said.err.rstrip("\n").isprintable() and "unforeseen" not in said.err, (what, said)
    if said.code == 4:
        assert place in said.err and "db check --mend" in said.err, (what, said)


def _may_be(path: Path, place: str) -> bool:
    """Tell whether a value may be in its column, by itself."""
    table, _row, column = place.replace(",", "").split()
    value = _stored(path, place)
    if isinstance(value, str) and not value.isprintable():
        value = value.encode("utf-8", "surrogateescape")
    return known_tables()[table].by_name[column].fault(value) is None


def test_mending_leaves_a_sound_database_and_keeps_what_was_there(
    nothing: Cli, sound_file: Path, path: Path
) -> None:
    random = Random(SEED + 1)
    for place, kind, content in _damaged(sound_file, path, random, CASES // 3):
        shutil.rmtree(backup.folder(path), ignore_errors=True)
        found = nothing.run("db", "check")
        mended = nothing("db", "check", "--mend")
        assert "is sound" in mended.out, (place, kind, mended)
        assert ("→" in mended.err) == (found.code == 4), (place, kind, mended)
        assert "is sound" in nothing("db", "check").out
        copies = backup.copies(path)
        assert len(copies) == (found.code == 4)
        for copy in copies:
            assert copy.path.stem.endswith("-before-mend")
            assert _stored(copy.path, place) == _of(content, path, place), (place, kind)
        for command in random.sample(READS, 4) + random.sample(WRITES, 1):
            said = nothing.run(*command)
            assert said.code in (0, 1) and "unforeseen" not in said.err, (place, kind, command, said)


def _of(content: bytes, path: Path, place: str) -> object:
    """Return the value at a place of a file that holds `content`."""
    other = path.with_name("other.db")
    other.write_bytes(content)
    return _stored(other, place)


def test_a_feeling_beyond_all_bounds_is_told_and_not_drawn(nothing: Cli, path: Path) -> None:
    assert damaging.damage(path, "visit", 1, "feeling", str(2**62))
    for command in (("journey", "show", "1"), ("report", "html", "1", "-"), ("report", "markdown", "1", "-")):
        with _bounded(command):
            said = nothing.run(*command)
        assert said.code == 4 and "visit 1, feeling must be a whole number from -2 to 2" in said.err, said


def test_every_damage_at_once_is_mended(nothing: Cli, path: Path) -> None:
    random = Random(SEED)
    places = []
    for table in ("visit", "touchpoint", "action", "evidence", "persona", "change"):
        for column in random.sample(list(known_tables()[table].by_name), 4):
            kind = random.choice(list(damaging.DAMAGES))
            row = damaging.some_row(path, table, random)
            if damaging.damage(path, table, row, column, damaging.DAMAGES[kind]) and not _may_be(
                path, f"{table} {row}, {column}"
            ):
                places.append(f"{table} {row}, {column}: ")
    said = nothing.run("db", "check")
    assert said.code == 4 and places and all(place in said.err for place in places), (places, said)
    assert "is sound" in nothing("db", "check", "--mend").out
    assert "is sound" in nothing("db", "check").out


def test_what_was_mended_is_told_to_programs_and_in_the_history(nothing: Cli, path: Path) -> None:
    assert damaging.damage(path, "visit", 1, "feeling", str(2**62))
    assert damaging.damage(path, "visit", 1, "note", "x'00ff'")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM change_row WHERE entity = 'visit'")
        connection.commit()
    found = nothing.run("db", "check", "--format", "json")
    assert found.code == 4
    assert {(one["table"], one["row"], one["column"], one["mended"]) for one in found.json} == {
        ("visit", 1, "feeling", ""),
        ("visit", 1, "note", ""),
    }
    mended = nothing.json("db", "check", "--mend")
    done = {(one["column"], one["mended"]) for one in mended if one["table"] == "visit"}
    assert done == {("feeling", "is empty now"), ("note", "is empty now")}
    assert nothing.json("db", "check") == []
    line = nothing.json("history")[0]
    assert line["code"] == "mend" and "Mended" in nothing("history").out
    shown = nothing("history", "show", str(line["id"])).out
    assert "feeling" in shown and "note" in shown
