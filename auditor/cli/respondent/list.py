"""`auditor respondent list`: who was interviewed, and of whom people are to be asked next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.columns.respondents import respondent_columns
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.options import format_option
from auditor.cli.frame.session import with_workspace
from auditor.cli.frame.tables import Table
from auditor.sentences.interviews import goals_text

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    "list", help=_("List who was interviewed, by code name. It says of which persona to ask more people.")
)
@click.argument("journey")
@format_option
@with_workspace
def list_respondents(workspace: Workspace, journey: str, form: str) -> None:
    """List respondents."""
    found = a_journey(workspace, journey)
    lines = workspace.reads.interviews.respondents(found.id)
    hint = _("Nobody was interviewed yet: “auditor respondent add” notes who was.")
    output.rows(Table(respondent_columns(), lines), form, hint)
    support = workspace.reads.evidence.support(found.id)
    if support and support.personas:
        output.say(goals_text(support.personas))
