"""`auditor db check`: whether the database is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Check that the database is sound. Its pages, what refers to what, and all sums are looked at.")
)
@with_workspace
def check(workspace: Workspace) -> None:
    """Check the database."""
    if not workspace.upkeep.is_there:
        output.say(_("There is no database at {path} yet.").format(path=workspace.location.shown))
        return
    if workspace.caution:
        output.say(workspace.caution)
    problems = workspace.upkeep.check()
    if not problems:
        output.show(_("{place} is sound.").format(place=workspace.location.shown))
        return
    for problem in problems:
        output.say(problem)
    output.say(
        _(
            "{place} is damaged. “auditor db backups” lists its copies, “auditor db restore” puts one back."
        ).format(place=workspace.location.shown)
    )
    click.get_current_context().exit(output.DAMAGED)
