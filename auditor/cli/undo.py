"""`auditor undo` and `auditor redo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace
from auditor.sentences.history import describe

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Take back your last change. It is refused where somebody else has built on it."))
@with_workspace
def undo(workspace: Workspace) -> None:
    """Undo."""
    _tell(workspace, workspace.undoing.undo(), _("Took back: {change}."))


@click.command(help=_("Do again what was taken back last."))
@with_workspace
def redo(workspace: Workspace) -> None:
    """Redo."""
    _tell(workspace, workspace.undoing.redo(), _("Did again: {change}."))


def _tell(workspace: Workspace, change_id: int, sentence: str) -> None:
    if change := workspace.reads.history.get(change_id):
        output.say(sentence.format(change=describe(change)))
