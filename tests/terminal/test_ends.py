"""However the program ends, what it called saved is there, and the terminal is as it was."""

from __future__ import annotations

import json
import signal
import subprocess

import pytest

from tests.terminal.terminal import PROGRAM, Terminal


def in_a_walk(terminal: Terminal) -> None:
    """Start an audit and stand at its first check."""
    terminal.begin_audit()
    terminal.run("audit", "walk")
    terminal.until("check 1 of ")


def verdicts(terminal: Terminal) -> list[str | None]:
    """Return the verdicts at the first touchpoint, as a command finds them."""
    audit = json.loads(terminal.command("audit", "show", "1", "--format", "json"))
    return [answer["verdict"] for answer in audit["touchpoints"][0]["answers"]]


def test_a_walk_that_is_killed_keeps_every_answer_it_called_saved(terminal: Terminal) -> None:
    in_a_walk(terminal)
    terminal.type("ynpxyn")
    terminal.until(lambda screen: "check 7 of " in screen and "saved " in screen)
    terminal.signal(signal.SIGKILL)
    terminal.until(lambda _screen: terminal.program() is None)
    expected = ["pass", "fail", "partly", "not-applicable", "pass", "fail"]
    assert verdicts(terminal)[:7] == [*expected, None]
    assert "sound" in terminal.command("db", "check")
    terminal.start_anew()
    terminal.run()
    terminal.until("6/")
    terminal.press("w")
    terminal.until("check 7 of ")
    terminal.press("y")
    terminal.until("check 8 of ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(terminal: Terminal, number: signal.Signals) -> None:
    before = terminal.state()
    in_a_walk(terminal)
    terminal.press("y")
    terminal.until("check 2 of ")
    assert terminal.state() != before
    terminal.signal(number)
    terminal.until_left()
    assert terminal.state() == before
    assert verdicts(terminal)[:2] == ["pass", None]


def test_quitting_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    before = terminal.state()
    in_a_walk(terminal)
    terminal.press("q")
    terminal.until_left()
    assert terminal.state() == before


def test_ctrl_c_says_how_to_leave_and_loses_nothing(terminal: Terminal) -> None:
    in_a_walk(terminal)
    terminal.press("C-c")
    terminal.until("Press q to leave")
    terminal.press("y")
    terminal.until("check 2 of ")


def test_without_a_terminal_one_line_says_what_works(terminal: Terminal) -> None:
    for arguments in ([], ["demo"]):
        done = subprocess.run(
            [PROGRAM, *arguments],
            env=terminal.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert "terminal" in done.stderr and "action" in done.stderr


def test_a_database_that_is_none_is_told_in_a_line(terminal: Terminal) -> None:
    (terminal.folder / "auditor.db").write_bytes(b"this is a shopping list" * 1000)
    terminal.run()
    screen = terminal.until("db restore")
    terminal.until_left()
    assert "Traceback" not in screen and "╭" not in screen
    terminal.type("echo left with $?")
    terminal.press("Enter")
    terminal.until("left with 4")
    assert (terminal.folder / "auditor.db").read_bytes() == b"this is a shopping list" * 1000
