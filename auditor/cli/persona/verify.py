"""`auditor persona verify`: say what verifies a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_persona
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Say what verifies a persona. Until then it is a hypothesis of the team, "
        "and --not makes it one again."
    )
)
@click.argument("persona")
@journey_option
@click.option("--by", metavar="TEXT", help=_("What shows it: interviews, a survey, figures …"))
@click.option("--on", metavar="DATE", help=_("When, such as 2026-12-01; without it, today."))
@click.option("--not", "taken_back", is_flag=True, help=_("It is a hypothesis after all."))
@with_workspace
def verify(
    workspace: Workspace, persona: str, journey: str | None, by: str | None, on: str | None, taken_back: bool
) -> None:
    """Verify a persona, or take that back."""
    if taken_back == bool(by) or (taken_back and on):
        raise click.UsageError(_("Say what verifies the persona with --by, or give --not alone."))
    found = a_persona(workspace, persona, journey)
    with told(workspace):
        workspace.journeys.verify_persona(found.id, by or "", on)
