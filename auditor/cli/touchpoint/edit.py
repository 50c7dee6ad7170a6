"""`auditor touchpoint edit`: change what is given of a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Existence
from auditor.cli.columns.sharing import tell_differing_among
from auditor.cli.frame.lookup import a_touchpoint
from auditor.cli.frame.options import journey_option, one_of
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes
from auditor.cli.touchpoint.options import TouchpointOptions

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a touchpoint. Open audits follow its checklists."))
@click.argument("touchpoint")
@journey_option
@click.option("--name", help=_("The new name."))
@click.option("--existence", type=one_of(Existence), help=_("There today, planned, or to go."))
@takes("said", TouchpointOptions)
@with_workspace
def edit(
    workspace: Workspace,
    said: TouchpointOptions,
    touchpoint: str,
    journey: str | None,
    name: str | None,
    existence: str | None,
) -> None:
    """Change a touchpoint."""
    found = a_touchpoint(workspace, touchpoint, journey)
    tell_differing_among(workspace, said.checklists or ())
    with told(workspace):
        workspace.stages.edit_touchpoint(
            found.id,
            name=name,
            existence=existence,
            about=said.about,
            channel=said.channel,
            moment=said.moment,
            side=said.side,
            importance=said.importance,
            business=said.business,
            critical=said.critical,
            visits=said.visits,
            checklists=said.checklists,
            responsible=said.responsible,
            address=said.address,
            depth=said.depth,
            letters=said.letters,
        )
