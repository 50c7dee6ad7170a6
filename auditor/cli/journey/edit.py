"""`auditor journey edit`: change what is given of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame.lookup import a_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.journey.options import about_options

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a journey."))
@click.argument("journey")
@click.option("--name", help=_("The new name."))
@click.option(
    "--review",
    metavar="INTERVAL",
    help=_("How often to look at it again: days, or such as “6 weeks”, “3 months”; never for not at all."),
)
@about_options
@with_workspace
def edit(
    workspace: Workspace,
    journey: str,
    name: str | None,
    review: str | None,
    purpose: str | None,
    scope: str | None,
    about: str | None,
    responsible: str | None,
) -> None:
    """Change a journey."""
    found = a_journey(workspace, journey)
    with told(workspace):
        workspace.journeys.edit(
            found.id,
            name=name,
            about=about,
            purpose=purpose,
            scope=scope,
            review=review,
            responsible=responsible,
        )
