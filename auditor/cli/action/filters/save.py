"""`auditor action filters save`: keep a filter under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import filter_names
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Keep a filter under a name. One of that name is replaced."))
@click.argument("name", shell_complete=filter_names)
@click.argument("words", metavar="FILTER")
@with_workspace
def save(workspace: Workspace, name: str, words: str) -> None:
    """Keep a filter."""
    with told(workspace):
        workspace.filters.save(name, words)
