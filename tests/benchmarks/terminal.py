"""A program on a pseudo-terminal: started, read as it writes, typed to, looked at and ended."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from tests.benchmarks.screen import Screen

WIDTH, HEIGHT = 100, 30
PATIENCE = 60.0
"""Seconds after which a measure gives up: far more than anything here takes."""

_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What a present-day terminal answers: it can hold a frame back until it is whole."""

Shows = Callable[[Screen], bool]


class GaveUpError(Exception):
    """What was waited for did not show."""


class Terminal:
    """One program on a pseudo-terminal of 100 by 30. Times are seconds of `time.perf_counter`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start the program."""
        self.screen = Screen(WIDTH, HEIGHT)
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            self._become(command, environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        os.set_blocking(self._terminal, False)

    def _become(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        try:
            # The size may not be set yet by the other side, and the program must not see another one first.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
            os.execvpe(command[0], list(command), dict(environment))
        finally:
            os._exit(127)

    def __enter__(self) -> Self:
        """Give the terminal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        self.end()

    def type(self, keys: str) -> float:
        """Press keys; return when."""
        now = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return now

    def wait(self, shows: Shows) -> float:
        """Read until the screen shows what is wanted; return when that had been written.

        Raises GaveUpError when it does not come.
        """
        deadline = time.perf_counter() + PATIENCE
        while not shows(self.screen):
            arrived = self._read(deadline)
            if arrived is None:
                raise GaveUpError(f"not shown; the screen is:\n{self.screen.text}")
            if shows(self.screen):
                return arrived
        return time.perf_counter()

    def settle(self, quiet: float = 0.15) -> None:
        """Read until nothing was written for `quiet` seconds."""
        while self._read(time.perf_counter() + quiet) is not None:
            pass

    def _read(self, deadline: float) -> float | None:
        """Take what was written; return when the last of it came, or None when nothing came until `deadline`."""
        if not select.select([self._terminal], [], [], max(0, deadline - time.perf_counter()))[0]:
            return None
        taken = b""
        arrived = time.perf_counter()
        # A frame is a few writes of at most a page each: all that is there is taken before any of it is read.
        while chunk := self._chunk():
            arrived = time.perf_counter()
            taken += chunk
        if not taken:
            raise GaveUpError(f"the program ended; the screen was:\n{self.screen.text}")
        for question, answer in _ANSWERS.items():
            if question in taken:
                os.write(self._terminal, answer)
        self.screen.feed(taken)
        return arrived

    def _chunk(self) -> bytes:
        try:
            return os.read(self._terminal, 65536)
        except (BlockingIOError, OSError):
            return b""

    def end(self) -> None:
        """Kill the program and let go of the terminal."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)
