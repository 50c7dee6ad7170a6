"""The only place that prints, and that knows the exit codes: data on stdout, messages on stderr.

0 done · 1 refused · 2 wrong usage · 3 busy · 4 database damaged or from a newer version · 130 interrupted.
Nothing is coloured, so there is nothing to take out for pipes and NO_COLOR.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from auditor.base import signs
from auditor.base.errors import (
    AuditorError,
    BusyError,
    DatabaseError,
    RefusedError,
    system_reason,
)
from auditor.base.i18n import _
from auditor.base.text import clean, one_line, shortened, without_passwords
from auditor.cli.frame.streams import lose
from auditor.cli.frame.ways_out import WAYS

if TYPE_CHECKING:
    from auditor.cli.frame.tables import Table

DONE, REFUSED, USAGE, BUSY, DAMAGED, INTERRUPTED = 0, 1, 2, 3, 4, 130


def show(text: str) -> None:
    """Print data; it is clean already or has come from the user's own command line."""
    _write(clean(text), to_stderr=False)


def data(text: str) -> None:
    """Print data that other programs read: a terminal gets it in signs that it has, everything else as it is."""
    with nullcontext() if into_terminal() else signs.all_kept():
        show(text)


def _json(text: str) -> None:
    from auditor.cli.frame import tables

    data(tables.escaped(text) if into_terminal() and signs.in_use() is not signs.Signs.ALL else text)


def show_pieces(pieces: Iterable[str], as_they_are: bool = False) -> None:
    """Print data that comes in pieces, once all of them are there: nothing is printed where one fails.

    What is longer than a few megabytes waits in a temporary file that has no name. Printed as they are, pieces keep
    their own line ends and have to be clean already.
    """
    import tempfile

    last = "\n"
    with tempfile.SpooledTemporaryFile(_KEPT, "w+", encoding="utf-8", newline="", errors="replace") as kept:
        try:
            for piece in pieces if as_they_are else map(clean, pieces):
                kept.write(piece)
                last = piece or last
            kept.seek(0)
            with nullcontext() if into_terminal() else signs.all_kept():
                while piece := kept.read(_AT_ONCE):
                    _write(piece.encode() if as_they_are else piece, to_stderr=False, ended=True)
        except OSError as error:
            lose(error)
    if not as_they_are and not last.endswith("\n"):
        _write("", to_stderr=False)


_KEPT, _AT_ONCE = 8_000_000, 1 << 20


def content(whole: str | bytes) -> None:
    """Print the content of a file; raise UsageError for one that is no text on a terminal."""
    if isinstance(whole, str):
        data(whole.removesuffix("\n"))
    elif into_terminal():
        raise click.UsageError(_("A spreadsheet can’t be shown in a terminal: name a file."))
    else:
        _write(whole, to_stderr=False)


def say(message: str) -> None:
    """Print a message, without the password of an address that somebody gave; each of its lines stays one."""
    lines = (one_line(line) for line in message.splitlines())
    _write(without_passwords("\n".join(lines)), to_stderr=True)


def rows(table: Table[Any], form: str, empty: str = "") -> None:
    """Print a table in a format; for no rows at all, say `empty` where there would be a table."""
    from auditor.cli.frame import tables

    if form == "json":
        _json(tables.as_json(table.records()))
    elif form == "csv":
        data(tables.as_csv(table))
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
        _json(tables.as_json(record))
    elif form == "csv":
        data(tables.as_csv(main))
    else:
        _show_tables([part for part in parts if part.rows], form, after)


def _show_tables(parts: Sequence[Table[Any]], form: str, after: str = "") -> None:
    from auditor.cli.frame import tables

    texts = [tables.as_text(part, form, _width()) for part in parts]
    printed = data if tables.is_for_programs(form) else show
    printed("\n\n".join([*(text.text for text in texts), *([after] if after else [])]))
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
    code = _outcome(work)
    if signs.has_lost_letters() and into_terminal():
        from auditor.sentences.letters import plain_letters_told

        say(plain_letters_told())
    late = _outcome(afterwards)
    sys.exit(code or late)


def _outcome(work: Callable[[], object]) -> int:
    try:
        result = work()
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        _write(without_passwords(clean(told.getvalue().rstrip("\n"))), to_stderr=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except AuditorError as error:
        say(error.worded(WAYS))
        return exit_code(error)
    except MemoryError:
        say(_("There is not enough memory for this: close other programs, or take less at once."))
        return REFUSED
    except RecursionError:
        say(_("Something in it is nested too deep."))
        return REFUSED
    except Exception as error:
        say(_of_a_file(error) or _unexpected(error))
        return REFUSED
    return result if isinstance(result, int) else DONE


def _of_a_file(error: Exception) -> str:
    """Return what the system says of a file that somebody named; empty for any other error."""
    if not isinstance(error, OSError) or not isinstance(error.filename, str | bytes):
        return ""
    file = shortened(os.fsdecode(error.filename), 200)
    return _("{file} can’t be used: {reason}.").format(file=file, reason=system_reason(error))


def exit_code(error: AuditorError) -> int:
    """Return the exit code that tells a script what kind of error it was."""
    if isinstance(error, BusyError):
        return BUSY
    return DAMAGED if isinstance(error, DatabaseError) else REFUSED


def _write(text: str | bytes, to_stderr: bool, ended: bool = False) -> None:
    """Print text with a line's end, unless it is `ended`, or bytes as they are."""
    try:
        click.echo(text, nl=isinstance(text, str) and not ended, err=to_stderr)
        if not to_stderr and sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if not to_stderr:
            lose(error)


def into_terminal() -> bool:
    """Tell whether data is printed on a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_terminal() -> bool:
    """Tell whether input and both outputs are a terminal, so that screens can be shown."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _width() -> int | None:
    """Return how many columns the terminal has, or None when the output goes elsewhere."""
    if not into_terminal():
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
    path = _keep(f"auditor-error-{stamp}-", without_passwords(details))
    kept = _("The details are in {path}.").format(path=path) if path else ""
    return _("Something unforeseen went wrong ({error}). {kept}").format(
        error=clean(f"{type(error).__name__}: {error}")[:200], kept=kept
    )


def _keep(beginning: str, details: str) -> Path | None:
    """Keep details in a new file, whose name nobody can foresee and put a link under; return where."""
    import tempfile

    from auditor.store.location import default_path, locate

    folders: list[Path] = []
    with suppress(AuditorError):
        folders.append((locate(None).path or default_path()).parent)
    for folder in (*folders, Path(tempfile.gettempdir())):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(".log", beginning, folder)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as opened:
                opened.write(details)
            return Path(name)
    return None
