"""`auditor evidence ask-again edit`: change who asks, by when, and the note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.evidence.ask_again.noted import noted
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Change who asks for evidence again, by when, or the note. An empty owner or date takes it away.")
)
@click.argument("numbers", type=NUMBER, nargs=-1, required=True, metavar="NUMBER...")
@click.option("--owner", metavar="NAME", shell_complete=owner_names, help=_("Who asks."))
@click.option("--due", metavar="DATE", help=_("By when: 2026-12-01, fri, +2w …"))
@click.option("--note", metavar="TEXT", help=_("How, or what to look out for."))
@with_workspace
def edit(
    workspace: Workspace, numbers: tuple[int, ...], owner: str | None, due: str | None, note: str | None
) -> None:
    """Change what is to be asked again."""
    found = noted(workspace, numbers)
    with told(workspace):
        workspace.askings.edit(found, owner=owner, due=due, note=note)
