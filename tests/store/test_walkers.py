"""Two who walk see each other, on a file and on a server, and one who is gone is seen no longer, however they went."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from auditor.store import walkers, watch
from auditor.views.walkers import Walker
from auditor.workspace import Workspace
from tests.conftest import Opener
from tests.walks import Walked

SOON = 20.0


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.02)


@pytest.fixture
def watching() -> Iterator[Callable[[Workspace], Workspace]]:
    """Lets workspaces watch until the test ends."""
    with ExitStack() as stack:

        def begin(workspace: Workspace) -> Workspace:
            stack.enter_context(closing(workspace.watch()))
            return workspace

        yield begin


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


Watching = Callable[[Workspace], Workspace]


def test_who_walks_is_seen_where_they_stand_until_they_leave(
    open_as: Opener, workspace: Workspace, walked: Walked, watching: Watching
) -> None:
    ann = watching(open_as("Ann"))
    assert ann.person == 0 and workspace.person
    heard: list[frozenset[Walker]] = []
    ann.on_walkers(heard.append)
    kim = watching(workspace)
    kim.walk(walked.audit, 3)
    _until(lambda: ann.walkers == {Walker("Kim", walked.audit, 3, is_me=False)})
    assert kim.walkers == frozenset(), "nobody meets themselves"
    kim.walk(walked.audit, 4)
    _until(lambda: [one.visit_id for one in ann.walkers] == [4])
    ann.walk(walked.audit, 4)
    _until(lambda: {one.audit_id for one in kim.walkers} == {walked.audit})
    kim.walk(None)
    _until(lambda: ann.walkers == frozenset())
    assert heard[-1] == frozenset() and len(heard) >= 3


def test_the_same_person_in_another_window_is_known(
    open_as: Opener, workspace: Workspace, walked: Walked, watching: Watching
) -> None:
    other = watching(open_as("Kim"))
    assert workspace.person and other.person
    watching(workspace).walk(walked.audit, 3)
    _until(lambda: [one.is_me for one in other.walkers] == [True])


def test_a_watch_that_ends_takes_its_walker_away(
    open_as: Opener, workspace: Workspace, walked: Walked, watching: Watching
) -> None:
    ann = watching(open_as("Ann"))
    assert ann.person == 0 and workspace.person
    with closing(workspace.watch()):
        workspace.walk(walked.audit, 3)
        _until(lambda: len(ann.walkers) == 1)
    _until(lambda: ann.walkers == frozenset())


class TestOnAFile:
    """What lies beside the file."""

    @pytest.fixture
    def engine_name(self) -> str:
        """A file alone has anything beside it."""
        return "sqlite"

    def test_nothing_is_left_beside_it(self, workspace: Workspace, walked: Walked) -> None:
        path = workspace.location.path
        assert path is not None
        folder = walkers.beside(path)
        with closing(workspace.watch()):
            workspace.walk(walked.audit, 3)
            _until(folder.is_dir)
            [told] = folder.iterdir()
            assert oct(told.stat().st_mode & 0o777) == oct(path.stat().st_mode & 0o666)
        assert not folder.exists()

    def test_a_program_that_was_killed_is_cleared_away(
        self, workspace: Workspace, walked: Walked, watching: Watching
    ) -> None:
        path = workspace.location.path
        assert path is not None
        code = (
            "import sys, time; from auditor.workspace import Workspace; from auditor.settings.config import Config\n"
            "from pathlib import Path\n"
            "ws = Workspace.open(sys.argv[1], Config(Path(sys.argv[1]).parent / 'ann', 'Ann'))\n"
            f"ws.reads.journeys.lines(); ws.watch(); ws.walk({walked.audit}, 3); time.sleep(100)"
        )
        with subprocess.Popen([sys.executable, "-c", code, str(path)]) as killed:
            try:
                watching(workspace)
                _until(lambda: [one.name for one in workspace.walkers] == ["Ann"])
            finally:
                os.kill(killed.pid, signal.SIGKILL)
        _until(lambda: workspace.walkers == frozenset())
        _until(lambda: list(walkers.beside(path).iterdir()) == [])

    @pytest.mark.parametrize(
        "text", [b"", b"[]", b"{", b"\xff\xfe", b'{"audit": "1", "visit": 2, "person": 3}', b"7" * 2000]
    )
    def test_what_is_no_walker_is_none(
        self, workspace: Workspace, walked: Walked, watching: Watching, text: bytes
    ) -> None:
        path = workspace.location.path
        assert path is not None
        folder = walkers.beside(path)
        folder.mkdir()
        held = folder / "held"
        with held.open("wb") as file:
            from auditor.store.in_use import hold_alone

            assert hold_alone(held, file.fileno())
            file.write(b" " * 64 + text)
            file.flush()
            (folder / "left").write_bytes(text)
            watching(workspace).walk(walked.audit, 3)
            _until(lambda: not (folder / "left").exists())
            assert workspace.walkers == frozenset()
