"""`auditor note`: change what is noted at touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import NoteKind
from auditor.cli.frame.options import Noun, one_of
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace

NUMBER = click.IntRange(1, 2**63 - 1)


@click.group(
    cls=Noun,
    help=_(
        "Change what is noted of the customer. NOTE is a number, which “touchpoint notes” tells; "
        "“touchpoint note” adds one."
    ),
)
def note() -> None:
    """Group of the note commands."""


@note.command(help=_("Change what is given of a note."))
@click.argument("note", type=NUMBER, metavar="NOTE")
@click.option("--kind", type=one_of(NoteKind), help=_("What kind of note it is."))
@click.option("--text", metavar="TEXT", help=_("The new text."))
@with_workspace
def edit(workspace: Workspace, note: int, kind: str | None, text: str | None) -> None:
    """Change a note."""
    with told(workspace):
        workspace.noting.edit(note, kind=kind, text=text)


@note.command(help=_("Delete a note; “auditor undo” brings it back."))
@click.argument("note", type=NUMBER, metavar="NOTE")
@with_workspace
def delete(workspace: Workspace, note: int) -> None:
    """Delete a note."""
    with told(workspace):
        workspace.noting.delete(note)
