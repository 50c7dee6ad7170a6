"""`auditor report unit`: what a part of the organisation answers for and has to do, in a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.session import with_workspace
from auditor.cli.report.writing import form_of, form_options, path_of, written

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Write a report of a part of the organisation, over all journeys. It is that of everybody whose part it is, which "
        "“people edit --unit” says, in one; NAME is the whole name.\n\n"
        "Without FILE it is named after it, in the present folder; - is standard output."
    )
)
@click.argument("name")
@click.argument("file", metavar="[FILE|-]", required=False)
@form_options
@with_workspace
def unit(workspace: Workspace, name: str, file: str | None, form: str | None, force: bool) -> None:
    """Write a report of a part of the organisation."""
    from auditor.reporting.forms import people_report
    from auditor.reporting.people import PeopleContents

    found = PeopleContents.of_unit(workspace, name, date.today())
    chosen = form_of(form, file)
    written(people_report(found, chosen), path_of(file, found.title, chosen), force)
