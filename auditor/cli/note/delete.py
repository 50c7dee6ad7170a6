"""`auditor note delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a note; “auditor undo” brings it back."))
@click.argument("note", type=NUMBER, metavar="NOTE")
@with_workspace
def delete(workspace: Workspace, note: int) -> None:
    """Delete a note."""
    with told(workspace):
        workspace.noting.delete(note)
