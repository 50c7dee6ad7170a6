"""`auditor finding picture describe`: say what is to be seen on a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.finding.picture.lookup import a_picture
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Say what is to be seen on a picture. NUMBER is told by “finding picture list”; TEXT is a sentence."
    )
)
@click.argument("number", type=NUMBER)
@click.argument("text")
@with_workspace
def describe(workspace: Workspace, number: int, text: str) -> None:
    """Describe a picture."""
    picture, _called = a_picture(workspace, number)
    with told(workspace):
        workspace.pictures.describe(picture.id, text)
