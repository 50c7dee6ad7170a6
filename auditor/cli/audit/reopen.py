"""`auditor audit reopen`: open a finished audit again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.sharing import tell_differing_at
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
    tell_differing_at(workspace, line.journey_id)
    with told(workspace):
        workspace.audits.reopen(line.id)
