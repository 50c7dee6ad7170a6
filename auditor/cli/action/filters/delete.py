"""`auditor action filters delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame.completing import filter_names
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a filter."))
@click.argument("name", shell_complete=filter_names)
@with_workspace
def delete(workspace: Workspace, name: str) -> None:
    """Delete a filter."""
    found = pick(workspace.reads.actions.filters(), name, _("filter"))
    with told(workspace):
        workspace.filters.delete(found.id)
