"""`auditor respondent add`: note that somebody was interviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import given, takes
from auditor.cli.respondent.options import RespondentOptions
from auditor.sentences.interviews import goals_text

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Note that somebody was interviewed; print their number. The interview is evidence of one person "
        "and of its own day."
    )
)
@click.argument("persona")
@journey_option
@takes("said", RespondentOptions)
@with_workspace
def add(workspace: Workspace, said: RespondentOptions, persona: str, journey: str | None) -> None:
    """Add a respondent."""
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        made = workspace.respondents.add(found.id, **given(said))
    output.show(str(made))
    if support := workspace.reads.evidence.support(found.journey_id):
        output.say(goals_text(support.personas))
