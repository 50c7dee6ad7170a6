"""`auditor print map`: an empty map of a journey, to draw and write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame.files import file_options, print_or_write
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import paper_option
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Make an empty map of a journey for print. It is a web page with a sheet for so many touchpoints as can be "
        "written in, feelings to be drawn and rows for what the customer does, needs and meets; nothing of an audit "
        "stands on it. Without JOURNEY, stages and touchpoints are left to be named."
    )
)
@click.argument("journey", required=False)
@click.option("--persona", metavar="PERSONA", help=_("For this persona; else there is a box for each."))
@paper_option
@file_options
@with_workspace
def map(
    workspace: Workspace, journey: str | None, persona: str | None, paper: str, file: str | None, force: bool
) -> None:
    """Make an empty map."""
    from auditor.reporting.paper import Paper, empty_map

    if journey is None:
        if persona is not None:
            raise click.UsageError(_("A persona belongs to a journey: name the journey, too."))
        print_or_write(empty_map(None, (), Paper(paper)), file, force)
        return
    found = whole_journey(workspace, journey)
    personas = workspace.reads.journeys.personas(found.id)
    if persona is not None:
        personas = [pick(personas, persona, _("persona"))]
    print_or_write(empty_map(found, personas, Paper(paper)), file, force)
