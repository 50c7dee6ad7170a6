"""`auditor audit reopen`: open a finished audit again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import an_audit
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Open a finished audit again."))
@click.argument("audit")
@with_workspace
def reopen(workspace: Workspace, audit: str) -> None:
    """Open an audit again."""
    line = an_audit(workspace, audit)
    with told(workspace):
        workspace.audits.reopen(line.id)
