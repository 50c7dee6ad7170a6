"""`auditor evidence ask-again drop`: evidence is not to be asked for again after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.evidence.ask_again.noted import noted
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Take back that evidence is to be asked for again."))
@click.argument("numbers", type=NUMBER, nargs=-1, required=True, metavar="NUMBER...")
@with_workspace
def drop(workspace: Workspace, numbers: tuple[int, ...]) -> None:
    """Take back what was to be asked again."""
    found = noted(workspace, numbers)
    with told(workspace):
        workspace.askings.take_back(found)
