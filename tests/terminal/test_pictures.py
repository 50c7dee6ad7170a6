"""Pictures on terminals that show them, and on those that don't: what is sent, and that no answer is taken for keys."""

from __future__ import annotations

import fcntl
import os
import re
import select
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path
from struct import pack
from time import monotonic

import pytest

from screens.frame.terminal import only_typed
from tests.terminal.terminal import LONGEST

_ASKS_WHAT_IT_IS, _ASKS_FOR_PICTURES = b"\x1b[c", re.compile(rb"\x1b_Gi=(\d+),[^;]*a=q")
_SIXELS, _PLACED = b"\x1bP", "\U0010eeee".encode()
_TYPED = re.compile(rb"typed <([^>]*)>")
_BLOCKS = "▀".encode()


class Answering:
    """A terminal that answers what it is asked, or does not, with a program in it."""

    def __init__(self, database: Path, what: str) -> None:
        """Start the program in a terminal of a kind."""
        self._what = what
        self.sent = b""
        self._answered: set[str] = set()
        self._end, inner = os.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, pack("HHHH", 24, 80, 800, 480))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.terminal.showing", str(database)],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        os.close(inner)

    def read(self) -> None:
        """Take what the program sends, and answer it."""
        if select.select([self._end], [], [], 0.1)[0]:
            with suppress(OSError):
                self.sent += os.read(self._end, 65536)
        asked = _ASKS_FOR_PICTURES.search(self.sent)
        if self._what == "silent" or (self._what == "late" and _BLOCKS not in self.sent):
            return
        if _ASKS_WHAT_IT_IS in self.sent:
            self._answer("what", b"\x1b[?62;4c" if self._what in ("sixel", "late") else b"\x1b[?62c")
        if asked and self._what in ("kitty", "late"):
            self._answer("pictures", b"\x1b_Gi=" + asked[1] + b";OK\x1b\\")

    def _answer(self, question: str, answer: bytes) -> None:
        if question not in self._answered:
            self._answered.add(question)
            self.type(answer)

    def type(self, keys: bytes) -> None:
        """Send something to the program."""
        os.write(self._end, keys)

    def until(self, wanted: bytes) -> None:
        """Read until the program has sent something."""
        end = monotonic() + LONGEST
        while wanted not in self.sent:
            assert monotonic() < end, f"waited in vain for {wanted!r}: {self.sent[-500:]!r}"
            self.read()

    def ended(self) -> int:
        """Return the program's exit code, once it has ended."""
        end = monotonic() + LONGEST
        while self.process.poll() is None and monotonic() < end:
            self.read()
        return self.process.wait(LONGEST)

    def close(self) -> None:
        """End both."""
        self.process.kill()
        self.process.wait()
        os.close(self._end)


@pytest.mark.parametrize(
    ("what", "shown", "not_shown"),
    [
        ("sixel", _SIXELS, _PLACED),
        ("kitty", _PLACED, _SIXELS),
        ("plain", _BLOCKS, _SIXELS),
        ("silent", _BLOCKS, _PLACED),
        ("late", _BLOCKS, _PLACED),
    ],
    ids=["sixel", "kitty", "plain", "silent", "late"],
)
def test_a_terminal_is_sent_what_it_can_show(
    what: str, shown: bytes, not_shown: bytes, schema_file: Path
) -> None:
    pytest.importorskip("textual_image")
    terminal = Answering(schema_file, what)
    try:
        terminal.until(shown)
        terminal.type(b"t")
        terminal.until(b"heard it")
        assert not_shown not in terminal.sent
        before, after = terminal.sent.split(b"heard it", 1)
        assert b"above it" in before and b"below it" in before
        assert set(_TYPED.findall(terminal.sent)) == {b"t"}
        terminal.type(b"q")
        assert terminal.ended() == 0, after
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("came", "typed"),
    [
        (b"?62;4c", b""),
        (b"?62c\x1b_Gi=3;OK\x1b\\yn", b"yn"),
        (b"Gi=3;OK\x1b\\", b""),
        (b"\x1b[6;20;10tq", b"q"),
        (b"5c", b"5c"),
        (b"\x1b[A", b"\x1b[A"),
    ],
)
def test_of_what_came_while_it_was_asked_only_keys_are_taken(came: bytes, typed: bytes) -> None:
    assert only_typed(came) == typed
