"""`auditor finding forget`: keep a wording no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a kept wording. Findings that have it go on saying it, in words of their own."))
@click.argument("phrase", type=NUMBER)
@with_workspace
def forget(workspace: Workspace, phrase: int) -> None:
    """Forget a wording."""
    with told(workspace):
        workspace.findings.forget(phrase)
