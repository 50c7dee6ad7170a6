"""Files that a user names, read as text."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from auditor.base.encodings import decoded
from auditor.base.errors import RefusedError, system_reason
from auditor.base.files import write_whole
from auditor.base.i18n import _
from auditor.base.reading import TooLargeError, read_file, read_within
from auditor.base.text import one_line
from auditor.cli.frame import output


def read_text(file: str, limit: int) -> str:
    """Return the text in a file, or of standard input for a dash; refuse more than `limit` bytes."""
    try:
        if file == "-":
            return decoded(_standard_input(limit))
        return decoded(read_file(Path(file).expanduser(), limit))
    except TooLargeError:
        raise RefusedError(_("{file} is larger than {limit} bytes.").format(file=file, limit=limit)) from None
    except OSError as error:
        raise RefusedError(
            _("{file} can’t be read: {reason}.").format(file=file, reason=system_reason(error))
        ) from error
    except UnicodeDecodeError as error:
        raise RefusedError(_("{file} is not UTF-8 text: save it as UTF-8.").format(file=file)) from error


def _standard_input(limit: int) -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return read_within(sys.stdin.buffer, limit)


@contextmanager
def naming(file: str) -> Iterator[None]:
    """Name a file before whatever is refused in it within the block; standard input has no name."""
    try:
        yield
    except RefusedError as error:
        if file == "-":
            raise
        raise RefusedError(_("{place}: {reason}").format(place=one_line(file), reason=error)) from error


F = TypeVar("F", bound=Callable[..., object])


def file_options(command: F) -> F:
    """Add `-o FILE` and `--force` to a command that prints a text."""
    for option in (
        click.option("--force", is_flag=True, help=_("Replace the file if it is already there.")),
        click.option("-o", "--output", "file", metavar="FILE", help=_("Write into this file.")),
    ):
        command = option(command)
    return command


def print_or_write(text: str | Iterable[str], file: str | None, force: bool) -> None:
    """Print a text, whole or in pieces, or write it into a file and say so."""
    if file is None:
        output.show_pieces([text] if isinstance(text, str) else text)
        return
    path = write_whole(file, text, force)
    output.say(_("Written: {path}").format(path=path))
