"""`auditor note edit`: change a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import NoteKind
from auditor.cli.frame.options import NUMBER, one_of
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a note."))
@click.argument("note", type=NUMBER, metavar="NOTE")
@click.option("--kind", type=one_of(NoteKind), help=_("What kind of note it is."))
@click.option("--text", metavar="TEXT", help=_("The new text."))
@with_workspace
def edit(workspace: Workspace, note: int, kind: str | None, text: str | None) -> None:
    """Change a note."""
    with told(workspace):
        workspace.noting.edit(note, kind=kind, text=text)
