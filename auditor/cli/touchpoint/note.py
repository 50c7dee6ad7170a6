"""`auditor touchpoint note`: note something at a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import NoteKind
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_touchpoint
from auditor.cli.frame.options import journey_option, one_of
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Note something at a touchpoint; print the note’s number.\n\nKIND is one of {choices}.").format(
        choices=", ".join(NoteKind)
    )
)
@click.argument("touchpoint")
@click.argument("kind", type=one_of(NoteKind), metavar="KIND")
@click.argument("text")
@journey_option
@with_workspace
def note(workspace: Workspace, touchpoint: str, kind: str, text: str, journey: str | None) -> None:
    """Note something."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        made = workspace.noting.add(found.id, kind, text)
    output.show(str(made))
