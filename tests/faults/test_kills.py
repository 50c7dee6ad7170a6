"""Killed at any moment: what was said to be saved is found again, and the next run just works.

AUDITOR_KILLS=500 kills five hundred times instead of sixteen.
"""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import monotonic

from auditor.base.vocabulary import Verdict
from auditor.store import backup
from tests.faults.children import answer_on_and_on, child, opened, told
from tests.faults.hot_journal import is_hot

KILLS = int(os.environ.get("AUDITOR_KILLS", "16"))

Given = tuple[int, Verdict, str]


def _hear(channel: Connection, answers: int, then: float) -> list[Given]:
    """Return what a child tells until it has told of some answers and some seconds more have passed."""
    heard: list[Given] = []
    while len(heard) < answers:
        heard.append(channel.recv())
    end = monotonic() + then
    while (left := end - monotonic()) > 0:
        if channel.poll(left):
            heard.append(channel.recv())
    return heard


def test_every_answer_that_was_said_to_be_saved_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "auditor.db"
    random = Random(20261122)
    saved: dict[int, tuple[Verdict, str]] = {}
    count = hot = 0
    for run in range(KILLS):
        with child(answer_on_and_on, str(path), run) as (process, channel):
            heard = _hear(channel, random.choice([1, 1, 2, 5, 12]), random.uniform(0, 0.008))
            process.kill()
            heard += told(channel)
        count += len(heard)
        hot += is_hot(path)
        saved |= {number: (verdict, note) for number, verdict, note in heard}
        _is_all_there(path, saved, in_flight=f"{run}/{len(heard) + 1}")
    workspace = opened(str(path))
    answered = [line for line in workspace.reads.history.lines(1_000_000) if line.code == "answer"]
    assert count <= len(answered) <= count + KILLS, "an answer and its history are saved together"
    assert all(backup.damage(copy.path) == [] for copy in backup.copies(path))
    workspace.close()
    print(f"{KILLS} kills, {count} answers, {hot} hot journals")  # noqa: T201 - shown with -s


def _is_all_there(path: Path, saved: dict[int, tuple[Verdict, str]], in_flight: str) -> None:
    """Compare with what was told; the one answer that was under way may be there or not, but whole."""
    workspace = opened(str(path))
    assert workspace.upkeep.check() == []
    audit = workspace.reads.audits.get(workspace.reads.audits.lines()[0].id)
    assert audit is not None
    for visit in audit.visits:
        for answer in visit.answers:
            if answer.note == in_flight:
                assert answer.verdict is not None
                saved[answer.id] = (answer.verdict, answer.note)
            expected = saved.get(answer.id, (None, ""))
            assert (answer.verdict, answer.note) == expected
    workspace.close()


def test_killed_while_the_database_is_made_the_next_run_makes_it(tmp_path: Path) -> None:
    random = Random(7)
    for run in range(max(8, KILLS // 4)):
        path = tmp_path / f"{run}.db"
        with child(answer_on_and_on, str(path), run) as (process, channel):
            channel.poll(random.uniform(0, 0.4))
            process.kill()
            told(channel)
        workspace = opened(str(path))
        assert workspace.upkeep.check() == []
        count = len(workspace.reads.journeys.lines())
        workspace.journeys.new("Afterwards")
        assert len(workspace.reads.journeys.lines()) == count + 1
        assert workspace.upkeep.check() == []
        workspace.close()
