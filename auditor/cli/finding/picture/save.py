"""`auditor finding picture save`: write a picture into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.files import write_whole
from auditor.base.i18n import _
from auditor.cli.finding.picture.lookup import a_picture
from auditor.cli.frame import output
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Write a picture into a file. It is PNG or JPEG, as “finding picture list --format json” tells.")
)
@click.argument("number", type=NUMBER)
@click.argument("file")
@click.option("--force", is_flag=True, help=_("Replace the file if it is already there."))
@with_workspace
def save(workspace: Workspace, number: int, file: str, force: bool) -> None:
    """Write a picture into a file."""
    picture, called = a_picture(workspace, number)
    path = write_whole(file, workspace.picture(picture.sha256, called), force)
    output.say(_("Written: {path}").format(path=path))
