"""Opens the screens. The only module that knows of them, and it imports them when they are shown."""

from __future__ import annotations

import gc
import os
from typing import IO, TYPE_CHECKING, Any

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import Session

if TYPE_CHECKING:
    from auditor.workspace import Workspace


def open_screens(session: Session) -> int:
    """Open the app on the session's workspace; return its exit code."""
    need_terminal()
    return show_app(session.workspace)


_WITHOUT_PLACES = ("", "dumb", "unknown")
"""What TERM says where text can't be placed, and where nobody knows."""


def need_terminal() -> None:
    """Raise a usage error naming what works without a terminal, unless there is one that can show screens."""
    if not output.is_terminal():
        raise NoTerminal(
            _(
                "The app needs a terminal, and this is none. Without one these work: "
                "auditor journey, checklist, audit, action, report, history, db; see auditor --help."
            )
        )
    kind = os.environ.get("TERM", "")
    if os.name == "posix" and kind in _WITHOUT_PLACES:
        raise NoTerminal(
            _(
                "The app needs a terminal that can place text; of this one TERM says “{kind}”. In it these work: "
                "auditor journey, checklist, audit, action, report, history, db; see auditor --help."
            ).format(kind=kind)
        )


class NoTerminal(click.UsageError):
    """The screens were asked for where none can be shown; the message says what works instead."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write one line, without the usage."""
        click.echo(self.format_message(), file=file)


def show_app(workspace: Workspace, audit: int | None = None) -> int:
    """Open the app, in the walk of an audit if one is given; return its exit code."""
    from screens.app import open_app

    gc.freeze()
    gc.enable()
    return open_app(workspace, None if audit is None else ("walk", audit))
