"""`auditor report person`: what somebody answers for and has to do, in a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.completing import owner_names
from auditor.cli.frame.lookup import a_person
from auditor.cli.frame.session import with_workspace
from auditor.cli.report.writing import form_of, form_options, path_of, written

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Write a report of a person, over all journeys. It begins with the open findings where they answer; it has what "
        "they are responsible for and how it stands there, "
        "their actions, what is late, what waits for proof, and what is to be asked again.\n\n"
        "Without FILE it is named after the person, in the present folder; - is standard output."
    )
)
@click.argument("person", shell_complete=owner_names)
@click.argument("file", metavar="[FILE|-]", required=False)
@form_options
@with_workspace
def person(workspace: Workspace, person: str, file: str | None, form: str | None, force: bool) -> None:
    """Write a report of a person."""
    from auditor.reporting.forms import people_report
    from auditor.reporting.people import PeopleContents

    found = PeopleContents.of_person(workspace, a_person(workspace, person), date.today())
    chosen = form_of(form, file)
    written(people_report(found, chosen), path_of(file, found.title, chosen), force)
