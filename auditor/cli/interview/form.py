"""`auditor interview form`: a form for one respondent, to print or to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.errors import RefusedError
from auditor.base.files import write_whole
from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.columns.questions import asked_of
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_respondent, whole_journey
from auditor.cli.frame.session import with_workspace

if TYPE_CHECKING:
    from auditor.views.interviews import Filled
    from auditor.views.journeys import Journey, Persona
    from auditor.workspace import Workspace

_FORMS = ("html", "csv", "xlsx", "toml")


@click.command(
    help=_(
        "Write a form for one respondent. As HTML it is made for print, with room to write; CSV, a workbook (xlsx) or TOML "
        "is filled in and taken back by “interview import”."
    )
)
@click.argument("journey")
@click.option(
    "--persona", metavar="PERSONA", help=_("Whom the respondent stands for; needed where there are several.")
)
@click.option(
    "--respondent", metavar="RESPONDENT", help=_("Filled in with what this respondent said so far.")
)
@click.option(
    "--format", "form", type=click.Choice(_FORMS), default="html", show_default=True, help=_("As what.")
)
@click.option("-o", "--output", "file", metavar="FILE", help=_("Write into this file."))
@click.option("--force", is_flag=True, help=_("Replace the file if it is already there."))
@with_workspace
def form(
    workspace: Workspace,
    journey: str,
    persona: str | None,
    respondent: str | None,
    form: str,
    file: str | None,
    force: bool,
) -> None:
    """Write a form."""
    from auditor.reporting.interview_form import form_content

    found = whole_journey(workspace, journey)
    filled = None
    if respondent is not None:
        number = a_respondent(workspace, respondent, str(found.id)).id
        filled = workspace.reads.interviews.whole(number)
    one = _persona(workspace, found, persona, filled)
    asked = asked_of(workspace, found)
    content = form_content(form, found, one, asked, filled)
    if file is None:
        output.content(content)
    else:
        output.say(_("Written: {path}").format(path=write_whole(file, content, force)))


def _persona(workspace: Workspace, journey: Journey, word: str | None, filled: Filled | None) -> Persona:
    personas = workspace.reads.journeys.personas(journey.id)
    if word is not None:
        return pick(personas, word, _("persona"))
    if filled is not None:
        return next(one for one in personas if one.id == filled.respondent.persona_id)
    if not personas:
        raise RefusedError(
            _("“{name}” has no personas yet: “auditor persona add” adds one.").format(name=journey.name)
        )
    if len(personas) > 1:
        raise click.UsageError(_("Say for which persona the form is with --persona."))
    return personas[0]
