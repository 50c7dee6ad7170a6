"""`auditor respondent edit`: change what is given of a respondent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.frame.lookup import a_respondent
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import given, takes
from auditor.cli.respondent.options import RespondentOptions

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a respondent. The evidence that they gave follows."))
@click.argument("respondent")
@journey_option
@click.option("--persona", metavar="PERSONA", help=_("The persona they stand for."))
@takes("said", RespondentOptions)
@with_workspace
def edit(
    workspace: Workspace, said: RespondentOptions, respondent: str, journey: str | None, persona: str | None
) -> None:
    """Change a respondent."""
    found = a_respondent(workspace, respondent, journey)
    personas = workspace.reads.journeys.personas(found.journey_id)
    number = None if persona is None else pick(personas, persona, _("persona")).id
    with told(workspace):
        workspace.respondents.edit(found.id, persona_id=number, **given(said))
