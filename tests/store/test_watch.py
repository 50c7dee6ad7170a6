"""What other programs change is heard of while a database is watched, and nothing is heard of twice."""

from __future__ import annotations

import queue
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from auditor.base.vocabulary import NoteKind, Verdict
from auditor.settings.config import Config
from auditor.store import watch
from auditor.store.reading import elsewhere
from auditor.views.history import Changes
from auditor.workspace import Workspace
from screens.frame.news import AT_A_TOUCHPOINT
from tests.conftest import Opener
from tests.walks import Walked, answer_at, run_sql, visit_at

SOON = 20.0
"""Seconds after which a test gives up waiting; what is waited for comes in a fraction of one."""


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watch.EVERY <= 1, "others’ changes are to be seen within two seconds"
    monkeypatch.setattr(watch, "EVERY", 0.02)
    monkeypatch.setattr(watch, "PAUSES", (0.02,))


@contextmanager
def _watching(workspace: Workspace) -> Iterator[queue.Queue[Changes]]:
    heard: queue.Queue[Changes] = queue.Queue()
    workspace.on_change(heard.put)
    watching = workspace.watch()
    try:
        yield heard
    finally:
        watching.close()


def _next(heard: queue.Queue[Changes]) -> Changes:
    return heard.get(timeout=SOON)


def _made(workspace: Workspace, change: Callable[[], object]) -> Changes:
    """Make a change and return what is published of it where it is made."""
    own: list[Changes] = []
    workspace.on_change(own.append)
    change()
    return own[-1]


