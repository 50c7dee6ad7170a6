"""Several programs on one database at once: nothing is lost, and busy is said only after a fair wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from threading import Thread, Timer

import pytest
from sqlalchemy import create_engine

from auditor.base.errors import BusyError
from auditor.base.vocabulary import Verdict
from auditor.store import adapter
from auditor.store import engine as engines
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.faults.children import answer_these, child, told
from tests.walks import Walked, answer_at, audit_of, run_sql


def _address(workspace: Workspace) -> str:
    return workspace.location.url or str(workspace.location.path)


def _answers(workspace: Workspace, audit: int) -> list[int]:
    return [answer.id for visit in audit_of(workspace, audit).visits[4:9] for answer in visit.answers]


def _all_at_once(workspace: Workspace, shares: dict[str, list[int]]) -> dict[str, list[int]]:
    """Let somebody of each name answer their share, all beginning together; return what each saved."""
    with ExitStack() as stack:
        channels = {}
        for name, share in shares.items():
            work = child(answer_these, _address(workspace), name, share, Verdict.FAIL)
            _process, channels[name] = stack.enter_context(work)
        for channel in channels.values():
            assert channel.recv() == "ready"
        for channel in channels.values():
            channel.send("begin")
        return {name: told(channel) for name, channel in channels.items()}


def test_two_who_answer_different_checks_of_the_same_touchpoints(
    workspace: Workspace, walked: Walked
) -> None:
    answers = _answers(workspace, walked.audit)
    shares = {"Kim": answers[::2], "Ann": answers[1::2]}
    assert _all_at_once(workspace, shares) == shares, "nobody was refused"
    notes = {
        answer.id: answer.note
        for visit in audit_of(workspace, walked.audit).visits
        for answer in visit.answers
    }
    assert {notes[number] for number in shares["Kim"]} == {"Kim"}
    assert {notes[number] for number in shares["Ann"]} == {"Ann"}
    assert workspace.upkeep.check() == []
    line = workspace.reads.audits.line(walked.audit)
    assert line is not None and line.answered == sum(
        answer.verdict is not None
        for visit in audit_of(workspace, walked.audit).visits
        for answer in visit.answers
    )


def test_two_who_answer_the_same_checks(workspace: Workspace, walked: Walked) -> None:
    answers = _answers(workspace, walked.audit)[:20]
    shares = {"Kim": answers, "Ann": answers}
    assert _all_at_once(workspace, shares) == shares
    found = {
        answer.id: answer for visit in audit_of(workspace, walked.audit).visits for answer in visit.answers
    }
    assert all(found[number].note in ("Kim", "Ann") for number in answers)
    assert workspace.upkeep.check() == []
    told_of = [line.who for line in workspace.reads.history.lines(10_000) if line.code == "answer"]
    assert told_of.count("Ann") == len(answers)


def test_several_who_open_an_empty_database_at_once(blank_address: str) -> None:
    with ExitStack() as stack:
        channels = [
            stack.enter_context(child(answer_these, blank_address, name, [], Verdict.PASS))[1]
            for name in ("Kim", "Ann", "Bo")
        ]
        assert [channel.recv() for channel in channels] == ["ready"] * 3
        for channel in channels:
            channel.send("begin")
            assert told(channel) == []


@contextmanager
def _held(workspace: Workspace, how: str = "BEGIN IMMEDIATE") -> Iterator[Callable[[], None]]:
    """Hold the database as another program in the middle of a change does; give a way to let go."""
    path = workspace.location.path
    if path is not None:
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as holder:
            holder.execute(how)
            yield lambda: holder.execute("ROLLBACK").close()
        return
    engine = create_engine(workspace.location.url or "")
    with engine.connect() as server:
        server.exec_driver_sql(f"SELECT pg_advisory_xact_lock({engines.WRITERS})")
        yield server.rollback
    engine.dispose()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a program wait for a tenth of a second only."""
    assert adapter.BUSY_TIMEOUT_MS == 5000
    monkeypatch.setattr(adapter, "BUSY_TIMEOUT_MS", 100)


@pytest.mark.usefixtures("impatient")
def test_who_waits_too_long_is_told_so_and_nothing_is_changed(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    before = audit_of(workspace, walked.audit)
    other = open_as("Ann")
    asked = answer_at(other, walked.audit, 6)
    with _held(workspace) as let_go:
        for change in (
            lambda: other.audits.answer(asked.id, Verdict.FAIL),
            lambda: other.journeys.new("Never"),
            lambda: other.undoing.undo(),
        ):
            with pytest.raises(BusyError) as caught:
                change()
            assert "try again" in str(caught.value) and "\n" not in str(caught.value)
        assert audit_of(other, walked.audit) == before, "reading goes on meanwhile"
        let_go()
    other.audits.answer(asked.id, Verdict.FAIL)
    assert answer_at(workspace, walked.audit, 6).verdict is Verdict.FAIL
    assert [line.name for line in other.reads.journeys.lines()] == ["Web shop"]


def test_who_waits_a_moment_is_served(open_as: Opener, workspace: Workspace, walked: Walked) -> None:
    other = open_as("Ann")
    other.get_ready_to_write()
    asked = answer_at(other, walked.audit, 6)
    with _held(workspace) as let_go:
        timer = Timer(0.3, let_go)
        timer.start()
        other.audits.answer(asked.id, Verdict.FAIL)
        timer.join()
    assert answer_at(workspace, walked.audit, 6).verdict is Verdict.FAIL


def test_one_program_may_answer_from_several_threads(workspace: Workspace, walked: Walked) -> None:
    answers = _answers(workspace, walked.audit)
    failed: list[BaseException] = []

    def work(share: list[int]) -> None:
        try:
            for number in share:
                workspace.audits.answer(number, Verdict.PARTLY, "thread")
                assert workspace.reads.audits.line(walked.audit) is not None
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=work, args=(answers[place::3],)) for place in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    ((count,),) = run_sql(workspace, "SELECT count(*) FROM answer WHERE note = 'thread'")
    assert count == len(answers)
    assert workspace.upkeep.check() == []
