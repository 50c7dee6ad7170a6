"""`auditor evidence ask-again add`: evidence is to be asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.options import NUMBER
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Hand out evidence to be asked for again. It is closed by itself when newer evidence of the same kind, place and "
        "persona is recorded or imported."
    )
)
@click.argument("numbers", type=NUMBER, nargs=-1, required=True, metavar="NUMBER...")
@click.option("--owner", default="", metavar="NAME", shell_complete=owner_names, help=_("Who asks."))
@click.option("--due", metavar="DATE", help=_("By when: 2026-12-01, fri, +2w …"))
@click.option("--note", default="", metavar="TEXT", help=_("How, or what to look out for."))
@with_workspace
def add(workspace: Workspace, numbers: tuple[int, ...], owner: str, due: str | None, note: str) -> None:
    """Note that evidence is to be asked for again."""
    with told(workspace):
        workspace.askings.hand_out(numbers, owner=owner, due=due, note=note)