def test_each_change_of_others_is_told_with_all_that_it_touched(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    other = open_as("Ann")
    assert other.reads.journeys.lines()
    inner = workspace.journeys.copy(walked.journey)
    point = visit_at(workspace, walked.audit, 0).touchpoint_id
    visit, asked = visit_at(workspace, walked.audit, 6), answer_at(workspace, walked.audit, 6)
    gated = visit_at(workspace, walked.audit, 3)
    action = workspace.actions.add(point, "Mend it", 1, 2)
    made: list[Callable[[], object]] = [
        lambda: workspace.audits.answer(asked.id, Verdict.FAIL),
        lambda: workspace.audits.comment(asked.id, "said"),
        lambda: workspace.audits.feel(visit.id, 2),
        lambda: workspace.audits.tell_presence(gated.id, {"search": True}),
        lambda: workspace.audits.choose(walked.audit, "searches", ["Red hat"]),
        lambda: workspace.actions.edit(action, title="Mend that"),
        lambda: workspace.actions.comment([action], "said"),
        lambda: workspace.noting.add(point, NoteKind.PAIN_POINT, "slow"),
        lambda: workspace.journeys.edit(walked.journey, about="more"),
        lambda: workspace.stages.open_into(point, inner),
        lambda: workspace.audits.finish(walked.audit),
        lambda: workspace.people.add("Somebody new"),
        lambda: workspace.filters.save("Mine", "owner:me"),
        workspace.undoing.undo,
        workspace.undoing.redo,
        lambda: workspace.audits.delete(walked.audit),
        lambda: workspace.journeys.new("Another"),
    ]
    with _watching(other) as heard:
        first = _next(heard)
        assert first.elsewhere and first.touches("action") and first.touches("journey")
        for change in made:
            own = _made(workspace, change)
            told = _next(heard)
            assert told.elsewhere and not own.elsewhere
            assert told.code == own.code
            if any(entity not in AT_A_TOUCHPOINT for entity, _number in told.touched):
                # It is shown anew throughout its journey, so which needs it has changed there is not told.
                assert told.touched >= {row for row in own.touched if row[0] != "touchpoint"}, own.code
                assert (told.journeys is None) == (own.journeys is None), own.code
                assert (
                    own.journeys is None or walked.journey not in own.journeys or told.within(walked.journey)
                )
            else:
                assert told.touched >= own.touched, own.code
                assert told.touchpoints >= own.touchpoints, own.code
                assert told.journeys is not None and own.journeys is not None, own.code
                assert told.journeys >= own.journeys, own.code
    assert heard.empty()


def test_what_is_changed_inside_is_told_of_the_touchpoints_around_it(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    outer = workspace.journeys.copy(walked.journey)
    found = workspace.reads.journeys.get(outer)
    assert found is not None
    point = found.touchpoints[0].id
    workspace.stages.open_into(point, walked.journey)
    other = open_as("Ann")
    assert other.reads.journeys.lines()
    with _watching(other) as heard:
        workspace.audits.feel(visit_at(workspace, walked.audit, 6).id, -2)
        told = _next(heard)
        assert told.touched > {("touchpoint", point)} and point in told.touchpoints
        assert told.journeys == frozenset({walked.journey, outer})


def test_own_changes_are_told_once_and_those_of_others_between_them_too(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    other = open_as("Ann")
    answers = [answer.id for answer in visit_at(other, walked.audit, 6).answers]
    with _watching(other) as heard:
        for number in answers:
            other.audits.answer(number, Verdict.FAIL)
            workspace.audits.answer(number, Verdict.PASS)
        own: list[int] = []
        others: set[int] = set()
        while len(own) < len(answers) or len(others) < len(answers):
            changes = _next(heard)
            rows = {number for entity, number in changes.touched if entity == "answer"}
            if changes.elsewhere:
                assert not rows & others
                others |= rows
            else:
                own += rows
        assert own == answers and others == set(answers)
        workspace.journeys.new("The last")
        assert _next(heard).code == "journey-new"
        assert heard.empty()


def test_more_than_can_be_told_is_told_as_that(
    open_as: Opener, workspace: Workspace, walked: Walked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.store.database.MOST", 5)
    monkeypatch.setattr(elsewhere, "MOST", 5)
    other = open_as("Ann")
    assert other.reads.journeys.lines()
    with _watching(other) as heard:
        workspace.journeys.copy(walked.journey)
        assert _next(heard).touched == elsewhere.ANYTHING
        workspace.journeys.edit(walked.journey, about="told as usual")
        assert _next(heard).touched == {("journey", walked.journey)}


def test_another_database_in_its_place_is_told_and_then_gone_on_with(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    other = open_as("Ann")
    assert other.reads.journeys.lines()
    with _watching(other) as heard:
        run_sql(workspace, "UPDATE identity SET generation = 'another'")
        workspace.close()
        workspace.journeys.edit(walked.journey, about="told by this")
        assert _next(heard).code == "replaced"
        assert other.reads.journeys.lines()
        other.confirm_replaced()
        other.journeys.edit(walked.journey, about="written")
        told = next(changes for changes in iter(partial(_next, heard), None) if changes.code != "elsewhere")
        assert told.code == "journey-edit", "what was changed there before is at most told as unknown"


def test_it_is_quick_to_stop_and_can_be_started_again(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    other = open_as("Ann")
    assert other.reads.journeys.lines()
    first = other.watch()
    first.close()
    first.close()
    with _watching(other) as heard:
        workspace.journeys.edit(walked.journey, about="seen")
        assert _next(heard).touched == {("journey", walked.journey)}


def test_a_server_that_drops_the_watch_is_listened_to_again(
    open_as: Opener, workspace: Workspace, walked: Walked
) -> None:
    if workspace.location.path is not None:
        pytest.skip("a file has no server")
    other = open_as("Ann")
    assert other.reads.journeys.lines()
    with _watching(other) as heard:
        workspace.journeys.edit(walked.journey, about="before")
        assert _next(heard).code == "journey-edit"
        run_sql(
            workspace,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'",
        )
        workspace.journeys.edit(walked.journey, about="after")
        assert _next(heard).touched == {("journey", walked.journey)}


@pytest.fixture
def opened(path: Path, config: Config) -> Iterator[Workspace]:
    """That file, read."""
    workspace = Workspace.open(str(path), config)
    assert workspace.reads.journeys.lines()
    yield workspace
    workspace.close()


@pytest.fixture
def other(path: Path, config: Config) -> Iterator[Workspace]:
    """Another program on that file."""
    workspace = Workspace.open(str(path), config)
    yield workspace
    workspace.close()


def test_what_the_history_does_not_have_is_told_as_anything(opened: Workspace, other: Workspace) -> None:
    with _watching(opened) as heard:
        other.journeys.new("Seen")
        assert _next(heard).code == "journey-new"
        run_sql(opened, "UPDATE touchpoint SET need = 0.25")
        assert _next(heard) == Changes("elsewhere", elsewhere.ANYTHING, elsewhere=True)


def test_a_file_that_goes_and_comes_back_is_told_both_times(opened: Workspace, path: Path) -> None:
    away = path.with_name("away.db")
    with _watching(opened) as heard:
        path.rename(away)
        assert _next(heard).code == "gone"
        away.rename(path)
        assert _next(heard).code == "elsewhere"
        opened.journeys.new("Goes on")
        assert _next(heard).code == "journey-new"
    assert heard.empty()


def test_a_file_that_is_replaced_is_told_once(opened: Workspace, path: Path, config: Config) -> None:
    arriving = path.with_name("arriving.db")
    shutil.copy(path, arriving)
    with _watching(opened) as heard:
        arriving.replace(path)
        assert _next(heard).code == "replaced"
        assert opened.reads.journeys.lines()
        there = Workspace.open(str(path), config)
        there.journeys.new("Theirs")
        there.close()
        assert _next(heard).code == "journey-new"
    assert heard.empty()


def test_a_database_that_is_made_while_one_waits_for_it(tmp_path: Path, config: Config) -> None:
    path = tmp_path / "later.db"
    waiting, maker = Workspace.open(str(path), config), Workspace.open(str(path), config)
    assert waiting.reads.journeys.lines() == []
    with _watching(waiting) as heard:
        maker.journeys.new("First")
        assert _next(heard).elsewhere
        assert [line.name for line in waiting.reads.journeys.lines()] == ["First"]
    waiting.close()
    maker.close()


def test_nobody_waits_for_the_watch_nor_the_watch_for_anybody(
    opened: Workspace, other: Workspace, path: Path
) -> None:
    with _watching(opened) as heard, closing(sqlite3.connect(path, isolation_level=None)) as holder:
        other.journeys.new("Seen")
        assert _next(heard).code == "journey-new"
        holder.execute("BEGIN EXCLUSIVE")
        second = opened.watch()
        second.close()
        holder.execute("UPDATE journey SET about = 'held'")
        holder.execute("COMMIT")
        assert _next(heard).touched == elsewhere.ANYTHING
