"""A commit that fails with an unknown end: it is found out, and said, whether it was saved; never the wrong way round."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.base.errors import AuditorError, StorageError
from auditor.views.history import FOUND_LOST, FOUND_SAVED
from auditor.workspace import Workspace
from tests.conftest import Server
from tests.faults.children import opened
from tests.wire import AtCommit, Wire, wired

HERE = Path(__file__).parent
PERHAPS = "may or may not be"


@pytest.fixture
def shim(tmp_path: Path) -> Path:
    """A library that lets the disk fail, where one can be made and loaded before others."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("there is no C compiler here, or no way to load a library before others")
    built = tmp_path / "failing_disk.so"
    command = [compiler, "-shared", "-fPIC", "-o", str(built), str(HERE / "failing_disk.c"), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the library can't be built here: {done.stderr.strip()[:200]}")
    return built


def test_wherever_the_disk_fails_what_is_told_is_true(shim: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.on_failing_disk", str(shim), str(tmp_path / "auditor.db")],
        env={**os.environ, "LD_PRELOAD": str(shim)},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    attempts: list[dict[str, Any]] = found["attempts"]
    assert sum(attempt["failed"] for attempt in attempts) >= 8, "the disk has failed, not the test"
    for attempt in attempts:
        told, there = attempt["told"], attempt["there"]
        if told == "saved":
            assert there and attempt["published"] == ["journey-new"], attempt
        elif PERHAPS in told:
            assert attempt["later"] == [FOUND_SAVED if there else FOUND_LOST], attempt
        else:
            assert not there and attempt["published"] == [], attempt
        assert "\n" not in told
    kinds = {("saved" if attempt["told"] == "saved" else PERHAPS in attempt["told"]) for attempt in attempts}
    assert kinds == {"saved", True, False}, "all three ends have been met"
    assert found["problems"] == []


@pytest.fixture
def wire(server: Server) -> Iterator[tuple[Wire, Workspace]]:
    """A program that reaches its database through a wire that can be cut."""
    name, url = server.empty()
    with wired(url) as wire:
        workspace = opened(wire.address(name))
        workspace.journeys.new("Before")
        yield wire, workspace
        workspace.close()
    server.drop(name)


LOST = [(AtCommit.LOSE_ANSWER, True), (AtCommit.LOSE_COMMIT, False)]


@pytest.mark.parametrize(("lost", "is_kept"), LOST)
def test_a_connection_lost_at_a_commit(wire: tuple[Wire, Workspace], lost: AtCommit, is_kept: bool) -> None:
    line, workspace = wire
    heard: list[str] = []
    workspace.on_change(lambda changes: heard.append(changes.code))
    line.at_commit = lost
    if is_kept:
        workspace.journeys.new("Late")
        assert heard == ["journey-new"]
    else:
        with pytest.raises(AuditorError) as caught:
            workspace.journeys.new("Late")
        assert PERHAPS not in str(caught.value) and heard == []
    assert line.has_happened.is_set()
    assert ("Late" in [one.name for one in workspace.reads.journeys.lines()]) is is_kept


@pytest.mark.parametrize(("lost", "is_kept"), LOST)
def test_a_server_that_is_gone_after_that_is_asked_when_it_is_back(
    wire: tuple[Wire, Workspace], lost: AtCommit, is_kept: bool
) -> None:
    line, workspace = wire
    heard: list[str] = []
    workspace.on_change(lambda changes: heard.append(changes.code))
    line.at_commit, line.goes_down_then = lost, True
    with pytest.raises(StorageError, match=PERHAPS):
        workspace.journeys.new("Late")
    with pytest.raises(AuditorError):
        workspace.journeys.new("Later")
    assert heard == []
    line.is_down = False
    names = [one.name for one in workspace.reads.journeys.lines()]
    assert ("Late" in names) is is_kept and "Later" not in names
    assert heard == [FOUND_SAVED if is_kept else FOUND_LOST]
