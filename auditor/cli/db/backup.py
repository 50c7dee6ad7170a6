"""`auditor db backup`: copy the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Copy the database; print where the copy is. It is made beside the database, or in FILE, with its "
        "pictures in a folder beside that. That of a server is made in your data, by pg_dump where that is there, else, and "
        "where FILE ends in .db, as a database file with its whole history."
    )
)
@click.argument("file", required=False)
@with_workspace
def backup(workspace: Workspace, file: str | None) -> None:
    """Copy the database."""
    output.show(str(workspace.upkeep.copy(Path(file).expanduser() if file else None)))
