"""`auditor interview bank share`: put one of your own in place for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind
from auditor.cli.columns import sharing
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Put a file of questions of your own in place for everybody.\n\n"
        "Where the database keeps another of that key, what differs is shown and you are asked first."
    )
)
@click.argument("key")
@click.option("--yes", is_flag=True, help=_("Do not ask before replacing."))
@with_workspace
def share(workspace: Workspace, key: str, yes: bool) -> None:
    """Share a file."""
    sharing.share(workspace, FileKind.QUESTIONS, key, yes)
