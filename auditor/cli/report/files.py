"""`auditor report html|markdown|xlsx`: a report in a file of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import N_, _
from auditor.base.vocabulary import ReportPart
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.options import one_of
from auditor.cli.frame.session import with_workspace
from auditor.cli.report.writing import ENDINGS, path_of, written

if TYPE_CHECKING:
    from auditor.views.journeys import JourneyLine
    from auditor.workspace import Workspace


_HELP = {
    "html": N_(
        "Write a report as a web page for colleagues. One file holds all of it, pictures too, and begins with how many "
        "findings stand, what is worst, what to do first, who and when; then come the findings, each with its name, the "
        "map with its curves, priorities, who does what, what changed since last time, evidence and personas. It is made "
        "to be read on a phone and printed on A4 or A3."
    ),
    "markdown": N_(
        "Write a report as Markdown, for a wiki or a repository. The map stands in it as a Mermaid diagram of each "
        "persona and as a table; pictures are put into a folder beside it, named after the file."
    ),
    "xlsx": N_(
        "Write a report as a spreadsheet. Its first sheet says how many findings stand, what is worst, what to do first, "
        "who and when; then there is a sheet for each table, with real numbers and dates, one of pictures, and a chart "
        "of the curves."
    ),
}


def _command(name: str) -> click.Command:
    """Return the command that writes reports of one form."""

    @click.command(
        name,
        help=_(_HELP[name])
        + "\n\n"
        + _("Without FILE it is named after the journey, in the present folder; - is standard output.")
        + "\n\n"
        + _("After its first page it shows all parts, or those kept with the journey: {parts}.").format(
            parts=", ".join(ReportPart)
        ),
    )
    @click.argument("journey")
    @click.argument("file", metavar="[FILE|-]", required=False)
    @click.option("--force", is_flag=True, help=_("Replace the file if it is already there."))
    @click.option(
        "--include",
        "parts",
        type=one_of(ReportPart),
        multiple=True,
        metavar="PART",
        help=_("Show this part; can be repeated. Others are left out."),
    )
    @click.option("--all", "whole", is_flag=True, help=_("Show all parts."))
    @click.option("--keep", is_flag=True, help=_("Show these parts in later reports of the journey too."))
    @with_workspace
    def write(
        workspace: Workspace,
        journey: str,
        file: str | None,
        force: bool,
        parts: tuple[str, ...],
        whole: bool,
        keep: bool,
    ) -> None:
        if parts and whole:
            raise click.UsageError(_("Give --include or --all, not both."))
        if keep and not (parts or whole):
            raise click.UsageError(_("Say what is to be kept: --include PART, or --all."))
        line = a_journey(workspace, journey)
        chosen = tuple(ReportPart) if whole else tuple(map(ReportPart, parts))
        _write(workspace, line, name, file, force, chosen or None)
        if keep:
            workspace.journeys.edit(line.id, report=chosen)

    return write


def _write(
    workspace: Workspace,
    line: JourneyLine,
    name: str,
    file: str | None,
    force: bool,
    parts: tuple[ReportPart, ...] | None,
) -> None:
    from auditor.reporting.forms import Form, report

    form = Form(ENDINGS[name])
    path = path_of(file, line.name, form)
    written(report(workspace, line.id, form, date.today(), parts, path), path, force)


html, markdown, xlsx = (_command(name) for name in ENDINGS)
