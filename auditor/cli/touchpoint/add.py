"""`auditor touchpoint add`: add a touchpoint to a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.naming import pick
from auditor.cli.columns.sharing import tell_differing_among
from auditor.cli.frame import output
from auditor.cli.frame.lookup import whole_journey
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import given, takes
from auditor.cli.touchpoint.options import TouchpointOptions

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Add a touchpoint; print its number. It comes last in its stage, or after the touchpoint "
        "you name. Open audits of the journey ask its checks from now on."
    )
)
@click.argument("journey")
@click.argument("stage")
@click.argument("name")
@click.option("--after", metavar="TOUCHPOINT", help=_("The touchpoint of this stage it comes after."))
@takes("said", TouchpointOptions)
@with_workspace
def add(
    workspace: Workspace, said: TouchpointOptions, journey: str, stage: str, name: str, after: str | None
) -> None:
    """Add a touchpoint."""
    found = pick(whole_journey(workspace, journey).stages, stage, _("stage"))
    before = pick(found.touchpoints, after, _("touchpoint")).id if after is not None else None
    tell_differing_among(workspace, said.checklists or ())
    with told(workspace):
        made = workspace.stages.add_touchpoint(found.id, name, after=before, **given(said))
    output.show(str(made))
