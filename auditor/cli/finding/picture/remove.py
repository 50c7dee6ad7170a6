"""`auditor finding picture remove`: take pictures away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.finding.picture.lookup import a_picture
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Take pictures away; “auditor undo” brings them back."))
@click.argument("numbers", type=NUMBER, nargs=-1, required=True, metavar="NUMBER...")
@with_workspace
def remove(workspace: Workspace, numbers: tuple[int, ...]) -> None:
    """Take pictures away."""
    pictures = [a_picture(workspace, number)[0] for number in numbers]
    with told(workspace):
        workspace.pictures.remove([one.id for one in pictures])
