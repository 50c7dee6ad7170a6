"""`auditor checklist save`: write what the database keeps into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import FileKind
from auditor.cli.columns import sharing
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Write a checklist that the database keeps into a file."))
@click.argument("key")
@click.argument("out", metavar="[OUT|-]", required=False)
@click.option("--force", is_flag=True, help=_("Replace the file if it is already there."))
@with_workspace
def save(workspace: Workspace, key: str, out: str | None, force: bool) -> None:
    """Write a file."""
    sharing.save(workspace, FileKind.CHECKLIST, key, out, force)
