"""Whatever a server refuses is told in one line that is true: nothing acknowledged is lost, nothing else is said to be saved."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from auditor.base.errors import (
    AuditorError,
    BusyError,
    ConflictError,
    LineError,
    StorageError,
)
from auditor.library.templates import find_template
from auditor.store import connections, guard
from auditor.workspace import Workspace
from tests.cli.conftest import Cli, Said
from tests.conftest import NOWHERE, Server
from tests.faults.children import opened
from tests.walks import small
from tests.wire import AtCommit, Wire, wired

ROLE = "limited"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "FULL", (0.01, 0.02))
    monkeypatch.setattr(connections, "_PATIENCE", {"connect_timeout": "2"})


def _made_with_journey(address: str) -> None:
    workspace = opened(address)
    workspace.journeys.new_from(small(find_template("web-shop", NOWHERE)))
    workspace.close()


@dataclass(frozen=True)
class Served:
    """A database as somebody reaches it by a wire, and its server as its owner does."""

    name: str
    wire: Wire
    admin: psycopg.Connection[Any]

    @property
    def address(self) -> str:
        """Its address through the wire."""
        return self.wire.address(self.name, ROLE)

    def names(self) -> list[str]:
        """Return what journeys there are really."""
        rows = self.admin.execute("SELECT name FROM journey WHERE removed_at IS NULL ORDER BY id").fetchall()
        return [name for (name,) in rows]

    def end_sessions(self) -> None:
        """End all sessions of the one who reaches it by the wire."""
        self.admin.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{ROLE}'")


@pytest.fixture
def served(server: Server) -> Iterator[Served]:
    """A web shop on a server, for somebody who may read and write all of it."""
    name, url = server.copy(_made_with_journey)
    with psycopg.connect(url, autocommit=True) as admin, wired(url) as wire:
        admin.execute(f"CREATE ROLE {ROLE} LOGIN")
        try:
            admin.execute(f"GRANT pg_read_all_data, pg_write_all_data TO {ROLE}")
            admin.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
            yield Served(name, wire, admin)
            wire.close()
        finally:
            admin.execute(
                f"SELECT pg_terminate_backend(pid, 9000) FROM pg_stat_activity WHERE usename = '{ROLE}'"
            )
            admin.execute(f"DROP OWNED BY {ROLE}")
            admin.execute(f"DROP ROLE {ROLE}")
    server.drop(name)


@pytest.fixture
def workspace(served: Served) -> Iterator[Workspace]:
    """The database, read and written once."""
    workspace = opened(served.address)
    workspace.journeys.new("Before")
    yield workspace
    workspace.close()


def _refused(workspace: Workspace, served: Served, kind: type[AuditorError], said: str) -> None:
    """Try to save something, which is refused as that, published to nobody, and not there."""
    heard: list[str] = []
    workspace.on_change(lambda changes: heard.append(changes.code))
    with pytest.raises(AuditorError) as caught:
        workspace.journeys.new("Refused")
    assert isinstance(caught.value, kind) and said in str(caught.value), repr(caught.value)
    assert "\n" not in str(caught.value)
    assert set(heard) <= {"replaced"} and served.names() == ["Web shop", "Before"]


def _goes_on(workspace: Workspace, served: Served) -> None:
    """Save something, which goes through, once."""
    workspace.journeys.new("After")
    assert {line.name for line in workspace.reads.journeys.lines()} == {"Web shop", "Before", "After"}
    assert served.names() == ["Web shop", "Before", "After"]


def test_sessions_that_are_ended_are_begun_anew_without_a_word(served: Served, workspace: Workspace) -> None:
    for _session in range(3):
        served.end_sessions()
        assert len(workspace.reads.journeys.lines()) == 2
        served.end_sessions()
        workspace.journeys.edit(1, about=f"{_session}")
    _goes_on(workspace, served)


def test_a_session_that_is_ended_within_a_transaction(served: Served, workspace: Workspace) -> None:
    served.admin.execute(
        "CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS"
        " $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END$$"
    )
    served.admin.execute("CREATE TRIGGER gone BEFORE INSERT ON journey FOR EACH ROW EXECUTE FUNCTION gone()")
    _refused(workspace, served, LineError, "has ended the connection")
    served.admin.execute("DROP TRIGGER gone ON journey")
    _goes_on(workspace, served)


AT_COMMIT = [
    ("40001", "could not serialize access", BusyError, "try again"),
    ("40P01", "deadlock detected", BusyError, "try again"),
    ("53100", "could not extend file: No space left on device", StorageError, "is full"),
    ("57014", "canceling statement due to statement timeout", StorageError, "longer than its server allows"),
    ("25P03", "terminating connection due to idle-in-transaction timeout", LineError, "asked for too long"),
    ("57P01", "terminating connection due to administrator command", LineError, "stopped or started"),
]


@pytest.mark.parametrize(("state", "words", "kind", "said"), AT_COMMIT)
def test_what_a_server_refuses_at_a_commit(
    served: Served, workspace: Workspace, state: str, words: str, kind: type[AuditorError], said: str
) -> None:
    served.wire.refusal = (state, words)
    _refused(workspace, served, kind, said)
    _goes_on(workspace, served)


def test_a_disk_that_is_full_while_rows_are_written(served: Served, workspace: Workspace) -> None:
    served.admin.execute(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
        " $$BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END$$"
    )
    served.admin.execute("CREATE TRIGGER full_disk BEFORE INSERT ON journey EXECUTE FUNCTION full_disk()")
    _refused(workspace, served, StorageError, "server is full")
    served.admin.execute("DROP TRIGGER full_disk ON journey")
    _goes_on(workspace, served)


def test_a_statement_that_takes_longer_than_the_server_allows(served: Served, workspace: Workspace) -> None:
    served.admin.execute(f"ALTER ROLE {ROLE} SET statement_timeout = 50")
    served.end_sessions()
    with served.admin.transaction():
        served.admin.execute("LOCK TABLE journey IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StorageError, match="longer than its server allows"):
            workspace.reads.journeys.lines()
        with pytest.raises(StorageError, match="longer than its server allows"):
            workspace.journeys.new("Refused")
    assert served.names() == ["Web shop", "Before"]
    _goes_on(workspace, served)


def test_a_server_that_ends_what_stands_idle(served: Served, workspace: Workspace) -> None:
    served.admin.execute(f"ALTER ROLE {ROLE} SET idle_session_timeout = 30")
    served.end_sessions()
    assert workspace.reads.journeys.lines()
    while served.admin.execute(
        f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{ROLE}'"
    ).fetchone() != (0,):
        pass
    assert workspace.reads.journeys.lines()
    _goes_on(workspace, served)


def test_a_server_that_may_only_be_read_and_then_written_again(served: Served, workspace: Workspace) -> None:
    served.admin.execute(f"ALTER ROLE {ROLE} SET default_transaction_read_only = on")
    served.end_sessions()
    assert len(workspace.reads.journeys.lines()) == 2
    _refused(workspace, served, StorageError, "may only be read just now")
    assert workspace.read_only is not None
    served.admin.execute(f"ALTER ROLE {ROLE} RESET default_transaction_read_only")
    served.end_sessions()
    assert workspace.read_only is None
    _goes_on(workspace, served)


def test_a_server_without_the_last_change_is_not_written_to(served: Served, workspace: Workspace) -> None:
    """A standby that has taken over may lack what the server before it has acknowledged."""
    workspace.journeys.edit(1, about="Acknowledged")
    served.admin.execute("DELETE FROM change_row WHERE change_id = (SELECT max(id) FROM change)")
    served.admin.execute("DELETE FROM change WHERE id = (SELECT max(id) FROM change)")
    served.admin.execute("UPDATE journey SET about = '' WHERE id = 1")
    _refused(workspace, served, ConflictError, "older state")
    workspace.confirm_replaced()
    _goes_on(workspace, served)


def test_a_server_where_transactions_are_of_one_moment(served: Served, workspace: Workspace) -> None:
    """Who comes after a writer sees what that has written, whatever a server is set to."""
    served.admin.execute(f"ALTER ROLE {ROLE} SET default_transaction_isolation = 'repeatable read'")
    served.end_sessions()
    others = [opened(served.address, f"P{number}") for number in range(4)]
    failed: list[Exception] = []

    def write(workspace: Workspace) -> None:
        try:
            for number in range(5):
                workspace.journeys.edit(1, about=f"{workspace.who} {number}")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close()
    assert failed == []
    assert served.admin.execute("SELECT count(*) FROM change WHERE code = 'journey-edit'").fetchone() == (20,)


def test_a_server_without_room_is_asked_again_and_then_it_is_told(
    served: Served, workspace: Workspace
) -> None:
    workspace.close()
    served.admin.execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT 0")
    served.end_sessions()
    with pytest.raises(BusyError, match="no room for one more connection"):
        workspace.reads.journeys.lines()
    _refused(workspace, served, BusyError, "no room for one more connection")
    served.admin.execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT -1")
    _goes_on(workspace, served)


def test_a_server_that_has_room_a_moment_later_is_waited_for(
    served: Served, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()
    served.admin.execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT 0")
    served.end_sessions()
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        served.admin.execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT -1")

    monkeypatch.setattr(connections, "sleep", wait)
    assert len(workspace.reads.journeys.lines()) == 2
    assert len(waits) == 1


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        ('FATAL:  password authentication failed for user "kim"', StorageError, "was changed"),
        ("FATAL:  the database system is starting up", LineError, "stopped or started"),
        ("FATAL:  the database system is shutting down", LineError, "stopped or started"),
        ("[Errno -2] Name or service not known", LineError, "can’t be found"),
        ("connection timeout expired", LineError, "No answer"),
        ("server closed the connection unexpectedly\n\tThis probably means …", LineError, "broke"),
        ("FATAL:  sorry, too many clients already", BusyError, "no room"),
        ("FATAL:  something new", StorageError, "something new"),
    ],
)
def test_what_is_answered_before_anybody_is_let_in(answer: str, kind: type[AuditorError], said: str) -> None:
    from auditor.store.faults import explain

    told = explain(psycopg.OperationalError(f"connection failed: {answer}"), "postgresql://db/team")
    assert type(told) is kind and said in str(told)
    assert "\n" not in str(told) and "postgresql://db/team" in str(told)


def test_names_that_nobody_knows(workspace: Workspace) -> None:
    nowhere = opened("postgresql://kim@nowhere.invalid/team")
    with pytest.raises(LineError, match="can’t be found"):
        nowhere.reads.journeys.lines()
    with pytest.raises(LineError, match="can’t be found"):
        nowhere.journeys.new("Nowhere")
    nowhere.close()


def _lined(said: Said) -> str:
    assert "Traceback" not in said.err and "unforeseen" not in said.err
    [line] = said.err.strip().splitlines()
    return line


def test_commands_tell_of_a_server_that_is_gone(served: Served) -> None:
    cli, db = Cli(), ("--db", served.address)
    served.wire.is_down = True
    for words in (("journey", "list"), ("journey", "new", "X"), ("undo",), ("db", "check")):
        said = cli.run(*db, *words)
        assert (said.code, said.out) == (1, ""), said
        assert "postgresql://127.0.0.1" in _lined(said)
    served.wire.is_down = False
    assert served.names() == ["Web shop"]
    assert len(cli.json(*db, "journey", "list")) == 1


@pytest.mark.parametrize(
    ("limit", "code", "words"),
    [
        ("CONNECTION LIMIT 0", 3, "no room"),
        ("SET default_transaction_read_only = on", 1, "may only be read just now"),
        ("SET statement_timeout = 1", 1, ""),
    ],
)
def test_commands_tell_of_limits(served: Served, limit: str, code: int, words: str) -> None:
    cli, db = Cli(), ("--db", served.address)
    served.admin.execute(f"ALTER ROLE {ROLE} {limit}")
    said = cli.run(*db, "journey", "new", "X")
    if words:
        assert said.code == code and said.out == "" and words in _lined(said)
        assert served.names() == ["Web shop"]
    else:
        assert (said.code == 0) == ("X" in served.names()), "on a quick machine it goes through"


@pytest.mark.parametrize("lost", [AtCommit.LOSE_ANSWER, AtCommit.LOSE_COMMIT])
@pytest.mark.parametrize("is_down", [False, True])
def test_commands_tell_what_became_of_a_commit(served: Served, lost: AtCommit, is_down: bool) -> None:
    cli, db = Cli(), ("--db", served.address)
    served.wire.at_commit, served.wire.goes_down_then = lost, is_down
    said = cli.run(*db, "journey", "new", "X", "--about", "Y")
    is_there = "X" in served.names()
    assert served.wire.has_happened.is_set() and is_there is (lost is AtCommit.LOSE_ANSWER)
    if is_down:
        assert said.code == 1 and "may or may not be" in _lined(said)
    else:
        assert said.code == (0 if is_there else 1), said
        assert is_there or "Nothing was changed" in _lined(said)


@pytest.mark.parametrize("stalled", [AtCommit.STALL_ANSWER, AtCommit.STALL_COMMIT])
def test_a_command_does_not_wait_for_ever_on_a_server_that_stalls(
    served: Served, stalled: AtCommit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "SILENCE", 0.2)
    served.wire.at_commit = stalled
    said = Cli().run("--db", served.address, "journey", "new", "X")
    assert said.code == 1 and "may or may not be" in _lined(said)
    assert served.wire.has_happened.is_set()
    assert ("X" in served.names()) is (stalled is AtCommit.STALL_ANSWER)
    served.wire.flow()


def test_a_server_that_takes_its_time_is_waited_for(
    served: Served, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "SILENCE", 0.05)
    asked = threading.Event()
    original = guard.Guard._answers

    def answers(self: guard.Guard) -> bool:
        found = original(self)
        assert found
        asked.set()
        return found

    monkeypatch.setattr(guard.Guard, "_answers", answers)
    reading = threading.Thread(target=workspace.reads.journeys.lines)
    with served.admin.transaction():
        served.admin.execute("LOCK TABLE journey IN ACCESS EXCLUSIVE MODE")
        reading.start()
        assert asked.wait(20)
    reading.join()
    _goes_on(workspace, served)


def test_what_is_saved_is_told_as_saved_though_it_can_be_shown_no_more(served: Served) -> None:
    cli, db = Cli(), ("--db", served.address)
    heard: list[Any] = []
    original = Workspace._publish

    def publish(self: Workspace, changes: Any) -> None:
        original(self, changes)
        heard.append(changes)
        served.wire.is_down = True
        served.wire.cut()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Workspace, "_publish", publish)
        said = cli.run(*db, "touchpoint", "edit", "1", "--about", "Kept")
    assert heard and said.code == 0
    assert "It is saved, but can’t be shown just now" in said.err
    kept = served.admin.execute("SELECT about FROM touchpoint WHERE id = 1").fetchone()
    assert kept == ("Kept",)
