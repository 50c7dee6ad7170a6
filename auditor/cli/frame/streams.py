"""Input and outputs as they are before anything is read or printed: closed, full, no longer read, without UTF-8.

Whatever prints, click's help and version among it, does so through these streams; so what becomes of the output is
decided in one place.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from auditor.base import signs
from auditor.base.errors import StorageError, system_reason
from auditor.base.i18n import _, spell_with

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def make_ready() -> None:
    """Put outputs in place that tell what went wrong, once, and that write what a terminal can show."""
    if os.name != "posix":
        _reconfigure(sys.stdout)
        _reconfigure(sys.stderr)
        return
    # What is opened next must never take the place of a closed output: what is printed would go into it. Read only,
    # it is closed to whoever writes still.
    for descriptor in range(3):
        _hold(descriptor)
    sys.stdout = _stream(1, _Output)
    sys.stderr = _stream(2, _Messages)


def show_signs(wanted: bool | None) -> None:
    """Show ASCII signs, or all, from now on; None lets the terminal on standard output decide, and files have all.

    The locale tells what a terminal has. That of Linux itself has a font of its own, without Braille.
    """
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    encoding = _encoding_of_terminal() if is_terminal else "utf-8"
    chosen = signs.Signs.ALL
    if wanted or (wanted is None and is_terminal and not _has_signs(encoding)):
        chosen = signs.Signs.ASCII
    elif wanted is None and is_terminal and os.environ.get("TERM") == "linux":
        chosen = signs.Signs.CONSOLE
    if chosen is not signs.Signs.ALL or signs.in_use() is not chosen:
        signs.use(chosen, encoding)
        spell_with(None if chosen is signs.Signs.ALL else signs.spelled)


def _has_signs(encoding: str) -> bool:
    """Tell whether a terminal has signs beyond letters: its encoding has, and nobody says it is for ASCII alone.

    Where the locale is C, Python writes UTF-8 nevertheless: letters can be read in nearly every terminal.
    """
    return codecs.lookup(encoding).name.startswith(("utf", "gb18030")) and os.environ.get("LC_ALL") not in {
        "C",
        "POSIX",
    }


def let_screens_write() -> None:
    """Let what draws screens, on the standard error that Python began with, write what the terminal can show."""
    if isinstance(sys.__stderr__, io.TextIOWrapper) and os.name == "posix":
        sys.__stderr__.reconfigure(encoding=_encoding_of_terminal(), errors=signs.READABLE)


def begin_with_utf8() -> None:
    """Begin the program anew where Python takes every text for ASCII, and can neither read nor name what isn't.

    That is so in the locale C where Python was told to leave it at that. Returns where text can be used.
    """
    if codecs.lookup(sys.getfilesystemencoding()).name != "ascii" or getattr(sys, "frozen", False):
        return
    if os.name == "posix" and sys.executable:
        os.execv(sys.executable, [sys.orig_argv[0], "-X", "utf8", *sys.orig_argv[1:]])


def lose(error: OSError) -> NoReturn:
    """End the command, because its output can't be written.

    Whoever read it and has seen enough is no fault; whatever else, raises StorageError.
    """
    if isinstance(error, BrokenPipeError):
        import click

        raise click.exceptions.Exit(0) from None
    reason = system_reason(error)
    raise StorageError(_("The output can’t be written: {reason}.").format(reason=reason)) from error


class _Messages(io.FileIO):
    """Standard error: what can't be said is left unsaid."""

    _is_lost = False

    def write(self, data: ReadableBuffer, /) -> int:
        """Write some bytes, waiting where the reader is slow; once that failed, nothing."""
        if not self._is_lost:
            try:
                while (count := self._taken(data)) is None:
                    self._wait()
                return count
            except OSError as error:
                self._is_lost = True
                self._lose(error)
        return memoryview(data).nbytes

    def _taken(self, data: ReadableBuffer) -> int | None:
        """Return how many bytes were taken; None by a full pipe that does not wait."""
        return super().write(data)

    def _lose(self, error: OSError) -> None:
        del error

    def _wait(self) -> None:
        """Wait until a pipe that does not wait by itself takes more."""
        import select

        select.select([], [self.fileno()], [])


class _Output(_Messages):
    """Standard output."""

    def _lose(self, error: OSError) -> None:
        lose(error)


def _stream(descriptor: int, kind: type[_Messages]) -> io.TextIOWrapper:
    outlet = kind(descriptor, "w", closefd=False)
    is_terminal = outlet.isatty()
    encoding = _encoding_of_terminal() if is_terminal else "utf-8"
    return _Text(
        io.BufferedWriter(outlet), encoding, signs.READABLE, line_buffering=is_terminal or descriptor == 2
    )


class _Text(io.TextIOWrapper):
    """Text in signs that can be shown."""

    def write(self, text: str, /) -> int:
        """Write some text."""
        return super().write(signs.drawn(text))


def _encoding_of_terminal() -> str:
    """Return what a terminal shows: UTF-8, unless its locale says otherwise and nobody told Python better."""
    if sys.flags.utf8_mode and os.environ.get("PYTHONUTF8") == "0":
        codecs.register(_plain)
        return _PLAIN
    known = sys.__stdout__ or sys.__stderr__
    return known.encoding if known is not None else "utf-8"


_PLAIN = "ascii_of_a_terminal"
"""ASCII under a name of its own: where click sees ASCII, it takes that for a mistake and writes UTF-8."""


def _plain(name: str) -> codecs.CodecInfo | None:
    known = codecs.lookup("ascii")
    if name != _PLAIN:
        return None
    return codecs.CodecInfo(
        known.encode,
        known.decode,
        incrementalencoder=known.incrementalencoder,
        incrementaldecoder=known.incrementaldecoder,
        name=_PLAIN,
    )


def _hold(descriptor: int) -> None:
    try:
        os.fstat(descriptor)
    except OSError:
        opened = os.open(os.devnull, os.O_RDONLY)
        if opened != descriptor:
            os.dup2(opened, descriptor)
            os.close(opened)


def _reconfigure(stream: object) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors=signs.READABLE)
