"""`auditor action link`: let an action answer findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.action.finding_options import FindingOptions, findings_named
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_("Let an action answer findings. An action answers several, and a finding may have several.")
)
@takes("said", FindingOptions)
@with_workspace
def link(workspace: Workspace, said: FindingOptions) -> None:
    """Link findings."""
    number, findings = findings_named(workspace, said)
    with told(workspace):
        workspace.actions.link(number, findings)
