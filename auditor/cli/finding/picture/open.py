"""`auditor finding picture open`: show pictures in the system’s viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.finding.picture.lookup import a_picture
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command("open", help=_("Show a picture in the system’s viewer."))
@click.argument("number", type=NUMBER)
@with_workspace
def open_picture(workspace: Workspace, number: int) -> None:
    """Show a picture."""
    from auditor.base.opening import show

    picture, called = a_picture(workspace, number)
    show(workspace.picture_file(picture.sha256, called))
