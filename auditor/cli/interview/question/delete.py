"""`auditor interview question delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a question of your own. Replies to it are shown no longer."))
@click.argument("number", type=NUMBER)
@with_workspace
def delete(workspace: Workspace, number: int) -> None:
    """Delete a question."""
    with told(workspace):
        workspace.questions.delete(number)
