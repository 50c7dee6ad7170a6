"""`auditor print checklist`: checklists on paper, with boxes to tick and lines to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from auditor.base.errors import RefusedError
from auditor.base.i18n import _, in_language
from auditor.base.naming import pick
from auditor.cli.frame.files import file_options, print_or_write
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.options import paper_option
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.views.journeys import Journey
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Make checklists for print. It is a web page with every check, a box for each verdict and lines to write on; no "
        "check is cut by the end of a page. KEY is a checklist, one or more. With --journey it has the checklists of "
        "each touchpoint, or those of KEY where they are asked, each touchpoint on a page of its own with room for how "
        "it feels."
    )
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--journey", metavar="JOURNEY", help=_("At each touchpoint of this journey (number or name)."))
@click.option(
    "--touchpoint",
    "points",
    multiple=True,
    metavar="TOUCHPOINT",
    help=_("This touchpoint of the journey only; can be repeated."),
)
@click.option("--persona", metavar="PERSONA", help=_("For this persona; else there is a box for each."))
@click.option("--brief", is_flag=True, help=_("The questions alone, without how to look and why."))
@paper_option
@file_options
@with_workspace
def checklist(
    workspace: Workspace,
    /,
    keys: tuple[str, ...],
    journey: str | None,
    points: tuple[str, ...],
    persona: str | None,
    brief: bool,
    paper: str,
    file: str | None,
    force: bool,
) -> None:
    """Make checklists."""
    from auditor.reporting.paper import Paper, asked_parts, paper_checklist

    checklists = [workspace.library.get(key) for key in dict.fromkeys(keys)]
    if journey is None:
        if persona is not None or points:
            raise click.UsageError(_("Personas and touchpoints belong to a journey: name it with --journey."))
        if not checklists:
            raise click.UsageError(_("Name a checklist, or a journey with --journey."))
        title = ", ".join(in_language(one.title) for one in checklists)
        parts = asked_parts(checklists, None, workspace.library, brief)
        print_or_write(paper_checklist(title, parts, (), Paper(paper)), file, force)
        return
    found = _only(whole_journey(workspace, journey), points)
    personas = workspace.reads.journeys.personas(found.id)
    if persona is not None:
        personas = [pick(personas, persona, _("persona"))]
    parts = asked_parts(checklists, found, workspace.library, brief)
    if not parts:
        raise RefusedError(_("None of these checklists is asked at any of these touchpoints."))
    print_or_write(paper_checklist(found.name, parts, personas, Paper(paper)), file, force)


def _only(journey: Journey, words: tuple[str, ...]) -> Journey:
    """Return a journey with only the touchpoints that are named; whole where none is."""
    if not words:
        return journey
    kept = {pick(journey.touchpoints, word, _("touchpoint")).id for word in words}
    stages = (
        replace(stage, touchpoints=tuple(point for point in stage.touchpoints if point.id in kept))
        for stage in journey.stages
    )
    return replace(journey, stages=tuple(stages))
