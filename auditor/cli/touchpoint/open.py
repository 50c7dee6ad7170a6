"""`auditor touchpoint open`: the journey inside a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.frame import output
from auditor.cli.frame.lookup import a_journey, a_touchpoint
from auditor.cli.frame.options import journey_option
from auditor.cli.frame.session import told, with_workspace

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    "open",
    help=_(
        "Choose the journey inside a touchpoint. It is one you name, a new one with --new, which "
        "prints its number, or none. The feeling at the touchpoint is then what is felt inside."
    ),
)
@click.argument("touchpoint")
@click.argument("inner", metavar="[JOURNEY]", required=False)
@click.option("--new", is_flag=True, help=_("A new journey, called JOURNEY or like the touchpoint."))
@click.option("--none", "nothing", is_flag=True, help=_("No journey."))
@journey_option
@with_workspace
def open_inside(
    workspace: Workspace, touchpoint: str, inner: str | None, new: bool, nothing: bool, journey: str | None
) -> None:
    """Choose what a touchpoint opens into."""
    if (nothing and (new or inner is not None)) or not (nothing or new or inner is not None):
        raise click.UsageError(_("Name a journey, or give --new or --none."))
    found = a_touchpoint(workspace, touchpoint, journey)
    if new:
        with told(workspace):
            made = workspace.stages.open_new(found.id, inner or "")
        output.show(str(made))
        return
    chosen = None if inner is None else a_journey(workspace, inner).id
    with told(workspace):
        workspace.stages.open_into(found.id, chosen)
