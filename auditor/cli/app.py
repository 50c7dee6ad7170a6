"""Opens the screens. The only module that knows of them, and it imports them when they are shown."""

from __future__ import annotations

import gc
import os
from typing import IO, TYPE_CHECKING, Any

import click

from auditor.base.guests import is_guest
from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import Session
from auditor.cli.frame.streams import let_screens_write

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def open_screens(session: Session) -> int:
    """Open the app on the session's workspace; return its exit code."""
    if not is_guest():
        need_terminal()
    return show_app(session.workspace, is_new=_is_new(session), remembers=True)


def _is_new(session: Session) -> bool:
    """Tell whether nobody has used the app here before: nothing is set, and nothing was ever written."""
    from auditor.base.errors import AuditorError

    try:
        if session.config.file.exists():
            return False
        workspace = session.workspace
        return not (workspace.is_there and workspace.reads.history.lines(1))
    except AuditorError:
        # The app tells what is wrong with the database.
        return False


_WITHOUT_PLACES = ("", "dumb", "unknown")
"""What TERM says where text can't be placed, and where nobody knows."""


def need_terminal() -> None:
    """Raise a usage error naming what works without a terminal, unless there is one that can show screens."""
    if not output.is_terminal():
        raise NoTerminal(
            _(
                "The app needs a terminal, and this is none. Without one these work: "
                "auditor --linear, and auditor journey, checklist, audit, action, report, history, db; see auditor --help."
            )
        )
    kind = os.environ.get("TERM", "")
    if os.name == "posix" and kind in _WITHOUT_PLACES:
        raise NoTerminal(
            _(
                "The app needs a terminal that can place text; of this one TERM says “{kind}”. In it these work: "
                "auditor --linear, and auditor journey, checklist, audit, action, report, history, db; see auditor --help."
            ).format(kind=kind)
        )


class NoTerminal(click.UsageError):
    """The screens were asked for where none can be shown; the message says what works instead."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write one line, without the usage."""
        click.echo(self.format_message(), file=file)


def show_app(
    workspace: Workspace, audit: int | None = None, *, is_new: bool = False, remembers: bool = False
) -> int:
    """Open the app, in the walk of an audit if one is given; return its exit code.

    Whoever `is_new` here is asked first for name, language and theme. Where the app `remembers`, it opens else where it
    was left, and keeps where it is left.
    """
    from screens.app import open_app

    let_screens_write()
    gc.freeze()
    gc.enable()
    start = None if audit is None else ("walk", audit)
    return open_app(workspace, start, is_new=is_new, remembers=remembers)
