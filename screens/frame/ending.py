"""Ends the program when the system asks for it or its terminal is gone, in whatever state the app is.

A signal is heard by a thread of its own. The event loop hears of signals by the same pipe by which threads wake it, and
that is full when keys wait by the thousand; and a loop that waits for the terminal to take what is written hears
nothing at all. The thread asks the app to leave, as `q` does. Should the app not have left in time, the thread waits for
what is being saved, gives the terminal back and ends the process: a change that is not on disk by then is taken back
whole when the database is opened again.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from os import _exit as end_process
from time import sleep
from types import FrameType
from typing import Self

ORDERLY = 2.5
"""Seconds the app has for leaving."""
SAVING = 20.0
"""Seconds that then are left for saving: a slow disk takes its time, and a late end is better than a lost answer."""

_STOP = 0
_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")
_GIVE_BACK = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[<u\x1b[23;2t"
    "\x1b[?1049l\x1b[?25h"
)
"""Ends what the app asks of a terminal: reports of mouse, focus, pastes and size, keys in full, its title, the other screen."""


class Ending:
    """Hears, from entering to leaving, what ends the program. Does nothing on Windows, which has no such signals."""

    code: int | None = None
    """The exit code with which the program ends, once it is to end."""
    spares_interrupts: bool = False
    """The terminal is lent to another program: ctrl+c there is meant for that one."""

    def __init__(
        self,
        leave: Callable[[int], None],
        saved: Callable[[float], bool],
        die: Callable[[int], object] = end_process,
    ) -> None:
        """Ask to `leave` with an exit code; then `saved` waits so many seconds for saving, and `die` ends all."""
        self._leave = leave
        self._saved = saved
        self._die = die
        self._codes = {number: 128 + number for name in _NAMES if (number := getattr(signal, name, 0))}
        self._pipe: tuple[int, int] | None = None
        self._give_back: Callable[[], None] = _nothing
        self._undo: Callable[[], None] = _nothing

    def __enter__(self) -> Self:
        """Hear from now on. In the main thread."""
        if sys.platform == "win32":
            return self
        heard, said = self._pipe = os.pipe()
        os.set_blocking(said, False)
        self._give_back = _giving_back(sys.__stdin__.fileno() if sys.__stdin__ is not None else 0)
        before = {number: signal.signal(number, _heard) for number in self._codes}
        wakeup = signal.set_wakeup_fd(said, warn_on_full_buffer=False)
        thread = threading.Thread(target=self._listen, args=(heard,), name="ending", daemon=True)

        def undo() -> None:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.write(said, bytes([_STOP]))
            thread.join()
            os.close(heard)
            os.close(said)

        self._undo = undo
        thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        """Hear no longer; a program that is to end goes on being watched until it has ended."""
        if self.code is None:
            self._undo()

    def lose_terminal(self) -> None:
        """End the program because its terminal is gone. In any thread."""
        if self._pipe is not None:
            os.write(self._pipe[1], bytes([signal.SIGHUP]))

    def _listen(self, heard: int) -> None:
        # Putting the terminal's settings back would stop a program that is not in front.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        while True:
            for number in os.read(heard, 512):
                if number == _STOP:
                    return
                if number == signal.SIGINT and self.spares_interrupts:
                    continue
                if number in self._codes:
                    self._end(self._codes[number])
                    return

    def _end(self, code: int) -> None:
        self.code = code
        try:
            self._leave(code)
            sleep(ORDERLY)
            self._saved(SAVING)
            self._give_back()
        finally:
            self._die(code)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Keep Python from ending the program; the thread that listens is told by the number that Python writes."""


def _nothing() -> None:
    """Do nothing."""


def _giving_back(terminal: int) -> Callable[[], None]:
    """Return what gives a terminal back as it is now, as far as it takes that without anybody waiting."""
    import termios

    try:
        settings = termios.tcgetattr(terminal)
        name = os.ttyname(terminal)
    except (termios.error, OSError):
        return _nothing

    def give_back() -> None:
        with suppress(termios.error, OSError):
            termios.tcsetattr(terminal, termios.TCSANOW, settings)
        with suppress(OSError):
            # Opened anew: only here nothing waits for a terminal that has stopped.
            writing = os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
            os.write(writing, _GIVE_BACK.encode())
            os.close(writing)

    return give_back
