"""`auditor evidence delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete pieces of evidence; “auditor undo” brings them back."))
@click.argument("numbers", type=NUMBER, nargs=-1, required=True, metavar="NUMBER...")
@with_workspace
def delete(workspace: Workspace, numbers: tuple[int, ...]) -> None:
    """Delete evidence."""
    with told(workspace):
        workspace.evidence.delete(numbers)
