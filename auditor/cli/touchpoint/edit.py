"""`auditor touchpoint edit`: change what is given of a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.base.vocabulary import Existence
from auditor.cli.frame.options import journey_option, one_of
from auditor.cli.frame.rows import a_touchpoint
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.touchpoint.options import _given, _options

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(help=_("Change what is given of a touchpoint. Open audits follow its checklists."))
@click.argument("touchpoint")
@journey_option
@click.option("--name", help=_("The new name."))
@click.option("--existence", type=one_of(Existence), help=_("There today, planned, or to go."))
@_options
@with_workspace
def edit(workspace: Workspace, /, touchpoint: str, journey: str | None, **values: object) -> None:
    """Change a touchpoint."""
    found = a_touchpoint(workspace, touchpoint, journey)
    with told(workspace):
        workspace.stages.edit_touchpoint(found.id, **_given(values))
