"""`auditor action link`: let an action mend findings and serve strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auditor.base.i18n import _
from auditor.cli.action.finding_options import FindingOptions, named_by
from auditor.cli.frame.session import told, with_workspace
from auditor.cli.frame.typed import takes

if TYPE_CHECKING:
    from auditor.workspace import Workspace


@click.command(
    help=_(
        "Let an action mend findings or serve strategies. FINDING is a name such as CHK-12; --check and the others mean "
        "all that is found of that. An action mends and serves several, of its journey, and a finding or a strategy may "
        "have several."
    )
)
@takes("said", FindingOptions)
@with_workspace
def link(workspace: Workspace, said: FindingOptions) -> None:
    """Link findings and strategies."""
    found = named_by(workspace, said)
    with told(workspace), workspace.together():
        if found.findings or found.mends:
            workspace.actions.link(found.action, found.findings, found.mends)
        if found.strategies:
            workspace.strategies.serve([found.action], found.strategies)
