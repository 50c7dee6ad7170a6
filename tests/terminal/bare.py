"""A terminal with nothing behind it: a pseudo-terminal whose other end the test holds, fills, leaves unread or closes."""

from __future__ import annotations

import fcntl
import os
import re
import select
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from struct import pack
from time import monotonic

import pytest

from tests.terminal.terminal import LONGEST, PROGRAM

_CONTROL = re.compile(rb"\x1b\[[0-9;?<>=$]*[a-zA-Z]|\x1b.")


class Bare:
    """A program that runs in a terminal which the test holds the other end of."""

    def __init__(self, process: subprocess.Popen[bytes], end: int) -> None:
        """Hold the terminal's other end."""
        self.process = process
        self._end = end
        self._shown = b""
        self._drawn = b""

    @property
    def drawn(self) -> str:
        """All that the program has written so far, without what controls the terminal."""
        return self._drawn.decode(errors="replace")

    def read(self, seconds: float) -> bool:
        """Take what the program writes, waiting so long for it; tell whether there was any."""
        if not select.select([self._end], [], [], seconds)[0]:
            return False
        with suppress(OSError):
            came = _CONTROL.sub(b"", os.read(self._end, 65536))
            self._shown += came
            self._drawn += came
            return True
        return False

    def until(self, pattern: str) -> None:
        """Read until the program has written what fits a regular expression since this was called last."""
        until = monotonic() + LONGEST
        while not re.search(pattern.encode(), self._shown):
            assert monotonic() < until, (
                f"waited in vain for {pattern}:\n{self._shown[-2000:].decode(errors='replace')}"
            )
            self.read(0.1)
        self._shown = b""

    def send(self, keys: bytes) -> None:
        """Type, reading what the program writes meanwhile."""
        os.set_blocking(self._end, False)
        while keys:
            with suppress(BlockingIOError):
                keys = keys[os.write(self._end, keys) :]
            self.read(0.001)

    def fill(self) -> None:
        """Change from light to dark and back, without reading what is drawn, until the program waits to draw."""
        os.set_blocking(self._end, False)
        until, stuck = monotonic() + LONGEST, 0
        while stuck < 10:
            assert monotonic() < until, "the terminal takes more than a terminal does"
            with suppress(BlockingIOError):
                os.write(self._end, b"\x14")
            self.ended(0.02, reading=False)
            stuck = stuck + 1 if "futex" in _waits(self.process.pid)[self.process.pid] else 0

    def until_it_sleeps(self) -> None:
        """Read until a thread of the program sleeps, as one does that waits for another program's lock."""
        until = monotonic() + LONGEST
        while not any("nanosleep" in wait for wait in _waits(self.process.pid).values()):
            assert monotonic() < until, "nothing waits for the lock"
            self.read(0.02)

    def until_idle(self) -> None:
        """Read until the program draws nothing for a while."""
        while self.read(0.5):
            pass

    def close(self) -> None:
        """Let the terminal be gone, as it is when what shows it ends."""
        with suppress(OSError):
            os.close(self._end)
        self._end = -1

    def ended(self, seconds: float, *, reading: bool = True) -> int | None:
        """Return the program's exit code, waiting for it at most so long; None if it has not ended."""
        until = monotonic() + seconds
        while self.process.poll() is None and (left := until - monotonic()) > 0:
            if reading and self._end >= 0:
                self.read(min(left, 0.02))
            else:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(left)
        return self.process.returncode


def _waits(process: int) -> dict[int, str]:
    """Return what of the kernel each thread of a process waits in."""
    found = {}
    for thread in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):
            found[int(thread.name)] = (thread / "wchan").read_text(encoding="ascii")
    if set(found.values()) == {"0"}:
        pytest.skip("this system does not tell what a program waits for")
    return found


@contextmanager
def bare(
    arguments: Sequence[str], environment: Mapping[str, str], *, with_signal: bool = True
) -> Iterator[Bare]:
    """Run the program in a terminal of 80 by 24. Without signal, it is not told by the system when that is gone."""
    end, inner = os.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, pack("HHHH", 24, 80, 0, 0))
    # A terminal signals only to the session whose own it is.
    session = "import fcntl, os, sys, termios; {}os.execv(sys.argv[1], sys.argv[1:])"
    begin = session.format("fcntl.ioctl(0, termios.TIOCSCTTY, 0); " if with_signal else "")
    process = subprocess.Popen(
        [sys.executable, "-c", begin, PROGRAM, *arguments],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment},
        start_new_session=True,
    )
    os.close(inner)
    held = Bare(process, end)
    try:
        yield held
    finally:
        process.kill()
        process.wait()
        held.close()
