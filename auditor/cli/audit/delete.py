"""`auditor audit delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import an_audit
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete an audit; “auditor undo” brings it back."))
@click.argument("audit")
@with_workspace
def delete(workspace: Workspace, audit: str) -> None:
    """Delete an audit."""
    line = an_audit(workspace, audit)
    with told(workspace):
        workspace.audits.delete(line.id)
