"""The terminal: what is typed is read from it, what is drawn is written to it, for as long as there is one.

Textual's own driver goes round and round when its terminal is gone, or stops writing and lets everybody else wait for
it. This one says so, once, and from then on reads nothing and throws away what is written.
"""

from __future__ import annotations

import os
import re
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from io import TextIOWrapper
from time import monotonic
from typing import IO, Any, Protocol, TypeVar, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from auditor.base import signs
from screens.frame.bursts import Bursts, Flood
from screens.frame.outside import takes_title, title_sequence
from screens.frame.textual_internals import let_write, new_parser, parsed

T = TypeVar("T")

_TICK = 0.1
"""Seconds between two looks whether the app is being left, and whether escape was the key."""
_QUIET = 0.1
"""Seconds without anything to read after which what is thrown away has ended."""
_ANSWER = re.compile(rb"\x1b\[[?>]?[0-9;]+[ct]|\x1b_G[^\x1b]*\x1b\\")
"""What a terminal says of itself: what it is, how large its cells are, whether it shows pictures. No key sends that."""
_REST_OF_ANSWER = re.compile(rb"^(?:\[?\?[0-9;]+c|_?G[^\x1b]*\x1b\\)")
"""One that came late, of which whoever asked has read the beginning, and found that it was asked for something else."""
_MOST_ANSWERED = 4096
_REST = 1.0
"""Seconds for which what still comes is thrown away when the app is left, lest it be typed into the shell."""


class Reader(Protocol):
    """Whoever is typed for; called in the thread that reads."""

    @property
    def has_enough(self) -> bool:
        """Whether more keys wait than anybody waits for, or none is wanted any more."""

    def hand_on(self, messages: Iterable[Message]) -> Iterable[Message]:
        """Count what is handed on."""

    def lose_terminal(self) -> None:
        """Learn that the terminal is gone. Called once or twice, in whichever thread finds out."""


