"""The only place that prints, and that knows the exit codes: data on stdout, messages on stderr.

0 done · 1 refused · 2 wrong usage · 3 busy · 4 database damaged or from a newer version · 130 interrupted.
Nothing is coloured, so there is nothing to take out for pipes and NO_COLOR.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from auditor.base.errors import (
    AuditorError,
    BusyError,
    DatabaseError,
    RefusedError,
    StorageError,
    system_reason,
)
from auditor.base.i18n import _
from auditor.base.text import clean, one_line
from auditor.cli.frame.ways_out import WAYS

if TYPE_CHECKING:
    from auditor.cli.frame.tables import Table

DONE, REFUSED, USAGE, BUSY, DAMAGED, INTERRUPTED = 0, 1, 2, 3, 4, 130


def show(text: str) -> None:
    """Print data; it is clean already or has come from the user's own command line."""
    _write(clean(text), to_stderr=False)


def raw(content: str | bytes) -> None:
    """Print the content of a file as it is, with its own line ends; text has to be clean already."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    _write(data, to_stderr=False)


def say(message: str) -> None:
    """Print a message; each of its lines stays one."""
    _write("\n".join(one_line(line) for line in message.splitlines()), to_stderr=True)


def rows(table: Table[Any], form: str, empty: str = "") -> None:
    """Print a table in a format; for no rows at all, say `empty` where there would be a table."""
    from auditor.cli.frame import tables

    if form == "json":
        show(tables.as_json(table.records()))
    elif form == "csv":
        show(tables.as_csv(table))
    elif table.rows:
        _show_tables([table], form)
    else:
        say(empty or _("There is nothing to show."))


def whole(record: object, parts: Sequence[Table[Any]], main: Table[Any], form: str, after: str = "") -> None:
    """Print one thing: as JSON its record, as CSV its main table, else its tables one below the other.

    `after` is text that stands below the tables.
    """
    from auditor.cli.frame import tables

    if form == "json":
        show(tables.as_json(record))
    elif form == "csv":
        show(tables.as_csv(main))
    else:
        _show_tables([part for part in parts if part.rows], form, after)


def _show_tables(parts: Sequence[Table[Any]], form: str, after: str = "") -> None:
    from auditor.cli.frame import tables

    texts = [tables.as_text(part, form, _width()) for part in parts]
    show("\n\n".join([*(text.text for text in texts), *([after] if after else [])]))
    for text in texts:
        if text.left_out:
            say(
                _(
                    "Left out for want of room: {columns}. A wider window shows them, and --format json."
                ).format(columns=", ".join(text.left_out))
            )


def agreed(question: str) -> bool:
    """Ask a question on the terminal, no being the answer to enter; raise RefusedError where there is none."""
    if not is_terminal():
        raise RefusedError(_("Nothing was done: without a terminal, --yes says that it is meant."))
    return click.confirm(question, default=False, err=True)


@contextmanager
def progress(label: str, shown: bool) -> Iterator[Callable[[float], None]]:
    """Show a bar on a terminal while the block runs; what is handed out is told how much is done, 0..1."""
    if not (shown and is_terminal()):
        yield lambda _done: None
        return
    with click.progressbar(length=100, label=one_line(label), file=sys.stderr) as bar:
        yield lambda done: bar.update(max(0, round(100 * done) - bar.pos))


def leave(work: Callable[[], object], afterwards: Callable[[], None] = lambda: None) -> NoReturn:
    """Run a command and leave the program with its exit code. Nothing is ever a traceback.

    `afterwards` runs once all that the command has to say is said, whatever came of it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    code = _outcome(work)
    late = _outcome(afterwards)
    sys.exit(code or late)


def _outcome(work: Callable[[], object]) -> int:
    try:
        result = work()
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        _write(clean(told.getvalue().rstrip("\n")), to_stderr=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except AuditorError as error:
        say(error.worded(WAYS))
        return exit_code(error)
    except Exception as error:
        say(_unexpected(error))
        return REFUSED
    return result if isinstance(result, int) else DONE


def exit_code(error: AuditorError) -> int:
    """Return the exit code that tells a script what kind of error it was."""
    if isinstance(error, BusyError):
        return BUSY
    return DAMAGED if isinstance(error, DatabaseError) else REFUSED


def _write(text: str | bytes, to_stderr: bool) -> None:
    try:
        click.echo(text, nl=isinstance(text, str), err=to_stderr)
        if not to_stderr and sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still buffered must not complain at exit.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(DONE) from None
    except OSError as error:
        if to_stderr:
            return
        reason = system_reason(error)
        raise StorageError(_("The output can’t be written: {reason}.").format(reason=reason)) from error


def is_terminal() -> bool:
    """Tell whether input and both outputs are a terminal, so that screens can be shown."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _width() -> int | None:
    """Return how many columns the terminal has, or None when the output goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def drawing_width() -> int:
    """Return how many columns a drawing may take: the terminal's, or 80 when the output goes elsewhere."""
    return _width() or 80


def _unexpected(error: Exception) -> str:
    """Keep the details of an error nobody foresaw in a file; return the line to say."""
    import platform
    import traceback
    from datetime import UTC, datetime

    from auditor import __version__

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    details = f"Auditor {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    details += "".join(traceback.format_exception(error))
    path = _keep(f"auditor-error-{stamp}.log", details)
    kept = _("The details are in {path}.").format(path=path) if path else ""
    return _("Something unforeseen went wrong ({error}). {kept}").format(
        error=clean(f"{type(error).__name__}: {error}")[:200], kept=kept
    )


def _keep(name: str, details: str) -> Path | None:
    import tempfile

    from auditor.store.location import default_path, locate

    folders: list[Path] = []
    with suppress(AuditorError):
        folders.append((locate(None).path or default_path()).parent)
    for folder in (*folders, Path(tempfile.gettempdir())):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / name
            path.touch(0o600)
            path.write_text(details, encoding="utf-8", errors="replace")
            return path
    return None
