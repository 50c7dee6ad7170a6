"""The terminal goes away, or the system ends the program, in whatever state it is: it ends soon, and what was answered
is on disk.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.walking import SOON, in_a_walk, verdicts
from tests.held import held
from tests.terminal.terminal import Terminal

GONE = 128 + signal.SIGHUP
ENDED = 128 + signal.SIGTERM

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other terminals")


@pytest.mark.parametrize("with_signal", [True, False])
def test_a_terminal_that_is_closed_ends_the_program(shop_path: Path, with_signal: bool) -> None:
    with in_a_walk(shop_path, with_signal=with_signal) as terminal:
        terminal.close()
        assert terminal.ended(SOON) == GONE
    assert verdicts(shop_path)[:2] == ["pass", None]


def test_a_terminal_that_is_closed_before_all_is_drawn_ends_the_program(shop_path: Path) -> None:
    with in_a_walk(shop_path, with_signal=False) as terminal:
        terminal.fill()
        terminal.close()
        assert terminal.ended(SOON) == GONE
    assert verdicts(shop_path)[:2] == ["pass", None]


def test_a_terminal_that_takes_nothing_more_keeps_no_signal_away(shop_path: Path) -> None:
    with in_a_walk(shop_path) as terminal:
        terminal.fill()
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ended(SOON, reading=False) == ENDED
    assert verdicts(shop_path)[:2] == ["pass", None]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_no_signal_is_lost_among_keys_that_wait_on_a_busy_machine(
    shop_path: Path, number: signal.Signals
) -> None:
    others = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _each in range(os.cpu_count() or 1)
    ]
    try:
        with in_a_walk(shop_path) as terminal:
            terminal.send(b"\x1b[B\x1b[A" * 2500 + b"jk" * 10_000)
            terminal.process.send_signal(number)
            assert terminal.ended(SOON) == 128 + number
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert verdicts(shop_path)[:2] == ["pass", None]


def test_what_is_being_saved_when_the_terminal_is_closed_is_saved(shop_path: Path) -> None:
    with in_a_walk(shop_path) as terminal:
        with held(shop_path) as other:
            terminal.send(b"n")
            terminal.until_it_sleeps()
            terminal.close()
            assert terminal.ended(0.5) is None
            other.execute("ROLLBACK")
        assert terminal.ended(SOON) == GONE
    assert verdicts(shop_path)[:3] == ["pass", "fail", None]


def test_what_cannot_be_saved_in_time_is_left_out_whole(shop_path: Path) -> None:
    with in_a_walk(shop_path) as terminal, held(shop_path):
        terminal.send(b"n")
        terminal.until_it_sleeps()
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ended(SOON) == ENDED
    assert verdicts(shop_path)[:2] == ["pass", None]


def test_killing_what_shows_the_terminal_ends_the_program(terminal: Terminal, shop_path: Path) -> None:
    terminal.type(f"AUDITOR_DB={shop_path} auditor audit walk")
    terminal.press("Enter")
    terminal.until("check 1 of ")
    terminal.press("y")
    terminal.until("saved ")
    program = terminal.program()
    assert program is not None
    ending = os.pidfd_open(program)
    terminal.kill()
    assert select.select([ending], [], [], SOON)[0], "the program goes on without a terminal"
    os.close(ending)
    assert verdicts(shop_path)[:2] == ["pass", None]
