"""A disk that takes seconds for each sync: the app goes on, says so, and ends when it should."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal
from tests.terminal.test_ends import in_a_walk, verdicts

SLOW_MS = "600"


@pytest.fixture(scope="session")
def slow_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is preloaded into a program to make its disk slow."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler to make a slow disk with")
    library = tmp_path_factory.mktemp("slow") / "slow_disk.so"
    source = Path(__file__).with_name("slow_disk.c")
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"a slow disk can't be made here: {done.stderr[:80]}")
    return library


@pytest.fixture
def terminal(tmp_path: Path, slow_disk: Path) -> Iterator[Terminal]:
    """A terminal with an audit begun, in which programs have a slow disk from now on."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    opened = Terminal(tmp_path)
    try:
        in_a_walk(opened)
        opened.press("q")
        opened.until_left()
        opened.type(f"export LD_PRELOAD={slow_disk} AUDITOR_SYNC_MS={SLOW_MS}")
        opened.press("Enter")
        opened.run("audit", "walk")
        opened.until("check 1 of ")
        yield opened
    finally:
        opened.close()


def test_answers_are_shown_at_once_and_saved_in_order(terminal: Terminal) -> None:
    terminal.type("ynp")
    screen = terminal.until("check 4 of ")
    assert "saving …" in screen and "saved " not in screen
    terminal.press("?")
    terminal.until("Keys of this place")
    terminal.press("Escape")
    terminal.press("Left")
    screen = terminal.until("check 3 of ")
    assert "saving …" in screen
    terminal.until("saved ")
    assert verdicts(terminal)[:4] == ["pass", "fail", "partly", None]


def test_leaving_waits_until_all_is_saved(terminal: Terminal) -> None:
    terminal.type("yn")
    terminal.until("check 3 of ")
    terminal.press("q")
    terminal.until("not saved yet")
    terminal.until_left()
    assert verdicts(terminal)[:3] == ["pass", "fail", None]


def test_the_end_of_the_terminal_waits_until_all_is_saved(terminal: Terminal) -> None:
    terminal.type("y")
    terminal.until("check 2 of ")
    terminal.signal(signal.SIGTERM)
    terminal.until(lambda _screen: terminal.program() is None)
    assert verdicts(terminal)[:2] == ["pass", None]
