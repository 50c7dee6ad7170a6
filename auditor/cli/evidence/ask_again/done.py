"""`auditor evidence ask-again done`: evidence was asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.evidence.ask_again.noted import noted
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Note that evidence was asked for again. --with names what came of it."))
@click.argument("numbers", type=NUMBER, nargs=-1, required=True, metavar="NUMBER...")
@click.option(
    "--with", "answer", type=NUMBER, metavar="NUMBER", help=_("The evidence that came of it, by its number.")
)
@with_workspace
def done(workspace: Workspace, numbers: tuple[int, ...], answer: int | None) -> None:
    """Close what was asked again."""
    found = noted(workspace, numbers)
    with told(workspace):
        workspace.askings.done(found, answer)
