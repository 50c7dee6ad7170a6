"""`auditor respondent delete`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_respondent
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Delete a respondent with all they said. They count as evidence no longer."))
@click.argument("respondent")
@journey_option
@with_workspace
def delete(workspace: Workspace, respondent: str, journey: str | None) -> None:
    """Delete a respondent."""
    found = a_respondent(workspace, respondent, journey)
    with told(workspace):
        workspace.respondents.delete([found.id])
