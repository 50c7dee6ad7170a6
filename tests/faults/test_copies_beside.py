"""Copies that are made by themselves: beside the work, never in its way, whatever clocks, disks and others do."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread, current_thread
from time import monotonic

import pytest
from sqlalchemy import create_engine
from textual.pilot import Pilot

from auditor.base.errors import AuditorError, StorageError
from auditor.cli.frame import output
from auditor.settings.config import Config
from auditor.store import backup, copying, pages, schema
from auditor.store.copying import Copying
from auditor.workspace import Workspace
from tests.cli.conftest import Cli
from tests.faults.children import child, opened, told
from tests.faults.killing import kill_everywhere
from tests.faults.small_disk import small_disk
from tests.screens.helpers import until
from tests.screens.shown import press, running, shown

MEGABYTE = 1 << 20


@pytest.fixture
def path(tmp_path: Path, walked_file: Path) -> Path:
    """The database that commands use; no copy of it was made yet."""
    target = tmp_path / "default.db"
    shutil.copy(walked_file, target)
    return target


def _grow(path: Path, megabytes: int) -> None:
    """Let a database have so many megabytes more."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE padding (content BLOB)")
        connection.executemany("INSERT INTO padding VALUES (zeroblob(?))", [(MEGABYTE,)] * megabytes)


def _count(path: Path) -> None:
    """Change a database, as somebody does who waits for nobody."""
    with closing(sqlite3.connect(path, timeout=0)) as connection, connection:
        connection.execute("UPDATE journey SET revision = revision + 1")