class Terminal(LinuxDriver):
    """Textual's driver, on a terminal that may send too much, or go away."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Read for `app`, which is a `Reader`, and write what it draws."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._reader = cast("Reader", app)
        self._is_gone = False
        self._asked: tuple[Callable[[], Any], Future[Any]] | None = None
        self._came = b""
        """What was typed while something else read."""
        self._stdout: Any = None
        """Standard output as it was, once it goes the way of what is drawn."""
        let_write(self, lambda file: cast("TextIOWrapper", Output(file, self._lose)))

    def _lose(self) -> None:
        self._is_gone = True
        self._reader.lose_terminal()

    def ask(self, work: Callable[[], T]) -> Future[T]:
        """Let something that asks the terminal on standard output, and reads the answer, be done by the thread that reads.

        Standard output goes the way of all that is drawn from then on. Answers that come late are no keys.
        """
        future: Future[T] = Future()
        self._asked = work, future
        return future

    def start_application_mode(self) -> None:
        """Take the terminal, and keep the title of its window."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if takes_title():
            self.write(f"\x1b[22;2t{title_sequence(self._app.title)}")

    def stop_application_mode(self) -> None:
        """Give the terminal back with the title it had."""
        if takes_title():
            self.write("\x1b[23;2t")
        super().stop_application_mode()

    def close(self) -> None:
        """Write nothing more; standard output is what it was."""
        if self._stdout is not None:
            sys.__stdout__, self._stdout = self._stdout, None  # type: ignore[misc]
        super().close()

    @property
    def draws_more(self) -> bool:
        """Whether standard output goes the way of what is drawn still."""
        return self._stdout is not None

    def _let_ask(self, selector: selectors.BaseSelector) -> None:
        if self._asked is None:
            return
        (work, future), self._asked = self._asked, None
        if self._stdout is None:
            self._stdout = sys.__stdout__
            sys.__stdout__ = cast("Any", Through(self))  # type: ignore[misc]
        failed: Exception | None = None
        done = None
        try:
            done = work()
        except Exception as error:
            failed = error
        came = b""
        while selector.select(_QUIET) and not self._is_gone and len(came) < _MOST_ANSWERED:
            came += self._read()
        self._came = only_typed(came)
        if failed is None:
            future.set_result(done)
        else:
            future.set_exception(failed)

    def run_input_thread(self) -> None:
        """Read until the app is left or the terminal is gone."""
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            self._read_keys(selector)
            end = monotonic() + _REST
            while not self._is_gone and selector.select(_QUIET) and monotonic() < end:
                self._read()

    def _read_keys(self, selector: selectors.BaseSelector) -> None:
        bursts = Bursts()
        parser = new_parser()
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            self._let_ask(selector)
            wait = bursts.wait(monotonic())
            if not self._came and not selector.select(_TICK if wait is None else wait):
                self._send(bursts.release())
                self._send(bursts.read(parser.tick(), monotonic()))
                continue
            text = decode(self._read())
            if self._is_gone:
                return
            if not text:
                continue
            if self._reader.has_enough:
                self._send(bursts.release())
                self._throw_away(text, selector)
                parser = new_parser()
                continue
            if bursts.take_plain(text, monotonic()):
                continue
            messages, parser = parsed(parser, text)
            # By the clock as it is now: on a busy machine making keys of so many characters takes a while.
            self._send(bursts.read(messages, monotonic()))
            if not bursts.is_flood and bursts.wait(monotonic()) == 0:
                self._send(bursts.release())
            self._send(bursts.read(parser.tick(), monotonic()))

    def _throw_away(self, text: str, selector: selectors.BaseSelector) -> None:
        """Read and forget until nothing more comes; tell of it, with the last character."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        last = text[-1:]
        while not self.exit_event.is_set() and selector.select(_QUIET) and not self._is_gone:
            last = decode(self._read())[-1:] or last
        self._send([Flood(None, "", last)])

    def _read(self) -> bytes:
        """Return what there is to read; nothing, and noted as gone, where there is no terminal any more."""
        if self._came:
            came, self._came = self._came, b""
            return came
        try:
            read = os.read(self.fileno, 65536)
        except BlockingIOError:
            return b""
        except OSError:
            read = b""
        if not read:
            self._lose()
        # An answer may come later than anybody waits for it.
        return _ANSWER.sub(b"", read) if self._stdout is not None and b"\x1b" in read else read

    def _send(self, messages: Iterable[Message]) -> None:
        for message in self._reader.hand_on(messages):
            self.process_message(message)


def only_typed(came: bytes) -> bytes:
    """Return what is no answer of the terminal's of what came while it was asked."""
    return _ANSWER.sub(b"", _REST_OF_ANSWER.sub(b"", came))


class Output:
    """A file for the thread that writes, which must not end before the app does."""

    def __init__(self, file: IO[str], lose: Callable[[], None]) -> None:
        """Write to `file` until that fails; then call `lose`."""
        self._file = file
        self._lose = lose
        self._is_lost = False

    def write(self, text: str) -> int:
        """Write, in signs that the terminal has, or throw away."""
        self._try(lambda: self._file.write(signs.in_cells(text)))
        return len(text)

    def flush(self) -> None:
        """Let out what was written."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._file.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        if self._is_lost:
            return
        try:
            act()
        except (OSError, ValueError):
            self._is_lost = True
            # What could not be written would be tried once more when Python ends, and change the exit code.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._file.fileno())
            self._lose()


class Through:
    """Standard output while an app draws: what is written to it is put among what is drawn, never within it."""

    def __init__(self, driver: Terminal) -> None:
        """Write by way of a driver."""
        self._terminal = driver

    def write(self, text: str) -> int:
        """Write, or throw away once the app has let go of the terminal."""
        if self._terminal.draws_more:
            self._terminal.write(text)
        return len(text)

    def flush(self) -> None:
        """The driver lets out what was written."""

    def fileno(self) -> int:
        """Return the number of the terminal."""
        return self._terminal.fileno

    def isatty(self) -> bool:
        """Tell that it is a terminal."""
        return True