def _counted(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT revision FROM journey").fetchone()
        return int(number)


def _names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM journey ORDER BY id")]


def _left(path: Path) -> list[str]:
    """Return the names of what is in the folder of copies and is none."""
    return [entry.name for entry in backup.folder(path).iterdir() if entry.suffix != ".db"]


def copy_by_itself(path: Path, *_run: str) -> None:
    """Make the copy that is due."""
    work = Copying(path)
    work.begin()
    work.finish()


# No room, no folder


def test_with_room_for_work_but_not_for_a_copy_work_goes_on(tmp_path: Path, walked_file: Path) -> None:
    size = walked_file.stat().st_size
    with small_disk(tmp_path / "disk", 2 * size) as disk:
        path = disk / "auditor.db"
        shutil.copy(walked_file, path)
        for name in ("First", "Second"):
            said = Cli()("--db", str(path), "journey", "new", name)
            lines = [line for line in said.err.splitlines() if "No copy" in line]
            assert len(lines) == 1 and "No space left" in lines[0] and "Work goes on" in lines[0]
        assert backup.copies(path) == [] and _left(path) == []
        assert _names(path) == ["Web shop", "First", "Second"]
        assert "sound" in Cli()("--db", str(path), "db", "check").out


def test_a_copy_never_takes_the_last_room(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _grow(path, 20)
    monkeypatch.setattr(copying, "_SETTLED", 8 * MEGABYTE)
    rooms = iter([1 << 40, 1 << 40, MEGABYTE])
    usage = shutil.disk_usage(tmp_path)

    def room(_folder: Path) -> object:
        return usage._replace(free=next(rooms))

    monkeypatch.setattr(shutil, "disk_usage", room)
    heard: list[AuditorError] = []
    work = Copying(path)
    work.tell(heard.append, beside=False)
    work.begin()
    work.finish()
    assert [type(error) for error in heard] == [StorageError]
    assert backup.copies(path) == [] and _left(path) == []


def test_where_no_copy_can_be_written_work_goes_on(path: Path) -> None:
    backup.folder(path).write_text("in the way")
    said = Cli()("journey", "new", "Saved")
    (line,) = [line for line in said.err.splitlines() if "No copy" in line]
    assert str(backup.folder(path)) in line
    assert _names(path) == ["Web shop", "Saved"]


async def test_the_app_tells_it_once(path: Path) -> None:
    backup.folder(path).write_text("in the way")
    workspace = opened(str(path))
    async with running(workspace, ("walk", 1)) as pilot:
        await until(pilot, lambda: "No copy could be written" in shown(pilot))
        await _answer_all(pilot, "y", 3)
        await until(pilot, lambda: "No copy could be written" not in shown(pilot))
    workspace.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM change WHERE code = 'answer'").fetchone()[0] >= 3


async def _answer_all(pilot: Pilot[None], key: str, count: int) -> None:
    for _time in range(count):
        await press(pilot, key)
    pilot.app.clear_notifications()


def test_a_copy_before_the_schema_changes_is_a_must(path: Path) -> None:
    path.unlink()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        schema.upgrade(connection, "0001")
    engine.dispose()
    backup.folder(path).write_text("in the way")
    before = path.read_bytes()
    workspace = opened(str(path))
    with pytest.raises(StorageError, match="No copy could be written"):
        workspace.journeys.new("Never")
    workspace.close()
    assert path.read_bytes() == before


# In nobody's way


def test_whoever_writes_while_a_large_one_is_copied_does_not_wait(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _grow(path, 20)
    before = _counted(path)
    steps = 0

    def write_once(_seconds: float) -> None:
        nonlocal steps
        steps += 1
        if steps == 3:
            _count(path)

    monkeypatch.setattr(copying, "sleep", write_once)
    monkeypatch.setattr(copying, "LEAVING", 0.0)
    copy_by_itself(path)
    (copy,) = backup.copies(path)
    assert steps > 20, "it is copied in steps, and begins anew after a change"
    assert backup.damage(copy.path) == [] and _counted(copy.path) == _counted(path) == before + 1


def test_under_a_steady_writer_a_large_copy_is_left_for_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _grow(path, 20)
    writes = 0

    def write(_seconds: float) -> None:
        nonlocal writes
        writes += 1
        _count(path)

    monkeypatch.setattr(copying, "NOTICED", 0.0)
    monkeypatch.setattr(copying, "sleep", write)
    before = _counted(path)
    copy_by_itself(path)
    assert writes == backup.RESTARTS + 1, "it is tried only so often"
    assert _counted(path) == before + writes
    assert backup.copies(path) == [] and _left(path) == []
    monkeypatch.setattr(copying, "sleep", lambda _seconds: None)
    copy_by_itself(path)
    assert len(backup.copies(path)) == 1


def test_under_a_steady_writer_what_nobody_notices_is_copied_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _grow(path, 20)
    monkeypatch.setattr(copying, "NOTICED", 3600.0)
    monkeypatch.setattr(copying, "SMALL", 0)
    monkeypatch.setattr(copying, "sleep", lambda _seconds: _count(path))
    copy_by_itself(path)
    (copy,) = backup.copies(path)
    assert backup.damage(copy.path) == []


@pytest.mark.parametrize("act", [backup.make, lambda path: backup.copy_to(path, path.with_name("there.db"))])
def test_a_copy_that_was_asked_for_is_made_under_a_steady_writer_too(
    path: Path, act: Callable[[Path], object]
) -> None:
    _grow(path, 4)
    is_done = Event()
    written: list[int] = []

    def write() -> None:
        while not is_done.is_set():
            _count_patiently(path)
            written.append(1)

    writer = Thread(target=write)
    writer.start()
    try:
        act(path)
    finally:
        is_done.set()
        writer.join()
    made = [copy.path for copy in backup.copies(path)] or [path.with_name("there.db")]
    assert written and backup.damage(made[0]) == []


def test_a_copy_that_was_asked_for_begins_between_many_who_write(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [True] * 40
    refuse_cut = pages.refuse_cut

    def refuse(connection: sqlite3.Connection, database: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as holder:
            holder.execute("BEGIN EXCLUSIVE" if held and held.pop() else "BEGIN")
            refuse_cut(connection, database)

    monkeypatch.setattr(pages, "refuse_cut", refuse)
    backup.make(path)
    assert not held and len(backup.copies(path)) == 1


def _count_patiently(path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=60)) as connection, connection:
        connection.execute("UPDATE journey SET revision = revision + 1")


def test_a_held_database_holds_no_command_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Copying(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        before = monotonic()
        work.begin()
        assert monotonic() - before < 2, "nobody waits as long as for work"
        monkeypatch.setattr(copying, "AFTERWARDS", 0.2)
        work.finish()
        holder.execute("ROLLBACK")
    assert backup.copies(path) == []


def test_a_small_database_is_copied_as_it_was_before_the_change(path: Path) -> None:
    Cli()("journey", "new", "After")
    (copy,) = backup.copies(path)
    assert _names(copy.path) == ["Web shop"] and _names(path) == ["Web shop", "After"]


def test_of_a_database_that_was_not_changed_there_is_one_copy(path: Path) -> None:
    backup.make(path)
    _age_file(path)
    _age(path, timedelta(hours=1))
    Cli()("journey", "new", "After")
    assert len(backup.copies(path)) == 1


@pytest.mark.parametrize("words", [("journey", "new", "Said"), ("audit", "delete", "7")])
def test_a_command_has_said_all_before_it_copies(
    path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(Copying, "finish", lambda _copying: output.say("copied now"))
    said = Cli().run(*words)
    assert said.err.splitlines()[-1] == "copied now"
    assert len(said.out + said.err) > len("copied now\n")


def test_a_command_does_not_copy_for_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _grow(path, 20)
    monkeypatch.setattr(copying, "AFTERWARDS", 0.0)
    said = Cli()("journey", "new", "Saved")
    assert backup.copies(path) == [] and _left(path) == []
    (line,) = [line for line in said.err.splitlines() if "copy" in line]
    assert "auditor db backup" in line
    backup.make(path)
    _age(path, timedelta(hours=30))
    assert "copy" not in Cli()("journey", "new", "Saved too").err, "there is one that is new enough"


def test_an_interrupt_ends_a_copy_and_not_what_was_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _grow(path, 20)

    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "sleep", interrupt)
    assert Cli()("journey", "new", "Saved").out
    assert backup.copies(path) == [] and _left(path) == []


def test_large_databases_are_copied_less_often() -> None:
    hours = [backup.spacing(megabytes * MEGABYTE) / timedelta(hours=1) for megabytes in (0, 16, 591, 10_000)]
    assert hours == [1 / 6, 1 / 6, pytest.approx(6.2, abs=0.1), 24]


# In the app


async def test_the_app_copies_in_a_thread(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    take = Copying._take

    def taken(work: Copying, seconds: float, leaving: copying._Leaving) -> None:
        threads.append(current_thread().name)
        take(work, seconds, leaving)

    monkeypatch.setattr(Copying, "_take", taken)
    workspace = opened(str(path))
    async with running(workspace, ("walk", 1)) as pilot:
        await until(pilot, lambda: backup.copies(path))
    workspace.close()
    assert threads == ["copying"]


def test_the_app_goes_on_copying_while_it_is_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "SPACING", timedelta(0))
    workspace = opened(str(path))
    workspace.tell_of_copies(lambda _error: None, beside=True)
    for number, name in enumerate(("First", "Second")):
        workspace.journeys.new(name)
        _until_copied(path, number + 1)
    workspace.close()
    assert all(backup.damage(copy.path) == [] for copy in backup.copies(path)) and _left(path) == []


def _until_copied(path: Path, count: int) -> None:
    end = monotonic() + 60
    while len(backup.copies(path)) < count:
        assert monotonic() < end, "what was waited for did not happen"


def test_the_app_tries_again_once_others_are_quiet(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "QUIET", (0.0, 0.0, 0.0))
    tries: list[float] = []
    take = Copying._take

    def taken(work: Copying, seconds: float, leaving: copying._Leaving) -> None:
        tries.append(seconds)
        if len(tries) < 3:
            raise copying._NotNowError
        take(work, seconds, leaving)

    monkeypatch.setattr(Copying, "_take", taken)
    work = Copying(path)
    work.tell(lambda error: pytest.fail(str(error)), beside=True)
    work.begin()
    _until_copied(path, 1)
    work.finish()
    assert len(tries) == 3


def test_leaving_the_app_waits_for_no_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _grow(path, 4)
    is_copying = Event()

    def pause(_seconds: float) -> None:
        _count(path)
        is_copying.set()

    monkeypatch.setattr(copying, "sleep", pause)
    monkeypatch.setattr(backup, "RESTARTS", 1_000_000)
    monkeypatch.setattr(copying, "LEAVING", 0.1)
    work = Copying(path)
    work.tell(lambda _error: None, beside=True)
    work.begin()
    assert work._beside is not None and is_copying.wait(60)
    thread, _leaving = work._beside
    work.finish()
    thread.join(60)
    assert not thread.is_alive() and backup.copies(path) == [] and _left(path) == []


# Several programs, and killed ones


def copying_with_others(path: Path, channel: Connection) -> None:
    """Make the copy that is due, once told to begin; tell when it is done."""
    work = Copying(path)
    channel.send("ready")
    channel.recv()
    work.begin()
    channel.send("begun")
    channel.recv()
    work.finish()


def test_of_several_programs_one_makes_the_copy(path: Path) -> None:
    with ExitStack() as stack:
        channels = [stack.enter_context(child(copying_with_others, path))[1] for _program in range(4)]
        for step in ("ready", "begun"):
            assert [channel.recv() for channel in channels] == [step] * 4
            for channel in channels:
                channel.send("go on")
        for channel in channels:
            assert told(channel) == []
    assert len(backup.copies(path)) == 1 and _left(path) == []


def test_killed_at_any_moment_of_a_copy_nothing_is_left(tmp_path: Path, walked_file: Path) -> None:
    def place(number: int) -> tuple[Path]:
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(walked_file, folder / "auditor.db")
        _age_file(folder / "auditor.db")
        return (folder / "auditor.db",)

    kills = kill_everywhere(change_and_copy, place)
    left = 0
    for number in range(kills):
        path = tmp_path / str(number) / "auditor.db"
        left += len(_left(path)) if backup.folder(path).exists() else 0
        copy_by_itself(path)
        assert _left(path) == [] and backup.copies(path)
        assert all(backup.damage(copy.path) == [] for copy in backup.copies(path))
        assert {entry.name for entry in path.parent.iterdir()} <= {
            *("auditor.db", "auditor.db-journal", "auditor.db-backups"),
        }
    assert kills > 5 and left, "no kill came while a copy was made"


def change_and_copy(path: Path, _run: str) -> None:
    """Change a database and make a copy, whenever the last was made."""
    backup.SPACING = timedelta(0)
    _count(path)
    copy_by_itself(path)


def _age_file(path: Path) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(path, (long_ago, long_ago))


def test_a_link_that_was_planted_leads_nowhere(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    backup.folder(path).mkdir()
    for name in (".auditor-copying.tmp", "default-20200101T000000Z.db.1.part", ".auditor-12.tmp"):
        (backup.folder(path) / name).symlink_to(victim)
    copy_by_itself(path)
    backup.make(path)
    assert victim.read_text() == "mine" and len(backup.copies(path)) == 2 and _left(path) == []


# Clocks


def _age(path: Path, by: timedelta) -> None:
    for copy in backup.copies(path):
        made = copy.made - by
        copy.path.rename(copy.path.with_name(f"{path.stem}-{made:%Y%m%dT%H%M%SZ}.db"))


@pytest.mark.parametrize("ahead", [timedelta(minutes=30), timedelta(days=1), timedelta(days=365)])
def test_a_copy_of_the_time_to_come_keeps_none_from_being_made(path: Path, ahead: timedelta) -> None:
    backup.make(path)
    _age(path, -ahead)
    Cli()("journey", "new", "First")
    assert len(backup.copies(path)) == 2
    future, made = backup.copies(path)
    assert abs(datetime.now(UTC) - made.made) < timedelta(minutes=1) < future.made - datetime.now(UTC)
    _age_made(made, timedelta(hours=1))
    Cli()("journey", "new", "Second")
    assert len(backup.copies(path)) == 3


def _age_made(copy: backup.Backup, by: timedelta) -> None:
    made = copy.made - by
    copy.path.rename(copy.path.with_name(f"default-{made:%Y%m%dT%H%M%SZ}.db"))


def test_a_clock_that_went_back_keeps_none_from_being_made(path: Path) -> None:
    backup.make(path)
    _age(path, timedelta(days=-365))
    _age_file(path)
    copy_by_itself(path)
    assert len(backup.copies(path)) == 2


def test_copies_of_the_time_to_come_stand_for_no_others() -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    past = [backup.Backup(Path(f"/b/{day}"), now - timedelta(days=day), 1) for day in range(12)]
    ahead = [backup.Backup(Path(f"/b/+{day}"), now + timedelta(days=day), 1) for day in range(100, 130)]
    gone = backup.superfluous([*past, *ahead], now)
    assert not {copy.path for copy in gone} & {copy.path for copy in past}
    assert gone, "those of the time to come are thinned as well"


def test_copies_are_found_whatever_the_database_is_called(tmp_path: Path, walked_file: Path) -> None:
    path = tmp_path / "shop [1] *.db"
    shutil.copy(walked_file, path)
    workspace = Workspace.open(str(path), Config(tmp_path / "config", "Kim"))
    workspace.journeys.new("First")
    workspace.close()
    assert len(backup.copies(path)) == 1
